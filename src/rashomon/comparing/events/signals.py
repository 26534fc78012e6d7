"""Signals that two episodes tell of one event: each returns a value from -1 to 1 with its reason, whatever the order of the two."""

import math
from collections.abc import Mapping

from rashomon.comparing.events.traits import Traits, Vector
from rashomon.comparing.signals import Signal

SILENT = Signal(0.0, "")
NAMES, RAREST, PLACES = (
    48.0,
    27.0,
    16.0,
)  # what shared names tell that counts in full: five, the three rarest, two places
FEW = 3  # shared names that tell as much as all
ALIKE = 0.5  # likeness of two reports that counts in full
FAR = 30.0  # kilometres between the nearest towns of two reports
SOON, LONG = 2.0, 4.0  # logarithms of the days within which reports follow an event, and after which they seldom do
UNDATED = 5  # days that are taken to lie between two reports where one has no day
LATER = 3  # days between two deeds that count in full
EARTH_KM = 6371.0


def names_shared(a: Traits, b: Traits) -> Signal:
    """Names that both have, by how rare they are."""
    return _rare({w: a.names[w] for w in a.names.keys() & b.names.keys()}, NAMES, "both name")


def rarest_names(a: Traits, b: Traits) -> Signal:
    """The rarest of these."""
    common = sorted(a.names.keys() & b.names.keys(), key=lambda w: (-a.names[w], w))
    return _rare({w: a.names[w] for w in common[:FEW]}, RAREST, "rare names in both:")


def persons_shared(a: Traits, b: Traits) -> Signal:
    """Persons who are named with the same age."""
    common = a.persons & b.persons
    return Signal(min(1.0, len(common) / 2), f"both tell of {', '.join(sorted(common))}") if common else SILENT


def ages(a: Traits, b: Traits) -> Signal:
    """Both tell ages, and none is the same."""
    return Signal(-1.0, "persons of other ages") if a.ages and b.ages and not a.ages & b.ages else SILENT


def places_shared(a: Traits, b: Traits) -> Signal:
    """Towns and other places that both name, by how rare they are."""
    return _rare({p: a.places[p] for p in a.places.keys() & b.places.keys()}, PLACES, "both name")


def divisions(a: Traits, b: Traits) -> Signal:
    """Places of other provinces alone."""
    return Signal(-1.0, "other provinces") if a.divisions and b.divisions and not a.divisions & b.divisions else SILENT


def towns(a: Traits, b: Traits) -> Signal:
    """Where their first towns lie: by one another, or far apart."""
    if not a.towns or not b.towns:
        return SILENT
    km = min(_kilometres(p, q) for p in a.towns for q in b.towns)
    return Signal(1.0, "towns close by") if km <= FAR else Signal(-1.0, f"towns {km:.0f} km apart")


def happened(a: Traits, b: Traits) -> Signal:
    """The days of the events: they can be the same, or not."""
    if a.happened is None or b.happened is None:
        return SILENT
    gap = max(a.happened[0] - b.happened[1], b.happened[0] - a.happened[1])
    if gap <= 0:
        return Signal(1.0, "days that can be the same")
    return Signal(-min(1.0, (gap - 1) / LATER), f"events {gap} days apart") if gap > 1 else SILENT


def days_shared(a: Traits, b: Traits) -> Signal:
    """Days that both speak of."""
    common = len(a.days & b.days)
    return Signal(min(1.0, common / 2), f"both speak of {'one day' if common == 1 else f'{common} days'}")


def soon(a: Traits, b: Traits) -> Signal:
    """Published within a few days."""
    return Signal(max(0.0, 1 - math.log1p(_between(a, b)) / SOON), "published within a few days")


def long_after(a: Traits, b: Traits) -> Signal:
    """Published the longer after, the less likely."""
    days = _between(a, b)
    return Signal(-min(2.0, math.log1p(days) / LONG) / 2, f"published {days} day{'s' * (days != 1)} apart")


def words_alike(a: Traits, b: Traits) -> Signal:
    """How much they have in common, in all their words."""
    return Signal(min(1.0, alike(a.words, b.words) / ALIKE), "words in common")


def topics_alike(a: Traits, b: Traits) -> Signal:
    """How much they have in common apart from names."""
    return Signal(min(1.0, alike(a.topics, b.topics) / ALIKE), "told in the same words")


def told_alike(a: Traits, b: Traits) -> Signal:
    """How much of what is said often in both, apart from names."""
    return Signal(min(1.0, alike(a.told, b.told) / ALIKE), "about the same things")


def names_alike(a: Traits, b: Traits) -> Signal:
    """How much of their names they have in common."""
    return Signal(alike(a.proper, b.proper), "names in common")


def leads_alike(a: Traits, b: Traits) -> Signal:
    """How much their beginnings have in common."""
    return Signal(alike(a.lead, b.lead), "begin alike")


def killed(a: Traits, b: Traits) -> Signal:
    """The same toll of dead, or another."""
    return _toll(a, b, "killed")


def injured(a: Traits, b: Traits) -> Signal:
    """The same toll of injured, or another."""
    return _toll(a, b, "injured")


def deeds(a: Traits, b: Traits) -> Signal:
    """The same kinds of deed, or others."""
    one, other = set(a.deeds), set(b.deeds)
    if not one or not other:
        return SILENT
    common = one & other
    if not common:
        return Signal(-1.0, f"{'/'.join(sorted(one))}, not {'/'.join(sorted(other))}")
    return Signal(len(common) / min(len(one), len(other)), f"both tell of {', '.join(sorted(common))}")


def numbers(a: Traits, b: Traits) -> Signal:
    """Larger numbers of the same things in both."""
    common = a.numbers & b.numbers
    said = ", ".join(f"{n:g} {measure}" for measure, n in sorted(common))
    return Signal(min(1.0, len(common) / FEW), f"both say {said}") if common else SILENT


def alike(a: Vector, b: Vector) -> float:
    """The cosine of two vectors: between 0 and 1."""
    if len(a.weights) > len(b.weights):
        a, b = b, a
    other = b.weights
    common = sum(v * other[w] for w, v in a.weights.items() if w in other)
    return min(1.0, common / (a.length * b.length)) if common else 0.0


def _rare(common: Mapping[str, float], full: float, words: str) -> Signal:
    if not common:
        return SILENT
    return Signal(min(1.0, math.fsum(common.values()) / full), f"{words} {', '.join(sorted(common))}")


def _toll(a: Traits, b: Traits, measure: str) -> Signal:
    one, other = a.tolls.get(measure), b.tolls.get(measure)
    if one is None or other is None:
        return SILENT
    if one == other:
        return Signal(1.0, f"both say {one:g} {measure}") if one else SILENT
    return Signal(-min(1.0, abs(math.log1p(one) - math.log1p(other))), f"{one:g} {measure}, not {other:g}")


def _between(a: Traits, b: Traits) -> int:
    return UNDATED if a.day is None or b.day is None else abs(a.day - b.day)


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    la, lb = math.radians(a[0]), math.radians(b[0])
    east = math.radians(b[1] - a[1]) * math.cos((la + lb) / 2)
    return EARTH_KM * math.hypot(lb - la, east)
