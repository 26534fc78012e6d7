"""Counts that are said in words: "a woman was killed" is 1, "no one was hurt" 0, "both men died" 2."""

from collections.abc import Sequence

from rashomon.figures.amounts import Counted
from rashomon.figures.counted import counted_by
from rashomon.figures.numerals import Quantity
from rashomon.figures.phrases import is_people, unit_of
from rashomon.lexicon.measures import Measures
from rashomon.records import Sentence, Token

# What happens to people one by one; a person who lives somewhere or marches counts nothing.
ONE_BY_ONE = frozenset(
    {
        "killed",
        "injured",
        "casualties",
        "captured",
        "abducted",
        "arrested",
        "detained",
        "missing",
        "released",
        "escaped",
    }
)
NONE_OF = ONE_BY_ONE | {"attacks", "destroyed", "evacuated", "displaced"}
ONES = frozenset({"a", "an", "another"})
PAIRS = frozenset({"couple", "pair", "duo"})
SINGULAR = frozenset({"NN", "NNP"})


def read_singular(
    tokens: Sequence[Token], sentence: Sentence, taken: set[int], measures: Measures, *, text: str, escape: bool
) -> list[tuple[Quantity, Counted]]:
    """Singular mentions, "no" and "both", of what happens to people one by one or to things that are destroyed."""
    found: list[tuple[Quantity, Counted]] = []
    for i in range(sentence.first, sentence.last):
        token = tokens[i]
        value = _value(token, tokens, sentence)
        if value is None or i in taken:
            continue
        last = i if token.tag == "NN" else i + 1
        noun = token if token.tag == "NN" else _noun(i, tokens, sentence)
        if noun is None and value != 2:
            continue
        if noun is not None and any(j in taken for j in range(i, noun.i + 1)):
            continue
        if noun is not None and value == 1 and noun.lemma in PAIRS:
            value = 2
        counted = counted_by(i, last, tokens, sentence, measures, text=text, escape=escape)
        if counted is None or not _is_counted(counted, noun, value, measures):
            continue
        rule = {0: "none", 1: "singular mention", 2: "both"}[value]
        found.append((Quantity(i, i + 1, value, value, value, None, rule, "Exact"), counted))
    return found


def _value(token: Token, tokens: Sequence[Token], sentence: Sentence) -> int | None:
    if token.lower in ONES and token.dep == "det":
        return 1
    if token.lower == "no" and token.dep in {"det", "neg"}:
        return 0
    if token.lower == "both" and token.dep in {"det", "predet", "nsubj", "nsubjpass", "dobj", "appos"}:
        return 2
    if (
        sentence.in_title
        and token.tag == "NN"
        and not any(tokens[c].dep in {"det", "poss", "nummod", "compound"} for c in token.children)
    ):
        return 1 if token.dep not in {"compound", "poss", "nmod", "pobj", "npadvmod"} else None
    return None


def _noun(i: int, tokens: Sequence[Token], sentence: Sentence) -> Token | None:
    noun = tokens[tokens[i].head]
    return noun if noun.i > i and noun.pos in {"NOUN", "PROPN"} else None


def _is_counted(counted: Counted, noun: Token | None, value: int, measures: Measures) -> bool:
    if value == 0:
        return counted.measure in NONE_OF
    if noun is None:
        return counted.measure in ONE_BY_ONE
    if not counted.by_clause:
        return False
    if value == 1 and noun.tag not in SINGULAR and unit_of(noun, measures) != "people":
        return False
    if is_people(noun, measures):
        return counted.measure in ONE_BY_ONE and noun.lemma not in {
            "death",
            "injury",
            "body",
            "life",
            "toll",
            "homicide",
            "arrest",
            "population",
            "staff",
            "crew",
        }
    return counted.measure == "destroyed"
