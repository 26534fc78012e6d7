"""Signals of any two statements: place, days, words, names, reports, voices. Each returns a value from -1 to 1 with its reason."""

import math
from functools import lru_cache

from rashomon.comparing.pairs.slots import Slots, Story, Words, alike, holds
from rashomon.comparing.signals import NEAR_KM, SAME_KM, WIDE_KM, Signal, kilometres
from rashomon.languages.rarity import load_rarity
from rashomon.records import Place

SILENT = Signal(0.0, "")
APART = 4  # days between two that count in full
UNDATED = 3  # days that are taken to lie between two reports where one has no day
NAMES, STORY_NAMES = (
    12.0,
    16.0,
)  # what names in common tell that counts in full: about two names; the names of one story
ALIKE = 0.5  # likeness of two reports that counts in full


def place_named(a: Slots, b: Slots) -> Signal:
    """Both sentences name a place: the same, or another."""
    return _placed(a, b) if _names_place(a, b) else SILENT


def place_taken(a: Slots, b: Slots) -> Signal:
    """A place that one of the sentences does not name itself: the same, or another."""
    return SILENT if _names_place(a, b) else _placed(a, b)


def day_named(a: Slots, b: Slots) -> Signal:
    """Both sentences name days: that can be the same, or not."""
    return _dated(a, b) if _names_day(a, b) else SILENT


def day_taken(a: Slots, b: Slots) -> Signal:
    """Days that one of the sentences does not name itself: that can be the same, or not."""
    return SILENT if _names_day(a, b) else _dated(a, b)


def published(a: Slots, b: Slots) -> Signal:
    """Published within a few days, or far apart."""
    return Signal(_near(a, b), "days of publication")


def soon_told(a: Slots, b: Slots) -> Signal:
    """Alike reports, published within a few days, or far apart."""
    return (
        SILENT
        if a.report == b.report
        else Signal(_near(a, b) * stories(a.story, b.story)[0], "alike reports, and their days")
    )


def sentence_words(a: Slots, b: Slots) -> Signal:
    """How much the sentences have in common, rare words first."""
    return Signal(alike(a.sentence, b.sentence), "words of the sentences")


def what_words(a: Slots, b: Slots) -> Signal:
    """How much the words have in common that say what is counted or told."""
    return Signal(alike(a.what, b.what), "words for what is told")


def what_held(a: Slots, b: Slots) -> Signal:
    """How much of what one of them tells the other tells, too."""
    return Signal(holds(a.what, b.what), "one tells what the other tells")


def names_shared(a: Slots, b: Slots) -> Signal:
    """Names in common, rare ones first."""
    common = a.names.told & b.names.told
    told = math.fsum(map(load_rarity().weight, common))
    return Signal(min(1.0, told / NAMES), f"both name {', '.join(sorted(common))}") if common else SILENT


def names_apart(a: Slots, b: Slots) -> Signal:
    """Both name someone or something, and nothing in common."""
    return Signal(-1.0, "no name in common") if a.names and b.names and not a.names.told & b.names.told else SILENT


def reports_alike(a: Slots, b: Slots) -> Signal:
    """How much two reports have in common."""
    return SILENT if a.report == b.report else Signal(stories(a.story, b.story)[0], "reports alike")


def leads_alike(a: Slots, b: Slots) -> Signal:
    """How much the beginnings of two reports have in common."""
    return SILENT if a.report == b.report else Signal(stories(a.story, b.story)[1], "reports that begin alike")


def stories_names(a: Slots, b: Slots) -> Signal:
    """Names that two reports have in common."""
    return SILENT if a.report == b.report else Signal(stories(a.story, b.story)[2], "names in both reports")


def one_report(a: Slots, b: Slots) -> Signal:
    """Both stand in one report."""
    return Signal(float(a.report == b.report), "one report")


def one_sentence(a: Slots, b: Slots) -> Signal:
    """Both stand in one sentence."""
    return Signal(float(a.report == b.report and a.evidence == b.evidence), "one sentence")


def deeds(a: Slots, b: Slots) -> Signal:
    """The same kind of deed, or another."""
    return met(a.deeds, b.deeds, "the same kind of deed", "another kind of deed")


def one_speaker(a: Slots, b: Slots) -> Signal:
    """One speaker, quoted in two reports."""
    same = a.statement.speaker_key == b.statement.speaker_key and a.report != b.report
    return Signal(1.0, "one speaker in two reports") if same and not (a.own_voice or b.own_voice) else SILENT


def own_voices(a: Slots, b: Slots) -> Signal:
    """Both are told in the outlet's own voice."""
    return Signal(float(a.own_voice and b.own_voice), "nobody is quoted")


def one_quoted(a: Slots, b: Slots) -> Signal:
    """One is quoted, the other told in the outlet's own voice."""
    return Signal(float(a.own_voice != b.own_voice), "one is quoted, the other is not")


