"""``python -m bench.incidents CORPORA``: the articles of ``gva-news`` clustered by incident, scored by B³, beside the baselines.

The lines of questions alone take the board that all articles make, in order of publication, and nothing else: two articles that answer the same
questions tell of the same incident. Ours adds what the articles themselves say (``bench.traits``), never their gold. Weights and threshold are
learnt on the articles of one half of the incidents and scored on the other half, both ways; the baselines' thresholds are the best on
all articles, which flatters them. An article counts once per id, with its first row's incident; one without text stands alone.

    python -m rashomon extract ../shared/data/gva-news/articles.jsonl.gz > gva.extracts
    python -m bench.incidents ../shared/data --extracts gva.extracts

Without ``--extracts`` all articles are analysed first, which takes many minutes. The baselines of words need scikit-learn, which nothing
else here does: without it they are left out, and that is said.
"""

import argparse
import gzip
import json
import math
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.alike import Signals, learn, likelihoods, signals_of, without
from bench.clusters import average_link, b_cubed, single_link
from bench.kept import read_kept
from rashomon.pipeline import analyse, compare, load_models
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Analysis, Question, Report

Rows = dict[str, dict[str, Any]]
BAR = 0.90
TOWN = 2  # UCDP's precision of a place that is known to within 25 km
WINDOW = 30  # days between two reports that the baseline of words may still link
SAME_CITY = 3  # days between two reports of one city
STEPS = [n / 50 for n in range(2, 41)]  # likenesses that are tried as a threshold


def main() -> int:
    """Cluster, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--extracts", type=Path, help="lines of rashomon extract; else the articles are analysed")
    given = parser.parse_args()
    path = given.corpora / "gva-news" / "articles.jsonl.gz"
    for needed in (path, given.extracts or path):
        if not needed.is_file():
            print(f"{needed} is not there: nothing was scored", file=sys.stderr)
            return 1
    rows = read_articles(path)
    gold = {name: str(row["gold"]["incident"]) for name, row in rows.items()}
    day = {name: date.fromisoformat(row["published"][:10]).toordinal() for name, row in rows.items()}
    print(f"{len(gold)} articles of {len(set(gold.values()))} incidents: B³ precision, recall, F1")
    _tell("every article alone", gold, {name: name for name in gold})
    city = {name: (row["gold"]["state"], row["gold"]["city"]) for name, row in rows.items()}
    _tell(f"the gold's city, within {SAME_CITY} days (sees gold)", gold, by_city(day, city))
    _tell_words({name: row.get("text") or "" for name, row in rows.items()}, gold, day)
    analyses = _analyses(path, given.extracts)
    questions = compare(analyses, load_models())
    _tell_questions(questions, gold)
    signals = signals_of(analyses, questions)
    worst = min(_tell_learnt("ours: learnt on", signals, gold))
    _tell_learnt("without shared questions: learnt on", without(signals, "questions"), gold)
    print(f"the bar is F1 {BAR:.2f} on both halves: " + ("reached" if worst >= BAR else f"missed by {BAR - worst:.3f}"))
    return 0


def read_articles(path: Path) -> Rows:
    """The first row of each id, in order of publication."""
    rows: Rows = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            rows.setdefault(str(row["id"]), row)
    return dict(sorted(rows.items(), key=lambda item: (item[1]["published"], item[0])))


def _analyses(path: Path, extracts: Path | None) -> list[Analysis]:
    found: Iterable[Analysis]
    if extracts:
        print(f"the analyses are those in {extracts.name}, as they were when it was made")
        found = read_kept(extracts)
    else:
        reports = (r for r in read_inputs([str(path)], defaults=Defaults()) if isinstance(r, Report))
        models = load_models()
        found = (analyse(report, models) for report in reports)
    first: dict[str, Analysis] = {}
    for analysis in found:
        first.setdefault(analysis.report.id, analysis)
    return sorted(first.values(), key=lambda a: (a.report.published or "", a.report.id))


def _tell_learnt(what: str, signals: Signals, gold: Mapping[str, str]) -> list[float]:
    """F1 of average linkage by learnt likelihoods, on each half of the incidents when weights and threshold come from the other half."""
    parts = halves(gold)
    found = []
    for n, (chosen, scored) in enumerate((parts, parts[::-1])):
        links = likelihoods(signals, learn(signals, {name: gold[name] for name in chosen}))

        def linked(least: float, links: dict[tuple[str, str], float] = links) -> dict[str, str]:
            return average_link(gold, links, least=least)

        least = _best(gold, linked, of=chosen)
        clusters = linked(least)
        found.append(
            _tell(f"{what} half {n + 1}, scored on the other, links >= {least:.2f}", gold, clusters, of=scored)
        )
    return found


def _tell_questions(questions: Collection[Question], gold: Mapping[str, str]) -> None:
    plain = {"any question": questions, "what happened, who did it": [q for q in questions if q.kind != "figure"]}
    for what, some in plain.items():
        shared = (pair for question in some for pair in _pairs(question))
        _tell(f"questions alone: {what} shared, single link", gold, single_link(gold, shared))
    sharing = [pair for question in questions for pair in _pairs(question)]
    most = [(a, b) for a, b in sharing if gold[a] == gold[b]]
    _tell("the most that shared questions allow: only true pairs linked (sees gold)", gold, single_link(gold, most))
    links = links_of([q for q in questions if is_telling(q)], reports=len(gold))
    chosen, scored = halves(gold)
    least = _best(gold, lambda step: average_link(gold, links, least=step), of=chosen)
    clusters = average_link(gold, links, least=least)
    _tell(f"questions alone: likeness of those answered >= {least:.2f}, average link", gold, clusters)
    _tell("  the same, on the half that the threshold was not chosen on", gold, clusters, of=scored)


def is_telling(question: Question) -> bool:
    """Whether sharing ``question`` says that two reports tell of one incident: what happened, who did it, or a figure of a known town."""
    if question.kind == "figure":
        place = question.place
        return place is not None and place.lat is not None and place.precision is not None and place.precision <= TOWN
    return True


def links_of(questions: Iterable[Question], *, reports: int) -> dict[tuple[str, str], float]:
    """The likeness, in (0, 1], of each two reports that share a question: the cosine of what they answer, rare questions counting more.

    ``reports`` is the number of all reports; a question weighs the logarithm of how rare it is among them.
    """
    weights = {q.id: math.log((1 + reports) / len(_reports(q))) for q in questions}
    size: dict[str, float] = defaultdict(float)
    shared: dict[tuple[str, str], float] = defaultdict(float)
    for question in questions:
        weight = weights[question.id] ** 2
        for report in _reports(question):
            size[report] += weight
        for pair in _pairs(question):
            shared[pair] += weight
    return {(a, b): weight / math.sqrt(size[a] * size[b]) for (a, b), weight in shared.items()}


def _reports(question: Question) -> list[str]:
    return sorted({account.report for account in question.accounts})


def _pairs(question: Question) -> Iterator[tuple[str, str]]:
    reports = _reports(question)
    return ((a, b) for n, a in enumerate(reports) for b in reports[n + 1 :])


def halves(gold: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The articles in two halves by incident: no incident is in both."""
    parts: tuple[list[str], list[str]] = ([], [])
    for name, incident in gold.items():
        parts[zlib.crc32(incident.encode()) % 2].append(name)
    return parts


