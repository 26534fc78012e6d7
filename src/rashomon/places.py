"""Report and parse → places: mentions of toponyms, resolved to gazetteer entries with UCDP's precision.

A name with several entries is settled by population, by the countries that the report speaks of and by the distance to places
that are already settled; the others stay as alternatives with their scores.
"""

import math
import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from typing import Protocol

from rashomon.lexicon.countries import Countries
from rashomon.lexicon.gazetteer import Row, loosen
from rashomon.records import Alternative, Parse, Place, Report, Token

EARTH_KM = 6371.0
KM_PER_MILE = 1.609
MOST_ALTERNATIVES = 3
LOOSE_PENALTY = 1.5  # a transliteration counts as much as thirty times fewer inhabitants
COUNTRY_BONUS = 3.0
OWN_NAME_BONUS = 1.5  # the entry is called so itself, not by one of its other names
UNKNOWN_PEOPLE = 3_000  # GeoNames gives 0 where it does not know
NEAR_KM, NEAR_BONUS = 300.0, 1.5
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
ADJECTIVAL = frozenset({"compound", "amod", "nmod"})
IN = frozenset(
    {
        "in",
        "at",
        "near",
        "around",
        "from",
        "to",
        "of",
        "outside",
        "into",
        "towards",
        "toward",
        "inside",
        "between",
        "against",
        "over",
        "on",
    }
)
NEAR = frozenset({"near", "outside", "around"})
COMPASS = {
    "north": 0,
    "northeast": 45,
    "east": 90,
    "southeast": 135,
    "south": 180,
    "southwest": 225,
    "west": 270,
    "northwest": 315,
}
PROVINCE = frozenset(
    {"province", "governorate", "region", "state", "countryside", "oblast", "prefecture", "county", "enclave"}
)
DISTRICT = frozenset({"district", "subdistrict", "municipality"})
OUTLETS = frozenset(
    {
        "agency",
        "news",
        "newspaper",
        "herald",
        "tv",
        "television",
        "radio",
        "times",
        "post",
        "group",
        "front",
        "movement",
    }
)
SITE = frozenset(
    {"camp", "crossing", "airbase", "airport", "base", "dam", "bridge", "prison", "refinery", "border", "road"}
)
TOWN = frozenset({"town", "city", "village", "port", "capital", "suburb", "stronghold"})
_PART = re.compile(r"^(?:north|south|east|west|central|north-?east|north-?west|south-?east|south-?west)(?:ern)?$", re.I)
_ABBREVIATION = re.compile(r"^[A-Z]{2,5}s?$")
_DATELINE = re.compile(r"([A-Z][A-Za-z.' -]{2,30}?)(?:, [A-Z][\w .]{2,20})? (?:\([A-Z][\w ]+\) )?[-–—] ")
_DISTANCE = re.compile(
    r"(\d+(?:\.\d+)?)\s?(?:\(\d+\s?\w+\)\s)?(km|kilomet(?:re|er)s?|miles?)\s(?:\([^)]{1,20}\)\s)?(?:to the )?"
    r"(north|south|east|west|north-?east|north-?west|south-?east|south-?west) of (?:the )?(?:\w+ )?(?:of )?$", re.I
)  # fmt: skip


class GazetteerLike(Protocol):
    """What the stage asks: entries of a name, the most populous first."""

    def lookup(self, name: str, *, loose: bool = False) -> list[Row]: ...


@dataclass(frozen=True, slots=True)
class _Mention:
    first: int
    last: int
    name: str
    label: str


def find_places(
    report: Report, parse: Parse, *, gazetteer: GazetteerLike, countries: Countries, organisations: Container[str] = ()
) -> tuple[Place, ...]:
    """Find the places of a report, in the order of the text; ``organisations`` are names that are none."""
    mentions = _mentions(parse, countries, organisations)
    spoken_of = _countries_spoken_of(parse, mentions, countries)
    resolved: dict[str, list[tuple[float, Row]]] = {}
    settled: list[Row] = []
    names = list(dict.fromkeys(m.name for m in mentions))
    for name in names:
        resolved[name] = _candidates(name, gazetteer, spoken_of, countries)
    for name in sorted(names, key=lambda n: (-_certainty(resolved[n]), n)):
        found = [(score + _nearness(row, settled), row) for score, row in resolved[name]]
        resolved[name] = sorted(found, key=lambda c: (-c[0], c[1].geonameid, c[1].name))
        if resolved[name] and resolved[name][0][1].kind in "PA":
            settled.append(resolved[name][0][1])
    places: list[Place] = []
    for mention in mentions:
        place = _place(f"p{len(places) + 1}", mention, resolved[mention.name], parse, countries)
        if place is not None:
            places.append(place)
    return tuple(places)


# ---- mentions ---------------------------------------------------------------------------------------------------


