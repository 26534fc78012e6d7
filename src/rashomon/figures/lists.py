"""Those whom a clause lists → how many they are in all: "three nurses, two drivers and a cook were killed" are six, counted and not said."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rashomon.clauses import Clauses
from rashomon.figures.numerals import Quantity
from rashomon.figures.phrases import is_people
from rashomon.languages.measures import Measures
from rashomon.records import Figure, Token, number

SUM = "sum of a list"
SUMMED = frozenset({"exact", "singular mention", "both"})
ARGUMENTS = frozenset({"subject", "passive_subject", "object"})
NOUNS = frozenset({"NOUN", "PROPN"})
BEFORE = frozenset({"determiner", "predeterminer", "possessor", "adjective", "compound", "numeral"})

Read = tuple[Figure, Quantity]


def with_sums(found: Sequence[Read], earlier: Sequence[Figure], clauses: Clauses, measures: Measures) -> list[Read]:
    """``found``, the figures of a sentence, with the sum of each list before its first part; ``earlier``: those of the sentences before.

    What an earlier figure says in one number is not summed again.
    """
    tokens, text = clauses.parse.tokens, clauses.parse.text
    at = {noun: n for n, (_, quantity) in enumerate(found) if (noun := _noun_of(quantity, tokens)) is not None}
    parts, sums = list(found), []
    for noun, n in at.items():
        figure = found[n][0]
        members = _members(tokens[noun], tokens, measures)
        counted = [at[member.i] for member in members if member.i in at]
        single = sum(member.i not in at and _is_one(member, tokens) for member in members)
        if len(members) < 2 or len(counted) + single < len(members) or parts[n] is not found[n]:
            continue  # "a nurse and soldiers": nobody says how many
        if not all(_is_like(found[m], figure, measures) for m in counted):
            continue
        amounts = [float(found[m][0].best or 0) for m in counted]
        total = number(sum(amounts) + single)
        first, last = _first_of(members[0], tokens), members[-1].i + 1
        ends = last == len(tokens) or tokens[last].pos == "PUNCT"
        explained = ends and members[1].relation == "apposition" and 2 * amounts[0] == total
        if explained or any(_says(known, figure, total) for known in earlier):
            continue  # "killed three people, a man and two women."
        start, end = tokens[first].start, tokens[last - 1].end
        whole = replace(
            figure, span=(start, end), words=text[start:end], low=total, best=total, high=total, rule=SUM, group=None, quotable=False
        )  # fmt: skip
        sums.append((whole, Quantity(first, last, total, total, total, None, SUM, "Exact")))
        for m in counted:
            parts[m] = (found[m][0], replace(found[m][1], whole=(first, last)))
    return sorted([*sums, *parts], key=lambda pair: pair[0].span)


def _is_like(one: Read, first: Figure, measures: Measures) -> bool:
    """Whether a part of a list is exact, and counts people, and the same as its first part."""
    figure, quantity = one
    return (
        figure.rule in SUMMED
        and figure.unit == "people"
        and measures.facts[figure.measure].of_persons
        and quantity.whole is None
        and not figure.superseded
        and (figure.measure, figure.polarity, figure.reality) == (first.measure, first.polarity, first.reality)
    )


def _says(known: Figure, like: Figure, total: float) -> bool:
    return (known.measure, known.unit, known.best) == (like.measure, like.unit, total) and not known.superseded


def _noun_of(quantity: Quantity, tokens: Sequence[Token]) -> int | None:
    """The noun that a quantity stands before."""
    noun = tokens[tokens[quantity.last - 1].head]
    return noun.i if noun.i >= quantity.last and noun.pos in NOUNS else None


def _members(noun: Token, tokens: Sequence[Token], measures: Measures) -> tuple[Token, ...]:
    """The nouns of the list that ``noun`` begins, in order; none where it is no argument of a verb, no list of people, or not joined by "and"."""
    verb = tokens[noun.head]
    if noun.relation not in ARGUMENTS or verb.pos not in {"VERB", "AUX"}:
        return ()
    stack, members = [noun, *_beside(noun, verb, tokens)], [noun]
    while stack:
        token = stack.pop()
        if token not in members:
            members.append(token)
        for below in (tokens[c] for c in token.children if c > token.i and tokens[c].pos in NOUNS):
            if below.relation == "conjunct" or (below.relation == "apposition" and _is_next(below, tokens)):
                stack.append(below)
    members.sort(key=lambda token: token.i)
    if members[0] is not noun or not all(is_people(m, measures) or m.entity == "PERSON" for m in members):
        return ()
    words = measures.numbers.parts
    among = any(tokens[c].lower in words.among for token in (verb, *members) for c in token.children)
    if among or verb.lower in words.including or noun.i < verb.i < members[-1].i:
        return ()  # "the dead included a nurse and two drivers", "12 were killed, a nurse and two drivers among them"
    adding = measures.closed.lists.adding
    between = [{t.lower for t in tokens[a.i + 1 : _first_of(b, tokens)]} for a, b in pairwise(members)]
    listed = all("," in words or words & adding for words in between) and any(words & adding for words in between[-1:])
    return tuple(members) if listed else ()


def _beside(noun: Token, verb: Token, tokens: Sequence[Token]) -> list[Token]:
    """What the parser hangs on the verb though it is joined to its argument: "killed a couple and their three children"."""
    joined = {noun.relation, "conjunct"} if noun.relation == "object" else {noun.relation}
    return [tokens[c] for c in verb.children if c > noun.i and tokens[c].pos in NOUNS and tokens[c].relation in joined]


def _is_next(noun: Token, tokens: Sequence[Token]) -> bool:
    """Whether what the parser takes for an apposition is the next of a list ("three nurses, two drivers and a cook"), not closed by a comma."""
    end = noun
    while following := [tokens[c] for c in end.children if tokens[c].relation == "conjunct"]:
        end = following[-1]
    closed = end.i + 1 < len(tokens) and tokens[end.i + 1].text == ","
    return noun.tag in {"NN", "NNS"} and _first_of(noun, tokens) < noun.i and end is not noun and not closed


def _is_one(noun: Token, tokens: Sequence[Token]) -> bool:
    """ "her husband", "Mira Oln": one person, of whom no number is said."""
    return noun.tag in {"NN", "NNP"} and not any(tokens[c].relation == "numeral" for c in noun.children)


def _first_of(noun: Token, tokens: Sequence[Token]) -> int:
    """The first token of a noun phrase."""
    return min([noun.i, *(c for c in noun.children if tokens[c].relation in BEFORE and c < noun.i)])
