"""What a quantity counts: measure, unit and group, from the words that it hangs on."""

from collections.abc import Sequence

from rashomon.clauses import Clauses
from rashomon.figures.amounts import Counted, amount_of, times_of
from rashomon.figures.clauses import (
    NOTHING,
    Found,
    agent,
    combined,
    has_object,
    is_seated,
    of_clause,
    stops_work,
    thing_of,
)
from rashomon.figures.phrases import (
    counted_noun,
    elided_counter,
    group_words,
    head_of,
    is_animal,
    is_people,
    own_verb,
    unit_of,
    unit_words,
)
from rashomon.languages.measures import Measures
from rashomon.records import Sentence, Token

MOST_STEPS = 8


def counted_by(
    first: int,
    last: int,
    clauses: Clauses,
    sentence: Sentence,
    measures: Measures,
    *,
    text: str,
    hint: str | None = None,
    share: bool = False,
    escape: bool = False,
    noun: Token | None = None,
) -> Counted | None:
    """Read what tokens ``first`` to ``last`` count; None where they count nothing.

    ``share``: they are a share ("a third of residents"); ``escape``: the report tells of an escape, so that those who fled escaped;
    ``noun``: what is counted, where that is known.
    """
    tokens = clauses.parse.tokens
    if amount := amount_of(first, last, tokens, sentence, measures, hint):
        return amount
    head = noun if noun is not None else head_of(first, last, tokens)
    noun = noun if noun is not None else counted_noun(head, first, last, tokens, sentence, measures)
    if noun is not None and share:
        return Counted("percentage", "percent", group_words(noun, first, last, tokens, measures))
    if share:
        return Counted("percentage", "percent", None)
    if noun is not None and noun.lemma == "time" and last <= noun.i:
        return times_of(noun, tokens, measures)
    if (
        noun is not None
        and noun.i - 1 >= last
        and noun.lower in measures.words
        and is_people(tokens[noun.i - 1], measures)
    ):
        noun = tokens[noun.i - 1]  # a headline's "3 Women Shot"
    if noun is not None and _says_harm(last, noun, tokens, sentence, measures):
        noun = None  # "one dead, four others wounded": the parser may hang the first number on the second noun
    counter = elided_counter(head, tokens, measures) if noun is None else None
    found = _measure(noun or counter or head, noun, first, last, clauses, sentence, measures, escape=escape)
    if noun is None:
        return _elided(counter, found, _told_as(head, last, tokens, sentence, measures), measures)
    measure, agent, by_clause, stock, by = found
    group = group_words(noun, first, last, tokens, measures)
    known = "animals" if is_animal(noun, tokens, measures) else unit_of(noun, measures)
    if measure is None and first > sentence.first and tokens[first - 1].lower in measures.closed.counted.brought:
        brought = elided_counter(head, tokens, measures)  # "is increasing its fleet to 10 frigates"
        measure = measures.of.get(brought.lemma) if brought is not None else None
    if is_people(noun, measures) or (
        known is None and measures.is_harm(measure) and by_clause and noun.lemma not in measures.nouns
    ):
        return Counted(measure or "other", "people", group, stock, agent, by_clause=by_clause, by=by)
    if known == "households":
        return Counted(measure or "other", "households", group, stock, agent, by_clause=by_clause, by=by)
    if measures.is_of_people(measure):
        measure = None
    unit = unit_words(noun, last, tokens, text, measures)
    return Counted(measure or "other", unit, group, stock, agent, by_clause=by_clause, by=by)


def _says_harm(last: int, noun: Token, tokens: Sequence[Token], sentence: Sentence, measures: Measures) -> bool:
    """Whether a word of harm, not a noun, follows the number, and what it is said to count comes only later."""
    if last >= sentence.last or noun.i < last or tokens[last].lower not in measures.words or noun.lemma == "dead":
        return False
    following = tokens[last + 1] if last + 1 < sentence.last else None
    return following is None or following.pos in {"PUNCT", "ADP", "CCONJ"}


