"""Intentions: what someone says they will do, or will not."""

from rashomon.claims.context import Context
from rashomon.claims.phrases import SIDES, bare, is_person, side_words, target_words, words_of
from rashomon.claims.vetoes import INTENTIONS, Intention
from rashomon.clauses import Clause
from rashomon.records import Attribution, Token, Unclaimed
from rashomon.vetoing import refusal

MOST_BACK = 30  # tokens before its sentence in which a "they" looks for those it means
BYSTANDERS = frozenset({"witness", "expert", "medical", "activist"})
PERSONAL = SIDES | {"PERSON"}


def find_intentions(context: Context) -> tuple[list[Intention], list[Unclaimed]]:
    """All intentions in contents and in the report's own voice; and what is meant, and says too little to be one."""
    found: list[Intention] = []
    unclaimed: list[Unclaimed] = []
    for token in context.parse.tokens:
        voiced = token.i in context.voiced and token.lemma not in context.words.answering
        if token.pos != "VERB" or voiced or token.tag not in {"VB", "VBN", "VBG"}:
            continue
        attribution = context.owner_of_token[token.i]
        if not _is_meant(token, attribution, context):
            continue
        intention = _read(token, attribution, context)
        if intention is None:
            continue
        if (refused := refusal(intention, INTENTIONS)) is not None:
            unclaimed.append(refused.of((token.start, token.end), token.text, "intention", intention.predicate))
        else:
            found.append(intention)
    return found, unclaimed


def meant_verbs(context: Context) -> frozenset[int]:
    """The verbs that are said to be meant, whether or not they make an intention that can be told."""
    return frozenset(
        token.i
        for token in context.parse.tokens
        if token.pos == "VERB"
        and (token.i not in context.voiced or token.lemma in context.words.answering)
        and token.tag in {"VB", "VBN", "VBG"}
        and _is_meant(token, context.owner_of_token[token.i], context)
    )


def _is_meant(verb: Token, attribution: Attribution | None, context: Context) -> bool:
    """Whether the words tell the verb as something that someone will do or means to do."""
    tokens, clauses = context.parse.tokens, context.clauses
    if any(tokens[c].lower == "only" for c in verb.children):
        return False  # "will only be sold to its people": what it says of the others is not read
    state = clauses.state(verb.i)
    if attribution is not None and attribution.act in {"demand", "order"}:
        return False
    grammar, auxiliaries = clauses.grammar.words, clauses.auxiliaries(verb)
    if auxiliaries & grammar.will:
        return state.kind == "planned"
    if attribution is not None and auxiliaries & grammar.would:
        return (
            state.kind in {"planned", "conditional"} and not auxiliaries & grammar.perfect
        )  # "would not have paid": only imagined
    head = tokens[verb.head]
    if head.i == verb.i or not any(
        tokens[c].lower == "to" and tokens[c].relation == "auxiliary" for c in verb.children
    ):
        return False
    if any(tokens[c].relation == "subject" for c in verb.children):
        return False  # "wants the others to negotiate" is a wish
    words = context.frames.words
    if verb.relation == "open_clause":
        if any(tokens[c].relation == "object" for c in head.children):
            return False
        if (
            head.lemma in words["meaning"]
            or (head.pos == "ADJ" and state.kind == "planned")
            or head.lower in grammar.ready
        ):
            return True
    if verb.relation in {"noun_clause", "content_clause"} and head.lemma in words["means"]:
        return True
    promised = attribution is not None and attribution.act in {"promise", "threaten"}
    return promised and verb.relation in {"open_clause", "content_clause", "root"}


