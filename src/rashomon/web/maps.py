"""Questions with a place → a map: marks as wide as the place is known, over coasts and borders of Natural Earth (public domain)."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from rashomon.ranking import RANK
from rashomon.records import Number, Question, Status
from rashomon.store import Store
from rashomon.web.atlas import FARTHEST, HEIGHT, KM_A_DEGREE, WIDTH, Frame, frame_of, graticule, outlines, tiles
from rashomon.web.drawing import Mark, draw, keyed
from rashomon.web.filters import Filters
from rashomon.web.plots import values
from rashomon.web.wording import PRECISION_WORDS, STATUS_WORDS

MOST_QUESTIONS = 400  # that a map shows; a filter chooses others
MOST_UNPLACED = 200  # questions that are looked at for names that could not be placed
KM = {1: 0, 2: 25, 3: 40, 4: 90, 5: 160, 6: 300, 7: 100}  # how far round a place of each precision the event may lie
LETTER = 8.0  # width of a letter of a label
SHAPES = {  # one a status, so that it is told apart without its colour
    "disputed": "diamond",
    "denied": "triangle-down",
    "updated": "triangle-up",
    "agreed": "square",
    "single_source": "circle",
}
CORNERS = 48  # of a ring


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A place with its questions: the gravest status, and the highest figure of people that is told of it."""

    name: str
    lat: float
    lon: float
    precision: int
    status: Status
    questions: tuple[Question, ...]
    figure: Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """Where questions under the filters are about, and the names that could not be placed with their numbers of questions.

    ``questions`` of ``total`` that have a place are shown.
    """

    situation: str
    places: tuple[MapPlace, ...]
    unplaced: tuple[tuple[str, int], ...]
    questions: int
    total: int


def map_page(store: Store, situation: str, filters: Filters) -> MapPage:
    """The questions under ``filters`` by place."""
    page = store.page(situation, replace(filters.query(), located=True), size=MOST_QUESTIONS)
    by_place: dict[tuple[str, float, float], list[Question]] = {}
    for row in page.rows:
        place = row.question.place
        if place is not None and place.lat is not None and place.lon is not None:
            by_place.setdefault((place.name, place.lat, place.lon), []).append(row.question)
    unplaced: dict[str, int] = {}
    for row in store.page(situation, filters.query(), size=MOST_UNPLACED).rows:
        place = row.question.place
        if place is not None and place.lat is None:
            unplaced[place.name] = unplaced.get(place.name, 0) + 1
    places = []
    for (name, lat, lon), own in by_place.items():
        grave = min((q.status for q in own), key=RANK.__getitem__)
        counted = [v for q in own if q.unit == "people" for v in values(q.accounts)]
        precision = max((q.place.precision or 1) for q in own if q.place is not None)
        places.append(
            MapPlace(
                name=name,
                lat=lat,
                lon=lon,
                precision=precision,
                status=grave,
                questions=tuple(own),
                figure=max(counted, default=None),
            )
        )
    return MapPage(
        situation=situation,
        places=tuple(sorted(places, key=lambda p: (RANK[p.status], -(p.figure or 0), p.name))),
        unplaced=tuple(sorted(unplaced.items(), key=lambda item: (-item[1], item[0]))),
        questions=len(page.rows),
        total=page.total,
    )


def draw_map(places: Sequence[MapPlace], link: Callable[[MapPlace], str], *, tile_address: str | None = None) -> Markup:
    """The map that holds all of ``places``; each mark leads to its questions. Tiles lie under it where an address of them is given."""
    places = [replace(p, lat=min(max(p.lat, -FARTHEST), FARTHEST)) for p in places]
    frame = frame_of([(p.lon, p.lat) for p in places])
    marks = {str(n): Mark(link=link(p), words=words_of(p), kind=f"spot {p.status}") for n, p in enumerate(places)}
    under = tiles(frame, tile_address) if tile_address else Markup("")
    kind = "map tiled" if tile_address else "map"
    return draw(_spec(places, frame, lines=not tile_address), marks, label="Map of the places", kind=kind, under=under)


def words_of(place: MapPlace) -> str:
    """What a mark says."""
    many = len(place.questions)
    words = f"{place.name}, {PRECISION_WORDS[place.precision]}: {STATUS_WORDS[place.status]}, {many} question{'s' if many > 1 else ''}"
    return words + (f", up to {place.figure:,} people" if place.figure is not None else "")


