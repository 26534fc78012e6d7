"""Report and parse → places: mentions of toponyms, resolved to gazetteer entries with UCDP's precision.

``mentions`` finds the stretches of text (with ``datelines``, ``runs`` and ``repeated``), ``described`` what is said beside them,
``resolving`` gives each name one meaning for the whole report, ``standing`` reads a mention's precision, ``words`` lists the words.
"""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from rashomon.models import GazetteerLike, PlaceEntry
from rashomon.places.coordinates import find_coordinates
from rashomon.places.geometry import displaced, distance_km
from rashomon.places.mentions import WELL_KNOWN, Mention, describe, find_mentions
from rashomon.places.resolving import Candidate, Name, resolve_names
from rashomon.places.standing import make_place
from rashomon.records import Parse, Place, Report, Span
from rashomon.world.countries import Countries

__all__ = ["GazetteerLike", "displaced", "distance_km", "find_places", "locate"]

DEMONYM_WEIGHT = 0.5
DATELINE_WEIGHT = 2  # mentions that the report's own place counts for


def find_places(
    report: Report, parse: Parse, *, gazetteer: GazetteerLike, countries: Countries, organisations: Container[str] = ()
) -> tuple[Place, ...]:
    """Find the places of a report, in the order of the text; a name that no entry fits is kept without coordinates.

    ``organisations`` holds names of well-known actors, which are no places whatever the parser says ("ISIS", a village's name too).
    """
    remembered = _Remembered(gazetteer)
    spoken_of = _spoken_of(parse, countries)

    def known(name: str) -> Sequence[PlaceEntry]:
        found = remembered.lookup(name)
        return found or [e for e in remembered.lookup(name, loose=True) if e.country in spoken_of]

    mentions = find_mentions(parse, remembered.lookup, known=known, countries=countries, organisations=organisations)
    return _with_points(parse.text, _places(parse, mentions, spoken_of, remembered, countries))


def _with_points(text: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Add the points that the text gives in degrees, and count anew."""
    if not any(c in text for c in "°.") or not (points := list(find_coordinates(text))):
        return places
    taken = [p.span for p in places]
    given = [
        Place(
            id="", span=span, name=text[slice(*span)], lat=lat, lon=lon, precision=1, reason="coordinates in the text"
        )
        for span, (lat, lon) in points
        if not any(span[0] < end and start < span[1] for start, end in taken)
    ]
    merged = sorted((*places, *given), key=lambda place: place.span)
    return tuple(replace(place, id=f"p{number}") for number, place in enumerate(merged, start=1))


def locate(parse: Parse, spans: Sequence[Span], *, gazetteer: GazetteerLike, countries: Countries) -> tuple[Place, ...]:
    """Resolve names at given spans, for measuring resolution by itself; one place a span, adjectives of states too."""
    remembered = _Remembered(gazetteer)
    states = {word: countries.names[iso] for word, iso in countries.by_demonym.items()}
    mentions = [replace(m, name=states.get(m.name.lower(), m.name)) for m in describe(parse, spans, remembered.lookup)]
    return _places(parse, mentions, _spoken_of(parse, countries), remembered, countries, all_sure=True)


class _Remembered:
    """A gazetteer that remembers its answers within one report."""

    def __init__(self, gazetteer: GazetteerLike) -> None:
        self._gazetteer = gazetteer
        self._known: dict[tuple[str, bool], Sequence[PlaceEntry]] = {}

    def lookup(self, name: str, *, loose: bool = False) -> Sequence[PlaceEntry]:
        found = self._known.get((name, loose))
        if found is None:
            found = self._known[name, loose] = self._gazetteer.lookup(name, loose=loose)
        return found


def _spoken_of(parse: Parse, countries: Countries) -> dict[str, float]:
    """The states that the report's adjectives and peoples name, and those named themselves, with their weights."""
    spoken: defaultdict[str, float] = defaultdict(float)
    for token in parse.tokens:
        if token.text[:1].isupper():
            if iso := countries.by_demonym.get(token.lower):
                spoken[iso] += DEMONYM_WEIGHT
            elif iso := countries.by_name.get(token.lower):
                spoken[iso] += 0.01  # resolved as a place, where it counts fully
    for entity in parse.entities:
        if entity.last - entity.first > 1 and (
            iso := countries.by_name.get(parse.text[entity.start : entity.end].lower().removeprefix("the "))
        ):
            spoken[iso] += 0.01
    return dict(spoken)


def _places(
    parse: Parse, mentions: Sequence[Mention], spoken_of: Mapping[str, float], gazetteer: GazetteerLike, countries: Countries, *,
    all_sure: bool = False,
) -> tuple[Place, ...]:  # fmt: skip
    names: dict[str, Name] = {}
    for mention in mentions:
        key = mention.name.casefold()
        name = names.setdefault(key, Name(mention.name))
        name.mentions += DATELINE_WEIGHT if mention.dateline else 1
        name.sure = name.sure or mention.sure
        name.placed = name.placed or mention.placed
        if mention.kind:
            name.kinds[mention.kind] += 1
        if mention.parent:
            name.parents.add(mention.parent.casefold())
    resolved = resolve_names(names, spoken_of, gazetteer=gazetteer, countries=countries)
    places: list[Place] = []
    for mention in mentions:
        key = mention.name.casefold()
        candidates = resolved[key]
        if not all_sure and not (
            _is_likely(candidates) if candidates and not names[key].sure else candidates or names[key].placed
        ):
            continue
        around = [
            resolved[key][0].entry
            for name in (mention.beside, mention.parent)
            if name and not candidates and resolved.get(key := name.casefold())
        ]
        places.append(
            make_place(f"p{len(places) + 1}", mention, candidates, around=around, parse=parse, countries=countries)
        )
    return tuple(places)


def _is_likely(candidates: Sequence[Candidate]) -> bool:
    """Whether a name that the parser did not take for a place fits what else the report speaks of, or is well known."""
    if not candidates:
        return False
    best = candidates[0]
    return bool(best.because) or best.entry.kind != "P" or best.entry.population >= WELL_KNOWN
