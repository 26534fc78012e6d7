"""Names → entries of the gazetteer, each name once for the whole report.

Namesakes are ranked by size, by what the report says with the name ("X, Y"), by the states and divisions that it speaks of and
by the distance to its other places (the usual heuristics of toponym resolution: Leidner, *Toponym Resolution in Text*, 2007).
Scores are in powers of ten of inhabitants. Weights were set on the development parts of LGL, GeoVirus and the field corpus.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.models import GazetteerLike, PlaceEntry
from rashomon.places.geometry import distance_km
from rashomon.world.countries import Countries
from rashomon.world.gazetteer import fold, loosen

# What an entry of a kind is worth beside its inhabitants: states and divisions are named oftener than towns of their size.
KIND_BONUS = {"P": 0.0, "A": 0.6, "D": -1.5, "C": 2.5, "R": 0.0, "S": 0.0, "W": 0.0}
FIXED = {"R": 7.5, "S": 8.0, "W": 6.0}  # entries without inhabitants
UNKNOWN_POPULATION = 300
LEAST_CAPITAL = 5_000  # inhabitants; villages bear capitals' names too
SEAT_PENALTY = 2.0  # a division of the same name as its town: the town is meant, unless it is said to be a province
OWN_NAME_BONUS, OWN_LOOSE_BONUS = 0.6, 2.5  # the name is the entry’s own, not one of its others
CAPITAL_BONUS = 2.5
LOOSE_PENALTY = 1.5
NOT_TRANSLITERATED = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
LEAST_LOOSE = 4  # letters of the loose form: shorter ones meet by chance
ALIAS_PENALTY = 2.0  # "Gulf" for Gulf County, "Soviet Union" for Russia
PARENT_BONUS = 8.0  # "X, Y"
CHILD_BONUS = 4.0  # "X, Y": Y holds a place of the name X
STATED_BONUS = 4.0  # "the city of X", "X province"
COUNTRY_BONUS, DIVISION_BONUS, NEAR_BONUS = 2.5, 1.5, 2.5
NEAR_KM = 100.0
MOST_CANDIDATES = 40
MOST_NEIGHBOURS = 50
ROUNDS = 3


@dataclass(slots=True)
class Name:
    """A name as the report uses it: how often, with which larger places beside it, and of which kinds it is said to be.

    ``sure`` and ``placed`` hold where they hold of one mention (see ``Mention``).
    """

    text: str
    mentions: int = 0
    parents: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    sure: bool = False
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name may mean, with the score and the facts that speak for it."""

    score: float
    entry: PlaceEntry
    loose: bool = False
    because: tuple[str, ...] = ()


def resolve_names(
    names: Mapping[str, Name], spoken_of: Mapping[str, float], *, gazetteer: GazetteerLike, countries: Countries
) -> dict[str, tuple[Candidate, ...]]:
    """Rank the entries of each name. ``spoken_of`` weighs the states that the report's demonyms name."""
    found = {key: _entries(name, gazetteer) for key, name in names.items()}
    priors = {key: _priors(name, found[key], countries) for key, name in names.items()}
    best = {key: _first(found[key], priors[key]) for key in names}
    children: dict[str, list[PlaceEntry]] = defaultdict(list)
    for key, name in names.items():
        for parent in name.parents:
            children[parent] += [entry for entry, _ in found[key] if entry.kind in "PD"]
    ranked: dict[str, tuple[Candidate, ...]] = {}
    for last in [False] * (ROUNDS - 1) + [True]:
        context = _Context(names, best, spoken_of)
        for key in names:
            if not last and len(found[key]) == 1 and best[key] is not None:
                continue  # nothing to choose from
            ranked[key] = _rank(names[key], found[key], priors[key], context, best, children[key])
            best[key] = ranked[key][0].entry if ranked[key] else None
    return ranked


def _entries(name: Name, gazetteer: GazetteerLike) -> list[tuple[PlaceEntry, bool]]:
    strict = list(gazetteer.lookup(name.text))[:MOST_CANDIDATES]
    if strict or len(loosen(name.text)) < LEAST_LOOSE:
        return [(entry, False) for entry in strict]
    return [(e, True) for e in gazetteer.lookup(name.text, loose=True) if e.country not in NOT_TRANSLITERATED]


def _priors(name: Name, entries: Sequence[tuple[PlaceEntry, bool]], countries: Countries) -> list[float]:
    seats = {(e.country, e.admin1) for e, _ in entries if e.kind == "P" and e.population >= LEAST_CAPITAL}
    return [
        _prior(name, entry, loose, countries)
        - (SEAT_PENALTY if entry.kind in "AD" and (entry.country, entry.admin1) in seats else 0.0)
        for entry, loose in entries
    ]


def _prior(name: Name, entry: PlaceEntry, loose: bool, countries: Countries) -> float:
    score = FIXED.get(entry.kind) or math.log10(max(entry.population, UNKNOWN_POPULATION)) + KIND_BONUS[entry.kind]
    text = name.text.casefold()
    form = loosen if loose else fold
    if form(entry.name) == form(text):
        score += OWN_LOOSE_BONUS if loose else OWN_NAME_BONUS
    elif entry.kind in "CD":
        score -= ALIAS_PENALTY
    if is_capital(text, entry, countries):
        score += CAPITAL_BONUS
    if name.kinds:
        kind, _ = name.kinds.most_common(1)[0]
        score += STATED_BONUS if entry.kind == kind else 0.0
    return score - (LOOSE_PENALTY if loose else 0.0)


