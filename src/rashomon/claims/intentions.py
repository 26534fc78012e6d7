"""Intentions: what someone says they will do, or will not."""

from dataclasses import dataclass

from rashomon.claims.clauses import Clause, is_conditional, is_modal, read_clause
from rashomon.claims.context import Context
from rashomon.claims.phrases import SIDES, bare, side_words, target_words, words_of
from rashomon.records import Attribution, Token

WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
WOULD = frozenset({"would", "'d", "’d"})
MIGHT = frozenset({"may", "might", "could", "should", "must", "can", "ca"})
NO_INTENT = frozenset({"be", "have", "need", "seem", "depend", "know", "see", "like", "want", "happen", "become", "mean", "appear", "say", "tell"})  # fmt: skip
UNTELLING = frozenset({"stay", "remain", "go", "come", "take", "get", "do", "make", "give", "put", "keep", "let", "bring"})  # fmt: skip
MOST_BACK = 30  # tokens before its sentence in which a "they" looks for those it means
PARTICLES = frozenset({"out", "up", "off", "down", "back", "over", "away"})
PERSONAL = SIDES | {"PERSON"}


@dataclass(frozen=True, slots=True)
class Intention:
    """A verb that someone means to carry out. ``agent`` is who, where told; ``about`` what it is done to, or what will do it."""

    verb: Token
    predicate: str
    agent: str | None
    about: str | None
    passive: bool
    negated: bool


def find_intentions(context: Context) -> list[Intention]:
    """All intentions in contents and in the report's own voice."""
    found = []
    for token in context.parse.tokens:
        if token.pos != "VERB" or token.i in context.voiced or token.tag not in {"VB", "VBN", "VBG"}:
            continue
        attribution = context.owner_of_token[token.i]
        if (meant := _is_meant(token, attribution, context)) is None:
            continue
        if (intention := _intention(token, attribution, context, negated=meant)) is not None:
            found.append(intention)
    return found


def is_possible(verb: Token, context: Context) -> bool:
    """Whether the verb only may or should happen."""
    return is_modal(verb, context.parse.tokens, MIGHT)


def _is_meant(verb: Token, attribution: Attribution | None, context: Context) -> bool | None:
    """None where the verb is no intention; else whether the words that make it one negate it."""
    tokens = context.parse.tokens
    if is_conditional(verb, tokens) or (attribution is not None and attribution.act in {"demand", "order"}):
        return None
    if is_modal(verb, tokens, WILL) or (attribution is not None and is_modal(verb, tokens, WOULD)):
        return False
    head = tokens[verb.head]
    if not any(tokens[c].lower == "to" and tokens[c].dep == "aux" for c in verb.children) or head.i == verb.i:
        return None
    words, negated = context.frames.words, any(tokens[c].dep == "neg" for c in head.children)
    if verb.dep == "xcomp":
        if head.lemma in words["meaning"]:
            return negated or head.lemma == "refuse"
        if head.lower in {"going", "about", "ready", "prepared", "set", "due", "determined"}:
            above = tokens[head.head]
            return negated or any(tokens[c].dep == "neg" for c in above.children)
    if verb.dep in {"acl", "ccomp"} and head.lemma in words["means"]:
        return any(tokens[c].lower == "no" for c in head.children)
    if (
        attribution is not None
        and attribution.act in {"promise", "threaten"}
        and verb.dep in {"xcomp", "ccomp", "ROOT"}
    ):
        return False
    return None


def _intention(verb: Token, attribution: Attribution | None, context: Context, *, negated: bool) -> Intention | None:
    tokens = context.parse.tokens
    clause = read_clause(verb, tokens)
    particle = next(
        (tokens[c].lower for c in verb.children if tokens[c].dep == "prt" or tokens[c].lower in PARTICLES), None
    )
    predicate = f"{verb.lemma} {particle}" if particle else verb.lemma
    if clause.passive:
        predicate = f"be {verb.lower}"
    if verb.lemma in NO_INTENT:
        return None
    subject = clause.subject
    agent = _agent(subject, attribution, context, passive=clause.passive)
    about = _about(clause, attribution, context)
    if verb.lemma == "go" and any(tokens[c].lower in {"unpunished", "unanswered"} for c in verb.children):
        voice = attribution.speaker if attribution is not None else None
        who = bare(context.speakers[voice].name) if voice in context.speakers else None
        return Intention(verb, "retaliate", who, None, passive=False, negated=not clause.negated) if who else None
    if agent is None:
        # "The clinic will open", "they would be treated": what it happens to, and no one who does it.
        about = target_words(subject, attribution, context) if subject is not None else about
        if about is None and subject is not None and subject.lower in {"it", "they"}:
            about = _meant_by(subject, verb, context)
        empty = not clause.passive and (verb.lemma in UNTELLING or clause.object is not None)
        if about is None or empty:
            return None
    elif clause.object is not None and about is None:
        return None
    return Intention(verb, predicate, agent, about, clause.passive, negated or clause.negated)


def _agent(subject: Token | None, attribution: Attribution | None, context: Context, *, passive: bool) -> str | None:
    if subject is None:
        voice = attribution.speaker if attribution is not None else None
        return bare(context.speakers[voice].name) if voice in context.speakers else None
    if passive:
        return None
    lemma = subject.lemma.lower()
    tools = context.frames.words["tools"]
    if attribution is not None and any(s <= subject.start < e for s, e in attribution.source):
        voice = attribution.speaker
        return bare(context.speakers[voice].name) if voice in context.speakers else None
    if (
        subject.pos == "PRON"
        or lemma in context.frames.words["groups"]
        or (subject.entity in PERSONAL and lemma not in tools and subject.pos == "PROPN")
    ):
        return side_words(subject, attribution, context)
    return None


def _about(clause: Clause, attribution: Attribution | None, context: Context) -> str | None:
    if clause.object is not None:
        return target_words(clause.object, attribution, context)
    for child in clause.verb.children:
        token = context.parse.tokens[child]
        if token.dep == "prep" and token.lower not in {
            "in",
            "by",
            "after",
            "before",
            "during",
            "until",
            "since",
            "as",
            "within",
        }:
            found = next(
                (context.parse.tokens[c] for c in token.children if context.parse.tokens[c].dep == "pobj"), None
            )
            if found is not None and found.pos != "PRON":
                words = target_words(found, attribution, context)
                return f"{token.lower} {words}" if words else None
    return None


def _meant_by(pronoun: Token, verb: Token, context: Context) -> str | None:
    """The last object of that number before the clause: "to halt the operation, but he says it will continue"."""
    sentence = context.sentence_at(verb.start)
    many = pronoun.lower == "they"
    for i in range(verb.i - 1, max(0, sentence.first - MOST_BACK * many) - 1, -1):
        token = context.parse.tokens[i]
        if token.dep == "dobj" and token.pos == "NOUN" and (token.tag == "NNS") == many and i not in context.voiced:
            words = words_of(token, context)
            owner = next(
                (context.parse.tokens[c] for c in token.children if context.parse.tokens[c].dep == "poss"), None
            )
            if owner is not None and owner.pos == "PRON":
                return f"the {words.split(' ', 1)[-1]}"
            return words
    return None
