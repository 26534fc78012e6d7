"""Learn the weights of ``figures/toll.py`` from articles with the gold toll of their incident.

    python training/toll/train.py ../shared/data/gva-news/articles.jsonl.gz        writes src/rashomon/languages/english/tolls.toml
    python training/toll/train.py … --folds 5                                       scores by cross-validation over incidents, writes nothing

The likelihood is of the gold killed and of the gold injured, each summed over the pairs that have it; articles whose text does not
let the value be a candidate do not count. Full-batch Adam from zero, so the weights are the same on each run.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from rashomon.clauses import Clauses
from rashomon.figures import read_figures
from rashomon.figures.toll import candidates, gather, likeliest, signs
from rashomon.languages.measures import Measures
from rashomon.languages.tolls import Tolls, load_tolls
from rashomon.pipeline import load_models, read_text
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Report

LEXICON = Path(__file__).parents[2] / "src" / "rashomon" / "languages" / "english" / "tolls.toml"
RIDGE = 4.0  # the flat optimum between 1 and 8 over incidents left out
STEPS = 400
LEAST = 8  # articles that show a sign
MANY = 4


def main() -> None:
    """Read, learn, write or score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    given = parser.parse_args()
    rows = described(given.articles)
    if given.folds:
        incidents = sorted({row["gold"]["incident"] for row in rows})
        fold = {incident: n % given.folds for n, incident in enumerate(incidents)}
        hits: Counter[str] = Counter()
        for n in range(given.folds):
            weights = learn([r for r in rows if fold[r["gold"]["incident"]] != n])
            hits += score(weights, [r for r in rows if fold[r["gold"]["incident"]] == n])
        for part in ("many", "all"):
            sys.stdout.write(
                f"{part} { {m: round(hits[f'{m}_{part}'] / hits[part], 4) for m in ('killed', 'injured')} }\n"
            )
        return
    weights = learn(rows)
    head = LEXICON.read_text(encoding="utf-8").partition("[weights]\n")[0]
    body = "".join(
        f"{json.dumps(sign)} = {weight:.2f}\n" for sign, weight in sorted(weights.items()) if abs(weight) >= 0.01
    )
    LEXICON.write_text(head + "[weights]\n" + body, encoding="utf-8")


def described(path: Path) -> list[dict]:
    """One row an article: its gold, the candidates and the signs of each."""
    gold: dict[str, dict] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            gold.setdefault(str(row["id"]), row["gold"])
    models, tolls = load_models(), load_tolls()
    rows = {}
    for report in read_inputs([str(path)], defaults=Defaults()):
        if isinstance(report, Report) and report.id in gold and report.id not in rows:
            rows[report.id] = describe(
                read_text(report, models), gold[report.id], report.body_start, models.measures, tolls
            )
    return list(rows.values())


def describe(clauses: Clauses, gold: dict, body_start: int, measures: Measures, tolls: Tolls) -> dict:
    """The candidates of one article and the signs of each."""
    evidence = gather(clauses.parse, read_figures(clauses, measures), measures, tolls, body_start=body_start)
    pairs = candidates(evidence)
    return {"gold": gold, "pairs": pairs, "signs": [signs(evidence, *pair) for pair in pairs]}


def learn(rows: list[dict]) -> dict[str, float]:
    """Weights of the signs that enough articles show."""
    shown = Counter(sign for row in rows for sign in sorted({s for found in row["signs"] for s in found}))
    names = sorted(sign for sign, count in shown.items() if count >= LEAST)
    columns = {name: n for n, name in enumerate(names)}
    sizes = [len(row["pairs"]) for row in rows]
    starts, article = np.r_[0, np.cumsum(sizes)[:-1]], np.repeat(np.arange(len(rows)), sizes)
    matrix = np.zeros((sum(sizes), len(names)))
    for n, found in enumerate(found for row in rows for found in row["signs"]):
        for sign, strength in found.items():
            if sign in columns:
                matrix[n, columns[sign]] = strength
    right = []
    for place, measure in enumerate(("killed", "injured")):
        hit = np.array([pair[place] == row["gold"][measure] for row in rows for pair in row["pairs"]], dtype=float)
        right.append((hit, np.add.reduceat(hit, starts) > 0))
    weights, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        scores = matrix @ weights
        chance = np.exp(scores - np.maximum.reduceat(scores, starts)[article])
        chance /= np.add.reduceat(chance, starts)[article]
        rest = np.zeros_like(chance)
        for hit, known in right:
            wanted = chance * hit
            total = np.where(known, np.add.reduceat(wanted, starts), 1.0)
            rest += np.where(known[article], wanted / total[article] - chance, 0.0)
        slope = matrix.T @ rest - RIDGE * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        rate = 0.05 if step < 0.6 * STEPS else 0.015
        weights += rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, weights.tolist(), strict=True))


def score(weights: dict[str, float], rows: list[dict]) -> Counter[str]:
    """Exact matches and articles, of all and of those with many victims."""
    hits: Counter[str] = Counter()
    for row in rows:
        worths = [sum(weights.get(s, 0.0) * v for s, v in found.items()) for found in row["signs"]]
        killed, injured = likeliest(dict(zip(row["pairs"], worths, strict=True)))
        many = row["gold"]["killed"] + row["gold"]["injured"] >= MANY
        for part in ["all", *(["many"] if many else [])]:
            hits[part] += 1
            hits[f"killed_{part}"] += killed == row["gold"]["killed"]
            hits[f"injured_{part}"] += injured == row["gold"]["injured"]
    return hits


if __name__ == "__main__":
    main()
