"""Tokens → quantities: numbers in digits and words with the words that bound them, and the interval that they allow."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.lexicon.measures import Measures
from rashomon.records import Number, Quantifier, Token, number

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "mln": 1_000_000, "billion": 10**9, "bln": 10**9,
    "trillion": 10**12, "m": 1_000_000, "bn": 10**9, "k": 1_000,
}  # fmt: skip
LONG_SCALES = frozenset(SCALES) - {"m", "k"}
NOBODY = frozenset({"nobody", "none"})
_DIGITS = re.compile(r"^\d{1,3}(?:[,\u00a0\u202f.’']\d{3})+$|^\d+(?:\.\d+)?$|^\d+,\d{1,2}$")
_ATTACHED = re.compile(r"^(\d+(?:,\d{3})*(?:\.\d+)?)-?(km|kms|m|bn|mln|kg|ft|mile|kilometre|kilometer)?(s?)$", re.I)
_JOINED = re.compile(r"^(\d[\d,]*)[-–](\d[\d,]*)$")
_QUANTIFIER: dict[str, Quantifier] = {
    "at least": "More than",
    "almost": "Less than",
    "up to": "Less than",
    "about": "Approximately",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens ``first`` to ``last`` (half-open; the bounding words included), the interval and the rule that made it."""

    first: int
    last: int
    low: Number | None
    best: Number | None
    high: Number | None
    approximator: str | None
    rule: str
    quantifier: Quantifier
    unit_hint: str | None = None


def read_quantities(tokens: Sequence[Token], first: int, last: int, measures: Measures) -> list[Quantity]:
    """The quantities among tokens ``first`` to ``last`` of one sentence, in order, not overlapping."""
    found: list[Quantity] = []
    i = first
    while i < last:
        quantity = _vague(tokens, i, last, measures) or _number(tokens, i, last)
        if quantity is None:
            i += 1
            continue
        quantity = _bounded(_ranged(quantity, tokens, last), tokens, found[-1].last if found else first, measures)
        found.append(quantity)
        i = quantity.last
    return found


def _exact(first: int, last: int, value: float, hint: str | None = None, rule: str = "exact") -> Quantity:
    amount = number(value)
    return Quantity(first, last, amount, amount, amount, None, rule, "Exact", hint)


def _number(tokens: Sequence[Token], i: int, end: int) -> Quantity | None:
    token = tokens[i]
    value, hint = _value(token)
    if value is None:
        if token.lower in NOBODY or (token.lower == "no" and i + 1 < end and tokens[i + 1].lower in {"one"}):
            return _exact(i, i + (2 if token.lower == "no" else 1), 0, rule="none")
        if token.lower in {"a", "an"} and i + 1 < end and tokens[i + 1].lower in LONG_SCALES - {"m"}:
            value = 1
        elif (
            token.lower == "half"
            and i + 1 < end
            and tokens[i + 1].lower in {"a"}
            and i + 2 < end
            and tokens[i + 2].lower in SCALES
        ):
            return _exact(i, i + 3, SCALES[tokens[i + 2].lower] / 2)
        else:
            return None
    j = i + 1
    worded = token.lower in WORDS
    total, current = 0.0, value
    while j < end:
        word = tokens[j].lower
        if word in LONG_SCALES or (word in SCALES and not worded and tokens[j].start == tokens[j - 1].end):
            scale = SCALES[word]
            if scale >= 1_000:
                total, current = total + max(1.0, current) * scale, 0.0
            else:
                current = max(1.0, current) * scale
            j += 1
        elif (
            word in WORDS
            and worded
            and (current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and WORDS[word] < 10))
        ):
            current += WORDS[word]
            j += 1
        elif (
            word == "-"
            and worded
            and j + 1 < end
            and tokens[j + 1].lower in WORDS
            and tokens[j].start == tokens[j - 1].end
        ) or (word == "and" and worded and j + 1 < end and tokens[j + 1].lower in WORDS and (current or total) >= 100):
            j += 1
        else:
            break
    return _exact(i, j, total + current, hint)


def _value(token: Token) -> tuple[float | None, str | None]:
    text = token.text
    if text[:1].isdigit():
        if _DIGITS.match(text):
            return _digits(text), None
        if joined := _JOINED.match(text):
            return _digits(joined.group(1)), None
        if attached := _ATTACHED.match(text):
            return _digits(attached.group(1).rstrip(".,")), (attached.group(2) or "").lower() or None
        return None, None
    return (float(WORDS[token.lower]), None) if token.lower in WORDS else (None, None)


