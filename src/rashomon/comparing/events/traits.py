"""An analysis → the episodes that its report tells, each with what tells it from others: words, names, places, days, deeds, tolls.

An episode is what one report tells of one event. The main one is told by the whole report, even where no claim was read from it; an aside by
the sentences of its claims.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from rashomon.comparing.statements import LEAD, day_of, proper_names
from rashomon.languages.rarity import LETTERS, Rarity, content_words, count_words, load_rarity
from rashomon.records import Analysis, Claim, Place, Report, Time
from rashomon.world.gazetteer import fold

MAIN = "e1"
TOWN = 3  # UCDP's precision up to which a place tells one event of a province from another
OPENING = 900  # characters in which a report says where its event was
SHORT = timedelta(days=3)  # the longest time that dates an event
TRUSTED = 250  # reports of news at large that weigh as much as those of the situation in how rare a word is
FEW = 9  # a number up to which two reports may name the same by chance
_PERSON = re.compile(r"([A-Z][\w'-]+), (\d{1,2})\b|(\d{1,2})[- ]year[- ]old (?:[A-Z][a-z]+ ){1,2}([A-Z][a-z]+)")
_AGE = re.compile(r"\b(\d{1,2})[- ]year")
Days = tuple[int, int]  # the first and the last, as ordinals


@dataclass(frozen=True, slots=True)
class Vector:
    """Words with what they tell: how rare each is, and how often it was said."""

    weights: Mapping[str, float]
    length: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Traits:
    """What tells an episode from others. ``start`` is where it begins in its report.

    ``words`` are all that is said, ``topics`` what is no name (``told`` the same, what is said often first), ``lead`` what the report begins
    with. ``names`` and ``places`` come with what they tell. ``persons`` are last names with an age; ``places`` the towns and other places that are no province, ``towns`` where the first of
    them lie; ``days`` those spoken of, ``happened`` that of the event. ``tolls`` are the largest numbers of people, by measure;
    ``numbers`` any that two reports do not name by chance. ``place``, ``deeds`` and ``title`` are what the event is called by.
    """

    report: str
    episode: str
    start: int
    published: str | None
    day: int | None
    title: str | None
    words: Vector
    topics: Vector
    told: Vector
    proper: Vector
    lead: Vector
    names: Mapping[str, float]
    persons: frozenset[str]
    ages: frozenset[str]
    places: Mapping[str, float]
    towns: tuple[tuple[float, float], ...]
    divisions: frozenset[str]
    days: frozenset[int]
    happened: Days | None
    deeds: tuple[str, ...]
    tolls: Mapping[str, float]
    numbers: frozenset[tuple[str, float]]
    place: Place | None

    @property
    def key(self) -> tuple[str, str]:
        """Its report and its id there."""
        return (self.report, self.episode)

    @property
    def order(self) -> tuple[str, str, int, str]:
        """By publication, then report, then offset: what founds an event comes first."""
        return (self.published or "9999", self.report, self.start, self.episode)

    @property
    def main(self) -> bool:
        """Whether it is what its report is about."""
        return self.episode == MAIN

    @property
    def rank(self) -> int:
        """How well it tells its event from others: 0 best. What is told aside, or names no town, brings no two events together."""
        return 2 * (not self.main) + (not self.places)


def local_rarity(analyses: Iterable[Analysis]) -> Rarity:
    """How rare words are in a situation: a name that most of its reports hold tells none of its events from another, however rare in news.

    Counted are reports that name a town: what is vaguer leaves what words tell as it is.
    """
    told = [a for a in analyses if any(_is_town(p) for p in a.places)]
    return load_rarity().among((content_words(a.report.text) for a in told), trusted=TRUSTED)


def read_episodes(analysis: Analysis, rarity: Rarity) -> tuple[Traits, ...]:
    """The episodes of a report, the main one first; none where the report is not analysed."""
    if not analysis.report.analysed:
        return ()
    own: dict[str, list[Claim]] = {MAIN: []}
    for claim in analysis.claims:
        if claim.episode is not None:
            own.setdefault(claim.episode, []).append(claim)
    names = proper_names(analysis)
    return tuple(_read(analysis, episode, claims, names, rarity) for episode, claims in own.items())


def _read(
    analysis: Analysis, episode: str, claims: Collection[Claim], proper: frozenset[str], rarity: Rarity
) -> Traits:
    report = analysis.report
    times, places = {t.id: t for t in analysis.times}, {p.id: p for p in analysis.places}
    named = [places[p] for claim in claims for p in claim.places if p in places]
    dated = [times[t] for claim in claims for t in claim.times if t in times]
    if episode == MAIN:
        text, start, lead = report.text, 0, report.text[: report.body_start + LEAD]
        every, spoken, figures = list(analysis.places), list(analysis.times), analysis.figures
        opening = [p for p in every if p.span[0] < OPENING]
    else:
        spans = sorted({claim.evidence for claim in claims})
        text = lead = "\n".join(report.text[s:e] for s, e in spans)
        start = spans[0][0]
        own = {f for claim in claims for f in claim.figures}
        every, spoken, figures = named, dated, tuple(f for f in analysis.figures if f.id in own)
        opening = every
    day = day_of(report.published)
    said = count_words(text)
    persons = {f"{m[1] or m[4]} {m[2] or m[3]}".lower() for m in _PERSON.finditer(text)}
    counted = {f for claim in claims for f in claim.figures}
    topics = {w: n for w, n in said.items() if w not in proper}
    return Traits(
        report=report.id, episode=episode, start=start, published=report.published, day=day.toordinal() if day else None,
        title=_headline(report), words=_vector(said, rarity), topics=_vector(topics, rarity), told=_vector(topics, rarity, often=True),
        proper=_vector({w: n for w, n in said.items() if w in proper}, rarity), lead=_vector(dict.fromkeys(count_words(lead), 1), rarity),
        names={w: rarity.weight(w) for w in sorted(proper & said.keys())}, persons=frozenset(persons),
        ages=frozenset({p.split()[-1] for p in persons} | set(_AGE.findall(text))),
        places={(name := fold(p.name)): rarity.weight(name.split()[-1][:LETTERS]) for p in every if _is_town(p)},
        towns=tuple(sorted({(p.lat, p.lon) for p in opening if _is_town(p) and p.lat is not None and p.lon is not None})),
        divisions=frozenset(p.admin1 for p in every if p.admin1),
        days=frozenset(t.start.toordinal() for t in spoken if t.start and t.start == t.end and (day is None or t.start <= day)),
        happened=_happened(dated), deeds=tuple(d for claim in claims for d in claim.deeds),
        tolls=_tolls((f.measure, f.best) for f in analysis.figures if f.id in counted and f.unit == "people"),
        numbers=frozenset((f.measure, float(n)) for f in figures if (n := f.best or f.low or f.high) and n > FEW),
        place=_place(named),
    )  # fmt: skip


def _headline(report: Report) -> str | None:
    return " ".join(report.title.split()) if report.title and report.title.strip() else None


def _vector(counts: Mapping[str, int], rarity: Rarity, *, often: bool = False) -> Vector:
    """``often``: what is said twice tells twice as much, not only a little more."""
    weight = rarity.weight
    weights = {w: weight(w) * (n if often else 1 + math.log(n)) for w, n in sorted(counts.items())}
    return Vector(weights, math.sqrt(math.fsum(v * v for v in weights.values())))


def _is_town(place: Place) -> bool:
    return (place.precision or 1) <= TOWN


def _place(named: Iterable[Place]) -> Place | None:
    """The place that most claims are set in, a town before a province."""
    known = list(named)
    towns = [p for p in known if _is_town(p)] or known
    counts = Counter(fold(p.name) for p in towns)
    return min(towns, key=lambda p: (-counts[fold(p.name)], p.span), default=None)


def _happened(dated: Iterable[Time]) -> Days | None:
    """The first short time that a claim is set in."""
    return next(
        ((t.start.toordinal(), t.end.toordinal()) for t in dated if t.start and t.end and t.end - t.start <= SHORT),
        None,
    )


def _tolls(counted: Iterable[tuple[str, float | None]]) -> dict[str, float]:
    """Of each measure the largest number."""
    found: dict[str, float] = {}
    for measure, best in counted:
        if best is not None:
            found[measure] = max(found.get(measure, 0), best)
    return found
