"""Signals with their weights → how likely two statements answer one question, and why in words."""

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rashomon.comparing.pairs import counts, propositions, shared
from rashomon.comparing.pairs.slots import Slots
from rashomon.comparing.signals import Signal
from rashomon.errors import ModelError

Measure = Callable[[Slots, Slots], Signal]
TELLING = 0.05  # a signal that moves the sum by less is not told
SHARED: tuple[Measure, ...] = (
    shared.place_named, shared.place_taken, shared.day_named, shared.day_taken, shared.published, shared.soon_told, shared.sentence_words,
    shared.what_words, shared.what_held, shared.names_shared, shared.names_apart, shared.reports_alike, shared.leads_alike,
    shared.stories_names, shared.one_report, shared.one_sentence, shared.deeds, shared.one_speaker, shared.own_voices, shared.one_quoted,
    shared.episode, shared.main_event, shared.polarity, shared.foreseen, shared.actor,
)  # fmt: skip
# Those that say the same of all statements of two reports.
OF_REPORTS = frozenset(
    {
        shared.published,
        shared.soon_told,
        shared.reports_alike,
        shared.leads_alike,
        shared.stories_names,
        shared.one_report,
    }
)
SIGNALS: Mapping[str, tuple[Measure, ...]] = {
    "figure": (
        *SHARED, counts.measure, counts.amount, counts.amount_words, counts.amount_beside, counts.count_words, counts.count_beside, counts.unit,
        counts.group, counts.one_group, counts.noun, counts.who, counts.part, counts.part_of, counts.same_small, counts.same_large,
        counts.same_of_other, counts.size, counts.size_far, counts.size_amount, counts.can_hold, counts.twice, counts.twice_at_once,
        counts.rivals, counts.running, counts.over, counts.side, counts.mention, counts.stock,
    ),
    "position": (
        *SHARED, propositions.kind, propositions.unframed, propositions.both_unframed, propositions.one_intended, propositions.one_blames,
        propositions.family, propositions.predicate, propositions.target, propositions.one_target, propositions.befallen,
        propositions.position, propositions.modality, propositions.one_voice, propositions.told_alike,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighed:
    """A signal with what it counts for where it speaks for one question (``gain``) and against it (``loss``)."""

    signal: Measure
    gain: float
    loss: float


@dataclass(frozen=True, slots=True)
class Model:
    """How likely two statements answer one question: the logistic of ``bias`` and the weighed signals; ``least`` is the likelihood from which
    two groups of statements are one."""

    bias: float
    signals: tuple[Weighed, ...]
    least: float

    def likelihood(self, a: Slots, b: Slots) -> float:
        """Between 0 and 1."""
        total = self.bias
        for weighed in self.signals:
            value = weighed.signal(a, b).score
            total += (weighed.gain if value > 0 else weighed.loss) * value
        return 1 / (1 + math.exp(-total))

    def reasons(self, a: Slots, b: Slots) -> list[str]:
        """What speaks for and against one question, the weightiest first."""
        told = []
        for weighed in self.signals:
            found = weighed.signal(a, b)
            counts_for = (weighed.gain if found.score > 0 else weighed.loss) * found.score
            if abs(counts_for) >= TELLING:
                told.append((counts_for, found.reason))
        return [
            f"{reason} ({counts_for:+.1f})" for counts_for, reason in sorted(told, key=lambda t: (-abs(t[0]), t[1]))
        ]


def values(kind: str, a: Slots, b: Slots) -> list[float]:
    """The values of all signals of a kind, in their order: what weights are learned from."""
    return [signal(a, b).score for signal in SIGNALS[kind]]


@cache
def load_models() -> Mapping[str, Model]:
    """The models for ``figure`` and ``position`` from ``weights.toml``.

    Raises:
        ModelError: the file is missing or damaged, or weighs other signals than there are.
    """
    try:
        told = tomllib.loads(files("rashomon.comparing.pairs").joinpath("weights.toml").read_text(encoding="utf-8"))
        return {kind: _model(told[kind], signals) for kind, signals in SIGNALS.items()}
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"'weights.toml' cannot be read ({error}); install rashomon anew") from error


def _model(told: Mapping[str, Any], signals: Sequence[Measure]) -> Model:
    weights = told["signals"]
    if set(weights) != {s.__name__ for s in signals}:
        raise ModelError("'weights.toml' weighs other signals than there are; learn it anew")
    weighed = tuple(Weighed(s, *map(float, weights[s.__name__])) for s in signals)
    return Model(float(told["bias"]), weighed, float(told["least"]))
