"""``field-dev``: figures, places and times of 20 articles of the field against exhaustive gold.

* ``*_f1``: spans found, one-to-one by overlap. The other shares are of the spans found.
* ``figure_interval``: low, best and high all equal (an open bound only to an open one); ``figure_measure``, ``figure_unit``: the same word
  (a unit in singular or plural, a unit of measurement or currency in any spelling); ``figure_part_f1``: links of a part to its whole,
  both ends found; ``figure_attribution``: the claim made of it belongs to the gold's attribution (cue or source share a character; a
  figure in the report's own voice to none; a superseded one makes no claim and belongs to none).
* ``place_where``: precision 5 and 6: the same country; else within 25 km. ``place_precision``: the same UCDP class.
* ``time_interval``: the same first and last day.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.matching import match, shares
from rashomon.languages.measures import load_measures
from rashomon.pipeline import analyse, load_models
from rashomon.places import distance_km
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Analysis, Figure, Place, Report, Time

NEAR_KM = 25.0


def score(folder: Path) -> dict[str, float]:
    """Score the articles of ``folder``."""
    gold = {
        row["id"]: row for row in map(json.loads, (folder / "field_dev.jsonl").read_text(encoding="utf-8").splitlines())
    }
    models = load_models()
    counted: Counter[str] = Counter()
    for report in read_inputs([str(folder / "articles.jsonl")], defaults=Defaults()):
        if isinstance(report, Report):
            count(counted, gold[report.id], analyse(report, models))
    return rates(counted)


def count(counted: Counter[str], gold: Mapping[str, Any], found: Analysis) -> None:
    """Add one article's hits and totals."""
    pairs = _pairs(counted, "figure", gold["figures"], found.figures)
    parts = {(i, j) for i, j in pairs if _linked(gold["figures"], found.figures, pairs, i, j)}
    counted["part_hits"] += len(parts)
    counted["part_gold"] += sum(g["part_of"] is not None for g in gold["figures"])
    counted["part_found"] += sum(f.part_of is not None for f in found.figures)
    for i, j in pairs:
        g, figure = gold["figures"][i], found.figures[j]
        counted["figure_interval"] += (figure.low, figure.best, figure.high) == (g["low"], g["best"], g["high"])
        counted["figure_measure"] += figure.measure == g["measure"]
        counted["figure_unit"] += _unit(figure.unit) == _unit(g["unit"] or "")
        counted["figure_attribution"] += _is_attributed(g["attribution"], figure, gold["attributions"], found)
    for i, j in _pairs(counted, "place", gold["places"], found.places):
        counted["place_where"] += _is_there(gold["places"][i], found.places[j])
        counted["place_precision"] += found.places[j].precision == gold["places"][i]["precision"]
    for i, j in _pairs(counted, "time", gold["times"], found.times):
        g, time = gold["times"][i], found.times[j]
        counted["time_interval"] += (_iso(time.start), _iso(time.end)) == (g["start"], g["end"])


def rates(counted: Counter[str]) -> dict[str, float]:
    """Shares from the counts."""
    made = {}
    for kind in ("figure", "place", "time"):
        made[f"{kind}_f1"] = shares(counted[f"{kind}_hits"], counted[f"{kind}_gold"], counted[f"{kind}_found"])[2]
    for key, kind in (
        ("figure_interval", "figure"), ("figure_measure", "figure"), ("figure_unit", "figure"),
        ("figure_attribution", "figure"), ("place_where", "place"),
        ("place_precision", "place"), ("time_interval", "time"),
    ):  # fmt: skip
        made[key] = counted[key] / counted[f"{kind}_hits"] if counted[f"{kind}_hits"] else 0.0
    made["figure_part_f1"] = shares(counted["part_hits"], counted["part_gold"], counted["part_found"])[2]
    return made


def _pairs(
    counted: Counter[str], kind: str, gold: Sequence[Mapping[str, Any]], found: Sequence[Figure | Place | Time]
) -> list[tuple[int, int]]:
    pairs = match([tuple(g["span"]) for g in gold], [f.span for f in found])
    counted[f"{kind}_hits"] += len(pairs)
    counted[f"{kind}_gold"] += len(gold)
    counted[f"{kind}_found"] += len(found)
    return pairs


def _linked(
    gold: Sequence[Mapping[str, Any]], found: Sequence[Figure], pairs: list[tuple[int, int]], i: int, j: int
) -> bool:
    """Whether both say that this figure is a part, and of the same whole."""
    wholes = {gold[a]["id"]: found[b].id for a, b in pairs}
    return gold[i]["part_of"] is not None and wholes.get(gold[i]["part_of"]) == found[j].part_of is not None


def _is_there(gold: Mapping[str, Any], place: Place) -> bool:
    if gold["precision"] in (5, 6):
        return bool(place.country == gold["country"])
    if place.lat is None or place.lon is None or gold["lat"] is None:
        return False
    return distance_km((place.lat, place.lon), (gold["lat"], gold["lon"])) <= NEAR_KM


def _unit(unit: str) -> str:
    measures = load_measures()
    word, _, rate = unit.lower().partition(" a ")
    word = measures.written_units.get(word, ("", measures.currencies.get(word, word)))[1]
    return f"{word} {rate}".strip().lower().rstrip("s")


def _is_attributed(name: str | None, figure: Figure, gold: Sequence[Mapping[str, Any]], found: Analysis) -> bool:
    """Whether the figure's claim belongs to the gold attribution ``name``, or both to none."""
    claim = next((c for c in found.claims if c.kind == "figure" and figure.id in c.figures), None)
    made = next((a for a in found.attributions if claim is not None and a.id == claim.attribution), None)
    wanted = next((a for a in gold if a["id"] == name), None)
    if made is None or wanted is None:
        return made is None and wanted is None
    return any(a < d and c < b for a, b in (*wanted["cue"], *wanted["source"]) for c, d in (*made.cue, *made.source))


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
