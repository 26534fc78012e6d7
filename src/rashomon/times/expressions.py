"""What the rules read: an expression, what it is read against, and a match taken apart."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from rashomon.records import Span, Token
from rashomon.times.grammar import Match, Word
from rashomon.times.stretches import Stretch
from rashomon.times.tense import direction

Kind = Literal["date", "duration", "vague", "bare", "set"]
_UNTIL = frozenset({"until", "till", "through", "by", "to"})
_LONGER = {"month": {"month", "quarter", "year", "decade"}, "year": {"year", "decade"}}


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of time, of TIMEX3's kinds.

    ``stretch`` is what it covers, if that is known; ``part`` the part of the day ("NI") or clock time; ``count`` and ``unit`` the
    length of a duration (count 0: not said); ``reference`` a vague one's ``PAST_REF``, ``PRESENT_REF`` or ``FUTURE_REF``.
    """

    span: Span
    kind: Kind
    stretch: Stretch | None = None
    part: str | None = None
    count: int | None = None
    unit: str | None = None
    reference: str | None = None


@dataclass(slots=True)
class Context:
    """What an expression is read against.

    ``anchor`` is the day of publication; ``coarse`` says that only its month or year is known; ``years`` the years that the text gives with their offsets; ``last`` the
    date that was mentioned last, ``period`` the last date or stretch of days, ``told`` all days so far with their tokens.
    """

    tokens: tuple[Token, ...]
    anchor: date | None
    years: list[tuple[int, int]]
    coarse: Literal["month", "year"] | None = None
    last: Stretch | None = None
    period: Stretch | None = None
    told: list[tuple[int, Stretch]] = field(default_factory=list)

    def year_near(self, offset: int) -> int | None:
        """The year that the text gave last before ``offset``, else the first after it."""
        before = [year for at, year in self.years if at <= offset]
        after = [year for at, year in self.years if at > offset]
        return before[-1] if before else after[0] if after else None


class Read:
    """A match taken apart for its rule."""

    def __init__(self, match: Match, context: Context) -> None:
        self.match, self.context = match, context
        self.words = match.words[match.first : match.last]

    def all(self, kinds: str) -> list[Word]:
        """The words of these kinds."""
        return [w for w in self.words if w.kind in kinds]

    def one(self, kinds: str) -> Word | None:
        """The first word of these kinds."""
        return next((w for w in self.words if w.kind in kinds), None)

    def number(self, kinds: str) -> int | None:
        word = self.one(kinds)
        return None if word is None else int(word.value)

    def text(self, kinds: str) -> str | None:
        word = self.one(kinds)
        return None if word is None else str(word.value)

    @property
    def anchor(self) -> date:
        """The day of publication.

        Raises:
            LookupError: it is not known.
        """
        anchor, coarse = self.context.anchor, self.context.coarse
        if anchor is None or (coarse is not None and self.text("UQ") not in _LONGER[coarse]):
            raise LookupError
        return anchor

    @property
    def offset(self) -> int:
        return self.words[0].start

    @property
    def final(self) -> Word:
        """The last word; a full stop after it ends the sentence, no abbreviation."""
        return self.words[-2 if self.words[-1].kind == "." and len(self.words) > 1 else -1]

    @property
    def ahead(self) -> int:
        """Which way the tense points."""
        return direction(self.context.tokens, self.words[0].token, self.final.token + 1)

    @property
    def before(self) -> Token | None:
        """The token before the expression."""
        first = self.words[0].token
        return self.context.tokens[first - 1] if self.match.first else None

    @property
    def is_until(self) -> bool:
        """Whether "until" or the like stands just before: the verb's tense doesn't tell where the day lies."""
        first = self.words[0].token
        return any(t.lower in _UNTIL for t in self.context.tokens[max(0, first - 3) : first])

    @property
    def next_kind(self) -> str:
        return self.match.kinds[self.match.last : self.match.last + 1]

    @property
    def count(self) -> int:
        """The number in a match; 0 where it isn't said ("several", "12 to 18")."""
        if self.one(">") is not None:
            return 0
        if (vague := self.one("q")) is not None:
            return int(vague.value)
        total = part = 0
        for word in self.all("c19"):
            value = int(word.value)
            if value == 100:
                part = (part or 1) * 100
            elif value == 1000:
                total, part = total + (part or 1) * 1000, 0
            else:
                part += value
        return total + part or 1

    @property
    def is_bounded(self) -> bool:
        """Whether "until" or "by" stands just before."""
        return self.before is not None and self.before.lower in {"until", "till", "by"}

    def is_name(self, word: Word) -> bool:
        """Whether a capital in the middle of a sentence makes it a title: "This Week", "USA Today"."""
        written = self.context.tokens[word.token].text
        before = self.context.tokens[word.token - 1] if word.token else None
        return written[0].isupper() and written[1:].islower() and before is not None and before.text[:1].isupper()

    def expression(self, kind: Kind, stretch: Stretch | None = None, **more: object) -> Expression:
        return Expression((self.words[0].start, self.final.end), kind, stretch, **more)  # type: ignore[arg-type]
