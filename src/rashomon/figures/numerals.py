"""Tokens → numerals: digits with any separators, words and both mixed, and their value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.languages.numbers import Numbers
from rashomon.records import Number, Quantifier, Token, number

LEAST_ADDED = 100  # "a hundred and twenty": from here on a smaller number may be added with "and"
THOUSAND = 1_000
_PLAIN = re.compile(r"^\d+$")
_GROUPED = re.compile(r"^\d{1,3}(?:([,.\u00a0\u202f’'])\d{3})(?:\1\d{3})*$")
_INDIAN = re.compile(r"^\d{1,2}(?:,\d\d)+,\d{3}$")
_DECIMAL = re.compile(r"^(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+$|^\d+,\d{1,2}$|^\.\d+$")
_MIXED = re.compile(r"^(\d+)-(\d)/(\d{1,2})$")
_VULGAR = re.compile(r"^(\d*)([½¼¾])$")
_VULGAR_VALUES = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens ``first`` to ``last`` (half-open) and their value. ``unit_hint`` is a unit written in the same token ("30km")."""

    first: int
    last: int
    value: float
    unit_hint: str | None = None
    scale: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens ``first`` to ``last`` (half-open; the bounding words included), the interval and the rule that made it.

    ``whole``: the tokens of the quantity of which this one is a part ("half of the 40", "two of the three"); ``share``: it is a share of
    what it counts ("a third of residents"); ``before``: it is what the value was before a change ("rose from 12"); ``aside``: it is no
    value at all, but the size of a change ("rose by five to 31") or an exception ("all but three"). ``bounded``: how many of the first
    tokens are bounding words.
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
    aside: bool = False
    bounded: int = 0

    @property
    def core(self) -> int:
        """The first token after the bounding words."""
        return self.first + self.bounded


def exact(numeral: Numeral) -> Quantity:
    """The quantity that a numeral says as it stands."""
    amount = number(numeral.value)
    return Quantity(numeral.first, numeral.last, amount, amount, amount, None, "exact", "Exact", numeral.unit_hint)


def read_numeral(tokens: Sequence[Token], i: int, end: int, numbers: Numbers) -> Numeral | None:
    """The numeral that begins at token ``i``, or None."""
    text = tokens[i].text.lstrip("".join(numbers.signs))
    if text and (text[0].isdigit() or (text[0] == "." and len(text) > 1) or text in _VULGAR_VALUES):
        return _in_digits(text, tokens, i, end, numbers)
    return of_scale(tokens, i, end, numbers) or _in_words(tokens, i, end, numbers)


# ---- in digits --------------------------------------------------------------------------------------------------


def _in_digits(text: str, tokens: Sequence[Token], i: int, end: int, numbers: Numbers) -> Numeral | None:
    following = tokens[i + 1].lower if i + 1 < end else ""
    if attached := numbers.attached.match(text):
        value, unit = _decimal(attached.group(1)), attached.group(2).lower()
        if unit in numbers.scales:
            return Numeral(i, i + 1, value * numbers.scales[unit], scale=unit)
        return Numeral(i, i + 1, value, unit)
    if mixed := _MIXED.match(text):
        whole, above, below = (int(g) for g in mixed.groups())
        return _scaled(tokens, i, i + 1, end, whole + above / max(1, below), numbers)
    if vulgar := _VULGAR.match(text):
        return _scaled(tokens, i, i + 1, end, int(vulgar.group(1) or 0) + _VULGAR_VALUES[vulgar.group(2)], numbers)
    if _PLAIN.match(text):
        j, digits = i + 1, text
        while j < end and len(digits) <= 12 and len(text) <= 3 and _joins(tokens, j):
            digits, j = digits + tokens[j].text, j + 1
        return _scaled(tokens, i, j, end, float(digits), numbers)
    if _GROUPED.match(text) and not text.startswith("0"):
        dotted = text.count(".") == 1 and (following in numbers.scales or following in numbers.decimal_before)
        value = float(text) if dotted else float(re.sub(r"\D", "", text))
        return _scaled(tokens, i, i + 1, end, value, numbers)
    if _DECIMAL.match(text) or _INDIAN.match(text):
        return _scaled(tokens, i, i + 1, end, _decimal(text), numbers)
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


def _scaled(tokens: Sequence[Token], first: int, j: int, end: int, value: float, numbers: Numbers) -> Numeral:
    """Multiply by the scales that follow: "1.2 million", "20m"; "3 million and a half" is 3.5 million."""
    scale = None
    while j < end and (
        tokens[j].lower in numbers.spaced
        or (tokens[j].lower in numbers.scales and tokens[j].start == tokens[j - 1].end)
    ):
        scale = tokens[j].lower
        value, j = value * numbers.scales[scale], j + 1
    if scale is not None and (more := _and_part(tokens, j, end, numbers)) is not None:
        value, j = value + more[0] * numbers.scales[scale], more[1]
    return Numeral(first, j, value, scale=scale)


# ---- in words ---------------------------------------------------------------------------------------------------


def read_fraction(tokens: Sequence[Token], i: int, end: int, numbers: Numbers) -> tuple[float, int] | None:
    """A fraction by its name and the token after it: "a third", "two-thirds", "three quarters", "half"."""
    word = tokens[i].lower
    if word == "half":
        return 1 / 2, i + 1
    count = 1 if word in numbers.phrases.articles else numbers.words.get(word)
    j = _next(tokens, i + 1, end)
    if not count or j is None:
        return None
    parts = numbers.fractions.get(tokens[j].lower)
    return (count / parts, j + 1) if parts is not None and count < parts else None