def _read(verb: Token, attribution: Attribution | None, context: Context) -> Intention | None:
    """What is meant, as far as the words say; None where the verb names nothing that one could do."""
    tokens = context.parse.tokens
    if verb.lemma == "continue" and (
        done := next((tokens[c] for c in verb.children if tokens[c].relation == "open_clause"), None)
    ):
        return None if done.pos != "VERB" else _going_on(verb, done, attribution, context)
    if verb.lemma in context.words.no_intent:
        return None
    clause = context.clauses.clause(verb)
    below = [tokens[c] for c in verb.children]
    particle = next(
        (t.lower for t in below if t.relation == "particle" or (t.lower in context.words.particles and not t.children)),
        None,
    )
    if verb.lemma == "go" and any(t.lower in context.words.unavenged for t in below):
        voice = attribution.speaker if attribution is not None else None
        who = bare(context.speakers[voice].name) if voice in context.speakers else None
        return Intention(
            verb, "retaliate", who, None, object=None, particle=None, passive=False, negated=not clause.negated, context=context
        )  # fmt: skip
    subject = clause.subject
    agent = _agent(subject, attribution, context, passive=clause.passive)
    about = _about(clause, attribution, context)
    if agent is None:
        # "The clinic will open", "they would be treated": what it happens to, and no one who does it.
        about = target_words(subject, attribution, context) if subject is not None else about
        if about is None and subject is not None and subject.lower in context.words.what_will:
            about = _meant_by(subject, verb, context)
    predicate = f"be {verb.lower}" if clause.passive else f"{verb.lemma} {particle}" if particle else verb.lemma
    return Intention(
        verb, predicate, agent, about, object=clause.object, particle=particle, passive=clause.passive, negated=clause.negated, context=context
    )  # fmt: skip


def _going_on(verb: Token, done: Token, attribution: Attribution | None, context: Context) -> Intention:
    """ "will continue to shell the town": what goes on is what is meant."""
    clause = context.clauses.clause(verb)
    agent = _agent(clause.subject, attribution, context, passive=False)
    about = _about(context.clauses.clause(done), attribution, context)
    return Intention(
        verb, f"{verb.lemma} to {done.lemma}", agent, about, object=clause.object, particle=None, passive=False, negated=clause.negated,
        context=context, goes_on=True,
    )  # fmt: skip


def _agent(subject: Token | None, attribution: Attribution | None, context: Context, *, passive: bool) -> str | None:
    if subject is None:
        voice = attribution.speaker if attribution is not None else None
        return (
            bare(context.speakers[voice].name)
            if voice in context.speakers and _is_actor(attribution, context)
            else None
        )
    if passive:
        return None
    lemma = subject.lemma.lower()
    tools = context.frames.words["tools"]
    if attribution is not None and any(s <= subject.start < e for s, e in attribution.source):
        voice = attribution.speaker
        return (
            bare(context.speakers[voice].name)
            if voice in context.speakers and _is_actor(attribution, context)
            else None
        )
    if subject.pos == "PRON" and not _is_actor(attribution, context):
        return None
    if (
        subject.pos == "PRON"
        or lemma in context.frames.words["groups"]
        or (subject.entity in PERSONAL and lemma not in tools and subject.pos == "PROPN")
    ):
        return side_words(subject, attribution, context)
    return None


def _is_actor(attribution: Attribution | None, context: Context) -> bool:
    """Whether a speaker's own plans matter to others: not those of a witness or an expert."""
    voice = attribution.speaker if attribution is not None else None
    if attribution is None or voice not in context.speakers:
        return False
    kind = context.speakers[voice].kind
    if kind == "outlet":  # a body that publishes and names itself: "Relief Corridor plans to …"
        return any(
            context.parse.tokens[i].pos == "PROPN" for s, e in attribution.source for i in context.tokens_in(s, e)
        )
    return kind not in BYSTANDERS and not (kind == "other" and is_person(attribution, context))


def _about(clause: Clause, attribution: Attribution | None, context: Context) -> str | None:
    if clause.object is not None:
        return target_words(clause.object, attribution, context)
    for child in clause.verb.children:
        token = context.parse.tokens[child]
        if token.relation == "preposition" and token.lower not in context.words.by_when:
            found = next(
                (
                    context.parse.tokens[c]
                    for c in token.children
                    if context.parse.tokens[c].relation == "prepositional_object"
                ),
                None,
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
        if (
            token.relation == "object"
            and token.pos == "NOUN"
            and (token.tag == "NNS") == many
            and i not in context.voiced
        ):
            words = words_of(token, context)
            owner = next(
                (context.parse.tokens[c] for c in token.children if context.parse.tokens[c].relation == "possessor"),
                None,
            )
            if owner is not None and owner.pos == "PRON":
                return f"the {words.split(' ', 1)[-1]}"
            return words
    return None
