"""``python -m bench.signal_weights CORPORA``: learn what each signal of ``comparing.figures`` weighs, and score by leaving one story out.

Pairs of figures of one key from ``accounts-dev`` and the bundled situation; two that answer one question of the key are an example for,
two of two questions one against; a figure that the key does not hold counts little against. Logistic regression with a ridge. Each story is then
scored on a board made with weights that never saw it. The weights in ``figures.SIGNALS`` are these, rounded, with small ones for signals that
the stories seldom show (sides, rivals in one sentence, deeds that differ).
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from bench.accounts import _load
from rashomon.comparing import figures
from rashomon.comparing.signals import APART
from rashomon.comparing.statements import Statement, read_statements
from rashomon.demo import key_path, reports_path
from rashomon.pipeline import analyse, compare, load_models
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Analysis, Report
from rashomon.wire import questions_to_python

RIDGE = 1.0
UNKNOWN = 0.15  # weight of a pair of which the key holds one figure only
LEAST_SHARE = 0.6  # of evidence shared, as in the scorer
Row = tuple[list[float], bool, float, frozenset[str]]


def main() -> None:
    """Fit, print the weights, print the cross-validated scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    scorer = _load(corpora.parent / "score" / "accounts.py")
    stories = corpora / "accounts-dev"
    sets = {
        "accounts-dev": (stories / "gold_dev.json", stories / "articles_dev.jsonl"),
        "bundled": (key_path(), reports_path()),
    }
    loaded = {
        name: (json.loads(key.read_text(encoding="utf-8")), _analyses(path)) for name, (key, path) in sets.items()
    }
    rows = [row for gold, analyses in loaded.values() for row in make_rows(gold, analyses, scorer)]
    fitted = fit(rows)
    names = [f"{signal.__name__} {way}" for signal, _, _ in figures.SIGNALS for way in ("for", "against")]
    for name, weight in zip([*names, "bias"], fitted, strict=True):
        print(f"{name:20} {weight:6.2f}")
    for name, (gold, analyses) in loaded.items():
        print(name, "left out one by one:", _cross_validated(gold, analyses, rows, scorer))


def make_rows(gold: dict[str, Any], analyses: list[Analysis], scorer: ModuleType) -> list[Row]:
    """Signals of each pair, whether it is one question, how much it counts, and the stories that it is from."""
    statements = [s for s in read_statements(analyses, load_models().groups) if s.figure is not None]
    home = {str(a): story["id"] for story in gold["stories"] for a in story["articles"]}
    answers = _answers(gold, statements, scorer)
    blocks: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in statements:
        blocks[figures.block_key(statement)].append(statement)
    rows: list[Row] = []
    for block in blocks.values():
        for a, b in combinations(block, 2):
            first, second = answers.get(a.claim.id), answers.get(b.claim.id)
            if first is None and second is None:
                continue
            values: list[float] = []
            for signal, _, _ in figures.SIGNALS:
                score = signal(a, b).score
                values += [max(score, 0.0), min(score, 0.0)]
            if APART in values:
                continue
            weight = 1.0 if first and second else UNKNOWN
            rows.append(
                (values, first == second, weight, frozenset({home.get(a.report.id, ""), home.get(b.report.id, "")}))
            )
    return rows


def _answers(gold: dict[str, Any], statements: Iterable[Statement], scorer: ModuleType) -> dict[str, str]:
    """Claim → the question of the key that it answers, by the scorer's own rules; a repetition in its report answers it too."""
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_report[statement.report.id].append(statement)
    found: dict[str, str] = {}
    for story in gold["stories"]:
        for question in story["questions"]:
            if question["kind"] != "figure" or question.get("ambiguous"):
                continue
            for account in question["accounts"]:
                for statement in by_report[str(account["article"])]:
                    figure = statement.figure
                    assert figure is not None
                    value = {"low": figure.low, "best": figure.best, "high": figure.high}
                    quote = statement.report.text[slice(*statement.claim.evidence)]
                    if (
                        scorer.same_answer(account, value, "figure")
                        and scorer.evidence_share(account["evidence"], quote) >= LEAST_SHARE
                    ):
                        found.setdefault(statement.claim.id, question["id"])
    return found


def fit(rows: list[Row]) -> list[float]:
    """Weights of a ridge logistic regression by Newton's method; the last is the bias."""
    x = np.array([[*values, 1.0] for values, _, _, _ in rows])
    y = np.array([float(same) for _, same, _, _ in rows])
    w = np.array([weight for _, _, weight, _ in rows])
    ridge = np.eye(x.shape[1]) * RIDGE
    ridge[-1, -1] = 1e-3
    theta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ theta))
        theta -= np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + ridge, x.T @ (w * (p - y)) + ridge @ theta)
    return [float(t) for t in theta]


def _cross_validated(gold: dict[str, Any], analyses: list[Analysis], rows: list[Row], scorer: ModuleType) -> str:
    """Differences and state over the figure questions of each story, on a board whose weights never saw it."""
    hit = claimed = of = 0
    state = number = 0.0
    kept = (figures.SIGNALS, figures.BIAS)
    for story in gold["stories"]:
        asked = [q for q in story["questions"] if q["kind"] == "figure" and not q.get("ambiguous")]
        if not asked:
            continue
        *weights, bias = fit([row for row in rows if story["id"] not in row[3]])
        signals = tuple(
            (signal, max(0.0, weights[2 * n]), max(0.0, weights[2 * n + 1])) for n, (signal, _, _) in enumerate(kept[0])
        )
        figures.judge.__defaults__, figures.link.__defaults__ = (
            (signals, bias),
            (figures.by_cost(signals), bias),
        )
        board = [q for q in questions_to_python(compare(analyses, load_models())) if q["kind"] == "figure"]
        figures.judge.__defaults__, figures.link.__defaults__ = kept, (figures.by_cost(kept[0]), kept[1])
        result, _ = scorer.score(gold | {"stories": [story | {"questions": asked}]}, board)
        hit, claimed, of = (
            hit + result["differences_hit"], claimed + result["differences_claimed"], of + result["differences_gold"]
        )  # fmt: skip
        state, number = state + result["state"] * result["questions"], number + result["questions"]
    f1 = scorer.f1(scorer.ratio(hit, claimed), scorer.ratio(hit, of))
    return f"differences {100 * f1:.1f} ({hit} / {claimed} / {of}), state {100 * state / number:.1f}"


def _analyses(path: Path) -> list[Analysis]:
    models = load_models()
    return [analyse(r, models) for r in read_inputs([str(path)], defaults=Defaults()) if isinstance(r, Report)]


if __name__ == "__main__":
    main()
