"""Parse → figures: every count or amount with its interval, what it counts, and of which larger figure it is a part."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rashomon.clauses import Clauses
from rashomon.figures.amounts import Counted, amount_of
from rashomon.figures.carried import goes_on
from rashomon.figures.counted import counted_by
from rashomon.figures.labels import read_labels
from rashomon.figures.lists import with_sums
from rashomon.figures.numerals import Quantity
from rashomon.figures.parts import Made, link_parts
from rashomon.figures.quantities import read_quantities
from rashomon.figures.singular import read_singular
from rashomon.figures.uncounted import why_no_count
from rashomon.figures.unreal import as_told, state_of
from rashomon.figures.vetoes import MEASURES, unclaimed, unmeasured, why_uncounted
from rashomon.figures.wholes import as_related, said_with
from rashomon.languages.measures import Measures
from rashomon.languages.numbers import Numbers, Standing
from rashomon.records import Figure, Parse, Scope, Sentence, Token, Unclaimed

OF_MEASURES = frozenset(veto.__name__ for veto in MEASURES)


class Read(NamedTuple):
    """The figures of a report in the order of the text, and its numbers that make none, or none of what they would count."""

    figures: tuple[Figure, ...]
    uncounted: tuple[Unclaimed, ...]


def read_figures(clauses: Clauses, measures: Measures) -> tuple[Figure, ...]:
    """Read the figures of a report, in the order of the text."""
    return read_numbers(clauses, measures).figures


def read_numbers(clauses: Clauses, measures: Measures) -> Read:
    """Read the numbers of a report."""
    parse = clauses.parse
    tokens = parse.tokens
    escape = any(t.lemma in measures.numbers.standing.escapes for t in tokens)
    labels = read_labels(parse, measures)
    made: list[Made] = []
    left: list[Unclaimed] = []
    carried: Figure | None = None  # the last one with a measure: "…; authorities say almost 800" goes on with it
    for at, sentence in enumerate(parse.sentences):
        found: list[tuple[Figure, Quantity]] = []
        taken: set[int] = set()
        quantities = read_quantities(tokens, sentence.first, sentence.last, measures)
        wholes = {quantity.whole for quantity in quantities if quantity.whole is not None}
        for n, quantity in enumerate(quantities):
            changed = _is_changed_to(n, quantities, tokens)
            if labels.tells(quantity):
                continue
            refused = None if changed else why_no_count(quantity, tokens, sentence, measures)
            if refused is None and labels.holds(quantity):
                refused = why_uncounted(quantity, None, tokens, measures, cell=True)
            if refused is not None:
                left += unclaimed(refused, quantity, parse)
                continue
            if found and _is_conversion(found[-1], quantity, tokens, measures):
                found[-1] = _converted(found[-1], quantity, parse, sentence, measures)
                continue
            said = said_with(n, quantities, tokens)
            counted = counted_by(
                said.first, said.last, clauses, sentence, measures,
                text=parse.text, hint=quantity.unit_hint, share=quantity.share, escape=escape,
            )  # fmt: skip
            refused = why_uncounted(quantity, counted, tokens, measures)
            if counted is None or refused is not None:
                left += unclaimed(refused, quantity, parse, counted)
                continue
            counted = as_related(n, quantities, counted, found, clauses, sentence, measures, escape=escape)
            taken.update(range(quantity.first, quantity.last))
            if counted.elided and counted.measure == "other" and (quantity.first, quantity.last) not in wholes:
                if carried is None or not goes_on(quantity, carried, tokens, sentence, measures):
                    left += unclaimed(why_uncounted(quantity, counted, tokens, measures, alone=True), quantity, parse)
                    continue
                counted = replace(
                    counted,
                    measure=carried.measure,
                    unit=carried.unit,
                    group=counted.group or carried.group,
                    carried=True,
                )
            elif counted.elided and carried is not None and counted.group is None and carried.unit != counted.unit:
                counted = replace(counted, unit=carried.unit if carried.measure == counted.measure else counted.unit)
            told = not changed and (quantity.first, quantity.last) not in wholes
            figure = _figure(quantity, counted, clauses, sentence, measures, told=told)
            found.append((figure, quantity))
            left += unmeasured(figure, quantity, counted, clauses)
            if measures.facts[figure.measure].counts not in {"amount", "anything"}:
                carried = figure
        for quantity, counted in labels.within(sentence):
            figure = _figure(quantity, counted, clauses, sentence, measures, told=False)
            found.append((figure, quantity))
            taken.update(range(quantity.first, quantity.last))
            carried = figure
        mentioned, unmade = read_singular(clauses, sentence, taken, measures, text=parse.text, escape=escape)
        left += unmade
        for quantity, counted in mentioned:
            figure = _figure(quantity, counted, clauses, sentence, measures)
            found.append((figure, quantity))
            left += unmeasured(figure, quantity, counted, clauses)
        found.sort(key=lambda pair: pair[0].span)
        found = with_sums(_with_lists(found, tokens, measures), [f for f, _, _ in made], clauses, measures)
        made += [(replace(f, id=f"f{len(made) + n}"), q, at) for n, (f, q) in enumerate(found, 1)]
    figures = tuple(link_parts(made, tokens, measures))
    return Read(figures, tuple(u for u in left if u.veto in OF_MEASURES or not _is_read(u, figures)))


def _is_read(one: Unclaimed, figures: Sequence[Figure]) -> bool:
    """Whether a number is read as a figure all the same: "no" before those of whom nothing is said, as a count in words."""
    return any(f.span[0] < one.span[1] and one.span[0] < f.span[1] for f in figures)


def _is_changed_to(n: int, quantities: Sequence[Quantity], tokens: Sequence[Token]) -> bool:
    """Whether the ``n``-th is what came of a change: "rose by five to 31", "climbed by 12 to reach 45"."""
    if n == 0 or not quantities[n - 1].aside:
        return False
    between = tokens[quantities[n - 1].last : quantities[n].first]
    return 1 <= len(between) <= 2 and between[0].lower == "to"


def _with_lists(
    found: list[tuple[Figure, Quantity]], tokens: Sequence[Token], measures: Measures
) -> list[tuple[Figure, Quantity]]:
    """ "10 women, 7 men wounded": what is said of the last of a list of people is said of all of it."""
    shared = list(found)
    for n in range(len(shared) - 2, -1, -1):
        figure, quantity = shared[n]
        following, after = shared[n + 1]
        between = tokens[quantity.last : after.first]
        listed = len(between) <= 4 and bool(between) and between[-1].lower in {",", "and", "&"}
        if (
            figure.measure == "other"
            and figure.unit == following.unit == "people"
            and measures.facts[following.measure].of_persons
            and listed
            and after.whole != (quantity.first, quantity.last)
        ):
            shared[n] = (replace(figure, measure=following.measure, stock_flow=following.stock_flow), quantity)
    return shared


def _figure(
    quantity: Quantity, counted: Counted, clauses: Clauses, sentence: Sentence, measures: Measures, *, told: bool = True
) -> Figure:
    """``told``: what it counts is told by its clause, and as that has it; a label and a whole stand by themselves."""
    parse, tokens = clauses.parse, clauses.parse.tokens
    start, end = tokens[quantity.first].start, tokens[quantity.last - 1].end
    made = Figure(
        id="", span=(start, end), words=parse.text[start:end], measure=counted.measure,
        low=quantity.low, best=quantity.best, high=quantity.high, approximator=quantity.approximator,
        rule=quantity.rule, quantifier=quantity.quantifier, unit=counted.unit, group=counted.group,
        stock_flow=counted.stock_flow or measures.facts[counted.measure].flow,
        scope=_scope(tokens, sentence, measures.numbers.standing),
        agent=counted.agent, quotable=not counted.carried, superseded=quantity.before or _is_superseded(quantity, tokens, sentence, measures.numbers),
    )  # fmt: skip
    return (
        as_told(
            made, state_of(quantity.first, quantity.last, counted.by, clauses, none=quantity.rule == "none"), measures
        )
        if told
        else made
    )


def _is_superseded(quantity: Quantity, tokens: Sequence[Token], sentence: Sentence, numbers: Numbers) -> bool:
    """ "earlier put at 44", "revised down from 60", "rose to 15 from 12", "up from 9", "46, not 64", "against 85 last week": what was before, or wrong."""
    standing, changes = numbers.standing, numbers.changes.words
    back = [t.lower for t in tokens[max(sentence.first, quantity.first - 6) : quantity.first]]
    if back[-3:-2] and back[-3][:1].isdigit() and back[-2:] == [",", "not"]:
        return True
    if back and back[-1] in standing.against | {"and"}:
        ahead = [t.lower for t in tokens[quantity.last : min(sentence.last, quantity.last + 6)]]
        if any(w in standing.ago for w in (ahead if back[-1] in standing.against else ahead[:3])):
            return True
    if not back or back[-1] not in standing.given:
        return False
    if any(w in standing.disowned for w in back):
        return True
    if back[-1] != "from":
        return False
    # "raised its stake in X to 412 shares, or 6 per cent of the total, from 347": far behind, but behind a number that it came to
    far = tokens[max(sentence.first, quantity.first - 30) : quantity.first - 1]
    came = any(t.lower == "to" and far[n + 1].text[:1].isdigit() for n, t in enumerate(far[:-1]))
    wide = far if came else far[-8:]
    return any(t.lemma in changes or t.lower in changes for t in wide)


def _scope(tokens: Sequence[Token], sentence: Sentence, standing: Standing) -> Scope:
    """cumulative where the sentence counts over a longer time: "since October", "so far this year", "the total"."""
    for i in range(sentence.first, sentence.last):
        word = tokens[i].lower
        prior = tokens[i - 1].lower if i > sentence.first else ""
        if (
            word in standing.cumulative
            or (word == "total" and prior in standing.before_total)
            or (word == "far" and prior == "so")
        ):
            return "cumulative"
        if word in standing.periods and prior in standing.within_periods:
            return "cumulative"
    return "incident"


def _is_conversion(
    earlier: tuple[Figure, Quantity], later: Quantity, tokens: Sequence[Token], measures: Measures
) -> bool:
    """ "75 miles (120km)": the bracket says the same in another unit."""
    between = [t.text for t in tokens[earlier[1].last : later.first]]
    return measures.facts[earlier[0].measure].is_amount and len(between) <= 3 and "(" in between


def _converted(
    earlier: tuple[Figure, Quantity], later: Quantity, parse: Parse, sentence: Sentence, measures: Measures
) -> tuple[Figure, Quantity]:
    """One figure in two units: its words go on to the bracket's end, its rule tells the other unit."""
    figure, quantity = earlier
    tokens = parse.tokens
    other = amount_of(later.first, later.last, tokens, sentence, measures, later.unit_hint)
    if other is None or other.measure != figure.measure:
        return earlier
    closing = next(
        (i for i in range(later.last, min(sentence.last, later.last + 4)) if tokens[i].text == ")"), later.last - 1
    )
    span = (figure.span[0], tokens[closing].end)
    rule = f"{figure.rule}, also {later.best if later.best is not None else later.low} {other.unit}"
    return replace(figure, span=span, words=parse.text[span[0] : span[1]], rule=rule), quantity
