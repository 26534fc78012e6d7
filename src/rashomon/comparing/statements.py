"""Analyses → statements: each claim with all that comparing asks of it, resolved across the reports of a situation."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rashomon.comparing.counted import Counted, read_counted
from rashomon.comparing.denials import read_denial
from rashomon.comparing.localities import Localities
from rashomon.comparing.retracting import takes_back
from rashomon.comparing.voices import Voices
from rashomon.languages.groups import Groups
from rashomon.languages.measures import Measures, load_measures
from rashomon.languages.rarity import content_words, load_rarity
from rashomon.records import Analysis, Claim, Figure, Number, Place, Report, Span, Speaker
from rashomon.world.actors import Actors
from rashomon.world.measures import NO_MEASURE, OTHER, Measure, load_facts

LEAD = 300  # characters of the body that say what a report is about
MOST_PEOPLE = 9_000_000_000
MOST_UNNAMED = 1_000_000  # dead of whom no noun tells that they are people: "a loss of 1.6 mln"
MOST_DEAD = 100_000_000
SPECIFIC = 4  # UCDP precision up to which a place tells one event from another
UNDONE = frozenset({"did_not", "attempted", "prevented", "wished", "conditional"})  # what counts nothing
COMPARED = frozenset({"occurrence", "status", "responsibility", "intention"})
_WORD = re.compile(r"[^\W\d_]{3,}")
_NAME = re.compile(r"(?<=[a-z,;’”] )[A-Z][\w-]*\w|\b[A-Z][A-Z-]*[A-Z]\b")  # not what a sentence begins with
_IN_DIVISION = re.compile(r"\b(?:in|across|throughout) the (?:whole |entire )?(?:province|governorate|region)\b")
# Capitalised words that name nobody and nothing, as ``content_words`` cuts them.
UNTELLING = frozenset(
    {"monday", "tuesday", "wednesd", "thursda", "friday", "saturda", "sunday", "january", "jan", "februar", "feb", "march", "mar",
     "april", "apr", "may", "june", "jun", "july", "jul", "august", "aug", "septemb", "sept", "october", "oct", "novembe", "nov",
     "decembe", "dec", "inc", "corp", "ltd", "plc", "company", "group", "preside", "ministe", "ministr", "governm", "general"}
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A claim with its report, speaker, figure, place and time; ``facts`` say what each measure is.

    ``speaker_key`` is the same for one actor in all reports. ``words`` are the content words of its sentence, ``names`` the proper names
    among them that do not belong to its speaker, ``lead`` the words of its report's title and first sentences. ``own_place`` and ``own_time`` say that its sentence names them, and not only its episode,
    ``folded`` why the speaker is another one by name, ``flag`` that it has an interest in the claim, ``taken_back`` that its speaker no longer
    stands by it, ``answers`` the claim of another report that it points at,
    ``is_base`` that it only says of how many its report counts some ("three of the five gunmen were killed"), ``rivals`` the claims of the same question that name another side.
    """

    claim: Claim
    report: Report
    speaker: Speaker
    speaker_key: str
    via: tuple[str, ...]
    figure: Figure | None
    place: Place | None
    place_words: str | None
    start: date | None
    end: date | None
    published: date | None
    own_place: bool
    own_time: bool
    words: frozenset[str]
    lead: frozenset[str]
    counted: Counted | None
    outlet: str
    names: frozenset[str] = frozenset()
    folded: str | None = None
    flag: str | None = None
    taken_back: bool = False
    answers: str | None = None
    is_base: bool = False
    rivals: frozenset[str] = frozenset()
    facts: Mapping[str, Measure] = field(default_factory=load_facts, compare=False, repr=False)

    @cached_property
    def order(self) -> tuple[str, str, int, str]:
        """By publication, then report, then offset: what founds a question comes first."""
        return (self.report.published or "9999", self.report.id, self.claim.evidence[0], self.claim.id)

    @cached_property
    def measure(self) -> Measure:
        """What its figure is a count of."""
        return self.facts.get(self.figure.measure, NO_MEASURE) if self.figure is not None else NO_MEASURE

    @cached_property
    def lead_length(self) -> float:
        """How much the words tell with which its report begins."""
        return load_rarity().length(self.lead)

    @cached_property
    def numbers(self) -> frozenset[Number]:
        """The numbers that its figure names."""
        told = (self.figure.best, self.figure.low, self.figure.high) if self.figure is not None else ()
        return frozenset(v for v in told if v is not None)

    @cached_property
    def scale(self) -> float:
        """The order of magnitude of its figure, as a logarithm to 10."""
        best = self.figure.best if self.figure is not None else None
        middle = best if best is not None else sum(map(float, self.numbers)) / max(1, len(self.numbers))
        return math.log10(1 + middle)

    @property
    def counts(self) -> bool:
        """Whether it stands for its figure: neither denies it nor leaves it open."""
        return self.claim.polarity == "asserted" and not self.is_open

    @property
    def is_open(self) -> bool:
        """Whether it only leaves a figure open: cannot confirm it, looks into it, has no word of it."""
        return self.figure is not None and self.claim.reality == "unknown" and self.claim.polarity == "asserted"

    @property
    def is_bare_amount(self) -> bool:
        """Whether it is an amount of which its words do not tell what it is for."""
        return self.measure.is_amount and (self.counted is None or self.counted.purpose is None)

    @property
    def group_class(self) -> str | None:
        """The class of the people that its figure counts."""
        return self.counted.group if self.counted else None

    @property
    def main(self) -> bool:
        """Whether it is about the main incident of its report."""
        return self.claim.episode == "e1"

    @property
    def located(self) -> bool:
        """Whether its place can tell one event from another."""
        return self.place is not None and (self.place.precision or 1) <= SPECIFIC


