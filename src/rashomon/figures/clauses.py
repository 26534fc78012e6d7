"""What a verb says of its arguments: the measure of those that undergo it or do it, and who did it."""

from collections.abc import Sequence
from typing import NamedTuple

from rashomon.clauses import Clauses
from rashomon.figures.phrases import is_people, phrase_words, unit_of
from rashomon.languages.measures import Measures
from rashomon.records import Sentence, StockFlow, Token


class Found(NamedTuple):
    """A measure with who did it, whether a verb gave it, stock or flow where the words say so, and the token of the word that gave it."""

    measure: str | None
    agent: str | None = None
    by_clause: bool = False
    stock_flow: StockFlow | None = None
    by: int | None = None


NOTHING = Found(None)

OBJECTS = frozenset({"object", "passive_subject", "object_predicate", "dative"})
SUBJECTS = frozenset({"subject", "clausal_subject"})
ON_VERB = frozenset(
    {
        "object",
        "particle",
        "predicative",
        "object_predicate",
        "adverb",
        "subject",
        "passive_subject",
        "attribute",
        "open_clause",
        "content_clause",
        "adverbial_clause",
        "conjunct",
        "noun_adverb",
        "other",
    }
)
LINKING = frozenset({"preposition", "agent", "particle"})


def of_clause(
    verb: Token,
    relation: str,
    below: Token,
    noun: Token | None,
    clauses: Clauses,
    measures: Measures,
    sentence: Sentence,
    *,
    escape: bool,
) -> Found | None:
    """What a verb says of an argument of it, ``below``, that hangs on it as ``dep`` (``acl``: the verb hangs on the noun)."""
    tokens = clauses.parse.tokens
    undergone, done = _roles(verb, relation, tokens)
    if relation in SUBJECTS and stops_work(verb, tokens):
        return None
    state = clauses.state(verb.i)
    if relation == "noun_clause" and (state.negative and not state.denied):
        return None  # "the 12 who were not hurt"
    if (
        not undergone
        and not done
        and relation
        not in {"attribute", "prepositional_object", "preposition", "conjunct", "apposition", "noun_adverb"}
    ):
        return None
    persons = noun is None or is_people(noun, measures) or unit_of(noun, measures) == "households"
    known = persons or (noun is not None and (unit_of(noun, measures) is not None or noun.lemma in measures.nouns))
    if not persons and noun is not None and undergone and (measure := thing_of(verb, noun, measures)) is not None:
        return Found(measure, agent(verb, tokens), True, None, verb.i)
    if noun is not None and not persons and (measure := combined(verb, tokens, measures, apart=below.i, things=True)):
        suffers = relation in OBJECTS or (undergone and verb.tag == "VBN")  # what blew up by itself was not blown up
        return Found(measure, agent(verb, tokens), True, None, verb.i) if suffers else None
    military = noun is not None and noun.lemma.lower() in measures.military
    if persons or not known:
        if (undergone or done) and (measure := combined(verb, tokens, measures, apart=below.i)):
            return Found(measure, None, True, None, verb.i)
        if undergone and verb.lemma in measures.holding:
            return Found(_held(verb, noun, tokens, measures), None, True, "stock", verb.i)
    if (
        undergone
        and (measure := measures.undergo.get(verb.lemma)) is not None
        and (military if measure == "deployed" else persons or not known)
    ):
        return Found(measure, agent(verb, tokens), True, None, verb.i)
    if done and (measure := measures.do.get(verb.lemma)) is not None:
        if military and verb.lemma in measures.closed.counted.arriving:
            measure = "deployed"
        if measure == "displaced" and verb.lemma == "flee" and escape:
            measure = "escaped"
        if measure == "seized" and (noun is None or measures.nouns.get(noun.lemma) != "seized"):
            return None  # prices and rigs fall too
        if persons or not known or measures.facts[measure].counts != "people":
            return Found(measure, None, True, None, verb.i)
    return None


def stops_work(verb: Token, tokens: Sequence[Token]) -> bool:
    """ "1,700 workers struck": nobody struck them."""
    by = verb.i + 1 < len(tokens) and tokens[verb.i + 1].lower == "by"
    return (
        verb.lemma == "strike" and not by and not any(tokens[c].relation == "passive_auxiliary" for c in verb.children)
    )


