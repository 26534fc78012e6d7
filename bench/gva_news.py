"""``gva-news``: killed and injured per article, exact match with the incident's gold.

An article's figures are those of ``rashomon.figures.toll.main_toll``: the likeliest values for its main event, found without a look at
the gold. What its head decides, so that a number can be read: a text that tells of the incident and names nobody killed has 0 killed (and
likewise injured); "shot" alone is neither killed nor injured: of N shot, M of them dead, M are killed and N - M injured, derived and marked
so; one victim who is spoken of but not counted is 1. ``*_many``: incidents with four or more victims; ``*_all``: all. An article counts once
per id, with its first row's incident.

The toll's weights were learnt from these very articles: the scores here are for finding regressions. What holds for others are the
cross-validated ones, which training/toll/README.md gives.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rashomon.figures import read_figures
from rashomon.figures.toll import main_toll
from rashomon.languages.tolls import load_tolls
from rashomon.pipeline import Models, load_models, read_text
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Number, Report

MANY = 4
MEASURES = ("killed", "injured")


def score_fifth(folder: Path) -> dict[str, float]:
    """Score every fifth article: quick enough for a gate."""
    return score(folder, every=5)


def score(folder: Path, *, every: int = 1) -> dict[str, float]:
    """Score the articles of ``folder``, or every ``every``-th of them."""
    path = folder / "articles.jsonl.gz"
    gold: dict[str, dict[str, int]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            gold.setdefault(str(row["id"]), row["gold"])
    gold = {name: gold[name] for name in list(gold)[::every]}
    models = load_models()
    found: dict[str, dict[str, Number]] = {}
    for report in read_inputs([str(path)], defaults=Defaults()):
        if isinstance(report, Report) and report.id in gold and report.id not in found:
            found[report.id] = _figures(report, models)
    return rates((gold[name], found.get(name, {})) for name in gold)


def _figures(report: Report, models: Models) -> dict[str, Number]:
    clauses = read_text(report, models)
    figures = read_figures(clauses, models.measures)
    toll = main_toll(clauses.parse, figures, models.measures, load_tolls(), body_start=report.body_start)
    return {"killed": toll.killed, "injured": toll.injured}


def rates(pairs: Iterable[tuple[dict[str, int], dict[str, Number]]]) -> dict[str, float]:
    """Shares of exact matches over (gold, found) of each article."""
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for gold, found in pairs:
        parts = ["all"] + (["many"] if gold["killed"] + gold["injured"] >= MANY else [])
        for part in parts:
            totals[part] += 1
            for measure in MEASURES:
                hits[f"{measure}_{part}"] += found.get(measure, 0) == gold[measure]
    return {
        f"{m}_{part}": hits[f"{m}_{part}"] / totals[part] if totals[part] else 0.0
        for part in ("many", "all")
        for m in MEASURES
    }
