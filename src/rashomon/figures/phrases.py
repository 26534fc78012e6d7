"""The noun phrase of a quantity: which noun is counted, its unit and its group as worded."""

from collections.abc import Sequence

from rashomon.languages.measures import Measures
from rashomon.records import Sentence, Token

MOST_STEPS = 8
MOST_WORDS = 14  # a group longer than this is cut
NO_GROUP = frozenset(
    {
        "relative_clause",
        "noun_clause",
        "punctuation",
        "coordinator",
        "conjunct",
        "apposition",
        "adverbial_clause",
        "numeral",
        "quantifier",
        "determiner",
        "predeterminer",
        "paired_coordinator",
    }
)
BESIDE = frozenset(
    {"numeral", "quantifier", "determiner", "adjective", "compound", "noun_modifier", "adverb", "noun_adverb"}
)


def head_of(first: int, last: int, tokens: Sequence[Token]) -> Token:
    """The token of the quantity that hangs on something outside it."""
    for i in range(last - 1, first - 1, -1):
        if not first <= tokens[i].head < last and tokens[i].pos not in {"ADP", "VERB"}:
            return tokens[i]
    return tokens[last - 1]


def counted_noun(
    head: Token, first: int, last: int, tokens: Sequence[Token], sentence: Sentence, measures: Measures
) -> Token | None:
    """The noun that is counted: the head of "800 relatives", the object of "hundreds of foreigners"; None when it is not said."""
    governor = tokens[head.head]
    if head.relation in BESIDE and governor.pos in {"NOUN", "PROPN", "ADJ"} and governor.i >= last:
        return _whole_noun(governor, tokens, sentence)
    for child in head.children:
        if tokens[child].lower == "of" and child >= last:
            for below in tokens[child].children:
                if tokens[below].relation == "prepositional_object" and tokens[below].pos in {"NOUN", "PROPN"}:
                    return _last_noun(tokens[below], tokens, sentence)
                if tokens[below].relation == "prepositional_object":
                    return None
    if last + 1 < sentence.last and tokens[last].lower == "of":
        i = last + 1
        while i + 1 < sentence.last and tokens[i].relation in {"possessor", "determiner"}:
            i += 1  # "30 of his goats"
        if tokens[i].pos in {"NOUN", "PROPN", "ADJ"}:
            return _run_end(i, tokens, sentence)
    i = last
    while i < sentence.last and tokens[i].lower in measures.closed.phrases.more:
        i += 1
    if (
        i < sentence.last
        and tokens[i].tag != "RB"
        and (tokens[i].pos in {"NOUN", "ADJ"} or tokens[i].tag in {"NNP", "NNPS"})
    ):
        return _run_end(i, tokens, sentence)
    return None


def _run_end(i: int, tokens: Sequence[Token], sentence: Sentence) -> Token | None:
    """The last noun of the run of adjectives and nouns that begins at ``i``: the head, where the parser hung it elsewhere."""
    end = i
    while end + 1 < sentence.last and tokens[end + 1].pos in {"NOUN", "PROPN", "ADJ"} and end - i < 5:
        end += 1
    while end > i and tokens[end].pos == "ADJ":
        end -= 1
    return tokens[end] if tokens[end].pos in {"NOUN", "PROPN"} else None


def _whole_noun(noun: Token, tokens: Sequence[Token], sentence: Sentence) -> Token:
    """The parser may hang the numeral on a modifier: "three oil well heads"."""
    steps = 0
    while (
        noun.relation in {"compound", "adjective", "noun_modifier"}
        and tokens[noun.head].pos in {"NOUN", "PROPN"}
        and tokens[noun.head].i > noun.i
        and steps < MOST_STEPS
    ):
        noun, steps = tokens[noun.head], steps + 1
    return _last_noun(noun, tokens, sentence)


