"""Questions with a place → a map as SVG: marks as wide as the place is known, over coasts and borders of Natural Earth (public domain)."""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from markupsafe import Markup

from rashomon.ranking import RANK
from rashomon.records import Number, Question, Status
from rashomon.store import Store
from rashomon.web.filters import Filters
from rashomon.web.plots import values
from rashomon.web.wording import PRECISION_WORDS, STATUS_WORDS

WIDTH, HEIGHT = 1000.0, 560.0
MOST_QUESTIONS = 400  # that a map shows; a filter chooses others
MOST_UNPLACED = 200  # questions that are looked at for names that could not be placed
KM = {1: 0, 2: 25, 3: 40, 4: 90, 5: 160, 6: 300, 7: 100}  # how far round a place of each precision the event may lie
KM_A_DEGREE = 111.2
LEAST_SPAN = 3.0  # degrees that a map shows at least
GRID = 100  # steps a degree in outlines.json
LETTER = 8.0  # width of a letter of a label
Project = Callable[[float, float], tuple[float, float]]


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


@cache
def _outlines() -> list[tuple[bool, list[tuple[float, float]]]]:
    """Every line: whether it is a border, and its points as (lon, lat)."""
    lines = []
    for line in json.loads(Path(__file__).with_name("outlines.json").read_text(encoding="utf-8")):
        x, y = line["from"]
        points = [(x / GRID, y / GRID)]
        for dx, dy in zip(line["steps"][::2], line["steps"][1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / GRID, y / GRID))
        lines.append((line["border"], points))
    return lines


def draw_map(places: Sequence[MapPlace], link: Callable[[MapPlace], str]) -> Markup:
    """The map that holds all of ``places``; each is a link."""
    west, south, east, north = _frame(places)
    project = _projection(west, south, east, north)
    pixels_a_km = HEIGHT / (north - south) / KM_A_DEGREE
    parts = [_graticule(west, south, east, north, project)]
    for kind, border in (("coast", False), ("border", True)):
        path = "".join(_path(points, (west, south, east, north), project) for b, points in _outlines() if b is border)
        parts.append(Markup('<path class="{}" d="{}"></path>').format(kind, path))
    most = max((p.figure or 0 for p in places), default=0) or 1
    ordered = sorted(places, key=lambda p: -KM.get(p.precision, 0))
    parts += [_mark(p, project, pixels_a_km, most, link(p)) for p in ordered]
    parts += _labels(places, project)
    return Markup('<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="Map of the places">{}</svg>').format(
        int(WIDTH), int(HEIGHT), Markup("").join(parts)
    )


def _frame(places: Sequence[MapPlace]) -> tuple[float, float, float, float]:
    """West, south, east and north of a frame of the map's proportions round all places."""
    lats, lons = [p.lat for p in places] or [0.0], [p.lon for p in places] or [0.0]
    middle = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = max(math.cos(math.radians(middle[0])), 0.2)
    tall = max((max(lats) - min(lats)) * 1.35, (max(lons) - min(lons)) * 1.25 * squeeze * HEIGHT / WIDTH, LEAST_SPAN)
    wide = tall * WIDTH / HEIGHT / squeeze
    return middle[1] - wide / 2, middle[0] - tall / 2, middle[1] + wide / 2, middle[0] + tall / 2


def _projection(west: float, south: float, east: float, north: float) -> Project:
    """Equirectangular, true to scale along the middle."""
    return lambda lon, lat: ((lon - west) / (east - west) * WIDTH, (north - lat) / (north - south) * HEIGHT)


def _path(points: Sequence[tuple[float, float]], frame: tuple[float, float, float, float], project: Project) -> str:
    """The pieces of a line within the frame and a margin round it."""
    west, south, east, north = frame
    wide, tall = (east - west) * 0.05, (north - south) * 0.05
    path, drawing, last = [], False, None
    for lon, lat in points:
        if west - wide <= lon <= east + wide and south - tall <= lat <= north + tall:
            x, y = project(lon, lat)
            here = f"{x:.1f},{y:.1f}"
            if not drawing or here != last:
                path.append(f"{'L' if drawing else 'M'}{here}")
            drawing, last = True, here
        else:
            drawing = False
    return "".join(path)


def _graticule(west: float, south: float, east: float, north: float, project: Project) -> Markup:
    """Meridians and parallels at a round distance."""
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 45) if (north - south) / s <= 6 or s == 45)
    lines = []
    for n in range(math.ceil(west / step), math.floor(east / step) + 1):
        x, _ = project(n * step, south)
        lines.append(f"M{x:.1f},0V{HEIGHT:.0f}")
    for n in range(math.ceil(south / step), math.floor(north / step) + 1):
        _, y = project(west, n * step)
        lines.append(f"M0,{y:.1f}H{WIDTH:.0f}")
    return Markup('<path class="graticule" d="{}"></path>').format("".join(lines))


def _mark(place: MapPlace, project: Project, pixels_a_km: float, most: Number, link: str) -> Markup:
    x, y = project(place.lon, place.lat)
    dot = 4.5 + 10 * math.sqrt((place.figure or 0) / most)
    around = max(KM.get(place.precision, 0) * pixels_a_km, dot + 5 if place.precision > 1 else 0)
    words = f"{place.name}, {PRECISION_WORDS[place.precision]}: {STATUS_WORDS[place.status]}, {len(place.questions)} question{'s' if len(place.questions) > 1 else ''}"
    words += f", up to {place.figure:,} people" if place.figure is not None else ""
    ring = (
        Markup('<circle class="around" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"></circle>').format(x, y, around)
        if around
        else Markup("")
    )
    # Only a place that is known exactly gets a solid point; any other a hollow one in the middle of where it may be.
    point = Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"></circle>').format(
        "point" if place.precision == 1 else "middle", x, y, dot
    )
    return Markup('<a href="{}" class="spot {}" aria-label="{}"><title>{}</title>{}{}</a>').format(
        link, place.status, words, words, ring, point
    )


def _labels(places: Sequence[MapPlace], project: Project) -> list[Markup]:
    """Names beside their marks, the gravest first, as long as they don't cover one another."""
    taken: list[tuple[float, float, float, float]] = []
    parts = []
    for n, place in enumerate(places):
        x, y = project(place.lon, place.lat)
        wide = len(place.name) * LETTER
        left = x + 12 if x + 12 + wide < WIDTH else x - 12 - wide
        box = (left, y - 10, left + wide, y + 8)
        if any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken):
            continue
        taken.append(box)
        minor = " minor" if n >= 6 else ""
        parts.append(
            Markup('<text class="label{}" x="{:.1f}" y="{:.1f}">{}</text>').format(minor, left, y + 5, place.name)
        )
    return parts
