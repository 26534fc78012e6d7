"""How likely two reports tell of one incident: learnt from what their analyses and the board say of them."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

import numpy as np

from rashomon.records import Analysis, Place, Question

Pair = tuple[str, str]
Signals = dict[Pair, list[float]]
WINDOW = 30  # days between two reports of one incident, at most
LEAST = 0.015  # likeness of words below which two reports that share no question are not looked at
TOWN = 2  # UCDP's precision of a place that is known to within 25 km
NEAR, FAR = 5.0, 30.0  # kilometres between the nearest towns of two reports
MOST = 2  # shared questions of one kind that count
OPENING = 900  # characters in which a report says what happened and where
MUCH = 30.0  # the rarity of shared names that counts in full
_NAME = re.compile(r"\b[A-Z][a-z]+ (?:[A-Z]\.? )?([A-Z][a-z]+)\b")  # a person's, as a rule: the last word of it
_WORD = re.compile(r"[^\W_]{2,}")


def signals_of(analyses: Iterable[Analysis], questions: Iterable[Question]) -> Signals:
    """What speaks for and against one incident, for each two reports within ``WINDOW`` days that are alike in words or share a question.

    In order: likeness of words, that of the openings, how rare the names in common are, days between them (as a share of the window), one day apart at most, a town in common, all towns far apart,
    an age of a person in common, only other ages, shared questions of figures, other shared questions, 1.
    """
    known = {analysis.report.id: analysis for analysis in analyses}
    day = {name: date.fromisoformat((a.report.published or "")[:10]).toordinal() for name, a in known.items()}
    shared: dict[Pair, Counter[bool]] = defaultdict(Counter)
    for question in questions:
        reports = sorted({account.report for account in question.accounts})
        for n, a in enumerate(reports):
            for b in reports[n + 1 :]:
                shared[a, b][question.kind == "figure"] += 1
    likeness = _likeness({name: a.report.text for name, a in known.items()}, day)
    openings = _likeness({name: a.report.text[:OPENING] for name, a in known.items()}, day)
    named = {name: set(_NAME.findall(a.report.text)) for name, a in known.items()}
    rare = Counter(name for own in named.values() for name in own)
    towns = {name: [p for p in a.places if _is_town(p) and p.span[0] < OPENING] for name, a in known.items()}
    ages = {name: set(re.findall(r"\b(\d{1,2})[- ]year", a.report.text)) for name, a in known.items()}
    found: Signals = {}
    for a, b in sorted({*likeness, *shared}):
        days, alike, asked = abs(day[a] - day[b]), likeness.get((a, b), 0.0), shared.get((a, b), Counter())
        if days > WINDOW or (alike < LEAST and not asked):
            continue
        apart = min((_kilometres(p, q) for p in towns[a] for q in towns[b]), default=None)
        found[a, b] = [
            alike,
            openings.get((a, b), 0.0),
            min(sum(math.log(len(known) / rare[name]) for name in named[a] & named[b]), MUCH) / MUCH,
            days / WINDOW,
            float(days <= 1),
            float(apart is not None and apart <= NEAR),
            float(apart is not None and apart > FAR),
            float(bool(ages[a] & ages[b])),
            float(bool(ages[a]) and bool(ages[b]) and not ages[a] & ages[b]),
            float(min(asked[True], MOST)),
            float(min(asked[False], MOST)),
            1.0,
        ]
    return found


def learn(signals: Signals, gold: Mapping[str, str]) -> np.ndarray:
    """Weights by logistic regression (Newton's method, a slight ridge) over the pairs of reports that are in ``gold``."""
    pairs = [pair for pair in signals if pair[0] in gold and pair[1] in gold]
    seen = np.array([signals[pair] for pair in pairs])
    true = np.array([float(gold[a] == gold[b]) for a, b in pairs])
    weights = np.zeros(seen.shape[1])
    ridge = np.diag([1.0] * (len(weights) - 1) + [1e-3])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-seen @ weights))
        bent = (seen * (likely * (1 - likely))[:, None]).T @ seen + ridge
        weights -= np.linalg.solve(bent, seen.T @ (likely - true) + ridge @ weights)
    return weights


def likelihoods(signals: Signals, weights: np.ndarray) -> dict[Pair, float]:
    """How likely each pair tells of one incident, in (0, 1)."""
    return {pair: float(1 / (1 + np.exp(-np.dot(seen, weights)))) for pair, seen in signals.items()}


def _likeness(texts: Mapping[str, str], day: Mapping[str, int]) -> dict[Pair, float]:
    """Cosine of words and pairs of words, rare ones counting more, of texts within the window; words of a tenth of all texts are left out."""
    counts = {}
    for name, text in texts.items():
        words = _WORD.findall(text.lower())
        counts[name] = Counter([*words, *map(" ".join, pairwise(words))])
    having = Counter(word for own in counts.values() for word in own)
    standing: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for name, own in counts.items():
        weights = {w: (1 + math.log(n)) * math.log((1 + len(texts)) / having[w]) for w, n in own.items()}
        size = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        for word, weight in weights.items():
            if 1 < having[word] < max(3, len(texts) / 10):
                standing[word].append((name, weight / size))
    found: dict[Pair, float] = defaultdict(float)
    for reports in standing.values():
        for n, (a, x) in enumerate(reports):
            for b, y in reports[n + 1 :]:
                if abs(day[a] - day[b]) <= WINDOW:
                    found[min(a, b), max(a, b)] += x * y
    return found


def _is_town(place: Place) -> bool:
    return place.lat is not None and place.lon is not None and place.precision is not None and place.precision <= TOWN


def _kilometres(a: Place, b: Place) -> float:
    la, lb = math.radians(a.lat or 0), math.radians(b.lat or 0)
    east = math.radians((b.lon or 0) - (a.lon or 0)) * math.cos((la + lb) / 2)
    return 6371 * math.hypot(lb - la, east)
