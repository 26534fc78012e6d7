"""Signals with their weights → how likely two statements answer one question, and why in words."""

from collections.abc import Callable, Mapping
from functools import cache

from rashomon.comparing import weighing
from rashomon.comparing.pairs import counts, propositions, shared
from rashomon.comparing.pairs.slots import Slots
from rashomon.comparing.signals import Signal
from rashomon.comparing.weighing import make_model, read_weights

Measure = Callable[[Slots, Slots], Signal]
Weighed = weighing.Weighed[Slots]
Model = weighing.Model[Slots]
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
        *SHARED, counts.measure, counts.amount, counts.purpose, counts.amount_words, counts.amount_beside, counts.count_words, counts.count_beside, counts.unit,
        counts.group, counts.one_group, counts.noun, counts.who, counts.part, counts.part_of, counts.same_small, counts.same_large,
        counts.same_of_other, counts.size, counts.size_far, counts.size_amount, counts.can_hold, counts.twice, counts.twice_at_once, counts.two_things,
        counts.rivals, counts.running, counts.over, counts.side, counts.mention, counts.stock,
    ),
    "position": (
        *SHARED, propositions.kind, propositions.unframed, propositions.both_unframed, propositions.one_intended, propositions.one_blames,
        propositions.family, propositions.another_matter, propositions.other_deeds, propositions.predicate, propositions.target, propositions.other_link, propositions.one_target, propositions.befallen,
        propositions.position, propositions.modality, propositions.one_voice, propositions.told_alike,
    ),
}  # fmt: skip


def values(kind: str, a: Slots, b: Slots) -> list[float]:
    """The values of all signals of a kind, in their order: what weights are learned from."""
    return [signal(a, b).score for signal in SIGNALS[kind]]


@cache
def load_models() -> Mapping[str, Model]:
    """The models for ``figure`` and ``position`` from ``weights.toml``.

    Raises:
        ModelError: the file is missing or damaged, or weighs other signals than there are.
    """
    told = read_weights("rashomon.comparing.pairs")
    return {kind: make_model(told.get(kind, {}), signals) for kind, signals in SIGNALS.items()}
