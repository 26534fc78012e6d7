"""Why a number that might count makes no figure: rows of vetoes, asked once it is known what it would count.

``COUNTS`` keep it from making a figure at all, ``MEASURES`` from counting what its words name. What stands beside it is asked before
(``uncounted.py``). A docstring says when its veto speaks; what it returns is shown to the reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.clauses import Clauses, State, why_not_so
from rashomon.figures.amounts import Counted
from rashomon.figures.numerals import Quantity
from rashomon.figures.unreal import state_of
from rashomon.languages.measures import Measures
from rashomon.records import Figure, Parse, Token, Unclaimed
from rashomon.vetoing import Refusal, Veto, refusal
from rashomon.world.measures import Measure


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number about to become a figure, and what it would count.

    ``alone``: no word says what, and it goes on with nothing before it; ``cell``: it stands in a table or list that does not say it either.
    """

    quantity: Quantity
    counted: Counted | None
    tokens: Sequence[Token]
    measures: Measures
    alone: bool = False
    cell: bool = False

    @property
    def fact(self) -> Measure:
        """What the measure is that it would count."""
        return self.measures.facts[self.counted.measure if self.counted is not None else "other"]

    @property
    def is_one(self) -> bool:
        """Whether it is the word "one"."""
        return self.tokens[self.quantity.first].lower == "one" and self.quantity.rule in {"exact", "at least"}

    @property
    def is_of(self) -> bool:
        """Whether "of" follows: "one of them"."""
        return self.quantity.last < len(self.tokens) and self.tokens[self.quantity.last].lower == "of"


def unlabelled(candidate: Candidate) -> str | None:
    """A cell of a table or list whose head and row name nothing that is counted."""
    return "a cell whose head says nothing that is counted" if candidate.cell else None


def compared(candidate: Candidate) -> str | None:
    """ "three times as many": it says how much more, not how many."""
    return "says how many times more, and counts nothing" if candidate.counted is None else None


def nobody_counted(candidate: Candidate) -> str | None:
    """ "no one knows", "none of it": nothing that happens to people one by one is said of nobody."""
    if candidate.quantity.rule != "none" or candidate.counted is None:
        return None
    whole = candidate.quantity.whole is not None
    idle = candidate.counted.measure == "other" if whole else not candidate.fact.of_persons
    return "says of nobody that something befell them" if idle else None


def someone(candidate: Candidate) -> str | None:
    """ "one diplomat said", "one of them said" names a person and counts none."""
    counted = candidate.counted
    if candidate.quantity.rule == "none" or not candidate.is_one or counted is None:
        return None
    if candidate.is_of:
        idle = not candidate.fact.of_persons
    else:
        idle = counted.measure == "other" or (candidate.fact.crowd and counted.unit == "people")
    return "names someone or something, and counts none" if idle else None


def change(candidate: Candidate) -> str | None:
    """ "rose by five", "all but three": the size of a change or an exception is no number of those counted; an amount is one."""
    idle = candidate.quantity.aside and not candidate.fact.is_amount
    return "the size of a change or an exception, not how many there were" if idle else None


def of_nothing(candidate: Candidate) -> str | None:
    """No word says what it counts, and it does not go on with what was counted before it."""
    return "does not say what is counted" if candidate.alone else None


COUNTS: tuple[Veto[Candidate], ...] = (unlabelled, compared, nobody_counted, someone, change, of_nothing)


def why_uncounted(
    quantity: Quantity,
    counted: Counted | None,
    tokens: Sequence[Token],
    measures: Measures,
    *,
    alone: bool = False,
    cell: bool = False,
) -> Refusal | None:
    """Why a number makes no figure though it may count; None where it makes one."""
    return refusal(Candidate(quantity, counted, tokens, measures, alone, cell), COUNTS)


# ---- numbers that are figures, and do not count what their words name --------------------------------------------


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure, what its words would count, and what they tell of it."""

    figure: Figure
    counted: Counted
    state: State
    at: int
    clauses: Clauses


def unreal(measured: Measured) -> str | None:
    """What it would count was only tried, meant or prevented: "prevented from killing 15" counts nobody killed."""
    if measured.figure.measure == measured.counted.measure:
        return None
    return why_not_so(measured.state, measured.at, measured.clauses) or "did not happen"


MEASURES: tuple[Veto[Measured], ...] = (unreal,)


# ---- what is kept -------------------------------------------------------------------------------------------------


def unclaimed(
    refused: Refusal | None, quantity: Quantity, parse: Parse, counted: Counted | None = None
) -> tuple[Unclaimed, ...]:
    """What is kept of a number that was refused: it makes no figure, or does not count what it would."""
    if refused is None:
        return ()
    start, end = parse.tokens[quantity.first].start, parse.tokens[quantity.last - 1].end
    measure = counted.measure if counted is not None and counted.measure != "other" else None
    return (refused.of((start, end), parse.text[start:end], "figure", measure),)


def unmeasured(figure: Figure, quantity: Quantity, counted: Counted, clauses: Clauses) -> tuple[Unclaimed, ...]:
    """What is kept where ``figure`` does not count what its words name."""
    if figure.measure == counted.measure:
        return ()  # so with nearly all: their state need not be read again
    state = state_of(quantity.first, quantity.last, counted.by, clauses, none=quantity.rule == "none")
    at = counted.by if counted.by is not None else quantity.first
    refused = refusal(Measured(figure, counted, state, at, clauses), MEASURES)
    return unclaimed(refused, quantity, clauses.parse, counted)
