"""``python -m rashomon.web.build_outlines countries-50m.json``: write ``outlines.json`` from Natural Earth's countries at 1:50 million.

Natural Earth is in the public domain. The input is the TopoJSON of the npm package ``world-atlas`` 2.0.2 (ISC); only the facts are kept:
where coasts and borders run, to a hundredth of a degree.
"""

import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

TOLERANCE = 0.02  # degrees by which a line may be straightened: a third of a pixel on a map of ten degrees
GRID = 100  # steps a degree


def main(source: str) -> None:
    """Write the lines beside this file."""
    world = json.loads(Path(source).read_text(encoding="utf-8"))
    sides = Counter(_arcs(world["objects"]["countries"]))
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    lines: list[dict[str, Any]] = []
    for n, arc in enumerate(world["arcs"]):
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        kept = [(round(lon * GRID), round(lat * GRID)) for lon, lat in straightened(points)]
        deltas = [b - a for p, q in pairwise(kept) for a, b in zip(p, q, strict=True)]
        lines.append({"border": sides[n] > 1, "from": kept[0], "steps": deltas})
    path = Path(__file__).with_name("outlines.json")
    path.write_text(json.dumps(lines, separators=(",", ":")), encoding="utf-8")
    print(f"{len(lines)} lines, {path.stat().st_size:,} bytes")  # noqa: T201 - a tool for developers


def _arcs(value: Any) -> list[int]:
    """Every use of an arc, reversed ones by the arc itself."""
    if isinstance(value, dict):
        return _arcs(value.get("geometries") or value.get("arcs") or [])
    return [n for v in value for n in _arcs(v)] if isinstance(value, list) else [value if value >= 0 else ~value]


def straightened(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out points within ``TOLERANCE`` of the line between those kept (Douglas and Peucker 1973)."""
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        (x0, y0), (x1, y1) = points[first], points[last]
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        far, where = TOLERANCE, None
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
