"""Learn what the signals of ``comparing/pairs`` weigh.

    python -m training.pairs ../shared/data        writes src/rashomon/comparing/pairs/weights.toml

Logistic regression (Newton's method with a ridge) over pairs of statements of the four gold sets and the bundled situation: two that answer one question of a key are an
example for, two of two questions one against. What no key holds may be clutter or a mention that the reader left out: against an
answer it counts little, and not at all where it may repeat one; two of which no key holds either count least. Nothing is drawn by chance, so there is no seed.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from bench.labels import BUNDLED, SETS, Collection, gather, gather_contrasts, told

from rashomon.comparing import weighing
from rashomon.comparing.nearby import are_near
from rashomon.comparing.pairs import counts, propositions, shared
from rashomon.comparing.pairs.model import SIGNALS, Model, values
from rashomon.comparing.pairs.slots import have_in_common
from rashomon.comparing.signals import Signal
from rashomon.comparing.weighing import write_model

T = TypeVar("T")
RIDGE = 1.0
UNKNOWN = 0.15  # weight of a pair of which the key holds one only
BOTH_UNKNOWN = 0.03  # and of one of which it holds neither: most are no pair at all
CONTRASTS = 0.6  # weight of a pair of invented reports: they are alike, and many
LEAST = {
    "figure": 0.22,
    "position": 0.2,
}  # likelihood from which two groups are one: about the best on the sets learned from
# What weights are drawn to where the sets show little of a signal: for, against.
PRIORS: Mapping[object, tuple[float, float]] = {
    counts.rivals: (4.0, 0.0), counts.mention: (0.0, 3.0), counts.two_things: (0.0, 4.0), shared.place_named: (0.0, 4.0), propositions.other_link: (0.0, 4.0),
    propositions.another_matter: (0.0, 5.0), propositions.other_deeds: (0.0, 3.0),
    shared.day_named: (0.0, 4.0),
}  # fmt: skip
STEPS, ENOUGH = 25, 1e-4
TARGET = Path(__file__).parents[1] / "src" / "rashomon" / "comparing" / "pairs" / "weights.toml"
HEAD = """\
# What each signal counts for where it speaks for one question, and against it (comparing/pairs). Learned by training/pairs.py.
"""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of statements of one kind in a set, by their numbers, the values of their signals, and what the key says: 1 where they
    answer one question, and how much each counts."""

    numbers: np.ndarray
    values: np.ndarray
    same: np.ndarray
    weight: np.ndarray


def main() -> None:
    """Learn from all sets and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    gathered = [gather(corpora, name) for name in (*SETS, BUNDLED)]
    invented, lines = contrasted(), [HEAD]
    for kind in SIGNALS:
        model = learn(kind, [*(pairs_of(kind, c) for c in gathered), *invented[kind]])
        lines += write_model(model, kind)
    TARGET.write_text("\n".join(lines), encoding="utf-8")


def pairs_of(kind: str, collection: Collection) -> Pairs:
    """All pairs of statements of a kind that are compared."""
    own = [n for n, s in enumerate(collection.slots) if (s.statement.figure is not None) == (kind == "figure")]
    numbers = [(j, i) for n, i in enumerate(own) for j in own[:n] if is_looked_at(collection, j, i)]
    seen = np.array([values(kind, collection.slots[j], collection.slots[i]) for j, i in numbers], np.float32)
    same, weight = _judged(collection, numbers)
    return Pairs(np.array(numbers), seen, same, weight)


def is_looked_at(collection: Collection, one: int, other: int) -> bool:
    """Whether two statements stand in one report, or in two that are near one another, and have something in common."""
    a, b = collection.slots[one], collection.slots[other]
    return (a.report == b.report or are_near(a.story, b.story)) and have_in_common(a, b)


def _judged(collection: Collection, numbers: Sequence[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    answers, slots = collection.answers, collection.slots
    said = {(slots[n].report, q, _value(collection, n)) for n, q in answers.items()}
    same, weight = np.zeros(len(numbers)), np.zeros(len(numbers))
    for n, (j, i) in enumerate(numbers):
        one, other = answers.get(j), answers.get(i)
        if one is not None and other is not None:
            same[n], weight[n] = float(one == other), 1.0
        elif one is not None or other is not None:
            unknown, known = (j, other) if one is None else (i, one)
            weight[n] = 0.0 if (slots[unknown].report, known, _value(collection, unknown)) in said else UNKNOWN
        else:
            weight[n] = BOTH_UNKNOWN
    return same, weight


def _value(collection: Collection, number: int) -> tuple[object, ...]:
    """What a second mention of the same account would say: of a figure its numbers, of a position anything."""
    account = told(collection.slots[number].statement)
    return (account["best"], account["low"])


def learn(kind: str, seen: Iterable[Pairs]) -> Model:
    """A model of the pairs of some sets."""
    every = list(seen)
    rows = spread(np.vstack([p.values for p in every]).astype(float))
    same, weight = (np.concatenate([getattr(p, part) for p in every]) for part in ("same", "weight"))
    kept = weight > 0
    return fit(SIGNALS[kind], rows[kept], same[kept], weight[kept], least=LEAST[kind])


def fit(
    signals: Sequence[Callable[[T, T], Signal]], rows: np.ndarray, same: np.ndarray, weight: np.ndarray, *, least: float
) -> weighing.Model[T]:
    """The model of pairs of which each row tells what the signals say (``spread``), ``same`` whether the two are one."""
    half = len(signals)
    drawn = [PRIORS.get(signal, (0.0, 0.0)) for signal in signals]
    prior = np.array([*(gain for gain, _ in drawn), *(loss for _, loss in drawn), 0.0])
    found = _regress(rows, same, weight, prior)
    weighed = tuple(weighing.Weighed(s, float(found[n]), float(found[half + n])) for n, s in enumerate(signals))
    return weighing.Model(float(found[-1]), weighed, least)


def spread(seen: np.ndarray) -> np.ndarray:
    """What speaks for and what speaks against, side by side, and a constant."""
    return np.hstack([np.maximum(seen, 0), np.minimum(seen, 0), np.ones((len(seen), 1))])


def likelihoods(model: weighing.Model[T], seen: np.ndarray) -> np.ndarray:
    """How likely the two of each of many pairs are one: what ``Model.likelihood`` says of each."""
    weights = np.array([*(w.gain for w in model.signals), *(w.loss for w in model.signals), model.bias])
    found: np.ndarray = 1 / (1 + np.exp(-np.clip(spread(seen) @ weights, -30, 30)))
    return found


def _regress(rows: np.ndarray, same: np.ndarray, weight: np.ndarray, prior: np.ndarray) -> np.ndarray:
    found = np.zeros(rows.shape[1])
    ridge = np.diag([RIDGE] * (len(found) - 1) + [1e-3])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        bent = (rows * (weight * likely * (1 - likely))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bent, rows.T @ (weight * (likely - same)) + ridge @ (found - prior))
        found -= step
        if abs(step).max() < ENOUGH:
            break
    return found


def contrasted() -> dict[str, list[Pairs]]:
    """The pairs of the invented reports, by kind."""
    sets = gather_contrasts()
    found = {kind: [pairs_of(kind, c) for c in sets] for kind in SIGNALS}
    return {
        kind: [replace(p, weight=p.weight * CONTRASTS) for p in own if len(p.numbers)] for kind, own in found.items()
    }


def learn_all(seen: Mapping[str, Sequence[Pairs]]) -> dict[str, Model]:
    """A model of each kind."""
    return {kind: learn(kind, pairs) for kind, pairs in seen.items()}


if __name__ == "__main__":
    main()