def thing_of(verb: Token, noun: Token, measures: Measures) -> str | None:
    """The measure of things that a verb takes, destroys, attacks or fires."""
    measure = measures.things.get(verb.lemma)
    if measure == "attacks" and noun.lemma in measures.nouns and measures.nouns[noun.lemma] == "attacks":
        return None
    if measure == "fired" and measures.nouns.get(noun.lemma) != "fired":
        return None
    return measure


def _roles(verb: Token, relation: str, tokens: Sequence[Token]) -> tuple[bool, bool]:
    """Whether the argument undergoes what the verb says, and whether it does it."""
    if relation in OBJECTS:
        return True, False
    passive = any(tokens[c].relation in {"passive_auxiliary", "passive_subject"} for c in verb.children)
    if relation == "noun_clause":
        if verb.tag == "VBN" and not any(
            tokens[c].relation in SUBJECTS or tokens[c].relation == "auxiliary" for c in verb.children
        ):
            return True, False
        subject = next((tokens[c] for c in verb.children if tokens[c].relation in SUBJECTS), None)
        if passive:
            return True, False
        if subject is None or subject.tag in {"WP", "WDT"}:
            return not has_object(verb, tokens) and verb.tag == "VBN", True
        return True, False  # "the suspects they hold"
    if relation in SUBJECTS:
        return passive or (verb.tag in {"VBN", "VBD"} and not has_object(verb, tokens)), True
    if relation == "attribute":
        return False, True
    return False, False


def has_object(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether a verb has a direct object."""
    return any(tokens[c].relation == "object" for c in verb.children)


def combined(
    verb: Token, tokens: Sequence[Token], measures: Measures, apart: int = -1, *, things: bool = False
) -> str | None:
    """A verb with a word on it: "lost their lives", "shot dead", "taken to a hospital"; ``things``: as it is said of what is no person ("blown up")."""
    both = measures.both_of_things if things else measures.both
    for child in verb.children:
        token = tokens[child]
        if child == apart and token.lemma not in measures.closed.counted.lost and verb.lemma != "lose":
            continue
        if token.relation == "adverb" and any(tokens[j].pos == "NUM" for j in range(verb.i + 1, child)):
            continue  # "six were shot, two of them fatally": the adverb is said of the two
        if token.relation == "content_clause" and _has_own_subject(token, tokens):
            continue  # "a doctor said six had died": the doctor did not
        if token.relation in ON_VERB and (
            measure := both.get((verb.lemma, token.lemma)) or both.get((verb.lemma, token.lower))
        ):
            return measure
        if token.relation in LINKING:
            if measure := both.get((verb.lemma, token.lower)):
                return measure
            for below in token.children:
                if measure := both.get((verb.lemma, tokens[below].lemma.lower())):
                    return measure
    return None


def _has_own_subject(verb: Token, tokens: Sequence[Token]) -> bool:
    return any(
        tokens[c].relation in SUBJECTS | OBJECTS and tokens[c].tag not in {"WP", "WDT"}
        for c in verb.children
        if c < verb.i
    )


def _held(verb: Token, noun: Token | None, tokens: Sequence[Token], measures: Measures) -> str:
    """detained or present: what "hold" says of people depends on who is held, and by whom or where."""
    if noun is not None and noun.lemma in measures.closed.counted.hostages:
        return "abducted"
    if noun is not None and noun.lemma in measures.captives:
        return "detained"
    holder = next((tokens[c] for c in verb.children if tokens[c].relation in SUBJECTS), None)
    if holder is not None and (
        holder.lemma in measures.holding_places or holder.entity in {"GPE", "LOC", "FAC", "PERSON"}
    ):
        return "present"
    return "detained"


def is_seated(verb: Token, tokens: Sequence[Token], measures: Measures) -> bool:
    """Whether a verb says where: "who are in the camp"."""
    seated = measures.closed.counted.seated
    return any(tokens[c].relation == "preposition" and tokens[c].lower in seated for c in verb.children)


def agent(verb: Token, tokens: Sequence[Token], *, before: int | None = None) -> str | None:
    """Who or what does it: "killed by shelling", "an air strike killed"; only a subject that ends before token ``before``."""
    for child in verb.children:
        if tokens[child].relation == "agent":
            below = next(
                (tokens[c] for c in tokens[child].children if tokens[c].relation == "prepositional_object"), None
            )
            return phrase_words(below, tokens) if below is not None else None
    if has_object(verb, tokens):
        subject = next((tokens[c] for c in verb.children if tokens[c].relation == "subject"), None)
        if subject is not None and subject.pos in {"NOUN", "PROPN"} and (before is None or subject.i < before):
            return phrase_words(subject, tokens)
    return None
