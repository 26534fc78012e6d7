"""Clauses → what is said to be something else, or to come of it: who the gunman was, what someone died of, why a dam failed."""

from collections.abc import Iterator

from rashomon.claims.context import Context
from rashomon.claims.events import Event
from rashomon.claims.phrases import is_person_like
from rashomon.clauses import Clause, prepositional
from rashomon.languages.frames import Frame
from rashomon.records import Token

OF = frozenset({"of"})
AS = frozenset({"as"})
NAMED = frozenset({"PROPN"})


def find_links(context: Context) -> Iterator[Event]:
    """Each link that a verb says: ``target`` is the answer (who it is, the cause), ``actor`` what that is said of, None where it is not told."""
    frames = context.frames.linking
    known = {
        word.partition(":")[0] for f in frames for word in (*f.causes, *f.comes_of, *f.calls)
    } | context.words.copulas
    for token in context.parse.tokens:
        if token.pos not in {"VERB", "AUX"} or token.lemma.lower() not in known:
            continue
        if token.i in context.voiced and not any(token.lemma.lower() in f.calls for f in frames):
            continue
        clause = context.clauses.clause(token)
        for frame in frames:
            found = _link(clause, frame, context)
            if found is not None and _can_answer(found[1], frame, context):
                yield Event(frame, token, token, found[0], found[1], clause.negated)


def _link(clause: Clause, frame: Frame, context: Context) -> tuple[Token | None, Token] | None:
    """What a clause says the frame of, and the answer."""
    tokens, lemma = context.parse.tokens, clause.verb.lemma.lower()
    for word in frame.comes_of:
        verb, _, preposition = word.partition(":")
        if (
            verb == lemma
            and clause.subject is not None
            and (cause := _behind(clause.verb, preposition, tokens)) is not None
        ):
            return clause.subject, cause
    if lemma in frame.causes:
        effect, cause = clause.undergoer, clause.doer
        if effect is not None and cause is not None and effect.lemma.lower() in frame.effects:
            return _whose(effect, tokens), cause
    if lemma in frame.calls:
        first, second = clause.undergoer, prepositional(clause.verb, tokens, AS)
    elif lemma in context.words.copulas:
        second = next((tokens[c] for c in clause.verb.children if tokens[c].relation == "attribute"), None)
        first = clause.subject
    else:
        return None
    if first is None or second is None:
        return None
    for called, answer in ((first, second), (second, first)):
        if (said := _called(called, frame, context)) is not None:
            return said[0], answer
    return None


def _called(noun: Token, frame: Frame, context: Context) -> tuple[Token | None] | None:
    """What a noun of the frame is said of: itself ("the gunman"), or whose death or failure it is the cause of."""
    tokens = context.parse.tokens
    if not any(tokens[c].relation == "determiner" and tokens[c].lower in context.words.the_one for c in noun.children):
        return None  # "a suspect" is one of several
    lemma = noun.lemma.lower()
    if lemma in frame.called:
        return (noun,) if noun.tag == "NN" else None
    effect = prepositional(noun, tokens, OF)
    if effect is None or f"{lemma}:{effect.lemma.lower()}" not in frame.called:
        return None
    return (_whose(effect, tokens),)


def _whose(effect: Token, tokens: tuple[Token, ...]) -> Token | None:
    """Whose an effect is: "the collapse of the dam", "the dam’s collapse", "the dam collapse"."""
    within = (tokens[c] for c in reversed(effect.children) if tokens[c].relation in {"possessor", "compound"})
    return prepositional(effect, tokens, OF) or next((t for t in within if t.pos != "PRON"), None)


def _behind(verb: Token, preposition: str, tokens: tuple[Token, ...]) -> Token | None:
    """The noun behind a preposition, or behind two ("because of", "due to")."""
    for child in verb.children:
        first = tokens[child]
        if first.relation == "preposition" and first.lower == preposition:
            below = [tokens[c] for c in first.children if tokens[c].relation in {"preposition_clause", "preposition"}]
            for one in (first, *below):
                found = next((tokens[c] for c in one.children if tokens[c].relation == "prepositional_object"), None)
                if found is not None:
                    return found
    return None


def _can_answer(answer: Token, frame: Frame, context: Context) -> bool:
    """Whether a noun can be the answer: a person by name where one is asked for; no pronoun, day or person where a cause is."""
    if frame.needs == "person":
        return answer.pos in NAMED and is_person_like(answer, context) and answer.entity in {"PERSON", ""}
    return answer.pos in {"NOUN", "PROPN"} and answer.entity not in {"DATE", "TIME", "PERSON", "CARDINAL"}
