"""A mention and the entries that it may mean → the place with UCDP's precision, its point and the reason in words.

Precision (UCDP GED codebook, ``where_prec``): 1 a town or site, 2 near one, 3 a district, 4 a province, 5 a vague region, 6 a state,
7 sea or air.
"""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.models import PlaceEntry
from rashomon.places.geometry import Point, displaced
from rashomon.places.mentions import Mention
from rashomon.places.resolving import Candidate, is_capital, weights
from rashomon.places.words import AWAY, DISTANCE, KM_PER_MILE, NEAR, PROVINCE, SITE, bearing, is_part
from rashomon.records import Alternative, Parse, Place
from rashomon.world.countries import Countries

MOST_ALTERNATIVES = 3
PART_SHIFT = 0.6  # the middle of one half of a disc lies 0.42 radii off, the spread of the towns in it is 0.71
SEAT_POPULATION = 100_000  # what the gazetteer gives "the Kremlin" and other seats of government
OF_KIND = {"C": 6, "S": 7, "R": 5, "W": 5, "A": 4, "D": 3, "P": 1}
LONGEST_DISTANCE = 70  # characters of "some 30 km (19 miles) to the north-east of the town of"
_LOCATIVE = frozenset(
    ["in", "near", "outside", "inside", "into", "around", "towards", "toward", "at", "from", "across"]
)
_WITH_ACTOR = frozenset(["with", "against", "by"])
_BECAUSE = {
    "parent": "the larger place named with it",
    "near": "other places of the report near it",
    "division": "the division that the report speaks of",
    "country": "the state that the report speaks of",
}


def make_place(
    place_id: str, mention: Mention, candidates: Sequence[Candidate], *, around: Sequence[PlaceEntry], parse: Parse,
    countries: Countries,
) -> Place:  # fmt: skip
    """The record of a mention. Without candidates it keeps its name; a town of ``around``, said to be near, lends it the point."""
    tokens = parse.tokens
    span = (tokens[mention.shown_first].start, tokens[mention.shown_last - 1].end)
    part = _part(parse, mention)
    if not candidates:
        return _unknown(place_id, span, mention.name, part, around)
    entry = candidates[0].entry
    point, precision, said = _standing(parse, mention, entry, part, countries)
    reason = ("the report's own place: " if mention.dateline else "") + _reason(candidates, countries)
    return Place(
        id=place_id, span=span, name=f"{part} {entry.name}" if part else entry.name, geonameid=entry.geonameid,
        lat=point[0], lon=point[1], country=entry.country or None, admin1=entry.admin1_name or entry.admin1 or None,
        precision=precision, reason=f"{said}: {reason}" if said else reason, alternatives=_alternatives(candidates),
    )  # fmt: skip


def _unknown(place_id: str, span: tuple[int, int], name: str, part: str, around: Sequence[PlaceEntry]) -> Place:
    """A name that the gazetteer lacks: at the town beside it, else only in the state or division named with it."""
    place = Place(id=place_id, span=span, name=name, precision=5 if part else None, reason="not in the gazetteer")
    if not around:
        return place
    entry = around[0]
    place = replace(place, country=entry.country or None, admin1=entry.admin1_name or entry.admin1 or None)
    if entry.kind != "P":
        return replace(place, reason=f"not in the gazetteer; in {entry.name}, named with it")
    return replace(
        place,
        lat=entry.lat,
        lon=entry.lon,
        precision=2,
        reason=f"not in the gazetteer; put at {entry.name}, named with it",
    )


