"""Figure and state → the figure as it is told: what did not happen counts nobody, what is denied or open keeps what it would count."""

from dataclasses import replace

from rashomon.clauses import HAPPENED, Clauses, State
from rashomon.languages.measures import Measures
from rashomon.records import Figure
from rashomon.world.measures import Measure


def state_of(first: int, last: int, by: int | None, clauses: Clauses, *, none: bool = False) -> State:
    """The state of a number in tokens ``first`` to ``last`` whose measure token ``by`` gave; ``none``: the words count nobody ("no one").

    What a relative clause says of those counted is known, whatever the sentence wants of them ("will not forget the 37 soldiers killed"),
    unless the whole is but told of ("denied reports of 37 soldiers killed").
    """
    own = clauses.of_span(first, last)
    tokens = clauses.parse.tokens
    before = tokens[first - 1] if first else None
    if before is not None and before.relation == "negation" and first <= before.head < last:
        return State("real", True, True, own.through)  # "not 22 but six", "five, not 22"
    if none and by is not None and clauses.state(by).real and clauses.negates(clauses.parse.tokens[by]):
        return State("real", True, True, own.through)  # "denied that no one was killed": none is what is denied
    if by is not None and own.kind == "real" and own.negative and not own.denied and _is_refuted(first, by, clauses):
        return State("real", True, True, own.through)
    if by is None:
        return own
    verb = clauses.parse.tokens[by]
    if verb.relation in {"noun_clause", "relative_clause"} and not own.denied and own.kind != "unknown":
        return clauses.state(by)
    return clauses.state(by) if own == HAPPENED else own


def as_told(figure: Figure, state: State, measures: Measures) -> Figure:
    """``figure`` with its reality and polarity; without its measure where what it would count was only tried, meant or prevented."""
    if figure.rule == "none" and state.kind == "real" and not state.denied:
        return figure  # "no one was killed" is a count of none, and so
    figure = replace(figure, reality=state.reality, polarity="denied" if state.denied else "asserted")
    return (
        figure if counts(measures.facts[figure.measure], state) else replace(figure, measure="other", stock_flow=None)
    )


def counts(measure: Measure, state: State) -> bool:
    """Whether a number in words of this state may be said to count ``measure``."""
    if not measure.happens:
        return True
    if state.kind == "real":
        return state.denied or not state.negative
    if state.kind == "unknown" or state.past:
        return True
    return measure.foreseen and state.kind in {"planned", "possible", "conditional", "wished"} and not state.negative


def _is_refuted(first: int, by: int, clauses: Clauses) -> bool:
    """ "The rebels did not capture 18 soldiers": a deed denied with its number, by a negation of its own; not "18 were not hurt"."""
    tokens = clauses.parse.tokens
    verb = tokens[by]
    found = clauses.clause(verb).object
    return (
        not clauses.clause(verb).passive
        and found is not None
        and verb.i < first <= found.i
        and clauses.negates(verb)
        and clauses.base(by).real
    )