def read_statements(
    analyses: Iterable[Analysis],
    groups: Groups,
    localities: Localities | None = None,
    actors: Actors | None = None,
    measures: Measures | None = None,
) -> list[Statement]:
    """All comparable claims of reports, as these tell them, in a fixed order; ``measures`` are those that ship where none are given."""
    kept = list(analyses)
    voices, localities = Voices(kept, actors), localities or Localities(kept)
    measures = measures or load_measures()
    statements = [s for analysis in kept for s in read_report(analysis, voices, groups, localities, measures)]
    return sorted(statements, key=lambda s: s.order)


def read_report(
    analysis: Analysis,
    voices: Voices,
    groups: Groups,
    localities: Localities,
    measures: Measures,
) -> list[Statement]:
    """The comparable claims of a report."""
    report = analysis.report
    figures = {f.id: f for f in analysis.figures}
    places = {p.id: p for p in analysis.places}
    times = {t.id: t for t in analysis.times}
    speakers = {s.id: s for s in analysis.speakers}
    voice = speakers.get("s0") or Speaker(
        id="s0", name=report.publisher or "unnamed outlet", kind="outlet", party=None, named=False, mentions=()
    )
    lead = content_words(report.text[: report.body_start + LEAD])
    named = proper_names(analysis)
    published = day_of(report.published)
    attributions = {a.id: a for a in analysis.attributions}
    wholes = {f.part_of for f in analysis.figures if f.measure != OTHER}
    settled = {(c.evidence, c.speaker) for c in analysis.claims if c.kind in COMPARED and _leaves_open(c)}
    made = []
    for told in analysis.claims:
        if told.kind == "other" and (told.evidence, told.speaker) in settled:
            continue  # "has no report of an attack" is told by the claim on the attack
        speaker = speakers.get(told.speaker or "", voice)
        claim = read_denial(told, attributions.get(told.attribution or ""), speaker)
        figure = figures.get(claim.figures[0]) if claim.figures else None
        counted = read_counted(figure, report, groups, measures, earlier=analysis.figures) if figure else None
        measure = measures.facts.get(figure.measure, NO_MEASURE) if figure else NO_MEASURE
        if claim.kind == "figure" and not _is_compared(figure, counted, claim, measure):
            continue
        who = voices.identity(speaker, analysis.speakers)
        place, place_words, own_place = _where(claim, figure, analysis, places, localities)
        back = takes_back(claim, figure, report)
        # The day that is named with what is taken back is the day on which it was said.
        time = times.get(claim.times[0]) if claim.times and not back else None
        made.append(
            Statement(
                claim=claim, report=report, speaker=speaker, speaker_key=who.key, folded=f"counted as {who.name}: {who.reason}" if who.reason else None,
                via=tuple(speakers[v].name for v in claim.via if v in speakers), figure=figure, place=place,
                place_words=place_words,
                start=time.start if time else None, end=time.end if time else None, published=published,
                own_place=own_place,
                own_time=time is not None and _holds(claim.evidence, time.span),
                words=content_words(report.text[claim.evidence[0] : claim.evidence[1]]), lead=lead,
                names=(named & content_words(report.text[claim.evidence[0] : claim.evidence[1]])) - content_words(" ".join((speaker.name, *speaker.aliases))),
                counted=counted, outlet=report.publisher or report.id,
                taken_back=back, facts=measures.facts, is_base=figure is not None and figure.measure == OTHER and figure.id in wholes,
            )
        )  # fmt: skip
    return made


