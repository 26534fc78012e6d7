"""Persons to whom harm is done, named or not, told apart as far as words allow; and how many a verb of harm has in all."""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.figures.numerals import read_numeral
from rashomon.languages.measures import Measures
from rashomon.languages.numbers import Numbers
from rashomon.languages.tolls import Tolls
from rashomon.records import Parse, Token

HARMS = ("killed", "injured", "casualties")
MOST = 100  # more than so many in one clause are no list of victims
SUBJECTS = frozenset({"subject", "passive_subject"})
HARMING = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Person:
    """One mention of one person. ``kind`` is a name, or M, F or P for what a noun tells; ``another``: told apart by "another", "second"."""

    harm: str
    kind: str
    named: bool
    age: str
    another: bool
    start: int


def persons_harmed(parse: Parse, measures: Measures, tolls: Tolls) -> tuple[list[Person], list[tuple[str, int, int]]]:
    """The mentions, and for each verb of harm with several arguments (harm, how many in all, where)."""
    persons: list[Person] = []
    totals: list[tuple[str, int, int]] = []
    tokens = parse.tokens
    for verb in tokens:
        if verb.pos not in HARMING or any(tokens[c].relation == "negation" for c in verb.children):
            continue
        harm, way = _harm(verb, tokens, measures)
        if harm is None:
            continue
        heads = _of_act(verb, tokens) if way == "act" else _undergoing(verb, way, tokens, measures)
        harmed = _listed(heads, tokens)
        if len(harmed) > 1 and (total := _total(harmed, tokens, measures.numbers)):
            totals.append((harm, total, verb.start))
        for token in harmed:
            if _is_person(token, tokens, measures):
                kind, age = _kind(token, tokens, measures, tolls)
                another = any(tokens[c].lower in measures.closed.persons.another for c in token.children)
                persons.append(Person(harm, kind, token.tag == "NNP", age, another, verb.start))
    return persons, totals


def distinct(persons: Sequence[Person]) -> int:
    """How many persons the mentions are of, at least: different names, or different sexes and ages."""
    if not persons:
        return 0
    names = {p.kind for p in persons if p.named}
    kinds = {(p.kind, p.age) for p in persons if not p.named and p.kind != "P"}
    kinds = {(k, age) for k, age in kinds if age or not any(other == k and years for other, years in kinds)}
    return max(len(names), len(kinds) + any(p.another for p in persons), 1)


def _harm(verb: Token, tokens: Sequence[Token], measures: Measures) -> tuple[str | None, str]:
    """The harm that a verb or adjective names, and which of its arguments comes to it."""
    if verb.pos in {"NOUN", "PROPN"}:
        harm = measures.of.get(verb.lemma.lower())
        return (harm if harm in HARMS else None), "act"
    if verb.pos == "ADJ":
        harm = (
            measures.words.get(verb.lower)
            if verb.relation in {"adjective", "predicative", "object_predicate", "root"}
            else None
        )
        return (harm if harm in HARMS else None), "word"
    for child in verb.children:
        token = tokens[child]
        below = [tokens[c].lemma.lower() for c in token.children] if token.relation == "preposition" else []
        for word in (token.lemma, token.lower, *below):
            if (harm := measures.both.get((verb.lemma, word))) in HARMS:
                return harm, "both"
    for words, way in ((measures.undergo, "undergo"), (measures.do, "do")):
        if (harm := words.get(verb.lemma)) in HARMS:
            return harm, way
    return None, ""


def _of_act(act: Token, tokens: Sequence[Token]) -> list[Token]:
    """ "the death of a boy", "a boy's death"."""
    found = [tokens[c] for c in act.children if tokens[c].relation == "possessor"]
    for child in act.children:
        if tokens[child].lower == "of":
            found += [tokens[c] for c in tokens[child].children if tokens[c].relation == "prepositional_object"]
    return found


def _undergoing(verb: Token, way: str, tokens: Sequence[Token], measures: Measures) -> list[Token]:
    """The heads of what harm comes to."""
    passive = any(tokens[c].relation in {"passive_auxiliary", "passive_subject"} for c in verb.children)
    objects = [tokens[c] for c in verb.children if tokens[c].relation == "object"]
    subjects = [tokens[c] for c in verb.children if tokens[c].relation in SUBJECTS]
    if way == "word":
        if verb.relation == "adjective":
            return [tokens[verb.head]] if verb.head < verb.i else []
        return (
            subjects
            if verb.relation == "root"
            else [tokens[c] for c in tokens[verb.head].children if tokens[c].relation in SUBJECTS]
        )
    if way in {"undergo", "both"} and objects and not passive and verb.lemma not in measures.closed.persons.undergoing:
        return objects
    if way == "undergo" and not (passive or verb.tag == "VBN" or (verb.tag == "VBD" and not objects)):
        return []
    if subjects:
        return subjects
    if verb.relation in {"relative_clause", "noun_clause"}:
        return [tokens[verb.head]]
    if verb.relation in {"conjunct", "open_clause", "adverbial_clause"}:
        return [tokens[c] for c in tokens[verb.head].children if tokens[c].relation in SUBJECTS]
    return []


def _listed(heads: list[Token], tokens: Sequence[Token]) -> list[Token]:
    """The heads with what is joined to them: "a man, a boy and two women"."""
    found: list[Token] = []
    stack = list(heads)
    while stack:
        token = stack.pop()
        found.append(token)
        stack += [
            tokens[c]
            for c in token.children
            if tokens[c].relation == "conjunct" or (tokens[c].relation == "apposition" and token.tag == "NN")
        ]
    return found


def _total(harmed: Sequence[Token], tokens: Sequence[Token], words: Numbers) -> int | None:
    total = 0.0
    for token in harmed:
        numbers = [token.i] if token.pos == "NUM" else [c for c in token.children if tokens[c].relation == "numeral"]
        numeral = read_numeral(tokens, numbers[0], len(tokens), words) if numbers and token.tag != "NN" else None
        if numeral is not None and numeral.value < MOST:
            total += numeral.value
        elif token.tag in {"NN", "NNP"}:
            total += 1
        else:
            return None
    return int(total) if total.is_integer() else None


def _is_person(token: Token, tokens: Sequence[Token], measures: Measures) -> bool:
    if token.lower in measures.closed.persons.pronouns:
        return True
    if token.tag == "NNP":
        aged = any(tokens[c].relation == "apposition" and tokens[c].pos == "NUM" for c in token.children)
        return token.entity == "PERSON" or (aged and token.entity not in {"DATE", "TIME"})
    return (
        token.tag == "NN"
        and measures.units.get(token.lemma) == "people"
        and token.lemma not in measures.closed.persons.no_person
    )


def _kind(token: Token, tokens: Sequence[Token], measures: Measures, tolls: Tolls) -> tuple[str, str]:
    age = ""
    for child in token.children:
        beside = tokens[child]
        if beside.lower == "old":
            years = [tokens[c] for c in beside.children if tokens[c].lower in measures.closed.persons.age_units]
            age = next((tokens[c].lower for y in years for c in y.children if tokens[c].pos == "NUM"), age)
        elif beside.relation in {"apposition", "numeral"} and beside.text.isdigit() and len(beside.text) <= 2:
            age = beside.text
    if token.tag == "NNP":
        return token.lower, age
    if token.lemma in tolls.male or token.lower in measures.closed.persons.him:
        return "M", age
    return ("F" if token.lemma in tolls.female or token.lower in measures.closed.persons.pronouns else "P"), age