def episode(a: Slots, b: Slots) -> Signal:
    """One incident of one report, or two."""
    one, other = a.statement.claim.episode, b.statement.claim.episode
    if a.report != b.report or not one or not other:
        return SILENT
    return Signal(1.0, "one incident of a report") if one == other else Signal(-1.0, "two incidents of a report")


def main_event(a: Slots, b: Slots) -> Signal:
    """Both about what their reports are about, or one aside."""
    if a.report == b.report:
        return SILENT
    if a.statement.main != b.statement.main:
        return Signal(-1.0, "one is aside of what its report is about")
    return Signal(float(a.statement.main), "both about what their reports are about")


def polarity(a: Slots, b: Slots) -> Signal:
    """Both asserted or both denied, or one of each."""
    same = a.statement.claim.polarity == b.statement.claim.polarity
    return Signal(1.0, "both asserted, or both denied") if same else Signal(-1.0, "one is denied")


def foreseen(a: Slots, b: Slots) -> Signal:
    """Both foreseen, or one foreseen and the other told as it is."""
    if a.foreseen != b.foreseen:
        return Signal(-1.0, "one is foreseen")
    return Signal(float(a.foreseen), "both are foreseen")


def actor(a: Slots, b: Slots) -> Signal:
    """The same actor, or another."""
    return same_words(a.actor, b.actor, "the actors")


def same_words(a: Words, b: Words, what: str) -> Signal:
    """How much of the words for something both have; silent where one names none."""
    return Signal(2 * min(1.0, holds(a, b)) - 1, f"words for {what}") if a and b else SILENT


def met(a: frozenset[str], b: frozenset[str], same: str, other: str) -> Signal:
    """Whether two sets have something in common; silent where one is empty."""
    if not a or not b:
        return SILENT
    return Signal(1.0, same) if a & b else Signal(-1.0, other)


@lru_cache(maxsize=1 << 18)
def _stories(a: Story, b: Story) -> tuple[float, float, float]:
    names = math.sqrt(math.fsum(load_rarity().weight(w) ** 2 for w in a.names.told & b.names.told))
    return min(1.0, alike(a.words, b.words) / ALIKE), alike(a.lead, b.lead), min(1.0, names / STORY_NAMES)


def stories(a: Story, b: Story) -> tuple[float, float, float]:
    """How alike two reports are: by all their words, by their beginnings, by their names; each between 0 and 1."""
    return _stories(a, b) if a.report < b.report else _stories(b, a)


def _near(a: Slots, b: Slots) -> float:
    days = UNDATED if a.published is None or b.published is None else abs(a.published - b.published)
    return 1 - min(2.0, math.log1p(days) / 1.5)


def _names_place(a: Slots, b: Slots) -> bool:
    return a.statement.own_place and b.statement.own_place


def _names_day(a: Slots, b: Slots) -> bool:
    return a.statement.own_time and b.statement.own_time


def _dated(a: Slots, b: Slots) -> Signal:
    if a.days is None or b.days is None:
        return SILENT
    gap = max(a.days[0] - b.days[1], b.days[0] - a.days[1])
    return Signal(1.0, "days that can be the same") if gap <= 0 else Signal(-min(1.0, gap / APART), f"{gap} days apart")


def _placed(a: Slots, b: Slots) -> Signal:
    one, other = a.place, b.place
    if one is None or other is None:
        return SILENT
    named = bool(a.place_words & b.place_words)
    if one.lat is None or other.lat is None or not (a.statement.located and b.statement.located):
        return _wide(a, b, named)
    km = 0.0 if named else _between(one.lat, one.lon or 0.0, other.lat, other.lon or 0.0)
    if km <= SAME_KM:
        return Signal(1.0, f"both about {a.statement.place_words}")
    wide = 4 in {one.precision, other.precision}
    return SILENT if km <= (WIDE_KM if wide else NEAR_KM) else Signal(-1.0, f"places {km:.0f} km apart")


def _wide(a: Slots, b: Slots, named: bool) -> Signal:
    """Places of which one is a country, or on no map."""
    one, other = a.place, b.place
    assert one is not None
    assert other is not None
    if named or (one.geonameid and one.geonameid == other.geonameid):
        return Signal(0.6 if named else 0.5, f"both about {a.statement.place_words}")
    if one.country and other.country and one.country != other.country:
        return Signal(-1.0, "other countries")
    return Signal(-0.5, "other places, by name") if a.statement.located and b.statement.located else SILENT


@lru_cache(maxsize=1 << 16)
def _between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    one = Place(id="", span=(0, 0), name="", lat=lat, lon=lon)
    return kilometres(one, Place(id="", span=(0, 0), name="", lat=other_lat, lon=other_lon))