def is_capital(name: str, entry: PlaceEntry, countries: Countries) -> bool:
    """Whether the entry is a state's capital; that of the United States goes by "Washington" too."""
    if entry.kind != "P" or entry.population < LEAST_CAPITAL:
        return False
    by_capital, text = countries.by_capital, name.casefold()
    return (by_capital.get(text) or by_capital.get(f"{text}, d.c.")) == entry.country


def _first(entries: Sequence[tuple[PlaceEntry, bool]], priors: Sequence[float]) -> PlaceEntry | None:
    """The likeliest by itself; a loose match needs the context first."""
    if not entries or entries[0][1]:
        return None
    return entries[max(range(len(entries)), key=lambda i: priors[i])][0]


class _Context:
    """What the report's places say together: weights of states and divisions, and the points of towns."""

    def __init__(
        self, names: Mapping[str, Name], best: Mapping[str, PlaceEntry | None], spoken_of: Mapping[str, float]
    ) -> None:
        self.countries: defaultdict[str, float] = defaultdict(float, spoken_of)
        self.divisions: Counter[tuple[str, str]] = Counter()
        self.points: list[tuple[str, PlaceEntry, int]] = []
        for key, entry in best.items():
            if entry is None or not entry.country:
                continue
            weight = names[key].mentions
            self.countries[entry.country] += weight if entry.kind == "C" else 0.5 * weight
            if entry.admin1:
                self.divisions[entry.country, entry.admin1] += weight
            if entry.kind in "PDA":
                self.points.append((key, entry, weight))
        self.points = sorted(self.points, key=lambda p: (-p[2], p[0]))[:MOST_NEIGHBOURS]
        self.all_countries = sum(self.countries.values()) or 1.0
        self.all_divisions = sum(self.divisions.values()) or 1


def _rank(
    name: Name, entries: Sequence[tuple[PlaceEntry, bool]], priors: Sequence[float], context: _Context,
    best: Mapping[str, PlaceEntry | None], children: Sequence[PlaceEntry],
) -> tuple[Candidate, ...]:  # fmt: skip
    parents = [entry for parent in sorted(name.parents) if (entry := best.get(parent)) is not None]
    key = name.text.casefold()
    own = best.get(key)
    ranked = []
    for (entry, loose), prior in zip(entries, priors, strict=True):
        because: list[str] = []
        score = prior
        own_weight = float(name.mentions) if own is not None and own.country == entry.country else 0.0
        own_weight = own_weight * (1.0 if own is not None and own.kind == "C" else 0.5)
        others = context.countries.get(entry.country, 0.0) - own_weight
        share = others / max(1e-9, context.all_countries - own_weight)
        if loose and others <= 0:
            continue  # a transliteration is trusted only in a state that the report speaks of
        if others > 0:
            score += COUNTRY_BONUS * min(1.0, 2 * share)
            because.append("country")
        if entry.admin1 and entry.kind != "A":
            own_division = (
                name.mentions if own is not None and (own.country, own.admin1) == (entry.country, entry.admin1) else 0
            )
            there = context.divisions[entry.country, entry.admin1] - own_division
            if there > 0:
                score += DIVISION_BONUS * min(1.0, 2 * there / context.all_divisions)
                because.append("division")
        if near := _nearness(key, entry, context):
            score += NEAR_BONUS * near
            because.append("near")
        if any(_within(town, entry) for town in children):
            score += CHILD_BONUS
        if any(_within(entry, parent) for parent in parents):
            score += PARENT_BONUS
            because.append("parent")
        ranked.append(Candidate(score, entry, loose, tuple(because)))
    return tuple(sorted(ranked, key=lambda c: (-c.score, c.entry.geonameid or 0, c.entry.name)))


def _within(entry: PlaceEntry, parent: PlaceEntry) -> bool:
    if entry == parent or parent.country != entry.country:
        return False
    if parent.kind == "C":
        return True
    if parent.kind == "A":
        return parent.admin1 == entry.admin1 and entry.kind != "A"
    if parent.kind in "DP":
        return distance_km((entry.lat, entry.lon), (parent.lat, parent.lon)) < NEAR_KM
    return False


def _nearness(key: str, entry: PlaceEntry, context: _Context) -> float:
    """How close the entry is to the report's other places, in [0, 1]."""
    if entry.kind not in "PD":
        return 0.0
    total = 0.0
    for other, point, _ in context.points:
        if other == key or abs(point.lat - entry.lat) > 4:
            continue
        total += math.exp(-distance_km((entry.lat, entry.lon), (point.lat, point.lon)) / NEAR_KM)
    return min(1.0, total / 1.5) if total > 0.05 else 0.0


def weights(candidates: Iterable[Candidate]) -> list[float]:
    """Scores → shares in [0, 1] that sum to 1 (softmax)."""
    scores = [c.score for c in candidates]
    if not scores:
        return []
    top = max(scores)
    parts = [math.exp(1.5 * (score - top)) for score in scores]
    return [part / sum(parts) for part in parts]