def _elided(counter: Token | None, found: Found, group: str | None, measures: Measures) -> Counted:
    measure, who, by_clause, stock, by = found
    if measure is None and counter is not None:
        measure = measures.nouns.get(counter.lemma) or measures.of.get(counter.lemma)
    if measure is None:
        return Counted("other", "people", group, elided=True)
    return Counted(measure, "people", group, stock, who, elided=counter is None, by_clause=by_clause, by=by)


def _told_as(head: Token, last: int, tokens: Sequence[Token], sentence: Sentence, measures: Measures) -> str | None:
    """Who they are, told after the number: "4,000 of them are foreign nationals", "30 of them children", "12 were soldiers"."""
    told = [tokens[head.head]] if tokens[head.head].lemma == "be" else []
    for verb in told:
        for child in verb.children:
            if tokens[child].relation == "attribute" and child >= last and is_people(tokens[child], measures):
                return group_words(tokens[child], last, last, tokens, measures)
    i = last
    if i + 2 < sentence.last and tokens[i].lower == "of" and tokens[i + 1].lower in measures.closed.counted.them:
        noun = tokens[i + 2]
        if noun.pos == "ADJ" and i + 3 < sentence.last:
            noun = tokens[i + 3]
        if noun.pos == "NOUN" and is_people(noun, measures):
            return group_words(noun, i + 2, i + 2, tokens, measures)
    return None


# ---- the measure ------------------------------------------------------------------------------------------------


def _measure(
    anchor: Token,
    noun: Token | None,
    first: int,
    last: int,
    clauses: Clauses,
    sentence: Sentence,
    measures: Measures,
    *,
    escape: bool,
) -> Found:
    """Measure, agent, whether a verb gave it, and stock or flow: the noun's own words first, then its clause, then the noun itself."""
    tokens = clauses.parse.tokens
    counter = (
        noun
        if noun is not None and noun.lemma in measures.counters
        else anchor
        if noun is None and anchor.lemma in measures.counters
        else None
    )
    named = None
    if noun is not None or anchor.lemma in measures.nouns:
        named = measures.words.get(anchor.lower) or measures.nouns.get(anchor.lemma.lower())
    if named == "aircraft" and anchor.i and tokens[anchor.i - 1].lower in measures.closed.counted.who_bomb:
        named = None
    if noun is not None and noun.lemma in measures.closed.phrases.collectives:
        named = next(
            (m for c in noun.children for b in tokens[c].children if (m := measures.nouns.get(tokens[b].lemma))), named
        )
    if named is not None and measures.facts[named].names_happening:
        return Found(named, None, False, None)  # the counted noun decides: "12 deaths were reported"
    given = _before(first, clauses, sentence, measures)
    if measures.is_harm(given) and noun is not None and _begins_next(noun.i + 1, tokens, sentence, measures):
        return Found(given, None, True, None)
    for child in anchor.children:
        token = tokens[child]
        if token.relation in {"noun_clause", "relative_clause"}:
            stays = token.lemma in measures.closed.counted.staying and named == "refugees"
            if stays and is_seated(token, tokens, measures):
                return Found(named, None, False, "stock")
            if found := of_clause(token, "noun_clause", anchor, noun, clauses, measures, sentence, escape=escape):
                return found
        elif (
            token.relation == "preposition"
            and token.lower == "with"
            and any(measures.nouns.get(tokens[c].lemma) == "injured" for c in token.children)
        ):
            return Found("injured", None, True)
        elif counter is not None and token.relation == "preposition":
            for inner in token.children:
                if measure := _of_counted(tokens[inner], clauses, measures, sentence, escape=escape):
                    # "its toll of the attack": a toll counts people, whatever it is the toll of
                    own = measures.of.get(counter.lemma) if not measures.is_of_people(measure) else None
                    return Found(own or measure, None, False, None)
        elif counter is not None and token.relation == "compound" and (measure := measures.of.get(token.lemma)):
            return Found(measure, None, False, None)
    if found := _predicate(noun, last, tokens, sentence, measures):
        return found
    if noun is None and (verb := own_verb(anchor, last, tokens, sentence)) is not None:
        return of_clause(verb, "subject", anchor, None, clauses, measures, sentence, escape=escape) or NOTHING
    found = _above(anchor, noun, clauses, sentence, measures, escape=escape)
    if found[0] is not None:
        return found
    for child in anchor.children:
        token = tokens[child]
        if (
            token.relation in {"adjective", "noun_clause", "apposition"}
            and child >= last
            and (measure := measures.words.get(token.lower))
        ):
            return Found(measure, None, False, "stock" if measures.facts[measure].either else None)
    return Found(given, None, True) if given is not None else Found(named)


