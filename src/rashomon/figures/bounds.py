"""The words around a number that open or bound its interval: "at least 40", "40 or more", "40+", "~40", "topped 40"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.figures.numerals import Quantity
from rashomon.languages.measures import Measures
from rashomon.languages.numbers import Numbers
from rashomon.records import Quantifier, Token

NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_LONGEST = 4  # words of a bounding phrase
_QUANTIFIER: dict[str, Quantifier] = {
    "at least": "More than", "almost": "Less than", "up to": "Less than", "about": "Approximately",
}  # fmt: skip


def bounded(quantity: Quantity, tokens: Sequence[Token], least: int, end: int, measures: Measures) -> Quantity:
    """Read the bounding words before the quantity, from token ``least`` on, and the few that follow it, before token ``end``."""
    quantity = _with_mark(quantity, tokens, end, measures.numbers)
    kind, phrase, first = approximator(tokens, quantity.first, least, measures)
    if kind is None:
        kind, phrase, first = _by_verb(quantity, tokens, least, end, measures.numbers)
    sign = tokens[quantity.first].text[:1]
    if kind is None and sign in measures.numbers.signs:
        kind, phrase, first = measures.numbers.signs[sign], sign, quantity.first
    after = _following(quantity.last, tokens, end, measures) if quantity.rule != "vague class" else None
    if after is not None and (kind is None or not after[1][0].isalpha()):  # "more than 200+" says it twice
        quantity = replace(quantity, last=quantity.last + len(after[1].split()))
        if kind is None:
            (kind, phrase), first = after, quantity.first
        elif kind == "about":
            kind = after[0]  # "an estimated 40+"
    unit = tokens[quantity.last] if quantity.last < end else None
    if kind is None and unit is not None and unit.pos == "NOUN" and quantity.rule == "exact":
        kind, phrase = _following(quantity.last + 1, tokens, end, measures) or (None, None)  # "three days at most"
        first = quantity.first
    if kind is None or phrase is None:
        return quantity
    first = min(first, quantity.first)
    words = quantity.first - first
    low, best, high = quantity.low, quantity.best, quantity.high
    if kind == "at least":
        low, best, high = low, best if best is not None else low, None
    elif kind == "almost":
        low, best = None, best if best is not None or quantity.rule != "range" else high
    elif kind == "up to":
        low, best = None, None
    elif best is None:
        return replace(quantity, first=first, approximator=quantity.approximator or phrase, bounded=words)
    rule = kind if quantity.rule == "exact" else f"{kind}, {quantity.rule}"
    return replace(
        quantity, first=first, bounded=words, low=low, best=best, high=high, approximator=phrase, rule=rule,
        quantifier=_QUANTIFIER[kind],
    )  # fmt: skip


def approximator(
    tokens: Sequence[Token], first: int, least: int, measures: Measures
) -> tuple[str | None, str | None, int]:
    """The bounding phrase that ends before token ``first``: its class, its words, where it begins."""
    phrases: Mapping[str, str] = measures.approximators
    for length in range(_LONGEST, 0, -1):
        start = first - length
        if start < least:
            continue
        phrase = " ".join(t.lower for t in tokens[start:first])
        if phrase not in phrases or _is_no_bound(tokens, start, phrase, measures.numbers):
            continue
        outer, outer_phrase, outer_first = approximator(tokens, start, least, measures)
        if outer is None or outer_phrase is None:
            return phrases[phrase], phrase, start
        kind = phrases[phrase] if outer == "about" else outer  # "at least about 40", "about at least 40"
        return kind, f"{outer_phrase} {phrase}", outer_first
    return None, None, first


def has_noun(last: int, tokens: Sequence[Token], end: int) -> bool:
    """Whether what is counted is said directly behind a number that ends before token ``last``."""
    return last < end and (tokens[last].pos in NOUNS or tokens[last].lower == "of")


def _with_mark(quantity: Quantity, tokens: Sequence[Token], end: int, numbers: Numbers) -> Quantity:
    """ "the 3,000 mark": the mark belongs to the number and is no money."""
    i, before = quantity.last, quantity.first - 1
    if i == end or before < 0 or tokens[before].lower != "the" or quantity.rule != "exact":
        return quantity
    return (
        replace(quantity, last=i + 1) if tokens[i].lower in numbers.phrases.mark and tokens[i].tag == "NN" else quantity
    )


def _by_verb(
    quantity: Quantity, tokens: Sequence[Token], least: int, end: int, numbers: Numbers
) -> tuple[str | None, str | None, int]:
    """ "the toll topped 3,000", "has passed the 3,000 mark": a verb that bounds its object."""
    i = quantity.first - 1
    if i > least and tokens[i].lower == "the" and tokens[quantity.last - 1].lower in numbers.phrases.mark:
        i -= 1
    if i < least or tokens[i].pos != "VERB" or (kind := numbers.bounding.get(tokens[i].lemma)) is None:
        return None, None, quantity.first
    if tokens[i].lemma in numbers.literal and has_noun(quantity.last, tokens, end):
        return None, None, quantity.first  # "crossed three bridges"
    return kind, " ".join(t.lower for t in tokens[i : quantity.first]), i


def _following(i: int, tokens: Sequence[Token], end: int, measures: Measures) -> tuple[str, str] | None:
    """The class and words of a bounding phrase that begins at token ``i``, unless it belongs to the next number."""
    for length in (3, 2, 1):
        words = tuple(t.lower for t in tokens[i : min(end, i + length)])
        kind = measures.following.get(words)
        if kind is None or len(words) < length:
            continue
        beyond = tokens[i + length].lower if i + length < end else ""
        glued = words[0][0].isalpha() or tokens[i].start == tokens[i - 1].end
        if glued and not beyond[:1].isdigit() and beyond not in measures.numbers.words:
            return kind, " ".join(words)
    return None


def _is_no_bound(tokens: Sequence[Token], start: int, phrase: str, numbers: Numbers) -> bool:
    """ "brought up to 50", "jumped over 3 fences", "a film about three men": verbs' particles and plain prepositions."""
    token = tokens[start]
    if phrase == "up to":
        return token.relation == "particle"
    if phrase in numbers.phrases.prepositions:
        changes = start > 0 and tokens[start - 1].lemma in numbers.changes.words
        if changes or phrase in numbers.phrases.only_after_changes:
            return not changes  # "rose above 3,000"
        return (
            start > 0
            and tokens[start - 1].pos == "VERB"
            and token.pos == "ADP"
            and token.relation == "preposition"
            and token.head == start - 1
            and phrase != "over"
        )
    return phrase == "some" and token.relation == "preposition"