def _next(tokens: Sequence[Token], j: int, end: int) -> int | None:
    """The next token that is no hyphen glued to both words: "twenty-three", "one-and-a-half"."""
    if (
        j + 1 < end
        and tokens[j].text in {"-", "‑"}
        and tokens[j].start == tokens[j - 1].end
        and tokens[j + 1].start == tokens[j].end
    ):
        return j + 1
    return j if j < end else None


def of_scale(tokens: Sequence[Token], i: int, end: int, numbers: Numbers) -> Numeral | None:
    """ "three-quarters of a million", "half a dozen", "a half-million", "quarter million": a fraction of a scale."""
    word = tokens[i].lower
    fraction = read_fraction(tokens, i, end, numbers)
    if fraction is None and word in numbers.phrases.bare_fractions:
        fraction = 1 / numbers.fractions[word], i + 1
    if fraction is None:
        return None
    value, after = fraction
    j = _next(tokens, after, end)
    if j is not None and tokens[j].lower == "of":
        j = _next(tokens, j + 1, end)
    if j is not None and (tokens[j].lower in numbers.phrases.articles or (j > after and tokens[j].lower == "one")):
        j = _next(tokens, j + 1, end)
    if j is None or tokens[j].lower not in numbers.spaced:
        return None
    ordinal = tokens[after - 1].lower.rstrip("s") not in numbers.phrases.bare_fractions
    if ordinal and not any(t.lower == "of" for t in tokens[after:j]):
        return None  # "a third million"
    scale = tokens[j].lower
    return Numeral(i, j + 1, float(round(value * numbers.scales[scale])), scale=scale)


def _and_part(tokens: Sequence[Token], j: int, end: int, numbers: Numbers) -> tuple[float, int] | None:
    """ "and a half", "and three-quarters" at token ``j``, and the token after it; not "and a half of them"."""
    j = _next(tokens, j, end) or end
    if j >= end or tokens[j].lower != "and" or (k := _next(tokens, j + 1, end)) is None:
        return None
    found = read_fraction(tokens, k, end, numbers)
    if found is None or tokens[found[1] - 1].lower.rstrip("s") not in numbers.phrases.bare_fractions:
        return None
    after = found[1]
    beyond = tokens[after].lower if after < end else ""
    joined = beyond == "-" and tokens[after].start == tokens[after - 1].end
    if beyond == "of" or (joined and tokens[min(after + 1, end - 1)].lower not in numbers.spaced):
        return None
    return found


def _in_words(tokens: Sequence[Token], i: int, end: int, numbers: Numbers) -> Numeral | None:
    """ "twenty-three", "two hundred and six", "one and a quarter million", "a million and a half", "hundred and twenty"."""
    word = tokens[i].lower
    total, current, scale = 0.0, 0.0, None
    if word in numbers.words:
        current, last = float(numbers.words[word]), i + 1
    elif (word in numbers.phrases.articles and i + 1 < end and tokens[i + 1].lower in numbers.spaced) or (
        word in numbers.phrases.bare_scales and _is_bare(tokens, i, end, numbers)
    ):
        last = i + 1 if word in numbers.phrases.articles else i
    else:
        return None
    between = i > 0 and tokens[i - 1].lower == "between"
    while (j := last if last == i else _next(tokens, last, end)) is not None:
        word = tokens[j].lower
        if word in numbers.spaced:
            scale, factor = word, numbers.scales[word]
            if current >= LEAST_ADDED and factor < THOUSAND:
                break  # "a hundred and two hundred" are two numbers
            if factor < THOUSAND:
                current = max(1.0, current) * factor
            elif current == 0 and 0 < total < factor:
                total *= factor  # "a thousand million"
            else:
                total, current = total + max(1.0, current) * factor, 0.0
            last = j + 1
        elif word in numbers.words and _adds(current, numbers.words[word], total):
            current, last = current + numbers.words[word], j + 1
        elif word == "and" and (more := _and_part(tokens, j, end, numbers)) is not None:
            base = numbers.scales[scale] if scale is not None and current in {0.0, numbers.scales[scale]} else 1
            current, last = current + more[0] * base, more[1]
        elif word == "and" and (k := _next(tokens, j + 1, end)) is not None and tokens[k].lower in numbers.words:
            small = numbers.words[tokens[k].lower]
            beyond = tokens[k + 1].lower if k + 1 < end else ""
            if (
                (current or total) < LEAST_ADDED
                or not _adds(current, small, total)
                or (current >= LEAST_ADDED and beyond in numbers.spaced and numbers.scales[beyond] < THOUSAND)
                or (between and not any(t.lower in numbers.phrases.reaching for t in tokens[k + 1 : min(end, k + 5)]))
            ):
                break
            current, last = current + small, k + 1
        else:
            break
    return Numeral(i, last, total + current, scale=scale)


def _is_bare(tokens: Sequence[Token], i: int, end: int, numbers: Numbers) -> bool:
    """Whether a scale without a number before it stands for one of it: "Hundred and twenty people", "Hundred people"."""
    if i > 0 and tokens[i - 1].end + 1 >= tokens[i].start and tokens[i - 1].pos not in {"PUNCT", "VERB", "SCONJ"}:
        return False
    following = tokens[i + 1] if i + 1 < end else None
    if following is None:
        return False
    if following.lower == "and":
        return i + 2 < end and tokens[i + 2].lower in numbers.words
    return following.tag == "NNS" and following.text.islower()


def _adds(current: float, value: int, total: float) -> bool:
    """Whether a smaller number word goes on with the larger one: "hundred six", "twenty three", never "six hundred"."""
    if value == 0:
        return False
    if current == 0:
        return total > 0
    return current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and value < 10)
