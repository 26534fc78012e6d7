"""Tokens → events: which frame the words of a clause name, with who does it and what undergoes it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rashomon.claims.context import Context
from rashomon.claims.phrases import is_person_like, is_place, is_side, is_truce, undergone
from rashomon.clauses import Clause, prepositional
from rashomon.languages.frames import Frame, Role
from rashomon.records import Token

PLACED = frozenset({"place", "ground"})


@dataclass(frozen=True, slots=True)
class Event:
    """One naming of a frame. ``verb`` is the verb whose clause says it, ``token`` the word that names it; ``cleft``: it was not ``actor`` who did it."""

    frame: Frame
    token: Token
    verb: Token
    actor: Token | None
    target: Token | None
    negated: bool
    cleft: bool = False


def find_events(context: Context) -> list[Event]:
    """All events that verbs, copulas and light verbs name, in the order of the text."""
    tokens = context.parse.tokens
    return [
        event
        for token in tokens
        if token.pos in {"VERB", "AUX"} and (token.i not in context.voiced or _is_speech(token, context))
        for event in _with_excluded(_events_at(token, context), context)
    ]


def _is_speech(verb: Token, context: Context) -> bool:
    """Whether a verb that says who speaks is an event all the same: "responded", "pledged"."""
    speech = context.frames.words["speech"]
    return verb.lemma in speech or any(f"{verb.lemma}:{c}" in speech for c in context.clauses.clause(verb).companions)


def _with_excluded(events: Iterator[Event], context: Context) -> Iterator[Event]:
    """Each event; of "it was not the army but the militia that did it" also that the army did not."""
    for event in events:
        yield event
        excluded = context.clauses.clause(event.verb).excluded if event.actor is not None else None
        if excluded is not None:
            yield replace(event, token=excluded, actor=excluded, cleft=True)


def noun_event(noun: Token, verb: Token, context: Context, *, actor: Token | None, negated: bool) -> Event | None:
    """The event that a noun names, with what it is done to from its own prepositions."""
    frame = context.frames.nouns.get(noun.lemma.lower())
    fuel = noun.lemma.lower() == "gas" and (noun.relation == "compound" or not _is_weapon(noun, context))
    if frame is None or fuel:
        return None
    return _event_of(frame, noun, verb, context, actor=actor, negated=negated)


def _event_of(
    frame: Frame, noun: Token, verb: Token, context: Context, *, actor: Token | None, negated: bool
) -> Event | None:
    """The event of a frame with what it is done to from the noun's own prepositions, or from where the frame's target stands."""
    target = undergone(noun, context)
    if frame.inside is not None and (target is None or not _can_be(target, frame, context)):
        if target is not None and not is_place(target, context):
            return None  # "an outbreak of violence"
        target = _inside(noun, verb, frame, context)
    elif frame.inside is not None and frame.needs == "person" and not is_person_like(target, context):
        # "called off the strikes against job cuts"
        target = _inside(noun, verb, frame, context)
    return Event(frame, noun, verb, actor, target, negated)


def _events_at(token: Token, context: Context) -> Iterator[Event]:
    frames = context.frames
    lemma = token.lemma.lower()
    words = frames.words
    if lemma in context.words.ending and _is_of_amount(token, context):
        return
    known = (
        lemma in frames.lemmas or lemma in words["light"] or lemma in context.words.copulas or lemma in words["landing"]
    )
    if not known:
        return
    clause = context.clauses.clause(token)
    if lemma in context.words.copulas:
        yield from _states(clause, context)
    if (event := _light(clause, context) or _munition(clause, context)) is not None:
        yield event
        return
    if (found := _framed(clause, context)) is not None:
        yield from found


def _framed(clause: Clause, context: Context) -> list[Event] | None:
    """The first frame of the verb, with or without a companion, whose needs are met."""
    verbs = context.frames.verbs
    lemma = clause.verb.lemma.lower()
    for companion in clause.companions:
        for role, frame in verbs.get((lemma, companion), ()):
            if frame.never and any(f"{lemma}:{c}" in frame.never for c in clause.companions):
                continue
            if (event := _cast(clause, role, frame, context, companion)) is not None:
                return [event]
    for role, frame in verbs.get(lemma, ()):
        if frame.never and any(f"{lemma}:{c}" in frame.never for c in clause.companions):
            continue
        if (event := _cast(clause, role, frame, context, None)) is None:
            continue
        actor = event.actor
        named = noun_event(actor, clause.verb, context, actor=None, negated=False) if actor is not None else None
        if named is not None and not clause.negated:
            # "An attack killed 12", "the shelling closed the port": the event is told too, and the deed is its own.
            return [Event(named.frame, named.token, clause.verb, actor, named.target, False), event]
        return [event]
    return None


def _cast(clause: Clause, role: Role, frame: Frame, context: Context, companion: str | None) -> Event | None:
    """Give the roles of a clause to a frame; None where what the frame needs is not there."""
    tokens = context.parse.tokens
    actor: Token | None
    target: Token | None
    own = (
        clause.object is not None
        and companion is not None
        and not clause.passive
        and companion.rpartition(" ")[2] in {clause.object.lemma, *_parts(clause.object, tokens)}
    )
    if role == "holds":
        actor, target = (
            clause.doer,
            prepositional(clause.verb, tokens, context.words.at) or _place_adverb(clause, tokens),
        )
        if clause.passive:
            target = clause.undergoer  # "villagers were shot by soldiers"
        if actor is None or (clause.object is not None and not own):
            return None
        if companion is not None and " " in companion:
            target = prepositional(_last(clause.verb, tokens, companion), tokens, context.words.at)
    elif role == "leaves":
        actor, target = None, clause.subject
        if clause.object is None or not is_place(clause.object, context) or clause.passive:
            return None
    elif role == "inverse":
        actor, target = _holder(clause, tokens, companion), clause.subject
        if (clause.object is not None and not own) or _is_of_amount(clause.verb, context):
            return None
        if (
            own
            and frame.inside is not None
            and prepositional(clause.object or clause.verb, tokens, context.words.aimed) is not None
        ):
            return None  # "ended their strikes on the town" is another strike
    elif clause.passive:
        actor, target = clause.agent, clause.subject
        if companion is not None and target is not None and target.lemma == companion.rpartition(" ")[2]:
            if frame.inside is not None:
                event = _event_of(frame, target, clause.verb, context, actor=actor, negated=clause.negated)
                return replace(event, token=clause.verb) if event is not None else None
            target = (
                prepositional(target, tokens, context.words.onto)
                or prepositional(clause.verb, tokens, context.words.onto)
                or target
            )
    else:
        actor, target = clause.subject, clause.object
        if target is None:
            return None
        if own and frame.inside is not None:
            event = _event_of(frame, target, clause.verb, context, actor=actor, negated=clause.negated)
            return replace(event, token=clause.verb) if event is not None else None
        if own and companion is not None:
            below = prepositional(target, tokens, context.words.onto)
            if below is None or below.lemma == companion:
                below = prepositional(clause.verb, tokens, context.words.onto)  # "fired dozens of rounds at the town"
            inner = next((tokens[c] for c in reversed(target.children) if tokens[c].relation == "compound"), None)
            if below is None and frame.needs == "person" and inner is not None:
                below = inner  # "took 45 soldiers prisoner"
            target = below if below is not None or frame.needs in PLACED else target
    if (
        frame.name == "use_chemicals"
        and companion == "gas"
        and not _is_weapon(clause.object if not clause.passive else clause.subject, context)
    ):
        return None
    if frame.needs_actor == "side" and not is_side(actor, context):
        return None
    if frame.needs == "truce" and not is_truce(target, context):
        return None
    if (frame.targets or frame.inside is not None) and (target is None or not _can_be(target, frame, context)):
        return None
    named = role == "inverse" and target is not None and target.pos == "PROPN" and target.entity != "NORP"
    if frame.needs in PLACED and not named and not _is_there(target, frame, context):
        if role != "holds":
            return None
        target = None
    if frame.needs == "person" and not is_person_like(target, context):
        return None
    if frame.name == "withdraw" and clause.negated and target is not None:
        # Who never left a place holds it.
        return Event(context.frames.by_name["hold"], clause.verb, clause.verb, actor, target, False)
    return Event(frame, clause.verb, clause.verb, actor, target, clause.negated, clause.cleft)


def _can_be(target: Token, frame: Frame, context: Context) -> bool:
    """Whether a target is one that the frame can be told of, by its head or by what it is made of: "aid", "two lorries of food"."""
    held = prepositional(target, context.parse.tokens, context.words.holding)
    heads = {target.lemma.lower(), target.lower, held.lemma.lower() if held is not None else ""}
    return not frame.targets or bool(frame.targets & heads)


def _inside(noun: Token, verb: Token, frame: Frame, context: Context) -> Token | None:
    """What an event noun is of, in its phrase ("a cholera outbreak", "the dockers' strike") or beside it ("gave residents no warning")."""
    tokens = context.parse.tokens
    given = next((tokens[c] for c in verb.children if tokens[c].relation == "dative"), None)
    if given is not None and given.pos == "ADP":
        given = next((tokens[c] for c in given.children if tokens[c].relation == "prepositional_object"), None)
    within = [
        tokens[c]
        for c in reversed(noun.children)
        if tokens[c].relation in {"compound", "possessor"} and tokens[c].pos != "PRON"
    ]
    found = given or prepositional(noun, tokens, context.words.to) or prepositional(verb, tokens, context.words.to)
    if found is None and frame.inside == "phrase":
        found = next(iter(within), None)
    return found if found is not None and _can_be(found, frame, context) else None


def _is_weapon(gas: Token | None, context: Context) -> bool:
    """Whether gas is no fuel or fume: not "more gas", "natural gas", "exhaust gas recirculation"."""
    if gas is None or gas.lemma.lower() != "gas":
        return False
    return not any(context.parse.tokens[c].lower in context.words.fuels for c in gas.children)


def _is_of_amount(verb: Token, context: Context) -> bool:
    """ "fell below 143", "fell by 20", "closed lower", "closed little changed": what falls or closes is a price."""
    following = [t.lower for t in context.parse.tokens[verb.i + 1 : verb.i + 3]]
    amount = len(following) == 2 and following[0] in context.words.amounting and following[1][:1].isdigit()
    return amount or not context.words.priced.isdisjoint(following)


def _is_there(target: Token | None, frame: Frame, context: Context) -> bool:
    """Whether a target is a place of the kind that the frame needs."""
    if not is_place(target, context):
        return False
    premises = context.frames.words["premises"]
    return frame.needs != "ground" or target is None or target.lemma.lower() not in premises


def _parts(token: Token, tokens: tuple[Token, ...]) -> list[str]:
    parts = [tokens[c].lemma for c in token.children]
    return parts + [
        tokens[d].lemma for c in token.children for d in tokens[c].children if tokens[c].relation == "preposition"
    ]


def _last(verb: Token, tokens: tuple[Token, ...], companion: str) -> Token:
    """The noun of a companion that is a preposition and its noun."""
    word, _, noun = companion.partition(" ")
    for child in verb.children:
        if tokens[child].relation == "preposition" and tokens[child].lower == word:
            found = next((tokens[c] for c in tokens[child].children if tokens[c].lemma == noun), None)
            if found is not None:
                return found
    return verb


def _holder(clause: Clause, tokens: tuple[Token, ...], companion: str | None) -> Token | None:
    """Whose hands or control something is in: "in our hands", "under the control of X"; else who it fell to."""
    if companion is None or " " not in companion:
        return prepositional(clause.verb, tokens, frozenset({"to"}))
    noun = _last(clause.verb, tokens, companion)
    owner = next(
        (tokens[c] for c in noun.children if tokens[c].relation in {"possessor", "adjective", "compound"}), None
    )
    of = prepositional(noun, tokens, frozenset({"of"}))
    return of if of is not None else owner


def _place_adverb(clause: Clause, tokens: tuple[Token, ...]) -> Token | None:
    return clause.object if clause.object is not None and clause.object.entity in {"GPE", "LOC", "FAC"} else None


def _states(clause: Clause, context: Context) -> Iterator[Event]:
    """What a copula says of its subject: "the town is free", "he was among the dead"."""
    tokens = context.parse.tokens
    there = any(tokens[c].relation == "expletive" for c in clause.verb.children)
    if clause.subject is None and not there:
        return
    said = [
        tokens[c]
        for c in clause.verb.children
        if tokens[c].relation in {"predicative", "attribute", "object_predicate"}
    ]
    among = prepositional(clause.verb, tokens, context.words.among)
    said += [among] if among is not None else []
    for token in said:
        if any(tokens[c].lower == "how" for c in token.children):
            continue  # "how open it is" leaves it open
        frame = context.frames.states.get(token.lower) or context.frames.states.get(token.lemma.lower())
        if frame is None or there:
            continue
        if (frame.needs in PLACED and not _is_there(clause.subject, frame, context)) or (
            frame.needs == "person" and not is_person_like(clause.subject, context)
        ):
            continue
        yield Event(frame, token, clause.verb, None, clause.subject, clause.negated)
        return
    if there:
        said += [clause.subject] if clause.subject is not None else []
        for token in said:
            negated = clause.negated or any(tokens[c].lower == "no" for c in token.children)
            if (event := noun_event(token, clause.verb, context, actor=None, negated=negated)) is not None:
                yield event
                return


def _munition(clause: Clause, context: Context) -> Event | None:
    """What falls somewhere or comes from somewhere: "shells fell on the market", "the rocket came from rebel positions"."""
    tokens, lemma = context.parse.tokens, clause.verb.lemma.lower()
    if clause.subject is None or clause.subject.lemma.lower() not in context.frames.words["munitions"]:
        return None
    source = prepositional(clause.verb, tokens, frozenset({"from"}))
    if lemma == "come" and source is not None:
        return Event(context.frames.by_name["attack"], clause.verb, clause.verb, source, None, clause.negated)
    if lemma in context.frames.words["landing"]:
        target = prepositional(clause.verb, tokens, context.words.onto) or clause.object
        return Event(context.frames.by_name["attack"], clause.verb, clause.verb, clause.subject, target, clause.negated)
    return None


def _light(clause: Clause, context: Context) -> Event | None:
    """A light verb with its event noun: "carried out the killings", "the attack was carried out by X"."""
    words, lemma = context.frames.words, clause.verb.lemma.lower()
    if lemma not in words["light"] or (lemma == "carry" and "out" not in clause.companions):
        return None
    noun = clause.subject if clause.passive else clause.object
    if noun is None:
        return None
    actor = clause.agent if clause.passive else clause.subject
    return noun_event(noun, clause.verb, context, actor=actor, negated=clause.negated)
