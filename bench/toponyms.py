"""``geoparsing`` with gold spans: how well a name that is known to be a place is resolved (``python -m bench.toponyms FOLDER``).

Over all toponyms with coordinates, for LGL and GeoVirus:

* ``*_share``: those of whose name the gazetteer has an entry within 161 km (100 miles): what resolution can reach;
* ``*_acc161``: resolved within 161 km; ``*_reached``: that divided by the share; ``*_mean_km``, ``*_median_km``: the error, where a
  name without an answer is EARTH_HALF_KM off; ``*_auc``: the area under ln(1 + error) divided by its maximum (0 is best);
* ``*_populous``: the part within 161 km when the most populous entry of a name is always taken.
"""

import math
import statistics
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from bench.geoparsing import read_corpus
from rashomon.models import GazetteerLike, PlaceEntry
from rashomon.pipeline import Models, load_models
from rashomon.places import distance_km, locate
from rashomon.records import Parse
from rashomon.sentences import split_sentences

NEAR_KM = 161.0
EARTH_HALF_KM = 20_039.0  # the farthest that an answer can be off (Gritta, Pilehvar and Collier, 2018)


def score(folder: Path, *, parse: Callable[[str], Parse] | None = None) -> dict[str, float]:
    """Score both corpora of ``folder``; ``parse`` stands in for the parser."""
    models = load_models()
    numbers: dict[str, float] = {}
    for name, file in (("lgl", "lgl.xml"), ("geovirus", "GeoVirus.xml")):
        errors, nearest, populous = _distances(
            folder / file, models, parse or (lambda text: split_sentences(text, models.parser))
        )
        share = accuracy(nearest)
        numbers |= {f"{name}_{key}": value for key, value in summary(errors).items()}
        numbers[f"{name}_share"] = share
        numbers[f"{name}_reached"] = accuracy(errors) / share if share else 0.0
        numbers[f"{name}_populous"] = accuracy(populous)
    return numbers


def _distances(
    path: Path, models: Models, parse: Callable[[str], Parse]
) -> tuple[list[float], list[float], list[float]]:
    """Of each toponym the error, that of the nearest entry of the name, and that of the most populous one."""
    errors: list[float] = []
    nearest: list[float] = []
    populous: list[float] = []
    for text, toponyms in read_corpus(path):
        try:
            places = locate(
                parse(text), [span for span, _ in toponyms], gazetteer=models.gazetteer, countries=models.countries
            )
        except Exception as error:  # noqa: BLE001 - a crash counts as misses, and is named
            print(f"{path.name}: {error!r}", file=sys.stderr)
            places = ()
        found = {place.span[0]: place for place in places}
        for (start, end), point in toponyms:
            if point is None:
                continue
            name = " ".join(text[start:end].split())
            name = models.countries.names.get(models.countries.by_demonym.get(name.lower(), ""), name)
            distances = [distance_km((e.lat, e.lon), point) for e in entries_of(name, models.gazetteer)]
            nearest.append(min(distances, default=EARTH_HALF_KM))
            populous.append(distances[0] if distances else EARTH_HALF_KM)
            place = found.get(start) or next((p for p in places if p.span[0] < end and start < p.span[1]), None)
            if place is None or place.lat is None or place.lon is None:
                errors.append(EARTH_HALF_KM)
            else:
                errors.append(distance_km((place.lat, place.lon), point))
    return errors, nearest, populous


def entries_of(name: str, gazetteer: GazetteerLike) -> Sequence[PlaceEntry]:
    """Entries of the name, by its transliterations where it has none itself."""
    return gazetteer.lookup(name) or gazetteer.lookup(name, loose=True)


def accuracy(errors: Sequence[float]) -> float:
    """The part within 161 km."""
    return sum(error <= NEAR_KM for error in errors) / len(errors) if errors else 0.0


def summary(errors: Sequence[float]) -> dict[str, float]:
    """Accuracy, mean, median, and the area under the sorted logarithms of the errors by the trapezoidal rule."""
    if not errors:
        return {"acc161": 0.0, "mean_km": 0.0, "median_km": 0.0, "auc": 0.0}
    logs = sorted(math.log1p(min(error, EARTH_HALF_KM)) for error in errors)
    area = sum((a + b) / 2 for a, b in pairwise(logs)) / (len(logs) - 1) if len(logs) > 1 else logs[0]
    return {
        "acc161": accuracy(errors),
        "mean_km": statistics.fmean(errors),
        "median_km": statistics.median(errors),
        "auc": area / math.log1p(EARTH_HALF_KM),
    }


if __name__ == "__main__":
    for key, value in score(Path(sys.argv[1])).items():
        print(f"{key:20} {value:10.3f}")
