"""Tokens → numerals: digits with any separators, words and both mixed, and their value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.records import Number, Quantifier, Token, number

WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "mln": 1_000_000, "billion": 10**9, "bln": 10**9,
    "trillion": 10**12, "m": 1_000_000, "bn": 10**9, "k": 1_000, "tn": 10**12,
}  # fmt: skip
LONG_SCALES = frozenset(SCALES) - {"m", "k"}
_APART = "\u00a0\u202f\u2009 "
_PLAIN = re.compile(r"^\d+$")
_GROUPED = re.compile(r"^\d{1,3}(?:([,.\u00a0\u202f’'])\d{3})(?:\1\d{3})*$")
_DECIMAL = re.compile(r"^(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+$|^\d+,\d{1,2}$|^\.\d+$")
_MIXED = re.compile(r"^(\d+)-(\d)/(\d{1,2})$")
_ATTACHED = re.compile(
    r"^(\d[\d,]*(?:\.\d+)?)-?(kms?|m|bn|mln|bln|tn|k|kg|ft|mph|miles?|kilomet(?:re|er)s?|met(?:re|er)s?|tonnes?|tons?)$",
    re.I,
)
_GLUED = frozenset(
    {"m", "bn", "mln", "bln", "tn", "k"}
)  # "20m" before a unit or people is 20 million, beside a number of metres it is not


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens ``first`` to ``last`` (half-open) and their value. ``unit_hint`` is a unit written in the same token ("30km")."""

    first: int
    last: int
    value: float
    unit_hint: str | None = None
    scale: str | None = None


def read_numeral(tokens: Sequence[Token], i: int, end: int) -> Numeral | None:
    """The numeral that begins at token ``i``, or None."""
    lower = tokens[i].lower
    if lower[0].isdigit() or (lower[0] == "." and len(lower) > 1):
        return _in_digits(tokens, i, end)
    if lower in WORDS:
        return _in_words(tokens, i, end)
    if lower in {"a", "an"} and i + 1 < end and tokens[i + 1].lower in LONG_SCALES:
        return _scaled(tokens, i, i + 1, end, 1.0)
    if lower == "half" and i + 2 < end and tokens[i + 1].lower in {"a", "an"} and tokens[i + 2].lower in LONG_SCALES:
        return Numeral(i, i + 3, SCALES[tokens[i + 2].lower] / 2, scale=tokens[i + 2].lower)
    return None


def _in_digits(tokens: Sequence[Token], i: int, end: int) -> Numeral | None:
    text = tokens[i].text
    following = tokens[i + 1].lower if i + 1 < end else ""
    if attached := _ATTACHED.match(text):
        value, unit = _decimal(attached.group(1)), attached.group(2).lower()
        if unit in _GLUED:
            return Numeral(i, i + 1, value * SCALES[unit], scale=unit)
        return Numeral(i, i + 1, value, unit)
    if mixed := _MIXED.match(text):
        whole, above, below = (int(g) for g in mixed.groups())
        return _scaled(tokens, i, i + 1, end, whole + above / max(1, below))
    if _PLAIN.match(text):
        j, digits = i + 1, text
        while j < end and len(digits) <= 12 and len(text) <= 3 and _joins(tokens, j):
            digits, j = digits + tokens[j].text, j + 1
        return _scaled(tokens, i, j, end, float(digits))
    if _GROUPED.match(text) and not text.startswith("0"):
        dotted = text.count(".") == 1 and (
            following in SCALES or following in {"%", "percent", "per", "pct", "km", "miles"}
        )
        return _scaled(tokens, i, i + 1, end, float(text) if dotted else float(re.sub(r"\D", "", text)))
    if _DECIMAL.match(text):
        return _scaled(tokens, i, i + 1, end, _decimal(text))
    return None


def _joins(tokens: Sequence[Token], j: int) -> bool:
    """Whether token ``j`` is the next three digits of "1 200": exactly one space apart."""
    text = tokens[j].text
    return (
        len(text) == 3
        and bool(_PLAIN.match(text))
        and tokens[j].start == tokens[j - 1].end + 1
        and tokens[j].pos == "NUM"
    )


def _decimal(text: str) -> float:
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return float(text.replace(",", "."))
    return float(text.replace(",", ""))


def _scaled(tokens: Sequence[Token], first: int, j: int, end: int, value: float) -> Numeral:
    """Multiply by the scales that follow: "1.2 million", "20m", "a hundred thousand"."""
    scale = None
    while j < end and (
        tokens[j].lower in LONG_SCALES or (tokens[j].lower in SCALES and tokens[j].start == tokens[j - 1].end)
    ):
        scale = tokens[j].lower
        value, j = value * SCALES[scale], j + 1
    return Numeral(first, j, value, scale=scale)


def _in_words(tokens: Sequence[Token], i: int, end: int) -> Numeral:
    """ "twenty-three", "two hundred and six", "two and a half million"."""
    total, current, j = 0.0, float(WORDS[tokens[i].lower]), i + 1
    scale = None
    while j < end:
        word = tokens[j].lower
        if word in LONG_SCALES:
            scale = word
            factor = SCALES[word]
            total, current = (
                (total + max(1.0, current) * factor, 0.0) if factor >= 1_000 else (total, max(1.0, current) * factor)
            )
        elif word in WORDS and _adds(current, WORDS[word], total):
            current += WORDS[word]
        elif word == "-" and j + 1 < end and tokens[j].start == tokens[j - 1].end:
            beyond = tokens[j + 1].lower
            if not (beyond in LONG_SCALES or (beyond in WORDS and _adds(current, WORDS[beyond], total))):
                break
        elif word == "and" and j + 1 < end and tokens[j + 1].lower in WORDS and (current or total) >= 100:
            if not _adds(current, WORDS[tokens[j + 1].lower], total):
                break
        elif word == "and" and j + 2 < end and tokens[j + 1].lower == "a" and tokens[j + 2].lower == "half":
            current, j = current + 0.5, j + 2
        else:
            break
        j += 1
    return Numeral(i, j, total + current, scale=scale)


def _adds(current: float, value: int, total: float) -> bool:
    """Whether a smaller number word goes on with the larger one: "hundred six", "twenty three", never "six hundred"."""
    if value == 0:
        return False
    if current == 0:
        return total > 0
    return current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and value < 10)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens ``first`` to ``last`` (half-open; the bounding words included), the interval and the rule that made it.

    ``whole``: the tokens of the quantity of which this one is a fraction ("half of the 40"); ``share``: it is a share of what it
    counts ("a third of residents"); ``before``: it is what the value was before a change ("rose from 12"). ``bounded``: how many of the
    first tokens are bounding words.
    """

    first: int
    last: int
    low: Number | None
    best: Number | None
    high: Number | None
    approximator: str | None
    rule: str
    quantifier: Quantifier
    unit_hint: str | None = None
    whole: tuple[int, int] | None = None
    share: bool = False
    before: bool = False
    bounded: int = 0

    @property
    def core(self) -> int:
        """The first token after the bounding words."""
        return self.first + self.bounded


def exact(numeral: Numeral) -> Quantity:
    """The quantity that a numeral says as it stands."""
    amount = number(numeral.value)
    return Quantity(numeral.first, numeral.last, amount, amount, amount, None, "exact", "Exact", numeral.unit_hint)
