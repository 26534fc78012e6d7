"""Tokens → shares and parts: fractions, multiples and "one in four"; "two of the three", "none of the 40", and the whole that they name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.figures.bounds import approximator, bounded, has_noun
from rashomon.figures.numerals import Numeral, Quantity, exact, of_scale, read_fraction, read_numeral
from rashomon.languages.measures import Measures
from rashomon.records import Token, number

REACH = 8  # words between "of" and the number of the whole
MOST_OUT_OF = 1_000
SHARED_OUT = frozenset({20, 100, 1_000})  # "three out of ten", "12 out of 100" are shares; "12 out of 43" were counted
DATED = frozenset({"DATE", "TIME"})
BESIDE_NUMBER = frozenset({"DET", "ADJ", "ADV", "PRON"})
_YEAR = re.compile(r"^(?:19|20)\d\d$")


def read_share(tokens: Sequence[Token], i: int, end: int, measures: Measures) -> list[Quantity]:
    """ "half of the 40", "two-thirds of homes", "30 per cent of the 40", "one in four", "most of the 40", "twice the 40"; then its whole."""
    numbers = measures.numbers
    if of_scale(tokens, i, end, numbers) is not None:
        return []
    words = [t.lower for t in tokens[i : min(end, i + 8)]]
    multiplied = words[0] in numbers.multiples and words[1:2] == ["the"] and i + 2 < end
    if multiplied and (base := read_numeral(tokens, i + 2, end, numbers)) is not None:
        value = number(numbers.multiples[words[0]] * base.value)
        return [Quantity(i, base.last, value, value, value, None, "multiple of a figure", "Exact")]
    if out_of := _out_of(tokens, i, end, measures):
        return [out_of]
    if (
        words[0] == "half"
        and words[1:2]
        and words[1] in numbers.phrases.articles
        and words[2:3]
        and words[2] in measures.written_units
    ):
        return [Quantity(i, i + 2, 0.5, 0.5, 0.5, None, "exact", "Exact")]
    if words[0] in numbers.phrases.most:
        return _most(tokens, i, end, measures)
    if words[0] in numbers.phrases.some:
        return _some(tokens, i, end, measures)
    if " ".join(words[:2]) in numbers.phrases.excepting:
        return _all_but(tokens, i, end, measures)
    share, j = _share(tokens, i, end, measures) or (0.0, i)
    if j == i or j >= end:
        return []
    if tokens[j].tag == "VBP":
        value = number(round(100 * share, 2))
        return [Quantity(i, j, value, value, value, None, "fraction", "Exact", share=True, aside=True)]
    of, whole_of_it = tokens[j].lower == "of", words[0] in numbers.phrases.all
    plain = whole_of_it or words[0] in numbers.phrases.bare_fractions
    if not of and (not plain or j > i + 1):
        return []
    begin = j + 1 if of else j
    if (whole := whole_at(tokens, begin, end, measures, named=not of and not whole_of_it)) is not None:
        value = number(round(share * whole.value, 2))
        part = Quantity(i, begin, value, value, value, None, "fraction of a figure", "Exact")
        return _with_whole(part, whole, tokens, begin, end, measures)
    if whole_of_it or tokens[j - 1].lower in measures.written_units or tokens[j - 1].lower == "cent":
        return []
    if not of and tokens[j].lower not in numbers.phrases.named:
        return []
    value = number(round(100 * share, 2))
    return [Quantity(i, j, value, value, value, None, "fraction", "Exact", share=True)]


def parts_of(quantity: Quantity, tokens: Sequence[Token], end: int, measures: Measures) -> list[Quantity]:
    """The quantity as a part, and its whole: "two of the three", "none of the town's 40", "200 prisoners out of 600"; none where it is none."""
    j, phrases = quantity.last, measures.numbers.phrases
    near = j
    while near < min(end, j + 3) and tokens[near].pos in {"NOUN", "ADJ"} and tokens[near].lower != "of":
        near += 1
    begin = j if tokens[j - 1].lower == "of" else None
    for words in sorted(phrases.out_of, key=len, reverse=True):
        length = len(words.split())
        for at in (j, near) if length > 1 else (j,):
            if begin is None and " ".join(t.lower for t in tokens[at : min(end, at + length)]) == words:
                begin = at + length
    least = quantity.best if quantity.best is not None else quantity.low
    if begin is None or least is None or (whole := whole_at(tokens, begin, end, measures)) is None:
        return []
    core = tokens[quantity.core]
    if whole.value < least or (core.text.isdigit() and core.entity in DATED):
        return []
    return _with_whole(quantity, whole, tokens, begin, end, measures)


def whole_at(
    tokens: Sequence[Token], begin: int, end: int, measures: Measures, *, named: bool = False
) -> Numeral | None:
    """The number of a whole whose phrase begins at token ``begin``: "the 40", "the camp's 9,000", "its estimated 40", "40".

    ``named``: only one with an article or a possessor.
    """
    numbers = measures.numbers
    for k in range(begin, min(end, begin + REACH)):
        token = tokens[k]
        if token.text[:1].isdigit() or token.lower in numbers.openers or token.text[:1] in numbers.signs:
            numeral = read_numeral(tokens, k, end, numbers)
            if numeral is not None:
                return numeral if _is_whole(numeral, tokens, begin, end, measures, named=named) else None
        if token.pos in {"PUNCT", "CCONJ", "SCONJ", "AUX"} and token.tag != "POS" and token.text not in {"-", "'", "’"}:
            return None
    return None


def led(found: list[Quantity], tokens: Sequence[Token], first: int, end: int, measures: Measures) -> list[Quantity]:
    """ "Of the 600 prisoners, 200 escaped": what follows, and names nothing else, is a part of what leads."""
    linked = list(found)
    for n, lead in enumerate(found[:-1]):
        if lead.rule != "exact" or lead.best is None or not _leads(lead, tokens, first, measures):
            continue
        for m in range(n + 1, len(found)):
            part = linked[m]
            size = part.best if part.best is not None else part.low
            between = {t.text for t in tokens[lead.last : part.first]}
            if {";", "."} & between or part.whole is not None or size is None or size > lead.best:
                break
            if m == n + 1 or not has_noun(part.last, tokens, end):
                linked[m] = _share_of(replace(part, whole=(lead.first, lead.last)), lead, tokens, measures)
    return linked


def _share_of(part: Quantity, lead: Quantity, tokens: Sequence[Token], measures: Measures) -> Quantity:
    """ "of the 600, a third have escaped": 200."""
    fraction = read_fraction(tokens, part.core, part.last, measures.numbers) if part.share else None
    if fraction is None or lead.best is None:
        return part
    value = number(round(fraction[0] * lead.best, 2))
    return replace(part, low=value, best=value, high=value, rule="fraction of a figure", share=False, aside=False)


def _leads(lead: Quantity, tokens: Sequence[Token], first: int, measures: Measures) -> bool:
    """Whether a number is in a phrase with "of" that begins a clause."""
    for words in measures.numbers.phrases.leading:
        length = len(words.split())
        for at in range(max(first, lead.first - REACH), lead.first - length + 1):
            said = " ".join(t.lower for t in tokens[at : at + length]) == words
            begins = at == first or tokens[at - 1].pos in {"PUNCT", "SCONJ", "CCONJ"} or tokens[at - 1].tag == "VBD"
            if said and begins:
                numeral = read_numeral(tokens, lead.core, lead.last, measures.numbers)
                return numeral is not None and _is_whole(numeral, tokens, at + length, lead.last, measures, named=False)
    return False


def _is_whole(
    numeral: Numeral, tokens: Sequence[Token], begin: int, end: int, measures: Measures, *, named: bool
) -> bool:
    """Whether what stands before a number, from token ``begin`` on, only determines it, and it is a count."""
    _, _, start = approximator(tokens, numeral.first, begin, measures)
    owned = False
    for k in range(start - 1, begin - 1, -1):
        token = tokens[k]
        if token.tag == "POS" or token.lower in {"’", "'"}:
            owned = True
        elif not owned and token.pos not in BESIDE_NUMBER and token.tag not in {"VBN", "PRP$"}:
            return False
    if named and not owned and not any(t.lower in measures.numbers.phrases.named for t in tokens[begin:start]):
        return False
    after = tokens[numeral.last].lower if numeral.last < end else ""
    unit = after in measures.written_units or after in measures.closed.uncounted.times or after == "per"
    beyond = tokens[numeral.last + 1].lower if numeral.last + 1 < end else ""
    strong = beyond in measures.closed.uncounted.strong and beyond not in measures.written_units
    joined = after == "-" and tokens[numeral.last].start == tokens[numeral.last - 1].end and not strong
    year = numeral.last - numeral.first == 1 and bool(_YEAR.match(tokens[numeral.first].text))
    dated = tokens[numeral.first].entity in DATED and (year or after in measures.closed.uncounted.months)
    return numeral.value >= 2 and numeral.unit_hint is None and not (unit or joined or dated)


def _with_whole(
    part: Quantity, numeral: Numeral, tokens: Sequence[Token], least: int, end: int, measures: Measures
) -> list[Quantity]:
    whole = bounded(exact(numeral), tokens, least, end, measures)
    return [replace(part, whole=(whole.first, whole.last)), whole]


def _most(tokens: Sequence[Token], i: int, end: int, measures: Measures) -> list[Quantity]:
    """ "most of the 40": more than half."""
    begin = i + 2
    if i + 1 >= end or tokens[i + 1].lower != "of" or (whole := whole_at(tokens, begin, end, measures)) is None:
        return []
    low = int(whole.value / 2) + 1
    part = Quantity(i, begin, low, None, number(whole.value), "most", "fraction of a figure", "More than")
    return _with_whole(part, whole, tokens, begin, end, measures)


def _some(tokens: Sequence[Token], i: int, end: int, measures: Measures) -> list[Quantity]:
    """ "some of the 40", "many of the 40": no count, but of a whole."""
    if i + 1 >= end or tokens[i + 1].lower != "of" or (whole := whole_at(tokens, i + 2, end, measures)) is None:
        return []
    part = Quantity(i, i + 2, None, None, number(whole.value), None, "part of a figure", "Less than", aside=True)
    return _with_whole(part, whole, tokens, i + 2, end, measures)


def _all_but(tokens: Sequence[Token], i: int, end: int, measures: Measures) -> list[Quantity]:
    """ "all but three of the 40" are 37; of "all but three of the men" it is not known how many."""
    but = read_numeral(tokens, i + 2, end, measures.numbers) if i + 2 < end else None
    if but is None:
        return []
    value = number(but.value)
    part = Quantity(i, but.last, value, value, value, None, "fraction of a figure", "Exact", aside=True)
    begin = but.last + 1
    if but.last >= end or tokens[but.last].lower != "of" or (whole := whole_at(tokens, begin, end, measures)) is None:
        return [part]
    value = number(whole.value - but.value)
    told = replace(part, low=value, best=value, high=value, aside=False)
    return _with_whole(told, whole, tokens, begin, end, measures) if value >= 0 else [part]


def _share(tokens: Sequence[Token], i: int, end: int, measures: Measures) -> tuple[float, int] | None:
    """A share and the token after it: "a third", "three quarters", "half", "30 per cent", "almost all"."""
    numbers = measures.numbers
    if tokens[i].lower in numbers.phrases.all:
        return (1.0, i + 1) if approximator(tokens, i, max(0, i - 2), measures)[0] == "almost" else None
    if (fraction := read_fraction(tokens, i, end, numbers)) is not None:
        after = fraction[1]
        behind = tokens[after] if after < end else None
        plain = tokens[i].lower == "half" or (behind is not None and (behind.lower == "of" or behind.tag == "VBP"))
        return fraction if plain and tokens[after - 1].lower != "halves" else None
    if not tokens[i].text[:1].isdigit() and tokens[i].lower not in numbers.words:
        return None
    numeral = read_numeral(tokens, i, end, numbers)
    if numeral is None or numeral.last >= end:
        return None
    j = numeral.last
    if tokens[j].lower == "per" and j + 1 < end and tokens[j + 1].lower == "cent":
        j += 1
    elif measures.written_units.get(tokens[j].lower) != ("percentage", "percent"):
        return None
    if j + 1 >= end or tokens[j + 1].lower != "of" or numeral.value > 100:
        return None
    return numeral.value / 100, j + 1


def _out_of(tokens: Sequence[Token], i: int, end: int, measures: Measures) -> Quantity | None:
    """ "one in four", "three out of ten": a percentage, where no article says that they were counted out."""
    above = read_numeral(tokens, i, end, measures.numbers)
    if above is None or above.last >= end or above.scale is not None:
        return None
    j = above.last
    gap = 0
    said = tokens[i - 1].pos == "VERB" if i else False
    if tokens[j].lower == "in" and (above.value == 1 or not said):
        gap = 1
    elif tokens[j].lower == "out" and j + 1 < end and tokens[j + 1].lower == "of":
        gap = 2
    if gap == 0 or j + gap >= end or (tokens[j + gap].lower == "every" and j + gap + 1 >= end):
        return None
    below = read_numeral(tokens, j + gap + (tokens[j + gap].lower == "every"), end, measures.numbers)
    if (
        below is None
        or not above.value < below.value <= MOST_OUT_OF
        or below.unit_hint
        or tokens[below.first].entity in DATED
        or (gap == 1 and above.value > 1 and (below.value > 10 or not has_noun(below.last, tokens, end)))
        or (gap == 2 and below.value > 10 and below.value not in SHARED_OUT and tokens[j + gap].lower != "every")
    ):
        return None
    value = number(round(100 * above.value / below.value, 2))
    return Quantity(i, below.last, value, value, value, None, "fraction", "Exact", share=True)
