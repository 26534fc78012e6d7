"""A figure → whom or what it counts: the class of its group, the side that its words name, one who is only mentioned."""

import re
from dataclasses import dataclass

from rashomon.lexicon.groups import Groups
from rashomon.records import Figure

_AFTER = re.compile(
    r"\b(?:in|at|on|from|of|by|near|who|which|that|during|with|including|among|since|as|for|outside|inside)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_MENTION = frozenset({"a", "an", "another", "one"})


@dataclass(frozen=True, slots=True)
class Counted:
    """``group`` is the class of the people counted (None: all alike), ``sides`` the names that tell whose they are.

    ``mention``: the words name someone ("a driver"), they give no count.
    """

    group: str | None
    sides: frozenset[str]
    mention: str | None


def read_counted(figure: Figure, groups: Groups) -> Counted:
    """Whom ``figure`` counts."""
    words = figure.group or ""
    head = _AFTER.split(words, maxsplit=1)[0]
    plain = [w.lower() for w in _WORD.findall(head)]
    noun = plain[-1] if plain else ""
    known = next((groups.classes[w] for w in reversed(plain) if w in groups.classes and w not in groups.whole), None)
    if known is None and noun not in groups.whole:
        known = next(
            (groups.classes[w] for w in (w.lower() for w in _WORD.findall(words)) if w in groups.classes), None
        )
    if known is None and figure.part_of is not None:
        known = "part"
    first = figure.words.lower().split()[0] if figure.words else ""
    lone = first in _MENTION and figure.best == 1 and figure.rule == "exact" and noun not in groups.one and bool(noun)
    sides = frozenset(w.lower()[:5] for w in _WORD.findall(head) if w[0].isupper() and w.lower() not in groups.classes)
    return Counted(known, sides, noun if lone else None)
