"""Signals with their weights → how likely two things are one, and why in words: statements of one question, episodes of one event."""

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Generic, TypeVar

from rashomon.comparing.signals import Signal
from rashomon.errors import ModelError

T = TypeVar("T")
TELLING = 0.05  # a signal that moves the sum by less is not told


@dataclass(frozen=True)  # with slots, Weighed[Slots](…) fails: a frozen class refuses the note of its type wrongly
class Weighed(Generic[T]):
    """A signal with what it counts for where it speaks for the two being one (``gain``) and against it (``loss``)."""

    signal: Callable[[T, T], Signal]
    gain: float
    loss: float

    def count(self, found: Signal) -> float:
        """What a finding of the signal adds to the sum."""
        return (self.gain if found.score > 0 else self.loss) * found.score


@dataclass(frozen=True)
class Model(Generic[T]):
    """How likely two things are one: the logistic of ``bias`` and the weighed signals; ``least`` is the likelihood from which two groups
    of them are one."""

    bias: float
    signals: tuple[Weighed[T], ...]
    least: float

    def likelihood(self, a: T, b: T) -> float:
        """Between 0 and 1."""
        total = self.bias
        for weighed in self.signals:
            total += weighed.count(weighed.signal(a, b))
        return 1 / (1 + math.exp(-total))

    def counted(self, a: T, b: T) -> list[tuple[float, str]]:
        """What speaks for the two being one and against it, and for how much, the weightiest first."""
        found = ((weighed, weighed.signal(a, b)) for weighed in self.signals)
        told = [(weighed.count(signal), signal.reason) for weighed, signal in found]
        return sorted((t for t in told if abs(t[0]) >= TELLING), key=lambda t: (-abs(t[0]), t[1]))

    def reasons(self, a: T, b: T) -> list[str]:
        """The same in words."""
        return [f"{reason} ({counts_for:+.1f})" for counts_for, reason in self.counted(a, b)]


def read_weights(package: str) -> dict[str, Any]:
    """The tables of ``weights.toml`` in a package.

    Raises:
        ModelError: the file is missing or damaged.
    """
    try:
        return tomllib.loads(files(package).joinpath("weights.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"'weights.toml' cannot be read ({error}); install rashomon anew") from error


def make_model(told: Mapping[str, Any], signals: Sequence[Callable[[T, T], Signal]]) -> Model[T]:
    """The model that a table of weights tells of.

    Raises:
        ModelError: the table is damaged, or weighs other signals than there are.
    """
    try:
        weights = told["signals"]
        if set(weights) != {s.__name__ for s in signals}:
            raise ModelError("'weights.toml' weighs other signals than there are; learn it anew")
        weighed = tuple(Weighed(s, *map(float, weights[s.__name__])) for s in signals)
        return Model(float(told["bias"]), weighed, float(told["least"]))
    except (KeyError, TypeError) as error:
        raise ModelError(f"'weights.toml' cannot be read ({error}); install rashomon anew") from error


def write_model(model: Model[T], table: str = "") -> list[str]:
    """The lines of a table of weights; ``table`` is its name where a file holds several."""
    signals = f"{table}.signals" if table else "signals"
    return [
        *([f"[{table}]"] if table else []),
        f"bias = {model.bias:.3f}",
        f"least = {model.least}",
        "",
        f"[{signals}]  # for, against",
        *(f"{w.signal.__name__} = [{w.gain:.2f}, {w.loss:.2f}]" for w in model.signals),
        "",
    ]
