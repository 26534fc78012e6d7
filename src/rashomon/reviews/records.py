"""The entries of the log. Frozen; what they hold beside words is JSON, so that an entry can be hashed and kept as it was made."""

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from rashomon.records import Span

Act = Literal[
    "add", "confirm", "reject", "correct", "together", "apart", "not_comparable", "note", "verdict", "speaker", "level",
    "forget", "undo",
]  # fmt: skip
Field = Literal["speaker", "party", "figure", "measure", "place", "time", "polarity", "position"]
Level = Literal["public", "restricted", "confidential"]
ACTS: tuple[Act, ...] = get_args(Act)
FIELDS: tuple[Field, ...] = get_args(Field)
LEVELS: tuple[Level, ...] = get_args(Level)
AROUND = 32  # characters kept on either side of a quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A claim as it was judged: its id, the exact quotation at ``span`` with 32 characters either side, and its values.

    ``side`` tells the two sides of a pair apart: a merge or a split holds between each claim of side 0 and each of side 1.
    """

    claim: str
    report: str
    span: Span
    quote: str
    before: str
    after: str
    side: int = 0
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One act of one person. ``number`` counts the entries of a situation from 1; 0 is one that is not in the log yet.

    ``at`` is ISO 8601 in UTC. ``subject`` is a speaker's name or a report's id where no claim is judged, ``field`` what is corrected,
    ``before`` and ``after`` its values, ``undoes`` the number of the entry that an undo takes back. ``seen`` is the number of the last
    entry that was there when the reviewer looked: an act on what somebody else changed since is a conflict.
    ``question`` says that a question was judged as a whole: ``before`` then holds its status and range.
    """

    number: int = 0
    act: Act
    actor: str
    at: str
    targets: tuple[Target, ...] = ()
    subject: str | None = None
    field: str | None = None
    question: bool = False
    before: Any = None
    after: Any = None
    why: str | None = None
    undoes: int | None = None
    seen: int = 0

    @property
    def keys(self) -> frozenset[str]:
        """What it is about: two acts on one of these can be at odds. Notes never are."""
        if self.act in {"note", "forget"}:
            return frozenset()
        named = {f"{self.act}:{self.subject}"} if self.subject else set()
        return frozenset({t.claim for t in self.targets} | named)

    @property
    def pairs(self) -> frozenset[frozenset[str]]:
        """Each claim of side 0 with each of side 1."""
        first = [t.claim for t in self.targets if t.side == 0]
        return frozenset(frozenset({a, t.claim}) for a in first for t in self.targets if t.side == 1 and t.claim != a)
