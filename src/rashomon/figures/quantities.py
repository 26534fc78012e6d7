"""Tokens → quantities: numerals with the words that bound them, and the interval that they allow."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.figures.bounds import bounded, has_noun
from rashomon.figures.numerals import Numeral, Quantity, exact, read_numeral
from rashomon.figures.shares import led, parts_of, read_share
from rashomon.languages.measures import Measures
from rashomon.records import Token, number

FOLLOWED_BY_NOUN = frozenset({"adjective", "numeral", "determiner", "compound", "quantifier"})
REACH = 10  # words back in which the verb of "from A to B" is looked for
NEAR = 6  # words back in which the verb of "by A to B" is looked for
DOZEN, HIGHEST_OF_DOZENS = 12, 99
WIDEST = 10  # "12 to 15,000" are thousands where the higher is less than so many times the lower
THOUSAND = 1_000
LATEST = 3  # words between the two bounds of one interval


def read_quantities(tokens: Sequence[Token], first: int, last: int, measures: Measures) -> list[Quantity]:
    """The quantities among tokens ``first`` to ``last`` of one sentence, in order, not overlapping."""
    found: list[Quantity] = []
    openers, signs = measures.numbers.openers, measures.numbers.signs
    i = first
    while i < last:
        word = tokens[i].lower
        if not (
            word in openers
            or word in measures.classes
            or word[0].isnumeric()
            or word[0] == "."
            or (word[0] in signs and len(word) > 1)
        ):
            i += 1
            continue
        least = found[-1].last if found else first
        made = _read(tokens, i, last, least, measures)
        if made and found and (joined := _within(found[-1], made[0], tokens, last, measures)) is not None:
            found[-1:] = [joined]
        else:
            found += made
        i = made[-1].last if made else i + 1
    return led(found, tokens, first, last, measures)


def _read(tokens: Sequence[Token], i: int, end: int, least: int, measures: Measures) -> list[Quantity]:
    if shared := read_share(tokens, i, end, measures):
        return [bounded(shared[0], tokens, least, end, measures), *shared[1:]]
    quantity = _vague(tokens, i, end, measures)
    if quantity is None:
        numeral = read_numeral(tokens, i, end, measures.numbers)
        if numeral is not None:
            quantity = exact(_of_people(numeral, tokens, end, measures))
        else:
            quantity = _nobody(tokens, i, end, measures)
    if quantity is None:
        return []
    ranged = _ranged(_restated(quantity, tokens, end, measures), tokens, least, end, measures)
    if len(ranged) == 2:
        return ranged
    quantity = bounded(ranged[0], tokens, least, end, measures)
    if not quantity.aside and _is_change(quantity, tokens, least, end, measures):
        quantity = replace(quantity, aside=True)
    return parts_of(quantity, tokens, end, measures) or [quantity]


def _of_people(numeral: Numeral, tokens: Sequence[Token], end: int, measures: Measures) -> Numeral:
    """ "3.4 m people" are millions, "3.4 m" alone metres."""
    j = numeral.last
    if numeral.scale is None and j + 1 < end and measures.units.get(tokens[j + 1].lemma) in {"people", "households"}:
        scale = measures.numbers.scales.get(tokens[j].lower)
        if scale is not None:
            return replace(numeral, last=j + 1, value=numeral.value * scale, scale=tokens[j].lower)
    return numeral


def _nobody(tokens: Sequence[Token], i: int, end: int, measures: Measures) -> Quantity | None:
    for phrase in measures.numbers.phrases.nobody:
        length = len(phrase.split())
        if " ".join(t.lower for t in tokens[i : min(end, i + length)]) == phrase:
            return Quantity(i, i + length, 0, 0, 0, None, "none", "Exact")
    return None


def _restated(quantity: Quantity, tokens: Sequence[Token], end: int, measures: Measures) -> Quantity:
    """ "forty-five (45)": the bracket says it once more."""
    j = quantity.last
    if j + 2 < end and tokens[j].text == "(" and quantity.best is not None:
        again = read_numeral(tokens, j + 1, end, measures.numbers)
        if again is not None and again.value == quantity.best and again.last < end and tokens[again.last].text == ")":
            return replace(quantity, last=again.last + 1)
    return quantity


# ---- vague classes and ranges -----------------------------------------------------------------------------------


def _vague(tokens: Sequence[Token], i: int, end: int, measures: Measures) -> Quantity | None:
    """ "dozens", "a few", "several hundred thousand", "tens of thousands"."""
    numbers, phrases = measures.numbers, measures.numbers.phrases
    word = tokens[i].lower
    following = [t.lower for t in tokens[i + 1 : min(end, i + 4)]]
    length = 1
    if word in phrases.articles and following[:1] and following[0] in phrases.few:
        word, following, length = following[0], following[1:], 2
        scaled = following[:1] == ["of"] or (following[:1] and following[0] in numbers.spaced)
        if word == "couple" and not scaled:
            return None  # two who belong together: a singular mention
        if word != "few" and following[:1] == ["of"] and not (following[1:2] and following[1] in phrases.countable):
            length, following = 3, following[1:]
    elif word in phrases.few:
        return None
    if word not in measures.classes:
        return None
    low, high = measures.classes[word]
    if word in phrases.several and following[:1] and following[0] in numbers.spaced:
        scale, length = _scale(i + length, tokens, end, length, measures)
        low, high = low * scale, (HIGHEST_OF_DOZENS if scale == DOZEN else (high + 1) * scale - 1)
    elif word in phrases.of_scales and following[:1] == ["of"] and _thousands(following[1:2], measures):
        scale, length = _scale(i + 2, tokens, end, 2, measures)
        low, high = low * scale, (high + 1) * scale - 1
    elif (word == "several" and tokens[i].relation not in FOLLOWED_BY_NOUN) or tokens[i].pos == "VERB":
        return None
    words = " ".join(t.lower for t in tokens[i : i + length])
    return Quantity(i, i + length, low, None, high, words, "vague class", "Approximately")


def _thousands(word: list[str], measures: Measures) -> bool:
    return bool(word) and measures.numbers.scales.get(word[0].rstrip("s"), 0) >= THOUSAND


def _scale(j: int, tokens: Sequence[Token], end: int, length: int, measures: Measures) -> tuple[int, int]:
    """The product of the scales from token ``j`` on, and ``length`` with their number added."""
    product = 1
    while j < end and tokens[j].lower.rstrip("s") in measures.numbers.spaced:
        product, j, length = product * measures.numbers.scales[tokens[j].lower.rstrip("s")], j + 1, length + 1
    return product, length


def _within(lower: Quantity, upper: Quantity, tokens: Sequence[Token], end: int, measures: Measures) -> Quantity | None:
    """ "more than 100 but fewer than 300": the two bounds of one interval."""
    if lower.low is None or lower.high is not None or upper.low is not None or upper.high is None:
        return None
    if upper.high <= lower.low or upper.whole is not None or lower.whole is not None:
        return None
    between = tokens[lower.last : upper.first]
    joints = [t for t in between if t.lower in measures.numbers.phrases.but]
    nouns = [t for t in between if t not in joints]
    if not joints or len(between) > LATEST + len(nouns) or any(t.pos not in {"NOUN", "ADJ"} for t in nouns):
        return None
    if nouns and (has_noun(upper.last, tokens, end) or not any(t.lower == "but" for t in joints)):
        return None  # "at least 12 men and fewer than 30 women"
    words = f"{lower.approximator} … {upper.approximator}"
    closed = upper.last < end and tokens[upper.last].text == "," == tokens[lower.last].text and not nouns
    return replace(
        lower, last=upper.last + closed if not nouns else lower.last, best=None, high=upper.high, approximator=words, rule="range",
        quantifier="Approximately",
    )  # fmt: skip


def _ranged(quantity: Quantity, tokens: Sequence[Token], least: int, end: int, measures: Measures) -> list[Quantity]:
    """ "40 to 50", "40-50", "between 40 and 50" are one range; "raised from 7 to 10" are two values, the first one past.

    Of "rose by five to 31" the first is the size of the change.
    """
    numbers = measures.numbers
    if quantity.best is None:
        return [quantity]
    j = quantity.last
    if j + 1 >= end:
        return [quantity]
    prior = tokens[quantity.first - 1].lower if quantity.first > least else ""
    between = prior == "between"
    joint = tokens[j].lower in numbers.phrases.ranging or (between and tokens[j].lower == "and")
    if tokens[j].lower == "or" and quantity.best + 1 in {numbers.words.get(tokens[j + 1].lower), _plain(tokens[j + 1])}:
        joint = True  # "two or three"
    if not joint or (tokens[j].lower in {"-", "—"} and tokens[j].start != tokens[j - 1].end):
        return [quantity]
    numeral = read_numeral(tokens, j + 1, end, numbers)
    if numeral is None:
        return [quantity]
    other = exact(numeral)
    assert other.best is not None
    if tokens[j].lower == "to":
        back = tokens[max(least, quantity.first - REACH) : quantity.first]
        if prior == "from" and any(t.lemma in numbers.changes.words or t.lower in numbers.changes.words for t in back):
            return [replace(quantity, before=True), other]
        if _is_change(bounded(quantity, tokens, least, end, measures), tokens, least, end, measures, to=other):
            return [replace(bounded(quantity, tokens, least, end, measures), aside=True), other]
    low = _in_thousands(quantity, numeral, tokens, least, measures)
    if low >= other.best:
        return [quantity]
    first = quantity.first - 1 if between or prior == "from" else quantity.first
    return [Quantity(first, other.last, number(low), None, other.best, None, "range", "Approximately", other.unit_hint)]


def _in_thousands(lower: Quantity, upper: Numeral, tokens: Sequence[Token], least: int, measures: Measures) -> float:
    """The lower bound of a range in the scale of the upper one: "2 to 3 million", "two to three hundred", "12 to 15,000"."""
    assert lower.best is not None
    numbers = measures.numbers
    if tokens[lower.last - 1].lower in numbers.spaced:
        return lower.best
    if upper.scale is not None:
        scaled = lower.best * numbers.scales[upper.scale]
        return scaled if scaled < upper.value else lower.best
    written = tokens[upper.last - 1].text
    back = tokens[max(least, lower.first - NEAR) : lower.first]
    if (
        _plain(tokens[lower.first]) is None
        or written.isdecimal()
        or upper.value % THOUSAND
        or any(t.lemma in numbers.phrases.spanning for t in back)
    ):
        return lower.best
    scaled = lower.best * THOUSAND
    return scaled if scaled < upper.value < scaled * WIDEST else lower.best


def _is_change(
    quantity: Quantity, tokens: Sequence[Token], least: int, end: int, measures: Measures, to: Quantity | None = None
) -> bool:
    """Whether a number is the size of a change: "rose by five to 31", "fell 6 to 32", "up by five", "an increase of five".

    ``to`` is what it changed to; without it, what has a noun of its own is counted ("an increase of 400 troops", "cut by 12 men").
    """
    changes, at = measures.numbers.changes, quantity.first
    if at <= least:
        return False
    if at < quantity.core and tokens[at].lower in measures.numbers.phrases.prepositions:
        return False  # "rose above 3,000"
    prior = tokens[at - 1]
    noun = has_noun((to or quantity).last, tokens, end)
    amount = tokens[min(end - 1, (to or quantity).last)].lower in measures.written_units
    if prior.lower == "by":
        back = tokens[max(0, at - NEAR) : at - 1]
        ended = max((n for n, t in enumerate(back) if t.text in {".", ";"}), default=-1)
        back = back[ended + 1 :]
        changed = any(t.lemma in changes.words or t.lower in changes.words for t in back)
        return changed and (to is not None or not noun)
    if prior.lower == "of":
        return at - 2 >= least and tokens[at - 2].lemma in changes.nouns and not noun
    alone = prior.lemma in changes.alone or prior.lower in changes.alone
    return alone and prior.pos != "AUX" and not noun and not amount


def _plain(token: Token) -> int | None:
    return int(token.text) if token.text.isdecimal() and len(token.text) < 12 else None