def _last_noun(noun: Token, tokens: Sequence[Token], sentence: Sentence) -> Token:
    """The end of a run of nouns: a parser may hang the quantity on the first of "IS relatives"."""
    while (
        noun.i + 1 < sentence.last
        and tokens[noun.i + 1].pos == "NOUN"
        and noun.pos in {"NOUN", "PROPN"}
        and noun.tag not in {"NNS", "NNPS"}
        and tokens[noun.i + 1].relation != "noun_adverb"
        and tokens[noun.i + 1].entity not in {"DATE", "TIME"}
    ):
        noun = tokens[noun.i + 1]
    return noun


def elided_counter(head: Token, tokens: Sequence[Token], measures: Measures) -> Token | None:
    """ "put the number who fled at 100", "the toll rose to 15", "bringing the population to 500": the noun that the verb brings."""
    verb, steps = tokens[head.head], 0
    while verb.pos not in {"VERB", "AUX"} and verb.head != verb.i and steps < MOST_STEPS:
        verb, steps = tokens[verb.head], steps + 1
    above, steps = verb, 0
    while (
        above.relation in {"relative_clause", "noun_clause", "prepositional_object", "preposition"}
        and steps < MOST_STEPS
    ):
        above, steps = tokens[above.head], steps + 1
        if above.lemma in measures.counters:
            return above  # "the number of people killed at 100": the parser hangs "at" on the nearer verb
    while True:
        for child in verb.children:
            token = tokens[child]
            if (
                token.relation in {"subject", "passive_subject", "object"}
                and token.pos == "NOUN"
                and (token.lemma in measures.counters or token.lemma in measures.of or token.lemma in measures.level)
                and not _does_it(token, head, verb, measures)
            ):
                return token
        if (
            verb.relation not in {"open_clause", "adverbial_clause"}
            or verb.tag != "VB"
            or tokens[verb.head].pos != "VERB"
        ):
            return None
        verb = tokens[verb.head]  # "the toll rose to reach 45": the subject is that of the verb above


def own_verb(number: Token, last: int, tokens: Sequence[Token], sentence: Sentence) -> Token | None:
    """ "killed nine people and dozens queued": the verb that follows a number, where the parser joins the number to the noun before it."""
    if number.relation != "conjunct" or last >= sentence.last or tokens[last].tag not in {"VBD", "VBP"}:
        return None
    verb = tokens[last]
    return None if any(tokens[c].relation in {"subject", "passive_subject"} for c in verb.children) else verb


def _does_it(noun: Token, number: Token, verb: Token, measures: Measures) -> bool:
    """ "The killing of three boys brought 600 onto the streets": a deed that does something to those counted, not one that "reached 600"."""
    if noun.lemma in measures.counters:
        return False
    return (noun.relation, number.relation) == (
        "subject",
        "object",
    ) and verb.lemma not in measures.closed.carried.reaches


def is_people(noun: Token, measures: Measures) -> bool:
    """Whether a noun means persons, as listed, a people's name, or formed like one."""
    known = unit_of(noun, measures)
    if known is not None:
        return known == "people"
    if noun.entity == "NORP" and noun.tag in {"NNS", "NNPS"}:
        return True
    return noun.lower.endswith(measures.closed.phrases.person_endings)


def is_animal(noun: Token, tokens: Sequence[Token], measures: Measures) -> bool:
    """Whether a noun means animals: "cows", "30 head of cattle", "a herd of goats"."""
    if unit_of(noun, measures) == "animals":
        return True
    of = [tokens[c] for c in noun.children if tokens[c].lower == "of"]
    return noun.lemma in measures.closed.phrases.collectives and any(
        unit_of(tokens[c], measures) == "animals" for prep in of for c in prep.children
    )


def unit_of(noun: Token, measures: Measures) -> str | None:
    """people, households, houses or countries, or None."""
    return measures.units.get(noun.lemma.lower()) or measures.units.get(noun.lower)


