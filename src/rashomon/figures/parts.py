"""Links from a figure to the larger one of which it is a part; the larger one is never added to."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.figures.numerals import Quantity
from rashomon.languages.measures import Measures
from rashomon.languages.numbers import Parts
from rashomon.records import Figure, Token

REACH = 20  # sentences over which a breakdown may run on
SHORT_REACH = 3  # of a small whole: 5 is the sum of many things
SMALL = 5
LONGEST = 14  # figures of one breakdown
REACH_BACK = 3  # tokens from "among" to its number

Made = tuple[Figure, Quantity, int]  # with the number of the sentence


def link_parts(made: Sequence[Made], tokens: Sequence[Token], measures: Measures) -> list[Figure]:
    """Link "including 12 children", "4,000 of them", "half of the 40" and figures that add up to an earlier one."""
    figures: list[Figure] = []
    for n, (figure, quantity, sentence) in enumerate(made):
        linked = figure
        for m in range(n - 1, -1, -1):
            if made[m][2] < sentence - 1:
                break
            whole = figures[m]
            if (
                part := _as_part(linked, quantity, whole, made[m][1], tokens, measures, near=made[m][2] == sentence)
            ) is not None:
                linked = part
                break
        figures.append(linked)
    figures = _among(_with_fractions(figures, made), made, tokens, measures)
    return _with_sums(_with_splits(figures, made, measures), made, measures)


def _as_part(
    figure: Figure,
    quantity: Quantity,
    whole: Figure,
    other: Quantity,
    tokens: Sequence[Token],
    measures: Measures,
    *,
    near: bool,
) -> Figure | None:
    """``figure`` as a part of ``whole`` where the words say so, else None."""
    if whole.superseded or figure.superseded:
        return None
    size, part = _size(whole), _size(figure)
    words = measures.numbers.parts
    of_them = is_of_them(quantity, tokens, words) or (
        " ".join(t.lower for t in tokens[max(0, quantity.first - 2) : quantity.first]) in words.whom_before
    )
    between = [t.lower for t in tokens[other.last : quantity.first]] if near else []
    parted = bool(words.including & set(between)) and not {";", "."} & set(between)
    if figure.unit == "percent" and not figure.part_of and of_them:
        return replace(figure, part_of=whole.id)
    if size is None or part is None or part > size or figure.unit != whole.unit or not (of_them or parted):
        return None
    if part == size and not of_them:
        return None
    own, held = measures.facts[figure.measure], measures.facts[whole.measure]
    inner = own.within is not None and own.within == whole.measure  # "25 casualties, including 5 killed"
    if not of_them and own is not held and own.within is not None and own.within == held.within:
        return None  # "31 dead, 4 women among them, and many more hurt": the wounded are no part of the dead
    link = whole.part_of if whole.part_of is not None and parted and _is_list(between) else whole.id
    if own.counts == "anything" or (parted and not inner):
        figure = replace(figure, measure=whole.measure)
    return replace(figure, part_of=link, stock_flow=figure.stock_flow or whole.stock_flow)


def is_of_them(quantity: Quantity, tokens: Sequence[Token], words: Parts) -> bool:
    """ "4,000 of them"."""
    return " ".join(t.lower for t in tokens[quantity.last : quantity.last + 2]) in words.of_them


def _is_list(between: Sequence[str]) -> bool:
    """ "including 4 women and 3 children": what stands between two parts of one whole is a list."""
    return len(between) <= 8 and ("and" in between or "," in between)


def _with_fractions(figures: list[Figure], made: Sequence[Made]) -> list[Figure]:
    """ "half of the 40": the fraction is a part of the figure that follows it, and what is listed of the sum of the list."""
    at = {quantity.first: n for n, (_, quantity, _) in enumerate(made)}
    spans = {(quantity.first, quantity.last): n for n, (_, quantity, _) in enumerate(made)}
    linked = list(figures)
    for n, (_, quantity, _) in enumerate(made):
        if quantity.whole is None:
            continue
        if (m := spans.get(quantity.whole, at.get(quantity.whole[0]))) is not None and m != n:
            linked[n] = replace(linked[n], part_of=linked[m].id)
    return linked


def _among(figures: list[Figure], made: Sequence[Made], tokens: Sequence[Token], measures: Measures) -> list[Figure]:
    """ "Among the 26 dead were four medics", "six children were among the 14 killed": of two figures of a clause one is said to be among the other."""
    words, linked = measures.numbers.parts, list(figures)
    for n in range(1, len(made)):
        (_, before, at), (_, after, here) = made[n - 1], made[n]
        within = [t.lower for t in tokens[before.last : after.first]]
        if at != here or not words.being & set(within) or {";", ":"} & set(within):
            continue
        if (
            words.among & {t.lower for t in tokens[max(0, before.first - REACH_BACK) : before.first]}
            and "," not in within
        ):
            part, whole = n, n - 1
        elif words.among & set(within[-REACH_BACK:]):
            part, whole = n - 1, n
        else:
            continue
        one, all_ = linked[part], linked[whole]
        size, total = _size(one), _size(all_)
        if one.part_of or one.unit != all_.unit or size is None or total is None or size >= total or all_.superseded:
            continue
        if one.measure != all_.measure and measures.facts[one.measure].counts != "anything":
            continue
        linked[part] = replace(one, part_of=all_.id, measure=all_.measure, stock_flow=one.stock_flow or all_.stock_flow)
    return linked


def _with_splits(figures: list[Figure], made: Sequence[Made], measures: Measures) -> list[Figure]:
    """ "12 casualties (8 killed, 4 wounded)": what a sentence splits a figure into, each measured by itself, is its parts."""
    linked = list(figures)
    for n, whole in enumerate(figures):
        run = [
            m for m in range(n + 1, len(figures))
            if made[m][2] == made[n][2] and measures.facts[figures[m].measure].within == whole.measure
            and _adds_up(figures[m], measures) and figures[m].unit == whole.unit
        ]  # fmt: skip
        if len(run) > 1 and _adds_up(whole, measures) and sum(float(figures[m].best or 0) for m in run) == whole.best:
            for m in run:
                linked[m] = replace(linked[m], part_of=whole.id)
    return linked


def _with_sums(figures: list[Figure], made: Sequence[Made], measures: Measures) -> list[Figure]:
    """A run of figures of one measure and unit that add up exactly to an earlier one are its parts."""
    linked = list(figures)
    for n, whole in enumerate(figures):
        if not _adds_up(whole, measures) or (whole.best or 0) < 2:
            continue
        window = [
            m for m in range(n + 1, len(figures))
            if made[m][2] - made[n][2] <= (REACH if (whole.best or 0) > SMALL else SHORT_REACH) and _adds_up(figures[m], measures) and linked[m].part_of is None
            and figures[m].measure == whole.measure and figures[m].unit == whole.unit
        ]  # fmt: skip
        for begin in range(len(window)):
            run, total = [], 0.0
            for m in window[begin : begin + LONGEST]:
                total += float(figures[m].best or 0)
                run.append(m)
                if total >= (whole.best or 0):
                    break
            if total == whole.best and len(run) >= 2:
                for m in run:
                    linked[m] = replace(linked[m], part_of=whole.id)
                break
    return linked


def _adds_up(figure: Figure, measures: Measures) -> bool:
    return (
        figure.rule in {"exact", "singular mention"}
        and figure.best is not None
        and not figure.superseded
        and not measures.facts[figure.measure].is_amount
    )


def _size(figure: Figure) -> float | None:
    value = figure.best if figure.best is not None else figure.low if figure.low is not None else figure.high
    return None if value is None else float(value)
