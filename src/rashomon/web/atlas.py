"""Where a map lies: its frame in Web Mercator, the lines of coasts and borders within it, and the tiles that may lie under it."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

WIDTH, HEIGHT = 1000, 560
KM_A_DEGREE = 111.2
LEAST_SPAN = 3.0  # degrees from west to east that a map shows at least
FARTHEST = 84.0  # degrees of latitude: beyond, Mercator's map runs away
GRID = 100  # steps a degree in outlines.json
THIN = 0.8  # pixels below which two points of a line are one
PROVINCES_FROM = 14.0  # pixels a degree from which provinces are drawn
TILE = 256  # pixels of a tile's side
MOST_ZOOM = 12

Line = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A map's middle in degrees, and its pixels a radian of longitude."""

    lon: float
    lat: float
    scale: float

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point lies on the map, in pixels."""
        return WIDTH / 2 + self.scale * math.radians(lon - self.lon), HEIGHT / 2 - self.scale * (_y(lat) - _y(self.lat))

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a pixel."""
        up = _y(self.lat) + (HEIGHT / 2 - y) / self.scale
        return self.lon + math.degrees((x - WIDTH / 2) / self.scale), math.degrees(math.atan(math.sinh(up)))

    def projection(self) -> dict[str, Any]:
        """The same for Vega."""
        return {
            "type": "mercator",
            "center": [self.lon, self.lat],
            "scale": self.scale,
            "translate": [WIDTH / 2, HEIGHT / 2],
        }

    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north."""
        (west, north), (east, south) = self.degrees(0, 0), self.degrees(WIDTH, HEIGHT)
        return west, south, east, north


def _y(lat: float) -> float:
    """Mercator's ordinate."""
    return math.asinh(math.tan(math.radians(min(max(lat, -FARTHEST), FARTHEST))))


def frame_of(points: Sequence[tuple[float, float]]) -> Frame:
    """The frame that holds all ``points`` (longitude, latitude) with room at its edges."""
    lons, ys = [lon for lon, _ in points] or [0.0], [_y(lat) for _, lat in points] or [0.0]
    wide, tall = math.radians(max(lons) - min(lons)), max(ys) - min(ys)
    middle = math.degrees(math.atan(math.sinh((max(ys) + min(ys)) / 2)))
    scale = min(
        WIDTH * 0.8 / max(wide, math.radians(LEAST_SPAN)),
        HEIGHT * 0.74 / max(tall, 1e-9),
        WIDTH / math.radians(LEAST_SPAN),
    )
    return Frame((max(lons) + min(lons)) / 2, middle, max(scale, WIDTH / (2 * math.pi) * 1.0))


@cache
def _outlines() -> dict[str, list[tuple[tuple[float, float, float, float], Line]]]:
    """Every line by its kind: its box (west, south, east, north) and its points."""
    told = json.loads(Path(__file__).with_name("outlines.json").read_text(encoding="utf-8"))
    return {kind: [_line(steps) for steps in lines] for kind, lines in told.items()}


def _line(steps: Sequence[int]) -> tuple[tuple[float, float, float, float], Line]:
    x, y = steps[:2]
    points = [(x / GRID, y / GRID)]
    for dx, dy in zip(steps[2::2], steps[3::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / GRID, y / GRID))
    lons, lats = zip(*points, strict=True)
    return (min(lons), min(lats), max(lons), max(lats)), points


def outlines(frame: Frame) -> dict[str, Line | list[Line]]:
    """The lines of each kind that run through the frame, as fine as it can show."""
    west, south, east, north = frame.box()
    wide, tall = (east - west) * 0.03, (north - south) * 0.03
    box = (west - wide, south - tall, east + wide, north + tall)
    pixels_a_degree = math.radians(1) * frame.scale
    kinds = [k for k in _outlines() if k != "province" or pixels_a_degree >= PROVINCES_FROM]
    step = THIN / pixels_a_degree
    return {
        kind: [
            piece
            for (w, s, e, n), line in _outlines()[kind]
            if w <= box[2] and e >= box[0] and s <= box[3] and n >= box[1]
            for piece in _pieces(line, box, step)
        ]
        for kind in kinds
    }


def _pieces(line: Line, box: tuple[float, float, float, float], step: float) -> Iterator[Line]:
    """The runs of a line within a box, each with a point beyond either end, without points closer than ``step`` degrees."""
    west, south, east, north = box
    run: Line = []
    before: tuple[float, float] | None = None
    for point in line:
        lon, lat = point
        if west <= lon <= east and south <= lat <= north:
            if not run and before is not None:
                run.append(before)
            if not run or abs(lon - run[-1][0]) + abs(lat - run[-1][1]) >= step:
                run.append(point)
        elif run:
            yield [*run, point]
            run = []
        before = point
    if run and before is not None:
        yield [*run, before] if len(run) == 1 or run[-1] != before else run


def graticule(frame: Frame) -> list[Line]:
    """Meridians and parallels at a round distance."""
    west, south, east, north = frame.box()
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 45) if (east - west) / s <= 10 or s == 45)
    steps = range(math.ceil(west / step), math.floor(east / step) + 1)
    meridians = [[(n * step, south), (n * step, north)] for n in steps]
    # Through many points: Vega takes the shortest way over the globe from one to the next, and a parallel is none.
    across = [west + (east - west) * n / 60 for n in range(61)]
    rows = range(math.ceil(south / step), math.floor(north / step) + 1)
    parallels = [[(lon, n * step) for lon in across] for n in rows]
    return meridians + parallels


def tiles(frame: Frame, address: str) -> Markup:
    """Pictures of a tile server under the map: ``{z}``, ``{x}`` and ``{y}`` in ``address`` are filled in."""
    world = 2 * math.pi * frame.scale
    zoom = min(max(round(math.log2(world / TILE)), 0), MOST_ZOOM)
    count = 1 << zoom
    side = world / count
    left, top = frame.xy(-180.0, 0.0)[0], frame.xy(0.0, 0.0)[1] - world / 2
    found = []
    for column in range(math.floor(-left / side), math.ceil((WIDTH - left) / side)):
        for row in range(max(math.floor(-top / side), 0), min(math.ceil((HEIGHT - top) / side), count)):
            link = address.replace("{z}", str(zoom)).replace("{x}", str(column % count)).replace("{y}", str(row))
            found.append(
                Markup('<image href="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"></image>').format(
                    link, left + column * side, top + row * side, side + 0.5, side + 0.5
                )
            )
    return Markup('<g class="tiles" aria-hidden="true">{}</g>').format(Markup("").join(found))
