"""What a signal is, and whether two statements can be of one place and of one time.

A signal is a pure function with a score and a reason. A score of ``APART`` says that they can't.
"""

import math
from datetime import date, timedelta
from typing import NamedTuple

from rashomon.comparing.statements import Statement
from rashomon.records import Place

APART = -math.inf
SAME_KM = 20.0
NEAR_KM = 50.0  # "near X" may still be where the other is
WIDE_KM = 200.0  # and so may a province, from its centre
MOST_DAYS = 6  # reports further apart tell of the same episode only where they name its day
MOST_DAYS_PLANNED = 21  # what is to come is told of for longer
EARTH_KM = 6371.0


class Signal(NamedTuple):
    """A weight for or against, and why in words."""

    score: float
    reason: str


def same_place(a: Statement, b: Statement) -> Signal:
    """The same place, or another one."""
    if a.place is None or b.place is None or not (a.located and b.located):
        country = a.place is not None and b.place is not None and a.place.country == b.place.country is not None
        return Signal(0.2 if country else 0.0, "one of them names no place that could tell")
    if a.place.lat is None or b.place.lat is None:
        same = a.place.name.lower() == b.place.name.lower()
        return (
            Signal(1.5, f"both about {a.place_words}") if same else Signal(0.0, "a place that is not in the gazetteer")
        )
    km = kilometres(a.place, b.place)
    if km <= SAME_KM:
        return Signal(1.5, f"both about {a.place_words}")
    wide = 4 in {a.place.precision, b.place.precision}
    if km <= (WIDE_KM if wide else NEAR_KM) and (wide or 2 in {a.place.precision, b.place.precision}):
        return Signal(-0.5, f"{a.place_words} and {b.place_words} may hold one another")
    return Signal(APART, f"{a.place_words} and {b.place_words} are {km:.0f} km apart")


def same_time(a: Statement, b: Statement) -> Signal:
    """Days that can be the same episode, or not."""
    first, second = _interval(a), _interval(b)
    if first is None or second is None:
        return Signal(0.0, "a day that is not known")
    gap = max((first[0] - second[1]).days, (second[0] - first[1]).days)
    # What is to come is announced for one day and put off to another: its day is what is said of it, not which event it is.
    planned = a.claim.kind == b.claim.kind == "intention"
    told = a.start is not None and b.start is not None and not planned
    if planned and gap > 0:
        return Signal(0.0 if gap <= MOST_DAYS_PLANNED else APART, "another day for what is to come")
    if gap <= 0:
        return Signal(0.7 if told else 0.4, "days that can be the same")
    if told and gap > 1:
        return Signal(APART, f"{gap} days apart")
    return Signal(APART, "published too far apart") if gap > MOST_DAYS else Signal(0.0, "published within a few days")


def _interval(statement: Statement) -> tuple[date, date] | None:
    if statement.start is not None or statement.end is not None:
        start = statement.start or statement.end
        end = statement.end or statement.published or statement.start
        return (min(start, end), max(start, end)) if start and end else None
    if statement.published is None:
        return None
    return (statement.published - timedelta(days=2), statement.published)


def kilometres(a: Place, b: Place) -> float:
    """The distance between two places with coordinates."""
    lat1, lon1, lat2, lon2 = (math.radians(v or 0.0) for v in (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