def _standing(
    parse: Parse, mention: Mention, entry: PlaceEntry, part: str, countries: Countries
) -> tuple[Point, int, str]:
    """Point, precision, and what the words around the name did to them."""
    point, usual = (entry.lat, entry.lon), OF_KIND[entry.kind]
    if part and entry.kind != "S":
        degrees = bearing(part)
        moved = displaced(point, PART_SHIFT * entry.radius_km, degrees) if degrees is not None else point
        return moved, 5 if entry.kind in "CARW" else usual, f"the {part} part of {entry.name}"
    if entry.kind not in "PD":
        return point, usual, ""
    start = parse.tokens[mention.first].start
    if found := DISTANCE.search(parse.text, max(0, start - LONGEST_DISTANCE), start):
        km = float(found.group(1).replace(",", "")) * (KM_PER_MILE if found.group(2).lower().startswith("mi") else 1.0)
        direction = found.group(3).lower()
        return displaced(point, km, bearing(direction) or 0.0), 2, f"{km:g} km {direction} of {entry.name}"
    if AWAY.search(parse.text, max(0, start - LONGEST_DISTANCE), start):
        return point, 2, f"put at {entry.name}"
    after = [t for t in parse.tokens[mention.last : mention.last + 2] if t.text[:1].isalpha()]
    if after and after[0].lower in PROVINCE:
        return point, 4, ""
    if mention.kind == "D" or entry.kind == "D":
        return point, 3, ""
    before = parse.tokens[mention.first - 1].lower if mention.first else ""
    if before in NEAR or any(t.lower in SITE for t in after[: 2 if after and after[0].pos in {"NOUN", "ADJ"} else 1]):
        return point, 2, f"put at {entry.name}"
    if _is_actor(parse, mention, entry, countries):
        return point, 6, "stands for its state"
    return point, usual, ""


def _part(parse: Parse, mention: Mention) -> str:
    """ "northern" of "northern Syria", "south-east" of "Turkey's south-east", else ''."""
    tokens = parse.tokens
    if mention.shown_first < mention.first:
        return parse.text[tokens[mention.shown_first].start : tokens[mention.first].start].strip().lower()
    if mention.first > 2 and tokens[mention.first - 1].lower == "of":
        word = tokens[mention.first - 2]
        if is_part(word.text) and tokens[mention.first - 3].lower == "the":
            return word.lower
    after = tokens[mention.last : mention.last + 4]
    if (
        len(after) > 1
        and after[0].lower in {"'s", "’s"}
        and after[1].pos in {"NOUN", "PROPN"}
        and is_part(after[1].text)
        and not (
            after[1].text[0].isupper() and after[2:] and after[2].text[:1].isupper()
        )  # "Kenya's North Eastern Province"
    ):
        return "".join(t.lower for t in after[1:] if t.text == "-" or is_part(t.text))
    return ""


def _is_actor(parse: Parse, mention: Mention, entry: PlaceEntry, countries: Countries) -> bool:
    """Whether a capital or a seat of government stands for its state: it acts, owns, or is dealt with."""
    is_seat = entry.geonameid is None and entry.population >= SEAT_POPULATION
    if not is_seat and not is_capital(mention.name, entry, countries):
        return False
    before = parse.tokens[mention.first - 1].lower if mention.first else ""
    if before in _LOCATIVE:
        return False
    return before in _WITH_ACTOR or parse.tokens[mention.last - 1].relation in {
        "subject",
        "passive_subject",
        "possessor",
    }


def _alternatives(candidates: Sequence[Candidate]) -> tuple[Alternative, ...]:
    shares = weights(candidates)
    return tuple(
        Alternative(
            name=c.entry.name, geonameid=c.entry.geonameid, lat=c.entry.lat, lon=c.entry.lon, country=c.entry.country,
            score=round(share, 2),
        )
        for c, share in list(zip(candidates, shares, strict=True))[1 : MOST_ALTERNATIVES + 1]
    )  # fmt: skip


def _reason(candidates: Sequence[Candidate], countries: Countries) -> str:
    chosen = candidates[0]
    where = countries.names.get(chosen.entry.country, chosen.entry.country)
    way = "by a transliteration of the name, " if chosen.loose else ""
    place = f" in {where}" if where and chosen.entry.kind != "C" else ""
    if len(candidates) == 1:
        return f"{way}the only entry of that name{place}"
    told = [words for fact, words in _BECAUSE.items() if fact in chosen.because]
    return f"{way}of {len(candidates)} namesakes the one{place}, for " + (" and ".join(told[:2]) or "its size")
