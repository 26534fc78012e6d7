"""What tells an incident from others, read from one report's text, day and analysis: names, persons with their ages, places, days, tolls."""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

from rashomon.records import Analysis, Place

TOWN = 2  # UCDP's precision of a place that is known to within 25 km
OPENING = 900  # characters in which a report says where it happened
SHORT = timedelta(days=3)  # the longest time that dates an event
MOST = 100  # a larger number is no toll of one incident of this kind
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")  # a capital that no full stop explains
_PERSON = re.compile(r"([A-Z][\w'-]+), (\d{1,2})\b|(\d{1,2})[- ]year[- ]old (?:[A-Z][a-z]+ ){1,2}([A-Z][a-z]+)")
_AGE = re.compile(r"\b(\d{1,2})[- ]year")


@dataclass(frozen=True, slots=True)
class Traits:
    """``day`` of publication, ``days`` spoken of and ``happened`` (first and last day of the main event) are ordinals; ``persons`` are
    last names with an age; ``towns`` latitude and longitude of those in the opening; ``killed`` and ``injured`` the largest numbers said."""

    day: int
    names: Set[str]
    persons: Set[tuple[str, str]]
    ages: Set[str]
    places: Set[str]
    states: Set[str]
    towns: Set[tuple[float, float]]
    days: Set[int]
    happened: tuple[int, int] | None
    killed: float
    injured: float


def traits_of(analysis: Analysis) -> Traits:
    """The traits of one report that has a day of publication."""
    text, places = analysis.report.text, analysis.places
    day = date.fromisoformat((analysis.report.published or "")[:10]).toordinal()
    persons = {(m[1] or m[4], m[2] or m[3]) for m in _PERSON.finditer(text)}
    days = {t.start.toordinal() for t in analysis.times if t.start and t.start == t.end}
    return Traits(
        day=day,
        names=set(_NAME.findall(text)),
        persons=persons,
        ages={age for _, age in persons} | set(_AGE.findall(text)),
        places={place.name for place in places},
        states={place.admin1 for place in places if place.admin1},
        towns={at for place in places if place.span[0] < OPENING and (at := _town(place))},
        days={said for said in days if said <= day},
        happened=_happened(analysis),
        killed=_toll(analysis, "killed"),
        injured=_toll(analysis, "injured"),
    )


def _town(place: Place) -> tuple[float, float] | None:
    if place.lat is None or place.lon is None or place.precision is None or place.precision > TOWN:
        return None
    return place.lat, place.lon


def _happened(analysis: Analysis) -> tuple[int, int] | None:
    """The first short time that a claim of the main incident is set in."""
    times = {time.id: time for time in analysis.times}
    said = (times[t] for claim in analysis.claims if claim.episode == "e1" for t in claim.times if t in times)
    return next(
        ((t.start.toordinal(), t.end.toordinal()) for t in said if t.start and t.end and t.end - t.start <= SHORT), None
    )


def _toll(analysis: Analysis, measure: str) -> float:
    said = (f.best for f in analysis.figures if f.measure == measure and f.unit == "people" and f.best is not None)
    return max((value for value in said if value < MOST), default=0)