def _digits(text: str) -> float:
    plain = re.sub(r"[,\u00a0\u202f’'](?=\d{3})", "", text)
    if re.match(r"^\d{1,3}(?:\.\d{3}){2,}$", plain):
        plain = plain.replace(".", "")
    return float(plain.replace(",", "."))


def _vague(tokens: Sequence[Token], i: int, end: int, measures: Measures) -> Quantity | None:
    word = tokens[i].lower
    following = [t.lower for t in tokens[i + 1 : min(end, i + 3)]]
    if word == "several" and following[:1] in (["dozen"], ["hundred"], ["thousand"]):
        scale = SCALES[following[0]]
        low, high, length = 3 * scale, {12: 99, 100: 999, 1000: 9999}[scale], 2
    elif word in {"tens", "hundreds"} and following == ["of", "thousands"]:
        low, length = (20_000, 3) if word == "tens" else (200_000, 3)
        high = 99_999 if word == "tens" else 999_999
    elif word in measures.classes and (word != "several" or tokens[i].dep in {"amod", "nummod", "det"}):
        low, high = measures.classes[word]
        length = 1
    elif word == "couple" and following[:1] == ["of"]:
        low, high, length = 2, 3, 1
    else:
        return None
    words = " ".join(t.lower for t in tokens[i : i + length])
    return Quantity(i, i + length, low, None, high, words, "vague class", "Approximately")


def _ranged(quantity: Quantity, tokens: Sequence[Token], end: int) -> Quantity:
    """ "40 to 50", "40-50", "between 40 and 50"."""
    if quantity.best is None:
        return quantity
    if joined := _JOINED.match(tokens[quantity.first].text):
        low, high = number(_digits(joined.group(1))), number(_digits(joined.group(2)))
        return replace(quantity, low=low, best=None, high=high, rule="range") if low < high else quantity
    j = quantity.last
    if j + 1 >= end:
        return quantity
    between = quantity.first > 0 and tokens[quantity.first - 1].lower == "between"
    joint = tokens[j].lower in {"to", "-", "–"} or (between and tokens[j].lower == "and")
    if not joint or (tokens[j].lower == "-" and tokens[j].start != tokens[j - 1].end):
        return quantity
    other = _number(tokens, j + 1, end)
    if other is None or other.best is None or quantity.best is None:
        return quantity
    low = quantity.best
    scale = tokens[other.last - 1].lower
    if low < other.best / 1_000 and scale in LONG_SCALES and other.last - other.first > 1:
        low = number(low * SCALES[scale])  # "2 to 3 million"
    if low >= other.best:
        return quantity
    first = quantity.first - 1 if between else quantity.first
    return Quantity(first, other.last, low, None, other.best, None, "range", "Approximately", other.unit_hint)


def _bounded(quantity: Quantity, tokens: Sequence[Token], least: int, measures: Measures) -> Quantity:
    """Read the bounding words before the quantity ("at least") and the few that follow it ("or more")."""
    kind, phrase, first = _approximator(tokens, quantity.first, least, measures.approximators)
    after = [t.lower for t in tokens[quantity.last : quantity.last + 2]]
    if kind is None and after in (["or", "more"], ["or", "so"]):
        kind, phrase, first = ("at least" if after[1] == "more" else "about"), " ".join(after), quantity.first
        quantity = replace(quantity, last=quantity.last + 2)
    if kind is None or phrase is None:
        return quantity
    first = min(first, quantity.first)
    low, best, high = quantity.low, quantity.best, quantity.high
    if kind == "at least":
        low, best, high = low, best if best is not None else low, None
    elif best is None:
        return replace(quantity, first=first, approximator=quantity.approximator or phrase)
    elif kind == "almost":
        low = None
    elif kind == "up to":
        low, best = None, None
    return replace(
        quantity, first=first, low=low, best=best, high=high, approximator=phrase,
        rule=kind if quantity.rule == "exact" else f"{kind}, {quantity.rule}", quantifier=_QUANTIFIER[kind],
    )  # fmt: skip


def _approximator(
    tokens: Sequence[Token], first: int, least: int, phrases: Mapping[str, str]
) -> tuple[str | None, str | None, int]:
    for length in (3, 2, 1):
        start = first - length
        if start < least:
            continue
        phrase = " ".join(t.lower for t in tokens[start:first])
        if phrase in phrases:
            outer, outer_phrase, outer_first = (
                _approximator(tokens, start, least, phrases) if length < 3 else (None, None, start)
            )
            if outer == "at least" and outer_phrase is not None:
                return outer, f"{outer_phrase} {phrase}", outer_first
            return phrases[phrase], phrase, start
    return None, None, first
