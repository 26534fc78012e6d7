"""What a part and its whole count: of "half of the 40 hostages were released" 20 were released, and the 40 are hostages."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.clauses import Clauses
from rashomon.figures.amounts import Counted
from rashomon.figures.clauses import of_clause
from rashomon.figures.numerals import Quantity
from rashomon.figures.phrases import as_worded, counted_noun, head_of
from rashomon.languages.measures import Measures
from rashomon.records import Figure, Sentence, Token


def said_with(n: int, quantities: Sequence[Quantity], tokens: Sequence[Token]) -> Quantity:
    """The quantity whose noun the ``n``-th counts: "from seven to 10 frigates", "half of the 40 tanks" say it beside the second."""
    quantity = quantities[n]
    if n + 1 == len(quantities):
        return quantity
    following = quantities[n + 1]
    is_its_whole = quantity.whole == _span(following) and _noun_between(quantity, following, tokens) is None
    return following if quantity.before or is_its_whole else quantity


def as_related(
    n: int,
    quantities: Sequence[Quantity],
    counted: Counted,
    found: Sequence[tuple[Figure, Quantity]],
    clauses: Clauses,
    sentence: Sentence,
    measures: Measures,
    *,
    escape: bool,
) -> Counted:
    """``counted`` of the ``n``-th quantity, mended where it is a whole, or a part that its whole names. ``found`` are the figures before."""
    tokens = clauses.parse.tokens
    quantity = quantities[n]
    following = quantities[n + 1] if n + 1 < len(quantities) else None
    if following is not None and quantity.whole == _span(following):
        noun = _noun_between(quantity, following, tokens)
        if noun is not None:
            return replace(counted, group=as_worded(tokens[quantity.last : noun.i + 1]))
        return _as_part(quantity, following, counted, clauses, sentence, measures, escape=escape)
    if n > 0 and quantities[n - 1].whole == _span(quantity):
        noun = _noun_between(quantities[n - 1], quantity, tokens)
        if noun is not None and counted.group is None:  # "200 prisoners out of 600"
            known = found[-1][0] if found else None
            return replace(
                counted,
                measure=_of_noun(noun, measures) or "other",
                unit=known.unit if known is not None else counted.unit,
                group=known.group if known is not None else None,
                stock_flow=None,
                agent=None,
            )
    if any(part.whole == _span(quantity) for part in quantities):
        return _as_whole(quantity, counted, tokens, sentence, measures)
    if quantity.whole is not None and counted.group is None:  # "Of the 600 prisoners, 200 escaped"
        whole = next((figure for figure, other in found if _span(other) == quantity.whole), None)
        return counted if whole is None else replace(counted, group=whole.group, unit=whole.unit)
    return counted


def _as_part(
    quantity: Quantity,
    whole: Quantity,
    counted: Counted,
    clauses: Clauses,
    sentence: Sentence,
    measures: Measures,
    *,
    escape: bool,
) -> Counted:
    """What the part's own verb says of it, where what was read describes the whole: "freed 12 of the 40 soldiers they had captured"."""
    tokens = clauses.parse.tokens
    below = head_of(quantity.first, quantity.last, tokens)
    verb = tokens[below.head]
    if counted.by is None or counted.by < whole.last or verb.pos != "VERB" or counted.by == verb.i:
        return counted
    noun = counted_noun(head_of(whole.first, whole.last, tokens), whole.first, whole.last, tokens, sentence, measures)
    told = of_clause(verb, below.relation, below, noun, clauses, measures, sentence, escape=escape)
    if told is None or told.measure is None:
        return counted
    return replace(
        counted, measure=told.measure, agent=told.agent, stock_flow=told.stock_flow, by_clause=True, by=told.by
    )


def _as_whole(
    quantity: Quantity, counted: Counted, tokens: Sequence[Token], sentence: Sentence, measures: Measures
) -> Counted:
    """What a whole counts by its own words, never by those that are said of its part.

    The people of a town or camp live there; those of whom nothing more is said are counted as what they are.
    """
    noun = counted_noun(
        head_of(quantity.first, quantity.last, tokens), quantity.first, quantity.last, tokens, sentence, measures
    )
    beside = tokens[quantity.last : min(sentence.last, (noun.i if noun is not None else quantity.last) + 1)]
    told = [measures.words.get(t.lower) or _of_noun(t, measures) for t in beside]
    for child in noun.children if noun is not None else ():
        token = tokens[child]
        if token.relation == "noun_clause" and token.tag == "VBN":
            told.insert(0, measures.words.get(token.lower) or measures.undergo.get(token.lemma))
    measure = next((m for m in told if m is not None), "other")
    owner = tokens[quantity.first - 2] if tokens[quantity.first - 1].tag == "POS" else None
    homes = owner is not None and (owner.lemma in measures.holding_places or owner.entity in {"GPE", "LOC", "FAC"})
    if measure == "other" and counted.unit == "people" and homes:
        measure = "present"
    return replace(counted, measure=measure, stock_flow="stock" if measure == "present" else None, agent=None, by=None)


def _of_noun(noun: Token, measures: Measures) -> str | None:
    """What a noun by itself says is counted; villages are not seized, nor rockets fired, because they are there."""
    measure = measures.nouns.get(noun.lemma)
    fact = measures.facts[measure or "other"]
    return None if fact.counts == "things" and fact.flow == "flow" else measure


def _noun_between(part: Quantity, whole: Quantity, tokens: Sequence[Token]) -> Token | None:
    """The noun of a part that stands before its whole: "200 prisoners out of 600"; a possessor is none ("200 of the camp's 600")."""
    nouns = [t for t in tokens[part.last : whole.first] if t.pos == "NOUN" and tokens[t.i + 1].tag != "POS"]
    return nouns[-1] if nouns else None


def _span(quantity: Quantity) -> tuple[int, int]:
    return (quantity.first, quantity.last)
