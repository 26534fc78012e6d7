"""The signals of two episodes with their weights (``weights.toml``, learned by ``python -m training.events``)."""

from collections.abc import Callable
from functools import cache

from rashomon.comparing.events import signals
from rashomon.comparing.events.traits import Traits
from rashomon.comparing.signals import Signal
from rashomon.comparing.weighing import Model, make_model, read_weights

SIGNALS: tuple[Callable[[Traits, Traits], Signal], ...] = (
    signals.names_shared, signals.rarest_names, signals.names_alike, signals.persons_shared, signals.ages, signals.places_shared,
    signals.towns, signals.divisions, signals.happened, signals.days_shared, signals.soon, signals.long_after, signals.words_alike,
    signals.topics_alike, signals.told_alike, signals.leads_alike, signals.killed, signals.injured, signals.numbers, signals.deeds,
)  # fmt: skip


def values(a: Traits, b: Traits) -> list[float]:
    """The values of all signals, in their order: what weights are learned from."""
    return [signal(a, b).score for signal in SIGNALS]


@cache
def load_model() -> Model[Traits]:
    """The model that ships.

    Raises:
        ModelError: ``weights.toml`` is missing or damaged, or weighs other signals than there are.
    """
    return make_model(read_weights("rashomon.comparing.events"), SIGNALS)
