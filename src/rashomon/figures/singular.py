"""Counts that are said in words: "a woman was killed" is 1, "no one was hurt" 0, "both men died" 2.

``NAMED`` and ``MENTIONS`` are rows of vetoes: asked about the noun, and about what is said of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.clauses import Clauses
from rashomon.figures.amounts import Counted
from rashomon.figures.counted import counted_by
from rashomon.figures.numerals import Quantity
from rashomon.figures.phrases import is_people, unit_of
from rashomon.figures.vetoes import unclaimed
from rashomon.languages.measures import Measures
from rashomon.records import Sentence, Token, Unclaimed
from rashomon.vetoing import Veto, refusal

LISTING = frozenset({",", ":", ";", "&", "-", "–", "—"})
SINGULAR = frozenset({"NN", "NNP"})
RULES = {0: "none", 1: "singular mention", 2: "both"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that may count one, two or none of ``noun``, and what it would count."""

    value: int
    noun: Token | None
    clauses: Clauses
    measures: Measures
    counted: Counted | None = None


def told_of(mention: Mention) -> str | None:
    """ "no information that 26 were killed" counts none, "it is a lie that" no one."""
    noun, words = mention.noun, mention.clauses.words
    if noun is None or mention.value == 2 or not (words.is_told(noun) or words.predicate(noun) == "false"):
        return None
    return f"says what is known or true, and counts nothing: “{noun.text}”"


def befell_nobody(mention: Mention) -> str | None:
    """What is said of it is not told of people one by one or of things that are destroyed: who marches or lives somewhere is not counted."""
    counted = mention.counted
    if counted is None or _is_counted(counted, mention.noun, mention.value, mention.measures):
        return None
    return "said of one or none, and not counted one by one"


NAMED: tuple[Veto[Mention], ...] = (told_of,)
MENTIONS: tuple[Veto[Mention], ...] = (befell_nobody,)


def read_singular(
    clauses: Clauses, sentence: Sentence, taken: set[int], measures: Measures, *, text: str, escape: bool
) -> tuple[list[tuple[Quantity, Counted]], list[Unclaimed]]:
    """Singular mentions, "no" and "both", of what happens to people one by one or to things that are destroyed.

    With those that would count something, and do not.
    """
    tokens = clauses.parse.tokens
    found: list[tuple[Quantity, Counted]] = []
    left: list[Unclaimed] = []
    span = range(sentence.first, sentence.last)
    destroys = any(tokens[i].lemma in measures.destroying for i in span)
    for i in span:
        token = tokens[i]
        bare = sentence.in_title and _is_bare(token, tokens, measures)
        value = 1 if bare else _value(token, measures)
        if value is None or i in taken:
            continue
        noun = token if bare else _noun(i, tokens)
        if noun is None and value != 2 and token.lower not in measures.closed.singular.another:
            continue
        mention = Mention(value, noun, clauses, measures)
        quantity = Quantity(i, i + 1, value, value, value, None, RULES[value], "Exact")
        if (refused := refusal(mention, NAMED)) is not None:
            left += unclaimed(refused, _with_noun(quantity, noun), clauses.parse) if value == 0 else ()
            continue
        if noun is not None:
            if any(j in taken for j in range(i, noun.i + 1)):
                continue
            if value == 1 and not destroys and not is_people(noun, measures):
                continue
            if value == 1 and noun.lemma in measures.closed.singular.pairs:
                value = 2
        counted = counted_by(
            i, i if bare else i + 1, clauses, sentence, measures, text=text, escape=escape, noun=token if bare else None
        )
        refused = refusal(replace(mention, value=value, counted=counted), MENTIONS)
        if counted is None or refused is not None:
            if counted is not None and counted.measure != "other":
                left += unclaimed(refused, _with_noun(quantity, noun), clauses.parse, counted)
            continue
        found.append((Quantity(i, i + 1, value, value, value, None, RULES[value], "Exact"), counted))
    return found, left


def _with_noun(quantity: Quantity, noun: Token | None) -> Quantity:
    return quantity if noun is None else replace(quantity, last=max(quantity.last, noun.i + 1))


def _value(token: Token, measures: Measures) -> int | None:
    lower, closed = token.lower, measures.closed.singular
    if lower in closed.ones and token.relation == "determiner":
        return 1
    if (
        lower in closed.another
        and token.pos in {"DET", "PRON"}
        and token.relation not in {"prepositional_object", "determiner"}
    ):
        return 1
    if lower in closed.none and token.relation in {"determiner", "negation"}:
        return 0
    if lower in closed.both and token.relation in {
        "determiner",
        "predeterminer",
        "subject",
        "passive_subject",
        "object",
        "apposition",
    }:
        return 2
    return None


def _is_bare(token: Token, tokens: Sequence[Token], measures: Measures) -> bool:
    """A headline's person without an article: "Man killed in blast"."""
    if (
        token.tag not in SINGULAR
        or measures.units.get(token.lower) != "people"
        or token.lemma in measures.closed.singular.no_person
    ):
        return False
    if (
        token.relation in {"possessor", "noun_modifier", "prepositional_object", "noun_adverb"}
        or token.entity == "PERSON"
    ):
        return False
    prior = tokens[token.i - 1] if token.i > 0 else None
    if prior is not None and (
        prior.tag in {"NNS", "NNPS"} or (prior.pos in {"PUNCT", "SYM", "X"} and prior.text not in LISTING)
    ):
        return False  # who says it, set at a headline's end
    following = tokens[token.head]
    if token.relation == "compound" and following.lower not in measures.words:
        return False
    return not any(tokens[c].relation in {"determiner", "possessor", "numeral"} for c in token.children)


def _noun(i: int, tokens: Sequence[Token]) -> Token | None:
    noun = tokens[tokens[i].head]
    return noun if noun.i > i and noun.pos in {"NOUN", "PROPN"} else None


def _is_counted(counted: Counted, noun: Token | None, value: int, measures: Measures) -> bool:
    """Whether it comes to people or things one by one; a person who lives somewhere or marches counts nothing."""
    fact = measures.facts[counted.measure]
    if value == 0:
        return fact.can_be_none
    if noun is None:
        return fact.of_persons
    if not counted.by_clause:
        return False
    if value == 1 and noun.tag not in SINGULAR and unit_of(noun, measures) != "people":
        return False
    if is_people(noun, measures):
        return fact.of_persons and noun.lemma not in measures.closed.singular.no_person
    return fact.of_pieces
