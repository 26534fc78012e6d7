"""Parse → clauses: who does what to whom, and whether the words say that it happened.

Read once per report and asked by every later stage; with ``sentences`` the only code that knows how a parser draws a sentence.

The state of a word is found from the top of its sentence down: what governs it passes on whether it is itself so, and the word's own
negation, auxiliary or condition turns or bends that. What each governor does stands in ``languages/<language>/grammar.toml``. The method is
that of implicative signatures (Nairn, Condoravdi and Karttunen, *Computing relative polarity for textual inference*, 2006).
"""

from rashomon.clauses.reading import Clauses, read_clauses
from rashomon.clauses.reality import HAPPENED, State
from rashomon.clauses.roles import Clause, object_of, prepositional, subject_of
from rashomon.clauses.telling import why_not_so

__all__ = [
    "HAPPENED",
    "Clause",
    "Clauses",
    "State",
    "object_of",
    "prepositional",
    "read_clauses",
    "subject_of",
    "why_not_so",
]
