"""Figure and state → the figure as it is told: what did not happen counts nobody, what is denied or open keeps what it would count."""

from dataclasses import replace

from rashomon.clauses import State
from rashomon.records import Figure

# What is planned for a number that can be planned: troops are sent, camps emptied, jobs cut; nobody is foreseen dead.
PLANNED = frozenset({"deployed", "released", "evacuated", "returned", "detained", "money", "percentage", "duration", "distance", "area", "displaced", "affected", "present"})  # fmt: skip


def as_told(figure: Figure, state: State) -> Figure:
    """``figure`` with its reality and polarity; without its measure where what it would count was only tried, meant or prevented."""
    if figure.rule == "none" and state.kind == "real" and not state.denied:
        return figure  # "no one was killed" is a count of none, and so
    figure = replace(figure, reality=state.reality, polarity="denied" if state.denied else "asserted")
    return figure if counts(figure.measure, state) else replace(figure, measure="other", stock_flow=None)


def counts(measure: str, state: State) -> bool:
    """Whether a number in words of this state may be said to count ``measure``."""
    if state.kind == "real":
        return state.denied or not state.negative
    if state.kind == "unknown" or state.past:
        return True
    return measure in PLANNED and state.kind in {"planned", "possible", "conditional", "wished"} and not state.negative