def unit_words(noun: Token, last: int, tokens: Sequence[Token], text: str, measures: Measures) -> str:
    """A unit as worded, with what tells it from others of its kind: "oil tanker trucks"."""
    first = noun.i
    while first - 1 >= last and _is_kind(tokens[first - 1]):
        first -= 1
    while first < noun.i and (
        tokens[first].lower in measures.closed.phrases.no_unit
        or tokens[first].pos == "PUNCT"
        or (tokens[first].entity in {"NORP", "GPE"} and tokens[first + 1].tag != "HYPH")
    ):
        first += 1
    end = noun.i + 1
    if (
        noun.lemma in measures.closed.phrases.collectives
        and end + 1 < len(tokens)
        and tokens[end].lower == "of"
        and tokens[end + 1].pos in {"NOUN", "ADJ"}
    ):
        end += 2
    words = " ".join(text[tokens[first].start : tokens[end - 1].end].split()).strip("“”\"‘’'- ")
    return words.replace("“", "").replace("”", "") or noun.lower


def _is_kind(token: Token) -> bool:
    return (
        token.pos in {"NOUN", "PROPN", "ADJ"}
        or token.text in {"-", "“", "”", "‘", "’"}
        or token.tag in {"VBG", "VBN", "HYPH"}
    )


def group_words(noun: Token, first: int, last: int, tokens: Sequence[Token], measures: Measures) -> str | None:
    """The noun phrase as worded, without the quantity; a second noun that has no number of its own belongs to it."""
    closed = measures.closed.phrases
    members, stack = [noun.i], [noun.i]
    while stack and len(members) < 25:
        at = stack.pop()
        for child in tokens[at].children:
            token = tokens[child]
            if child < last or (token.relation in NO_GROUP and not _shares_number(token, tokens)):
                continue
            members.append(child)
            stack.append(child)
    kept = [i for i in sorted(members) if i >= last]
    if not kept:
        return None
    cut = next((i for i in range(kept[0], kept[-1] + 1) if tokens[i].lower in closed.group_ends), kept[-1] + 1)
    kept = [i for i in kept if i < cut] or kept[:1]
    begin, end = kept[0], kept[-1]
    while begin > last and (
        tokens[begin - 1].pos in {"NUM", "PROPN"} or tokens[begin - 1].tag == "HYPH" or tokens[begin - 1].text.isupper()
    ):
        begin -= 1  # "a 17-year-old boy"; an acronym that the parser took for a verb: "IS suspects"
    words = list(tokens[begin : min(end, begin + MOST_WORDS) + 1])
    while len(words) > 1 and words[0].lower in closed.before_group:
        words = words[1:]
    return as_worded(words)


def as_worded(tokens: Sequence[Token]) -> str:
    """The words of ``tokens``, with single spaces where the text has white space."""
    return "".join((" " if n and t.start > tokens[n - 1].end else "") + t.text for n, t in enumerate(tokens))


def _shares_number(token: Token, tokens: Sequence[Token]) -> bool:
    """ "12,000 women and children": the second noun is counted with the first."""
    if token.relation == "coordinator":
        return any(
            tokens[c].relation == "conjunct" and _shares_number(tokens[c], tokens) for c in tokens[token.head].children
        )
    return (
        token.relation == "conjunct"
        and token.pos in {"NOUN", "PROPN"}
        and not any(
            tokens[c].relation in {"numeral", "determiner", "possessor"} or tokens[c].pos == "NUM"
            for c in token.children
        )
    )


def phrase_words(token: Token, tokens: Sequence[Token]) -> str:
    """A noun phrase without what is set off or relative, as worded."""
    members, stack = [token.i], [token.i]
    while stack and len(members) < 25:
        for child in tokens[stack.pop()].children:
            if tokens[child].relation not in {
                "relative_clause",
                "punctuation",
                "apposition",
                "noun_clause",
                "adverbial_clause",
                "coordinator",
                "conjunct",
            }:
                members.append(child)
                stack.append(child)
    return as_worded(tokens[min(members) : max(members) + 1])