def _mentions(parse: Parse, countries: Countries, organisations: Container[str]) -> list[_Mention]:
    tokens = parse.tokens
    found: list[_Mention] = []
    shouted = parse.text.isupper()
    for entity in parse.entities:
        if entity.label == "NORP" or entity.label in {
            "DATE",
            "CARDINAL",
            "TIME",
            "MONEY",
            "PERCENT",
            "QUANTITY",
            "ORDINAL",
        }:
            continue
        first, last = entity.first, entity.last
        while first < last and (tokens[first].lower in {"the"} or tokens[first].pos == "PUNCT"):
            first += 1
        while last > first and (tokens[last - 1].lower in {"'s", "’s", "s"} or tokens[last - 1].pos == "PUNCT"):
            last -= 1
        if first == last:
            continue
        name = parse.text[tokens[first].start : tokens[last - 1].end]
        if name.lower() in countries.by_demonym or not name[:1].isupper():
            continue
        known = name.lower() in countries.by_name
        if name in organisations or (last < len(tokens) and tokens[last].lower in OUTLETS):
            continue
        if not known and _ABBREVIATION.match(name) and not shouted:
            continue  # "IS" is an organisation, whatever village bears that name
        if known and tokens[last - 1].dep in ADJECTIVAL and tokens[last - 1].head >= last and len(name) <= 4:
            continue  # "US officials": an adjective
        before = tokens[first - 1].lower if first else ""
        after = tokens[last].lower if last < len(tokens) else ""
        placed = (
            before in IN
            or after in PROVINCE | SITE | DISTRICT
            or (before == "of" and first > 1 and tokens[first - 2].lower in TOWN)
        )
        if before == "the" and first > 1:
            placed = placed or (tokens[first - 2].lower in IN and after in SITE | PROVINCE | DISTRICT)
        if (
            entity.label in PLACE_LABELS
            or known
            or (
                entity.label in {"PERSON", "ORG"}
                and placed
                and last - first <= 5
                and tokens[last - 1].lower not in SITE
            )
        ):
            while last - first > 1 and tokens[last - 1].lower in PROVINCE | SITE | DISTRICT | TOWN:
                last -= 1
            name = parse.text[tokens[first].start : tokens[last - 1].end]
            found.append(_Mention(first, last, " ".join(name.split()), entity.label))
    return sorted([*found, *_unlabelled(parse, found, countries, organisations)], key=lambda m: m.first)


def _unlabelled(
    parse: Parse, found: list[_Mention], countries: Countries, organisations: Container[str]
) -> list[_Mention]:
    """Capitalised words after "in", "near" and the like that the parser gave no label, and states in capitals."""
    tokens = parse.tokens
    taken = {i for mention in found for i in range(mention.first, mention.last)}
    extra: list[_Mention] = []
    i = 1
    while i < len(tokens):
        token = tokens[i]
        last = i
        while (
            last < len(tokens)
            and last - i < 4
            and tokens[last].pos == "PROPN"
            and tokens[last].text[:1].isupper()
            and last not in taken
        ):
            last += 1
        if last > i and not token.entity:
            name = parse.text[token.start : tokens[last - 1].end]
            state = name.lower() in countries.by_name
            if not state and (_ABBREVIATION.match(name) or name in organisations):
                i = last
                continue
            if (state and token.dep not in ADJECTIVAL) or (
                tokens[i - 1].lower in IN and tokens[i - 1].pos == "ADP" and not _is_person(tokens, last)
            ):
                extra.append(_Mention(i, last, " ".join(name.split()), "GPE" if state else "GUESS"))
        i = max(last, i + 1)
    if (dateline := _DATELINE.match(parse.text)) and tokens and not taken & set(range(4)):
        last = next((t.i for t in tokens if t.start >= dateline.end(1)), 0)
        if last and not any(m.first < last for m in extra):
            extra.append(_Mention(0, last, dateline.group(1).title(), "GUESS"))
    return extra


def _is_person(tokens: tuple[Token, ...], after: int) -> bool:
    return after < len(tokens) and tokens[after].lower in {"'s", "’s", "said", "says"}


def _countries_spoken_of(parse: Parse, mentions: list[_Mention], countries: Countries) -> Counter[str]:
    spoken: Counter[str] = Counter()
    for mention in mentions:
        if iso := countries.by_name.get(mention.name.lower()):
            spoken[iso] += 1
    for token in parse.tokens:
        if token.text[:1].isupper() and (iso := countries.by_demonym.get(token.lower)):
            spoken[iso] += 1
    return spoken


# ---- resolving --------------------------------------------------------------------------------------------------