def _spec(places: Sequence[MapPlace], frame: Frame, *, lines: bool) -> dict[str, Any]:
    most = max((p.figure or 0 for p in places), default=0) or 1
    order = sorted(range(len(places)), key=lambda n: -(places[n].figure or 0))
    rows = [_row(n, places[n], most) for n in order]
    layers: list[dict[str, Any]] = []
    if lines:
        looks: dict[str, dict[str, Any]] = {
            "coast": {"strokeWidth": 1.1},
            "border": {"strokeWidth": 1, "strokeDash": [6, 3]},
            "province": {"strokeWidth": 0.6, "strokeDash": [2, 2]},
        }
        layers.append(_lines(graticule(frame), stroke="var(--rule)", strokeWidth=0.6))
        for name, found in reversed(outlines(frame).items()):
            layers.append(_lines(found, stroke="var(--outline)", **looks[name]))
    rings = [_ring(p) for p in sorted(places, key=lambda p: -KM.get(p.precision, 0)) if KM.get(p.precision)]
    if rings:
        layers.append({
            "data": {"values": {"type": "FeatureCollection", "features": rings}, "format": {"type": "json", "property": "features"}},
            "mark": {"type": "geoshape", "fillOpacity": 0.1, "strokeWidth": 1.2, "strokeDash": [4, 3]},
            "encoding": {"fill": _colour("properties.status"), "stroke": _colour("properties.status")},
        })  # fmt: skip
    shape = {
        "field": "status",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": list(SHAPES), "range": list(SHAPES.values())},
    }
    layers.append({
        "data": {"values": rows},
        "mark": {"type": "point", "opacity": 1, "strokeWidth": 1.8},
        "encoding": {
            "longitude": {"field": "lon", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"},
            "size": {"field": "size", "type": "quantitative", "scale": None}, "shape": shape, "href": {"field": "href"},
            # Only a place that is known exactly gets a solid mark; any other a hollow one in the middle of where it may be.
            "fill": {"condition": {"test": "!datum.exact", "value": "var(--sea)"}} | _colour("status"), "stroke": _colour("status"),
        },
    })  # fmt: skip
    for align, dx in (("left", 12), ("right", -12)):
        named = [label for label in _labels(places, frame) if label["align"] == align]
        if named:
            layers.append({
                "data": {"values": named},
                "mark": {"type": "text", "align": align, "baseline": "middle", "dx": dx, "fontSize": 14, "color": "var(--ink)", "stroke": "var(--sea)", "strokeWidth": 3, "strokeJoin": "round"},
                "encoding": {"longitude": {"field": "lon", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"}, "text": {"field": "name"}},
            })  # fmt: skip
    return {
        "width": WIDTH, "height": HEIGHT, "autosize": "none", "padding": 0, "projection": frame.projection(),
        "layer": [layer | {"projection": frame.projection()} for layer in layers],
    }  # fmt: skip


def _row(n: int, place: MapPlace, most: Number) -> dict[str, Any]:
    across = 9 + 17 * math.sqrt((place.figure or 0) / most)  # pixels
    return {"lon": place.lon, "lat": place.lat, "status": place.status, "exact": place.precision == 1, "size": across**2, "href": keyed(n)}  # fmt: skip


def _colour(field: str) -> dict[str, Any]:
    return {
        "field": field, "type": "nominal", "legend": None,
        "scale": {"domain": list(SHAPES), "range": [f"var(--{name})" for name in SHAPES]},
    }  # fmt: skip


def _ring(place: MapPlace) -> dict[str, Any]:
    """The line round all that a place may be, as GeoJSON; its corners run as Vega wants them, clockwise."""
    across = KM[place.precision] / KM_A_DEGREE
    squeeze = max(math.cos(math.radians(place.lat)), 0.05)
    turns = [2 * math.pi * n / CORNERS for n in range(CORNERS)]
    ring = [[place.lon + across / squeeze * math.sin(t), place.lat + across * math.cos(t)] for t in turns]
    return {
        "type": "Feature",
        "properties": {"status": place.status},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }


def _lines(found: Any, **look: Any) -> dict[str, Any]:
    return {
        "data": {"values": {"type": "MultiLineString", "coordinates": found}},
        "mark": {"type": "geoshape", "filled": False} | look,
    }


def _labels(places: Sequence[MapPlace], frame: Frame) -> list[dict[str, Any]]:
    """Names beside their marks, the gravest first, as long as they don't cover one another."""
    taken: list[tuple[float, float, float, float]] = []
    found = []
    for place in places:
        x, y = frame.xy(place.lon, place.lat)
        wide = len(place.name) * LETTER
        left = x + 12 if x + 12 + wide < WIDTH else x - 12 - wide
        box = (left, y - 10, left + wide, y + 8)
        if any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken):
            continue
        taken.append(box)
        found.append({"name": place.name, "lon": place.lon, "lat": place.lat, "align": "left" if left > x else "right"})
    return found
