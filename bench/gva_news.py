"""``gva-news``: killed and injured per article, exact match with the incident's gold.

An article's figure is the one that its board would show for the main event: of the figures of the measure that count people, are not part of
another and are not superseded, the value said most often, where the title counts three times and the first two paragraphs twice; of equals the earliest. No figure counts
as 0. ``*_many``: incidents with four or more victims; ``*_all``: all. An article counts once per id, with its first row's incident.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rashomon.figures import read_figures
from rashomon.pipeline import Models, load_models
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Figure, Number, Report
from rashomon.sentences import split_sentences

MANY = 4
MEASURES = ("killed", "injured")
LEAD = 600  # characters after the title that count as its first paragraphs


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
    parse = split_sentences(report.text, models.parser, body_start=report.body_start)
    figures = read_figures(parse, models.measures)
    return {measure: main_figure(figures, measure, report.body_start) for measure in MEASURES}


def main_figure(figures: Iterable[Figure], measure: str, body_start: int) -> Number:
    """The value of a measure that an article is about."""
    said: Counter[Number] = Counter()
    first: dict[Number, int] = {}
    for n, figure in enumerate(figures):
        value = figure.best if figure.best is not None else figure.low
        if figure.measure != measure or figure.unit != "people" or figure.part_of or figure.superseded or value is None:
            continue
        start = figure.span[0]
        said[value] += 3 if start < body_start else 2 if start < body_start + LEAD else 1
        first.setdefault(value, n)
    return min(said, key=lambda v: (-said[v], first[v])) if said else 0


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
