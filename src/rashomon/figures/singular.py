"""Counts that are said in words: "a woman was killed" is 1, "no one was hurt" 0, "both men died" 2."""

from collections.abc import Sequence

from rashomon.clauses import Clauses
from rashomon.figures.amounts import Counted
from rashomon.figures.counted import counted_by
from rashomon.figures.numerals import Quantity
from rashomon.figures.phrases import is_people, unit_of
from rashomon.languages.measures import Measures
from rashomon.records import Sentence, Token

LISTING = frozenset({",", ":", ";", "&", "-", "–", "—"})
SINGULAR = frozenset({"NN", "NNP"})


def read_singular(
    clauses: Clauses, sentence: Sentence, taken: set[int], measures: Measures, *, text: str, escape: bool
) -> list[tuple[Quantity, Counted]]:
    """Singular mentions, "no" and "both", of what happens to people one by one or to things that are destroyed."""
    tokens = clauses.parse.tokens
    found: list[tuple[Quantity, Counted]] = []
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
        if noun is not None:
            if value < 2 and (clauses.words.is_told(noun) or clauses.words.predicate(noun) == "false"):
                continue  # "no information that 26 were killed" counts none, "it is a lie that" no one
            if any(j in taken for j in range(i, noun.i + 1)):
                continue
            if value == 1 and not destroys and not is_people(noun, measures):
                continue
            if value == 1 and noun.lemma in measures.closed.singular.pairs:
                value = 2
        counted = counted_by(
            i, i if bare else i + 1, clauses, sentence, measures, text=text, escape=escape, noun=token if bare else None
        )
        if counted is None or not _is_counted(counted, noun, value, measures):
            continue
        rule = {0: "none", 1: "singular mention", 2: "both"}[value]
        found.append((Quantity(i, i + 1, value, value, value, None, rule, "Exact"), counted))
    return found


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
