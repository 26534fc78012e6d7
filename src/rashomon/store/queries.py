"""What can be asked of the questions of a situation: filters, an order, and a page of the answer."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from rashomon.records import Question

Sort = Literal["disagreement", "recency", "origins"]
PAGE = 50
MOST_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionQuery:
    """Filters that all must hold; an empty one holds for every question.

    ``text``: every word of it stands in the question, its place, a speaker's name or a quoted sentence. ``source`` (the speaker's
    kind), ``party``, ``speaker`` and the days ``since`` and ``until`` (publication, both included) hold where one account of the
    question fulfils them. ``precision`` is the coarsest UCDP class that is let through. ``changed`` is a moment in the store's own
    time (ISO 8601, UTC): only what changed after it.
    ``located``: only what has a place that was found in the gazetteer.
    """

    text: str = ""
    status: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    place: str = ""
    source: tuple[str, ...] = ()
    party: str = ""
    speaker: str = ""
    since: str = ""
    until: str = ""
    precision: int | None = None
    changed: str = ""
    located: bool = False
    sort: Sort = "disagreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question as the board shows it: with the first and last publication of its accounts, and when it was first made and last changed in this store (ISO 8601, UTC)."""

    question: Question
    first: str | None
    last: str | None
    made: str
    changed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A part of an answer: ``total`` counts the whole, ``after`` is the question that the next part begins after, if there is one."""

    rows: tuple[Row, ...]
    total: int
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What there is to choose from, each value with its number of questions, the commonest first."""

    status: tuple[tuple[str, int], ...]
    kind: tuple[tuple[str, int], ...]
    measure: tuple[tuple[str, int], ...]
    place: tuple[tuple[str, int], ...]
    source: tuple[tuple[str, int], ...]
    party: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A report without its text; ``received`` is when this version came into the store."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str
    received: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a report, as the store received it."""

    version: int
    title: str | None
    published: str | None
    received: str
    sha256: str
    newest: bool


def folded(words: str) -> str:
    """Words as they are searched: without case and accents.

    >>> folded("Ra’s al-‘Ayn, ŻÓŁĆ")
    'ras al-ayn, zołc'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return bare.replace("’", "").replace("‘", "").replace("'", "").casefold()