def _candidates(
    name: str, gazetteer: GazetteerLike, spoken_of: Counter[str], countries: Countries
) -> list[tuple[float, Row]]:
    if iso := countries.by_name.get(name.lower()):
        return [(99.0, row) for row in gazetteer.lookup(countries.names[iso]) if row.kind == "C" and row.country == iso]
    rows, penalty = gazetteer.lookup(name), 0.0
    total = sum(spoken_of.values())
    if not rows and len(name) > 3:
        rows, penalty = gazetteer.lookup(name, loose=True), LOOSE_PENALTY
        rows = [row for row in rows if row.country in spoken_of]  # any spelling is near some name in some country
    scored = []
    for row in rows:
        score = math.log10((row.population or UNKNOWN_PEOPLE) + 100) - penalty
        if penalty and loosen(row.name) == loosen(name):
            score += OWN_NAME_BONUS
        if total:
            score += COUNTRY_BONUS * min(1.0, 2 * spoken_of[row.country] / total) if spoken_of[row.country] else 0.0
        if row.kind in "SWR":
            score += 3.0
        scored.append((score, row))
    return sorted(scored, key=lambda c: (-c[0], c[1].geonameid, c[1].name))[:12]


def _certainty(candidates: list[tuple[float, Row]]) -> float:
    if not candidates:
        return 0.0
    return candidates[0][0] - (candidates[1][0] if len(candidates) > 1 else 0.0)


def _nearness(row: Row, settled: list[Row]) -> float:
    close = sum(1 for other in settled[:20] if distance_km((row.lat, row.lon), (other.lat, other.lon)) < NEAR_KM)
    return NEAR_BONUS * min(1.0, close / 2)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees.

    >>> round(distance_km((0, 0), (0, 1)))
    111
    """
    lat1, lon1, lat2, lon2 = (math.radians(v) for v in (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def displaced(lat: float, lon: float, *, km: float, bearing: float) -> tuple[float, float]:
    """The point ``km`` away from (lat, lon) at ``bearing`` degrees from north, on a sphere."""
    angle, turn = km / EARTH_KM, math.radians(bearing)
    phi, lam = math.radians(lat), math.radians(lon)
    there = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(turn))
    east = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(there)
    )
    return round(math.degrees(there), 4), round((math.degrees(lam + east) + 540) % 360 - 180, 4)


# ---- records ----------------------------------------------------------------------------------------------------


def _place(
    name: str, mention: _Mention, candidates: list[tuple[float, Row]], parse: Parse, countries: Countries
) -> Place | None:
    tokens = parse.tokens
    first, last = mention.first, mention.last
    before = tokens[first - 1] if first else None
    after = tokens[last].lower if last < len(tokens) else ""
    if not candidates:
        if mention.label not in PLACE_LABELS:
            return None
        return Place(
            id=name, span=(tokens[first].start, tokens[last - 1].end), name=mention.name, reason="not in the gazetteer"
        )
    score, row = candidates[0]
    if mention.label not in PLACE_LABELS and row.kind == "P" and score < 3.0 and len(mention.name) < 5:
        return None
    lat, lon, reason = row.lat, row.lon, _reason(row, candidates, countries)
    shown = row.name
    if before is not None and _PART.match(before.text) and row.kind in "CAP":
        first -= 1
        shown, precision = f"{before.lower} {row.name}", 5
    elif row.kind == "C":
        precision = 6
    elif row.kind == "S":
        precision = 7
    elif row.kind in "RW":
        precision = 5
    elif row.kind == "A" or after in PROVINCE:
        precision = 4
    elif after in DISTRICT:
        precision = 3
    elif moved := _moved(parse.text, tokens[first].start, row):
        lat, lon, reason = moved
        precision = 2
    elif after in SITE or (before is not None and before.lower in NEAR):
        precision, reason = 2, f"put at {row.name}; {reason}"
    else:
        precision = 1
    return Place(
        id=name, span=(tokens[first].start, tokens[last - 1].end), name=shown, geonameid=row.geonameid or None, lat=lat, lon=lon,
        country=row.country or None, admin1=row.admin1 or None, precision=precision, reason=reason,
        alternatives=tuple(_alternative(s, r) for s, r in candidates[1 : MOST_ALTERNATIVES + 1]),
    )  # fmt: skip


def _alternative(score: float, row: Row) -> Alternative:
    return Alternative(
        name=row.name, geonameid=row.geonameid or None, lat=row.lat, lon=row.lon, country=row.country,
        score=round(max(0.0, min(1.0, score / 12)), 2),
    )  # fmt: skip


def _reason(row: Row, candidates: list[tuple[float, Row]], countries: Countries) -> str:
    country = countries.names.get(row.country, row.country)
    if len(candidates) == 1:
        return f"the only entry of that name, in {country}" if country else "the only entry of that name"
    return f"of {len(candidates)} namesakes the one in {country} fits size, countries spoken of and places near it best"


def _moved(text: str, start: int, row: Row) -> tuple[float, float, str] | None:
    """ "30 km north of X"."""
    found = _DISTANCE.search(text, max(0, start - 60), start)
    if found is None:
        return None
    km = float(found.group(1)) * (KM_PER_MILE if found.group(2).lower().startswith("mile") else 1.0)
    direction = found.group(3).lower().replace("-", "")
    lat, lon = displaced(row.lat, row.lon, km=km, bearing=COMPASS[direction])
    return lat, lon, f"{km:g} km {direction} of {row.name}"
