"""A statement → its slots: what is asked, who or what is meant, what happened, where and when, total or part, as a value to compare.

Read once for each statement: its pairs ask for nothing but these.
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from rashomon.comparing.comparable import FORESEEN, stretch
from rashomon.comparing.figures import bounds, counts_long, name_words
from rashomon.comparing.statements import LEAD, Statement, day_of
from rashomon.comparing.things import noun
from rashomon.comparing.ties import names_of, target_words
from rashomon.languages.frames import Frame, Frames
from rashomon.languages.rarity import content_words, load_rarity
from rashomon.records import Claim, Place, Report, Span

AROUND = 70  # characters either side of a number that tell what is counted
BESIDE = 35  # and those right beside it
Days = tuple[int, int]  # the first and the last, as ordinals


@dataclass(frozen=True, slots=True)
class Words:
    """Words that tell, with the length of their vector (``languages.rarity``)."""

    told: frozenset[str]
    length: float

    def __bool__(self) -> bool:
        return bool(self.told)


@dataclass(frozen=True)
class Story:
    """What a report is about: all its words, those it begins with, its proper names; the day of its publication, as an ordinal."""

    report: str
    words: Words
    lead: Words
    names: Words
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What a statement's own clause and its report say, as far as two of them are compared.

    ``asked`` is the measure of a figure, of a position the family of its deed, else its verb. ``what`` are the words that say what is counted
    or told, ``beside`` those next to the number, ``who`` those for whom it counts or whom it befell, ``noun`` their noun, ``actor`` who did it.
    ``numbers``, ``interval`` and ``scale`` (a logarithm to 10) are the figure's. ``amount``: the measure does not tell what it is of.
    ``links``: a position says what something is or comes of. ``matter``: the sort of thing it is about, where crises know it: deeds are one sort,
    every plan is its own. ``running``: a total since long ago. ``stretch``: the days that it counts over.
    """

    statement: Statement
    story: Story
    asked: str | None
    what: Words
    beside: Words
    sentence: Words
    names: Words
    who: Words
    actor: Words
    target: frozenset[str]
    deeds: frozenset[str]
    noun: str
    place: Place | None
    place_words: frozenset[str]
    days: Days | None
    published: int | None
    foreseen: bool
    own_voice: bool
    links: bool = False
    matter: str | None = None
    amount: bool = False
    numbers: frozenset[float] = frozenset()
    interval: tuple[float, float] = (-math.inf, math.inf)
    scale: float = 0.0
    running: bool = False
    stretch: float | None = None

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.statement.report.id

    @property
    def tells_place(self) -> bool:
        """Whether its own sentence names a place that tells one event from another."""
        return self.statement.own_place and self.statement.located

    @property
    def evidence(self) -> Span:
        """Where its sentence stands."""
        return self.statement.claim.evidence


def have_in_common(a: Slots, b: Slots) -> bool:
    """Whether two statements are worth weighing: two positions where a word of their sentences or places is the same, two figures but for the
    five "of" whom three were killed, which are no number of the killed."""
    if a.statement.figure is not None:
        return a.asked == b.asked or not (a.statement.is_base or b.statement.is_base)
    return not (
        a.sentence.told.isdisjoint(b.sentence.told)
        and a.names.told.isdisjoint(b.names.told)
        and a.place_words.isdisjoint(b.place_words)
    )


def weigh(told: frozenset[str]) -> Words:
    """Words with the length of their vector."""
    return Words(told, load_rarity().length(told))


def alike(a: Words, b: Words) -> float:
    """The cosine of two sets of words, rare ones first: between 0 and 1."""
    common = a.told & b.told
    return min(1.0, _weight(common) / (a.length * b.length)) if common else 0.0


def holds(a: Words, b: Words) -> float:
    """How much of what the shorter of two sets tells the other tells, too: between 0 and 1."""
    common = a.told & b.told
    return min(1.0, _weight(common) / min(a.length, b.length) ** 2) if common else 0.0


def _weight(words: frozenset[str]) -> float:
    return math.fsum(map(_squared, words))


@lru_cache(maxsize=1 << 17)
def _squared(word: str) -> float:
    return load_rarity().weight(word) ** 2


def read_story(report: Report, names: frozenset[str]) -> Story:
    """What a report is about; ``names`` are the words of its proper names."""
    lead = content_words(report.text[: report.body_start + LEAD])
    published = day_of(report.published)
    day = published.toordinal() if published is not None else None
    return Story(report.id, weigh(content_words(report.text)), weigh(lead), weigh(names), day)


def read_slots(statement: Statement, story: Story, frames: Frames) -> Slots:
    """The slots of a statement of the report that ``story`` is of."""
    claim, figure, counted = statement.claim, statement.figure, statement.counted
    own = content_words(statement.speaker.name)
    frame = frames.by_name.get(claim.predicate or "")
    asked = frame.family if frame is not None else claim.predicate
    said = weigh((content_words(claim.text) - own) or statement.words)
    first, last = statement.start or statement.end, statement.end or statement.start
    made = Slots(
        statement=statement, story=story, asked=asked, what=said, beside=said, sentence=weigh(statement.words),
        names=weigh(names_of(statement)), who=weigh(content_words(claim.target or "")),
        actor=weigh(content_words(f"{claim.actor or (figure.agent if figure else None) or ''} {claim.accused or ''}")),
        target=target_words(statement), deeds=frozenset(claim.deeds), noun="", place=statement.place,
        place_words=name_words(statement.place_words), days=(first.toordinal(), last.toordinal()) if first and last else None,
        published=statement.published.toordinal() if statement.published else None, foreseen=claim.modality in FORESEEN,
        own_voice=claim.attribution is None, links=frame is not None and frame.links, matter=_matter(claim, frame),
    )  # fmt: skip
    if figure is None or counted is None:
        return made
    text, (start, end), (begin, stop) = statement.report.text, figure.span, claim.evidence
    before, after = text[max(begin, start - AROUND) : start], text[end : min(stop, end + AROUND)]
    near = f"{before[-BESIDE:].partition(' ')[2]} {after[:BESIDE].rpartition(' ')[0]}"
    return replace(
        made, asked=figure.measure, what=weigh(content_words(f"{before} {after}") - own), beside=weigh(content_words(near)),
        who=weigh(content_words(figure.group or "")), noun=noun(statement), amount=statement.measure.counts in {"amount", "anything"}, numbers=statement.numbers,
        interval=bounds(figure), scale=statement.scale, running=counts_long(statement), stretch=stretch(statement),
    )  # fmt: skip


def _matter(claim: Claim, frame: Frame | None) -> str | None:
    if claim.kind == "intention":
        return f"plan {claim.predicate}"
    if frame is None:
        return None
    return "deed" if frame.deed else frame.family
