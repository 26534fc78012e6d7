"""How likely two reports tell of one incident: learnt from what they share and where they differ, by their traits and the board.

No likeness of words is weighed: names, places, days and questions that few reports have tell more, and tell it of reports months apart.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

import numpy as np

from bench.traits import Traits, traits_of
from rashomon.records import Analysis, Question

Pair = tuple[str, str]
Signals = dict[Pair, list[float]]
LEAST = 10.0  # rarity of what two reports share, below which they are looked at only where they share a question
COMMON = 0.2  # share of all reports that have something, above which sharing it tells nothing
FAR = 30.0  # kilometres between the nearest towns of two reports
APART = 3.0  # victims more or fewer that count in full
SCARCE = 1e-3  # likelihood below which a pair is as good as unlinked
# The rarity that counts in full: about that of five names, of one thing that two reports alone have, of two such things.
NAMES, ONE, TWO = 60.0, 8.0, 16.0
LABELS = (
    *("names", "persons with an age", "places", "days spoken of", "figure questions", "other questions"),
    *("other ages", "other states", "towns far apart", "main event on another day", "days between", "killed", "injured", "1"),
)  # fmt: skip


def signals_of(analyses: Iterable[Analysis], questions: Iterable[Question]) -> Signals:
    """What speaks for and against one incident, for each two reports that share a question or other rare things: values as in ``LABELS``,
    each from 0 (nothing) to 1 (all that counts), but for days between, which are logarithms."""
    traits = {analysis.report.id: traits_of(analysis) for analysis in analyses}
    names, own = list(traits), list(traits.values())
    asked: dict[bool, dict[str, set[str]]] = {True: defaultdict(set), False: defaultdict(set)}
    for question in questions:
        for account in question.accounts:
            asked[question.kind == "figure"][account.report].add(question.id)
    shared = [rarity([t.names for t in own]), rarity([t.persons for t in own])]
    shared += [rarity([t.places for t in own]), rarity([t.days for t in own])]
    answers = [rarity([asked[kind][name] for name in names]) for kind in (True, False)]
    seen = np.triu((sum(shared) >= LEAST) | (sum(answers) > 0), 1)
    full = [NAMES, TWO, TWO, TWO, TWO, TWO]
    found: Signals = {}
    for a, b in np.argwhere(seen):
        common = [min(float(part[a, b]) / most, 1.0) for part, most in zip([*shared, *answers], full, strict=True)]
        found[names[a], names[b]] = [*common, *_differences(own[a], own[b]), 1.0]
    return found


def rarity(owned: Sequence[Set[object]]) -> np.ndarray:
    """How rare what each two owners share is: the sum of the logarithms of how few own each thing; a matrix, owner by owner."""
    owners: dict[object, list[int]] = defaultdict(list)
    for n, things in enumerate(owned):
        for thing in things:
            owners[thing].append(n)
    found = np.zeros((len(owned), len(owned)), np.float32)
    for some in owners.values():
        if 1 < len(some) <= max(2, COMMON * len(owned)):
            found[np.ix_(some, some)] += math.log(len(owned) / len(some))
    return found


def _differences(a: Traits, b: Traits) -> list[float]:
    apart = min((_kilometres(p, q) for p in a.towns for q in b.towns), default=0.0)
    other_day = a.happened and b.happened and max(a.happened[0] - b.happened[1], b.happened[0] - a.happened[1]) > 1
    return [
        float(_disjoint(a.ages, b.ages)),
        float(_disjoint(a.states, b.states)),
        float(apart > FAR),
        float(bool(other_day)),
        math.log1p(abs(a.day - b.day)) / 4,
        min(abs(a.killed - b.killed) / APART, 1.0),
        min(abs(a.injured - b.injured) / APART, 1.0),
    ]


def learn(signals: Signals, gold: Mapping[str, str]) -> np.ndarray:
    """Weights of the signals and of each two of them by logistic regression (Newton's method, a ridge of 1) over the pairs in ``gold``."""
    pairs = [pair for pair in signals if pair[0] in gold and pair[1] in gold]
    seen = _together([signals[pair] for pair in pairs])
    true = np.array([float(gold[a] == gold[b]) for a, b in pairs])
    weights = np.zeros(seen.shape[1])
    bound = np.diag([1.0] * (len(weights) - 1) + [1e-3])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-seen @ weights))
        bent = (seen * (likely * (1 - likely))[:, None]).T @ seen + bound
        weights -= np.linalg.solve(bent, seen.T @ (likely - true) + bound @ weights)
    return weights


def likelihoods(signals: Signals, weights: np.ndarray) -> dict[Pair, float]:
    """How likely each pair tells of one incident, in (0, 1); those that hardly do are left out."""
    found = 1 / (1 + np.exp(-_together(list(signals.values())) @ weights))
    return {pair: float(likely) for pair, likely in zip(signals, found, strict=True) if likely >= SCARCE}


def _together(signals: Sequence[Sequence[float]]) -> np.ndarray:
    """The signals and the products of each two: what a name or a day tells depends on what else is shared. The last, 1, stays the last."""
    seen = np.array(signals)
    first, second = np.triu_indices(seen.shape[1] - 1)
    return np.hstack([seen[:, first] * seen[:, second], seen])


def without(signals: Signals, what: str) -> Signals:
    """The signals with those set to 0 whose label holds ``what``."""
    kept = [what not in label for label in LABELS]
    return {pair: [v if keep else 0.0 for v, keep in zip(seen, kept, strict=True)] for pair, seen in signals.items()}


def _disjoint(a: Set[str], b: Set[str]) -> bool:
    return bool(a) and bool(b) and not a & b


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    la, lb = math.radians(a[0]), math.radians(b[0])
    east = math.radians(b[1] - a[1]) * math.cos((la + lb) / 2)
    return 6371 * math.hypot(lb - la, east)