def _leaves_open(claim: Claim) -> bool:
    """Whether a claim denies a deed or leaves it open."""
    return claim.polarity == "denied" or claim.position == "unclear"


def _is_compared(figure: Figure | None, counted: Counted | None, claim: Claim, measure: Measure) -> bool:
    """Whether a figure can answer a question: no condition's, and nothing that is not so."""
    if figure is None or counted is None or claim.modality == "conditional":
        return False
    if claim.polarity == "asserted" and claim.reality in UNDONE:
        return False
    told = [v for v in (figure.low, figure.best, figure.high) if v is not None]
    bare = measure.harm is not None and figure.group is None
    most = MOST_UNNAMED if bare else MOST_DEAD if measure.harm is not None else MOST_PEOPLE
    return not (figure.unit == "people" and any(v % 1 or v >= most for v in told))  # a sum whose unit was not read


def _where(
    claim: Claim, figure: Figure | None, analysis: Analysis, places: Mapping[str, Place], localities: Localities
) -> tuple[Place | None, str | None, bool]:
    """The place of a claim, its words, and whether its sentence names it: as its report tells it, else as its situation knows it."""
    text = analysis.report.text
    told = places.get(claim.places[0]) if claim.places else None
    words = (text[slice(*told.span)] or told.name) if told else None  # a reviewer's place has no words in the text
    own = told is not None and _holds(claim.evidence, told.span)
    place = localities.settle(told, words)
    if not localities.off_map or (own and place is not None):
        return place, words, own
    at = figure.span if figure is not None else claim.evidence
    near = [m for m in localities.named_in(analysis, claim.evidence) if (m[1].precision or 1) <= SPECIFIC]
    if near:
        exact = [m for m in near if (m[1].precision or 1) < SPECIFIC] or near
        span, found = min(exact, key=lambda m: (max(m[0][0] - at[1], at[0] - m[0][1], 0), m[0]))
        return found, text[slice(*span)], True
    if _IN_DIVISION.search(text, *claim.evidence) and localities.division is not None:
        return localities.division, localities.division.name, False
    before = localities.named_before(analysis, claim.evidence[0])
    if place is None and before is not None:
        return before[1], text[slice(*before[0])], False
    return place, words, own


def proper_names(analysis: Analysis) -> frozenset[str]:
    """The words of the body that are written with a capital letter and never without, and those of its places."""
    report = analysis.report
    body = report.text[report.body_start :]
    small = content_words(" ".join(w for w in _WORD.findall(body) if w.islower()))
    places = " ".join(report.text[slice(*place.span)] for place in analysis.places)
    return content_words(f"{places} {' '.join(_NAME.findall(body))}") - small - UNTELLING


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def day_of(published: str | None) -> date | None:
    """The day of publication; None where it is not told."""
    try:
        return date.fromisoformat(published[:10]) if published and len(published) >= 10 else None
    except ValueError:
        return None