def by_city(day: Mapping[str, int], city: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Articles of one city, each published within ``SAME_CITY`` days of the one before, are one cluster."""
    ordered = sorted(day, key=lambda name: (city[name], day[name], name))
    near = (p for p in pairwise(ordered) if city[p[0]] == city[p[1]])
    return single_link(day, [(a, b) for a, b in near if day[b] - day[a] <= SAME_CITY])


def _tell_words(texts: Mapping[str, str], gold: Mapping[str, str], day: Mapping[str, int]) -> None:
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError:
        print("scikit-learn is not installed: the baselines of words (TF-IDF) are LEFT OUT (pip install scikit-learn)")
        return
    names = list(texts)
    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english").fit_transform(texts.values())
    cosines = (vectors @ vectors.T).tocoo()
    some = (cosines.row < cosines.col) & (cosines.data >= STEPS[0])
    pairs = [
        (names[a], names[b], c)
        for a, b, c in zip(*(part[some] for part in (cosines.row, cosines.col, cosines.data)), strict=True)
    ]
    for what, most in (("", None), (f", within {WINDOW} days", WINDOW)):
        near = [p for p in pairs if most is None or abs(day[p[0]] - day[p[1]]) <= most]

        def linked(least: float, near: list[tuple[str, str, float]] = near) -> dict[str, str]:
            return single_link(gold, [(a, b) for a, b, cosine in near if cosine >= least])

        least = _best(gold, linked, of=gold)
        _tell(f"TF-IDF of words and pairs of words >= {least:.2f}, single link{what}", gold, linked(least))


def _best(gold: Mapping[str, str], cluster: Callable[[float], Mapping[str, str]], *, of: Collection[str]) -> float:
    """The step with the best F1."""
    return max(STEPS, key=lambda step: b_cubed(gold, cluster(step), of=of)[2])


def _tell(what: str, gold: Mapping[str, str], found: Mapping[str, str], *, of: Collection[str] | None = None) -> float:
    precision, recall, f1 = b_cubed(gold, found, of=of)
    print(f"{what:76} {precision:.3f} {recall:.3f} {f1:.3f}", flush=True)
    return f1


if __name__ == "__main__":
    sys.exit(main())
