"""Money, percentages, distances, areas, durations and weights: what is told by the unit written beside the number."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.languages.measures import Measures
from rashomon.records import Sentence, StockFlow, Token


@dataclass(frozen=True, slots=True)
class Counted:
    """Measure, unit and group. ``elided``: the words say no noun of their own; ``by_clause``: the verb gave the measure; ``by``: the token that did;
    ``carried``: only the figure before says what is counted."""

    measure: str
    unit: str
    group: str | None
    stock_flow: StockFlow | None = None
    agent: str | None = None
    elided: bool = False
    by_clause: bool = False
    by: int | None = None
    carried: bool = False


def amount_of(
    first: int, last: int, tokens: Sequence[Token], sentence: Sentence, measures: Measures, hint: str | None
) -> Counted | None:
    """Money, percentages, distances, areas and durations are told by the unit written beside the number."""
    if hint is not None and hint in measures.written_units:
        return _unit(hint, last, tokens, measures)
    before = tokens[first - 1].text if first > sentence.first else ""
    signs = [t.text for t in tokens[first:last] if t.lower not in measures.numbers.phrases.mark]
    sign = next((s for s in (before, *signs) if s in measures.currencies or (s.endswith("$") and len(s) <= 4)), None)
    if sign is not None:
        return Counted("money", measures.currencies.get(sign, sign) + _rate(last, tokens, measures), None)
    after = [t.lower for t in tokens[last : min(sentence.last, last + 3)]]
    while after[:1] and after[0] in measures.numbers.standing.lasting and len(after) > 1:
        after, last = after[1:], last + 1
    if not after:
        return None
    if after[0] == "per" and after[1:2] == ["cent"]:
        return Counted("percentage", "percent", None)
    if after[0] in measures.numbers.standing.square and after[1:2] and after[1] in measures.written_units:
        return Counted("area", f"square {measures.written_units[after[1]][1]}", None)
    if after[0] in measures.written_units and " ".join(after[:2]) not in measures.numbers.standing.no_units:
        return _unit(after[0], last + 1, tokens, measures)
    for step, word in enumerate(after[:2], 1):
        if word in measures.currencies and (
            step == 1 or tokens[last].pos == "ADJ" or tokens[last].entity in {"NORP", "GPE", "MONEY"}
        ):
            return Counted("money", measures.currencies[word] + _rate(last + step, tokens, measures), None)
    return None


def _unit(word: str, end: int, tokens: Sequence[Token], measures: Measures) -> Counted:
    measure, unit = measures.written_units[word]
    return Counted(measure, unit + (_rate(end, tokens, measures) if measure == "other" else ""), None)


def _rate(end: int, tokens: Sequence[Token], measures: Measures) -> str:
    """ " a month" where the amount is said for each: "4,000 marks a month", "$5 per barrel"."""
    each = end + 1 < len(tokens) and tokens[end].lower in measures.numbers.standing.each
    return f" a {tokens[end + 1].lower}" if each and tokens[end + 1].lower in measures.numbers.standing.rated else ""


def times_of(noun: Token, tokens: Sequence[Token], measures: Measures) -> Counted | None:
    """ "was attacked 12 times" counts attacks, "shot 12 times" counts shots; "three times as many" counts nothing."""
    verb = tokens[noun.head]
    if verb.lemma in measures.things and measures.things[verb.lemma] == "attacks":
        return Counted("attacks", "attacks", None, by_clause=True)
    return None