def _begins_next(i: int, tokens: Sequence[Token], sentence: Sentence, measures: Measures) -> bool:
    """Whether a word of harm at ``i`` is said of the next number: "killed 30 people, injured 90", with the comma or without."""
    while i < sentence.last and tokens[i].lower in {",", "and", "&"}:
        i += 1
    if i + 1 >= sentence.last or tokens[i].tag not in {"VBD", "VBN", "VBZ"}:
        return False
    return measures.is_harm(measures.undergo.get(tokens[i].lemma)) and tokens[i + 1].pos == "NUM"


def _predicate(
    noun: Token | None, last: int, tokens: Sequence[Token], sentence: Sentence, measures: Measures
) -> Found | None:
    """What directly follows the counted words: "3 injured", "two people were shot dead", "one fatally", in headlines too."""
    i = noun.i + 1 if noun is not None else last
    if (
        noun is None
        and i + 1 < sentence.last
        and tokens[i].lower == "of"
        and tokens[i + 1].lower in measures.closed.counted.them
    ):
        i += 2
    limit = min(sentence.last, i + 6)
    while i < limit:
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < sentence.last else None
        adverb = measures.adverbs.get(token.lower)
        if adverb == "killed" or (adverb is not None and (following is None or following.tag != "VBN")):
            return Found(adverb, None, True, None, i)
        word = measures.words.get(token.lower)
        if token.lower in measures.closed.counted.negations:
            return None
        if (
            token.tag == "VBD"
            and has_object(token, tokens)
            and (noun is not None or word is None or _takes_noun(token, tokens))
        ):
            return None
        if token.tag == "VBD" and stops_work(token, tokens):
            return None
        if token.tag in {"VBN", "VBD"}:
            if noun is not None and not is_people(noun, measures) and (measure := thing_of(token, noun, measures)):
                return Found(measure, agent(token, tokens, before=last), True, None, i)
            thing = noun is not None and not is_people(noun, measures)
            if thing and (measure := combined(token, tokens, measures, things=True)):
                blown = token.tag == "VBN"  # "two vans were blown up", not "two vans blew up"
                return Found(measure, agent(token, tokens, before=last), True, None, i) if blown else None
            measure = combined(token, tokens, measures) or word or measures.undergo.get(token.lemma)
            if measure is not None:
                return Found(measure, agent(token, tokens, before=last), True, None, i)
        if word is not None and not _is_modifier(token, following, sentence, measures):
            return Found(word, None, True, None, i)
        if token.lower not in measures.closed.counted.between and token.tag != "RB":
            return None
        i += 1
    return None


