"""Tokens → shares: fractions, multiples and "one in four", of a figure or of what is counted."""

from collections.abc import Sequence

from rashomon.figures.numerals import Quantity, exact, read_numeral
from rashomon.languages.measures import Measures
from rashomon.records import Token, number

FRACTIONS = {
    "half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5,
    "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip
MULTIPLES = {"twice": 2, "double": 2, "triple": 3, "thrice": 3}


def read_share(tokens: Sequence[Token], i: int, end: int, measures: Measures) -> Quantity | None:
    """ "half of the 40", "two-thirds of homes", "one in four", "most of the 40", "twice the 40"."""
    words = [t.lower for t in tokens[i : min(end, i + 8)]]
    if words[0] in MULTIPLES and words[1:2] == ["the"] and i + 2 < end and (base := read_numeral(tokens, i + 2, end)):
        value = number(MULTIPLES[words[0]] * base.value)
        return Quantity(i, base.last, value, value, value, None, "multiple of a figure", "Exact")
    if out_of := _out_of(tokens, i, end):
        return out_of
    if words[0] == "half" and words[1:2] in (["a"], ["an"]) and words[2:3] and words[2] in measures.written_units:
        return Quantity(i, i + 2, 0.5, 0.5, 0.5, None, "exact", "Exact")
    share, length = _share(words)
    if share is None and words[0] == "most":
        share, length = 0.5, 1
    if share is None or i + length >= end:
        return None
    j = i + length
    if tokens[j].lower == "of":
        j += 1
    elif words[0] not in {"half", "most"} or (words[0] == "most" and length == 1):
        return None
    named = j < end and tokens[j].lower in {"the", "those", "these", "its", "their", "all"}
    k = j + 1 if named else j
    whole = read_numeral(tokens, k, end) if named and k < end else None
    if whole is not None and whole.value >= 2 and whole.unit_hint is None:
        part = share * whole.value
        if words[0] == "most":
            low = int(part) + 1
            whole_value = number(whole.value)
            span = (whole.first, whole.last)
            return Quantity(i, j, low, None, whole_value, "most", "fraction of a figure", "More than", whole=span)
        value = number(round(part, 2))
        return Quantity(
            i, j, value, value, value, None, "fraction of a figure", "Exact", whole=(whole.first, whole.last)
        )
    if words[0] == "most" or (words[0] == "half" and length == 1 and not (tokens[j - 1].lower == "of" or named)):
        return None
    value = number(round(100 * share, 2))
    return Quantity(i, i + length, value, value, value, None, "fraction", "Exact", share=True)


def _share(words: Sequence[str]) -> tuple[float | None, int]:
    """The share and how many words say it: "a third", "one-third", "three quarters", "half"."""
    if words[0] == "half":
        return 0.5, 1
    counts = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "seven": 7, "nine": 9}
    if words[0] in counts and len(words) > 1:
        length = 3 if words[1] == "-" else 2
        name = words[length - 1] if len(words) >= length else ""
        if name in FRACTIONS and name != "half" and words[length : length + 1] == ["of"]:
            return counts[words[0]] * FRACTIONS[name], length
    return None, 0


def _out_of(tokens: Sequence[Token], i: int, end: int) -> Quantity | None:
    """ "one in four", "three out of ten": a percentage."""
    above = read_numeral(tokens, i, end)
    if above is None or above.last >= end or above.scale is not None:
        return None
    j = above.last
    gap = 0
    if tokens[j].lower == "in" and above.value == 1:
        gap = 1
    elif tokens[j].lower == "out" and j + 1 < end and tokens[j + 1].lower == "of":
        gap = 2
    if gap == 0 or j + gap >= end or (tokens[j + gap].lower == "every" and j + gap + 1 >= end):
        return None
    below = read_numeral(tokens, j + gap + (tokens[j + gap].lower == "every"), end)
    if (
        below is None
        or not above.value < below.value <= 1_000
        or below.unit_hint
        or tokens[below.first].entity in {"DATE", "TIME"}
    ):
        return None
    value = number(round(100 * above.value / below.value, 2))
    return Quantity(i, below.last, value, value, value, None, "fraction", "Exact", share=True)


def whole_of(fraction: Quantity, tokens: Sequence[Token], end: int) -> list[Quantity]:
    """The quantity of which ``fraction`` is one: the 40 of "half of the 40"."""
    if fraction.whole is None:
        return []
    numeral = read_numeral(tokens, fraction.whole[0], end)
    return [exact(numeral)] if numeral is not None else []
