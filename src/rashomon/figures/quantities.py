"""Tokens → quantities: numerals with the words that bound them, and the interval that they allow."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.figures.numerals import LONG_SCALES, SCALES, WORDS, Quantity, exact, read_numeral
from rashomon.figures.shares import read_share, whole_of
from rashomon.languages.measures import Measures
from rashomon.records import Number, Quantifier, Token, number

CHANGES = frozenset(
    {"increase", "raise", "rise", "grow", "climb", "jump", "soar", "surge", "cut", "reduce", "fall", "drop", "decline", "revise",
     "go", "double", "bring", "lower", "lift", "expand", "shrink", "decrease", "up", "down", "update"}
)  # fmt: skip
OPENERS = frozenset(WORDS) | {"a", "an", "half", "most", "twice", "double", "triple", "thrice", "no", "nobody", "none"}
THOUSANDS = frozenset({"thousand", "thousands", "million", "millions", "billion", "billions"})
ROUND = frozenset({"dozen", "hundred", "thousand", "million", "billion"})
NOBODY = frozenset({"nobody", "none"})
FOLLOWED_BY_NOUN = frozenset({"amod", "nummod", "det", "compound", "quantmod"})
REACH = 10  # words back in which the verb of "from A to B" is looked for
_JOINED = re.compile(r"^(\d[\d,]*)[-–—](\d[\d,]*)$")
_QUANTIFIER: dict[str, Quantifier] = {
    "at least": "More than", "almost": "Less than", "up to": "Less than", "about": "Approximately",
}  # fmt: skip


def read_quantities(tokens: Sequence[Token], first: int, last: int, measures: Measures) -> list[Quantity]:
    """The quantities among tokens ``first`` to ``last`` of one sentence, in order, not overlapping."""
    found: list[Quantity] = []
    i = first
    while i < last:
        token = tokens[i]
        if not (
            token.lower in OPENERS
            or token.lower in measures.classes
            or token.lower[0].isdigit()
            or token.lower[0] == "."
        ):
            i += 1
            continue
        least = found[-1].last if found else first
        made = _read(tokens, i, last, least, measures)
        found += made
        i = made[-1].last if made else i + 1
    return found


def _read(tokens: Sequence[Token], i: int, end: int, least: int, measures: Measures) -> list[Quantity]:
    if (fraction := read_share(tokens, i, end, measures)) is not None:
        return [_bounded(fraction, tokens, least, measures), *whole_of(fraction, tokens, end)]
    quantity = _vague(tokens, i, end, measures)
    if quantity is None:
        numeral = read_numeral(tokens, i, end)
        quantity = exact(numeral) if numeral is not None else _nobody(tokens, i, end)
    if quantity is None:
        return []
    ranged = _ranged(quantity, tokens, least, end)
    if len(ranged) == 2:
        return ranged
    return [_bounded(ranged[0], tokens, least, measures)]


def _nobody(tokens: Sequence[Token], i: int, end: int) -> Quantity | None:
    word = tokens[i].lower
    length = 1 if word in NOBODY else 2 if word == "no" and i + 1 < end and tokens[i + 1].lower == "one" else 0
    return Quantity(i, i + length, 0, 0, 0, None, "none", "Exact") if length else None


# ---- vague classes and ranges -----------------------------------------------------------------------------------


def _vague(tokens: Sequence[Token], i: int, end: int, measures: Measures) -> Quantity | None:
    word = tokens[i].lower
    following = [t.lower for t in tokens[i + 1 : min(end, i + 4)]]
    first, length = i, 1
    if word == "a" and following[:1] and following[0] in {"few", "couple", "handful"}:
        word, following, length = following[0], following[1:], 2
        if word == "couple" and following[:1] != ["of"] and following[:1] not in (["dozen"], ["hundred"], ["thousand"]):
            return None  # two who belong together: a singular mention
        if word != "few" and following[:1] == ["of"] and following[1:2] not in (["times"], ["days"]):
            length, following = 3, following[1:]
    elif word in {"few", "couple", "handful"}:
        return None
    low: Number
    high: Number
    if word in {"several", "few", "couple"} and following[:1] and following[0] in ROUND:
        scale = SCALES[following[0].rstrip("s")]
        low, high, length = (2 if word == "couple" else 3) * scale, {12: 99}.get(scale, 10 * scale - 1), length + 1
    elif (
        word in {"tens", "hundreds", "dozens", "scores"}
        and following[:1] == ["of"]
        and following[1:2]
        and following[1] in THOUSANDS
    ):
        scale = SCALES[following[1].rstrip("s")]
        unit = {"tens": 10, "dozens": 24, "scores": 40, "hundreds": 100}[word]
        low, high, length = (
            (2 * unit if word in {"tens", "hundreds"} else unit) * scale,
            (10 * unit if word in {"tens", "hundreds"} else 100) * scale - 1,
            3,
        )
    elif (
        word in measures.classes
        and (word != "several" or tokens[i].dep in FOLLOWED_BY_NOUN)
        and not (word == "scores" and tokens[i].pos == "VERB")
    ):
        low, high = measures.classes[word]
    else:
        return None
    words = " ".join(t.lower for t in tokens[first : first + length])
    return Quantity(first, first + length, low, None, high, words, "vague class", "Approximately")


def _ranged(quantity: Quantity, tokens: Sequence[Token], least: int, end: int) -> list[Quantity]:
    """ "40 to 50", "40-50", "between 40 and 50" are one range; "raised from 7 to 10" are two values, the first one past."""
    if quantity.best is None:
        return [quantity]
    j = quantity.last
    if j + 1 >= end:
        return [quantity]
    between = quantity.first > least and tokens[quantity.first - 1].lower == "between"
    joint = tokens[j].lower in {"to", "-", "–", "—"} or (between and tokens[j].lower == "and")
    if tokens[j].lower == "or" and quantity.best + 1 in {WORDS.get(tokens[j + 1].lower), _plain(tokens[j + 1])}:
        joint = True  # "two or three"
    if not joint or (tokens[j].lower in {"-", "—"} and tokens[j].start != tokens[j - 1].end):
        return [quantity]
    numeral = read_numeral(tokens, j + 1, end)
    if numeral is None:
        return [quantity]
    other = exact(numeral)
    assert other.best is not None
    low = quantity.best
    if numeral.scale in LONG_SCALES and low < other.best / 1_000 and tokens[quantity.last - 1].lower not in LONG_SCALES:
        low = number(low * SCALES[numeral.scale])  # "2 to 3 million"
    if quantity.first > least and tokens[quantity.first - 1].lower == "from" and tokens[j].lower == "to":
        back = tokens[max(least, quantity.first - REACH) : quantity.first]
        if any(t.lemma in CHANGES or t.lower in CHANGES for t in back):
            return [replace(quantity, before=True), other]
    if low >= other.best:
        return [quantity]
    first = (
        quantity.first - 1
        if between or (quantity.first > least and tokens[quantity.first - 1].lower == "from")
        else quantity.first
    )
    return [Quantity(first, other.last, low, None, other.best, None, "range", "Approximately", other.unit_hint)]


def _plain(token: Token) -> int | None:
    return int(token.text) if token.text.isdecimal() and len(token.text) < 12 else None


# ---- the words around -------------------------------------------------------------------------------------------


def _bounded(quantity: Quantity, tokens: Sequence[Token], least: int, measures: Measures) -> Quantity:
    """Read the bounding words before the quantity ("at least") and the few that follow it ("or more")."""
    kind, phrase, first = _approximator(tokens, quantity.first, least, measures.approximators)
    after = tuple(t.lower for t in tokens[quantity.last : quantity.last + 2])
    if kind is None and quantity.rule != "vague class" and after in measures.following:
        kind, phrase = measures.following[after], " ".join(after)
        quantity = replace(quantity, last=quantity.last + 2)
        first = quantity.first
    unit = tokens[quantity.last : quantity.last + 3]
    trailing = tuple(t.lower for t in unit[1:])
    if (
        kind is None
        and len(unit) == 3
        and unit[0].pos == "NOUN"
        and quantity.rule == "exact"
        and trailing in measures.following
    ):
        kind, phrase, first = measures.following[trailing], " ".join(trailing), quantity.first  # "three days at most"
    if kind is None or phrase is None:
        return quantity
    first = min(first, quantity.first)
    bounded = quantity.first - first
    low, best, high = quantity.low, quantity.best, quantity.high
    if kind == "at least":
        low, best, high = low, best if best is not None else low, None
    elif kind == "almost":
        low, best = None, best if best is not None or quantity.rule != "range" else high
    elif kind == "up to":
        low, best = None, None
    elif best is None:
        return replace(quantity, first=first, approximator=quantity.approximator or phrase, bounded=bounded)
    rule = kind if quantity.rule == "exact" else f"{kind}, {quantity.rule}"
    return replace(
        quantity,
        first=first,
        bounded=bounded,
        low=low,
        best=best,
        high=high,
        approximator=phrase,
        rule=rule,
        quantifier=_QUANTIFIER[kind],
    )


def _approximator(
    tokens: Sequence[Token], first: int, least: int, phrases: Mapping[str, str]
) -> tuple[str | None, str | None, int]:
    """The bounding phrase that ends before token ``first``: its class, its words, where it begins."""
    for length in (4, 3, 2, 1):
        start = first - length
        if start < least:
            continue
        phrase = " ".join(t.lower for t in tokens[start:first])
        if phrase not in phrases or _is_no_bound(tokens, start, phrase):
            continue
        outer, outer_phrase, outer_first = _approximator(tokens, start, least, phrases)
        if outer is None or outer_phrase is None:
            return phrases[phrase], phrase, start
        kind = phrases[phrase] if outer == "about" else outer  # "at least about 40", "about at least 40"
        return kind, f"{outer_phrase} {phrase}", outer_first
    return None, None, first


def _is_no_bound(tokens: Sequence[Token], start: int, phrase: str) -> bool:
    """ "brought up to 50", "jumped over 3 fences", "a film about three men": verbs' particles and plain prepositions."""
    token = tokens[start]
    if phrase == "up to":
        return token.dep == "prt"
    if phrase in {"under", "above", "below", "over"}:
        return (
            start > 0
            and tokens[start - 1].pos == "VERB"
            and token.pos == "ADP"
            and token.dep == "prep"
            and token.head == start - 1
            and phrase != "over"
        )
    return phrase == "some" and token.dep == "prep"