def _takes_noun(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether a verb's object is a noun: in "44 killed dozens injured" it is but the next number."""
    return any(
        tokens[c].relation == "object" and tokens[c].pos in {"NOUN", "PROPN"} and tokens[c].entity != "CARDINAL"
        for c in verb.children
    )


def _is_modifier(word: Token, following: Token | None, sentence: Sentence, measures: Measures) -> bool:
    """Whether a noun follows, to which the word belongs: "two dead soldiers"; a headline's capitals hide the tags."""
    if following is None or following.pos not in {"NOUN", "PROPN", "ADJ"}:
        return word.pos == "NOUN" and not sentence.in_title and word.lemma in measures.nouns  # "31 hurt" are hurt
    return not sentence.in_title and word.head > word.i


def _before(first: int, clauses: Clauses, sentence: Sentence, measures: Measures) -> str | None:
    """The verb directly before the quantity, where the parser hung it elsewhere: "killed 15"."""
    tokens = clauses.parse.tokens
    if first - 1 < sentence.first:
        return None
    token = tokens[first - 1]
    if token.tag in {"VBD", "VBG", "VBZ", "VB", "VBP"} and clauses.state(token.i).told:
        return measures.undergo.get(token.lemma)
    return None


def _above(
    anchor: Token, noun: Token | None, clauses: Clauses, sentence: Sentence, measures: Measures, *, escape: bool
) -> Found:
    """The verb, or the noun of an act ("the murder of hundreds"), that the counted words are an argument of."""
    tokens = clauses.parse.tokens
    below, steps = anchor, 0
    while steps < MOST_STEPS and below.head != below.i:
        above, steps = tokens[below.head], steps + 1
        if above.pos in {"VERB", "AUX"}:
            relation = _shared(below, above, tokens)
            found = of_clause(above, relation, below, noun, clauses, measures, sentence, escape=escape)
            return found or _among(above, clauses, measures, sentence, escape=escape)
        if (
            below.relation == "prepositional_object"
            and above.lower == "of"
            and (measure := _act(tokens[above.head], noun, measures)) is not None
        ):
            return Found(measure, None, True)
        if below.relation == "apposition" and below.tag in {"NNS", "NNPS"} and above.tag not in {"NNS", "NNPS"}:
            return NOTHING  # "shoots self; three suspects": one is no apposition to the other
        if (
            above.relation in {"preposition", "agent"}
            and below.relation == "prepositional_object"
            and tokens[above.head].pos in {"NOUN", "PROPN"}
            and above.lower not in measures.closed.counted.counting
        ):
            return NOTHING  # "an attack on two towns": what the phrase is set in is not what is counted
        below = above
    return NOTHING


def _shared(below: Token, verb: Token, tokens: Sequence[Token]) -> str:
    """What a noun is to its verb: one that is joined to the verb itself ("killed a couple and their three children") is what the noun before it is."""
    if below.relation != "conjunct" or below.pos not in {"NOUN", "PROPN", "NUM"}:
        return below.relation
    before = [tokens[c] for c in verb.children if verb.i < c < below.i and tokens[c].relation == "object"]
    between = any(
        tokens[c].relation == "conjunct" and tokens[c].pos in {"VERB", "AUX"} for c in verb.children if c < below.i
    )
    return "object" if before and not between else below.relation


def _among(verb: Token, clauses: Clauses, measures: Measures, sentence: Sentence, *, escape: bool) -> Found:
    """ "six children were among those killed": what is said of the others is said of them."""
    tokens = clauses.parse.tokens
    among = measures.closed.counted.among
    preps = [tokens[c] for c in verb.children if verb.lemma == "be" and tokens[c].lower in among]
    for others in (tokens[c] for prep in preps for c in prep.children):
        if measure := _of_counted(others, clauses, measures, sentence, escape=escape):
            return Found(measure, None, True, None)
    return NOTHING


def _act(act: Token, noun: Token | None, measures: Measures) -> str | None:
    measure = measures.of.get(act.lemma)
    if measures.is_of_people(measure) and noun is not None and not is_people(noun, measures):
        return None
    return measure


def _of_counted(noun: Token, clauses: Clauses, measures: Measures, sentence: Sentence, *, escape: bool) -> str | None:
    """The measure of "the number of people killed", "of dead", "of those who fled"."""
    tokens = clauses.parse.tokens
    if found := measures.words.get(noun.lower) or measures.nouns.get(noun.lemma) or measures.of.get(noun.lemma):
        return found
    for child in noun.children:
        token = tokens[child]
        if token.relation in {"noun_clause", "relative_clause"} and (
            clause := of_clause(token, "noun_clause", noun, noun, clauses, measures, sentence, escape=escape)
        ):
            return clause[0]
        if token.relation == "adjective" and (found := measures.words.get(token.lower)):
            return found
    return None
