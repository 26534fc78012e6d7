"""Positions: what the words of a content, or of a sentence in the report's own voice, say happened, is so, or will be."""

import re

from rashomon.claims.context import Context, governing_verb, is_denied, make_claim
from rashomon.claims.deeds import Deeds, find_deeds
from rashomon.claims.denials import find_denials, points_only
from rashomon.claims.events import Event, find_events, noun_event
from rashomon.claims.intentions import Intention, find_intentions, meant_verbs
from rashomon.claims.links import find_links
from rashomon.claims.making import position_claim
from rashomon.claims.phrases import is_place, phrase, side_words, target_words
from rashomon.languages.frames import Frame
from rashomon.records import Attribution, Claim, Polarity

BACKGROUND = frozenset({"relcl", "acl", "advcl", "pcomp"})  # clauses in which an outlet tells what is known already
ACCIDENTS = frozenset(
    {"failure", "fault", "malfunction", "accident", "weather", "error", "mechanical", "technical", "fog", "ice"}
)
AMID = frozenset(
    {"amid", "amidst", "during", "after", "before", "since", "despite", "in", "following", "until", "against"}
)
SAYING = frozenset({"say", "report", "claim", "warn"})
NAMED = frozenset({"truce", "crash", "retaliate"})  # what else a bare noun tells of
EXPECTING = frozenset({"believe", "predict", "estimate"})  # of these a plan is but what somebody expects
NAMING = frozenset({"say", "report", "claim", "confirm", "believe", "warn", "threaten", "promise"})
COUNTED = frozenset(
    {"kill", "flee", "escape", "detain", "capture", "attack", "destroy", "abduct", "release", "loot", "explode", "rescue"}
)  # fmt: skip
_UNCLEAR = re.compile(
    r"\b(?:unclear|not (?:yet |immediately )?(?:been )?(?:clear|known|confirmed|verified|able to (?:determine|verify|confirm))|(?:could|can|has|have|had)(?: not|n[’']t)(?: yet| been able to)? (?:independently )?(?:be )?(?:verif|confirm))",
    re.I,
)  # fmt: skip


def find_positions(context: Context) -> list[Claim]:
    """Events, states, responsibility, intentions and denials; a plain claim for each attribution that has none and no figure."""
    events = find_events(context)
    intentions = find_intentions(context)
    meant = meant_verbs(context)
    claims = [_intention_claim(intention, events, context) for intention in intentions]
    told = [event for event in events if event.verb.i not in meant]
    deeds = Deeds(context, told)
    claims += [c for event in told if (c := _event_claim(event, context, deeds)) is not None]
    claims += find_deeds(context, told, deeds)
    claims += [c for event in find_links(context) if (c := _event_claim(event, context, deeds)) is not None]
    claims = _once(claims, context)
    claims += find_denials(context, claims)
    claims = [c for c in claims if not _is_but_denied(c, context)]
    answered = {claim.attribution for claim in claims}
    answered |= {owner.id for figure in context.figures if (owner := context.owner_at(figure.span[0])) is not None}
    for attribution in context.attributions:
        if attribution.id not in answered and attribution.content:
            claims.append(_noun_claim(attribution, context) or _plain_claim(attribution, context))
    return claims


def _is_but_denied(claim: Claim, context: Context) -> bool:
    """Whether a claim is but what someone denies, without anyone who makes it: "denied previous accusations of …"."""
    attribution = context.by_id.get(claim.attribution or "")
    above = context.by_id.get(attribution.parent or "") if attribution is not None else None
    return attribution is not None and not attribution.source and above is not None and above.polarity == "denied"


def _once(claims: list[Claim], context: Context) -> list[Claim]:
    """One claim for each position that an attribution takes in one sentence, the first one."""
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        frame = context.frames.by_name.get(claim.predicate or "")
        told = claim.target if claim.kind == "intention" else None
        key = (
            claim.attribution,
            claim.evidence,
            claim.kind,
            frame.family if frame else claim.predicate,
            claim.position,
            told,
        )
        kept.setdefault(key, claim)
    return list(kept.values())


def _event_claim(event: Event, context: Context, deeds: Deeds) -> Claim | None:
    """An event as its owner says it; None where it is but a condition, a wish, a possibility or a figure's."""
    tokens = context.parse.tokens
    attribution = context.owner_of_token[event.token.i]
    state = context.clauses.state(event.token.i)
    if not state.told and state.kind != "unknown":
        return None
    if attribution is None and event.verb.dep in BACKGROUND and not context.sentence_at(event.token.start).in_title:
        return None
    if attribution is not None and attribution.act in {"demand", "order", "predict"}:
        return None
    if event.frame.name == "retaliate" or (event.frame.name == "advance" and event.target is None):
        return None  # an answer is asked for only where it is meant; "advanced" says nothing without where to
    if (
        attribution is not None
        and attribution.polarity == "denied"
        and attribution.act not in {"deny", "confirm"}
        and not state.denied
    ):
        return None  # "did not say that …" neither asserts nor denies it
    if event.target is not None and any(tokens[c].lower == "each" for c in event.target.children):
        return None
    doubted = _is_doubted(event, attribution, context)
    if attribution is not None and attribution.act == "deny" and _only_points(attribution, context):
        return None
    if event.frame.name == "crash" and not _is_accident(event, context):
        return None  # what crashed may have been shot down
    if attribution is not None and (_is_nobody(attribution, context) or _is_hypothetical(attribution, context)):
        return None
    actor = (target_words if event.frame.links else side_words)(event.actor, attribution, context)
    denied = is_denied(event.token, attribution, context)
    if actor is None and not event.negated and _is_counted(event, context):
        return None
    undergoes, anchor = event.target, None
    frame = event.frame
    if event.target is None and event.token.pos == "NOUN":
        told, undergoes, anchor, _ = deeds.deed(event.token, event.frame)
        frame = told or frame
    elif event.target is None or event.target.pos == "PRON":
        undergoes, anchor = deeds.meant(event)
    if frame.name == "attack" and _is_chemical(event, context):
        frame = context.frames.by_name["use_chemicals"]
    target = target_words(undergoes, attribution, context)
    if frame.deed and actor is not None and not doubted:
        no = (denied != event.negated) != event.cleft
        return position_claim(
            "responsibility", event.token, attribution, context, verb=event.verb, predicate=frame.name, actor=actor,
            target=undergoes, target_words=target, anchor=anchor, position=f"not {actor}" if no else actor, polarity="denied" if no else "asserted",
            accused=actor if attribution is not None and attribution.act == "accuse" else None,
        )  # fmt: skip
    position, polarity = ("unclear", "asserted") if doubted else stand(frame, denied=denied, negated=event.negated)
    return position_claim(
        frame.kind, event.token, attribution, context, verb=event.verb, predicate=frame.name, actor=actor, grounded=frame.needs == "ground",
        target=undergoes, target_words=target, anchor=anchor, position=position, polarity=polarity,  # type: ignore[arg-type]
    )  # fmt: skip


def stand(frame: Frame, *, denied: bool, negated: bool) -> tuple[str, Polarity]:
    """What is said to the family's question: a converse turns it round, and so do "not" and "denied".

    Only what contradicts in words is *denied*: a rival assertion ("repelled") is not.
    """
    affirms = (frame.stance == "affirm") != (denied != negated)
    in_words = denied or (negated and frame.stance == "affirm") or frame.contradicts
    return ("affirm", "asserted") if affirms else ("deny", "denied" if in_words else "asserted")


def _only_points(attribution: Attribution, context: Context) -> bool:
    """Whether a denial is of "the accusation" or the like: what else its content says is not what it denies."""
    tokens = [context.parse.tokens[i] for s, e in attribution.content for i in context.tokens_in(s, e)]
    return points_only(tokens, context.frames.words["said"])


def _is_chemical(event: Event, context: Context) -> bool:
    """Whether an attack's own clause names a poison that it is not done to: "bombed the town with chlorine"."""
    tokens, stack = context.parse.tokens, [event.verb.i]
    undergoes = event.target.i if event.target is not None else None
    while stack:
        for child in tokens[stack.pop()].children:
            below = tokens[child]
            if child == undergoes:
                continue
            frame = context.frames.nouns.get(below.lemma.lower())
            if frame is not None and frame.name == "use_chemicals":
                return True
            if below.dep not in {"ccomp", "advcl", "relcl", "conj", "parataxis"}:
                stack.append(child)
    return False


def _is_nobody(attribution: Attribution, context: Context) -> bool:
    """Whether the source is "no group", "no one" or the like: what follows is not said by anyone."""
    first = context.parse.text[attribution.source[0][0] :][:7].lower() if attribution.source else ""
    return first.startswith(("no ", "no-", "nobody", "none "))


def _is_hypothetical(attribution: Attribution, context: Context) -> bool:
    """Whether the saying itself is but a condition or was not done: "unless he agrees to a truce", "did not say that"."""
    tokens = context.parse.tokens
    silent = attribution.act in SAYING and attribution.polarity == "asserted"
    return any(
        tokens[i].pos == "VERB"
        and (context.clauses.state(i).kind == "conditional" or (silent and context.clauses.state(i).negative))
        for s, e in attribution.cue
        for i in context.tokens_in(s, e)
    )


def _is_accident(event: Event, context: Context) -> bool:
    """Whether the sentence gives another cause than a shot."""
    sentence = context.sentence_at(event.token.start)
    words = {context.parse.tokens[i].lemma.lower() for i in range(sentence.first, sentence.last)}
    return bool(words & ACCIDENTS)


def _is_doubted(event: Event, attribution: Attribution | None, context: Context) -> bool:
    """Whether it is said to be unclear, or not confirmed."""
    if context.clauses.state(event.token.i).kind == "unknown":
        return True
    if attribution is not None and attribution.act == "confirm" and attribution.polarity == "denied":
        return True
    sentence = context.sentence_at(event.token.start)
    start = sentence.start
    if attribution is not None and attribution.content:
        start = max(start, min(s for s, _ in (*attribution.cue, *attribution.content)))
    found = _UNCLEAR.search(context.parse.text, start, sentence.end)
    return found is not None and not event.negated


def _is_counted(event: Event, context: Context) -> bool:
    """Whether a figure says it already: "12 people were killed"."""
    if event.target is None or event.frame.name not in COUNTED:
        return False
    start, end = phrase(event.target, context)
    counted = any(start < f.span[1] and f.span[0] < end for f in context.figures)
    many = any(context.parse.tokens[i].pos == "NUM" for i in context.tokens_in(start, end))
    presupposed = event.verb.dep == "acl" and event.actor is None
    return (counted or many or presupposed) and not is_place(event.target, context)


def _intention_claim(intention: Intention, events: list[Event], context: Context) -> Claim:
    attribution = context.owner_of_token[intention.verb.i]
    no = is_denied(intention.verb, attribution, context) != intention.negated
    event = next((e for e in events if e.verb.i == intention.verb.i), None)
    predicate = event.frame.name if event is not None and event.frame.name == "retaliate" else intention.predicate
    threat = attribution is not None and attribution.modality == "threat"
    expected = _is_expected(attribution, context)
    return position_claim(
        "intention", intention.verb, attribution, context, verb=intention.verb, predicate=predicate, actor=intention.agent,
        target_words=intention.about, position="deny" if no else "affirm", polarity="denied" if no else "asserted",
        modality="threat" if threat else "expectation" if expected else "intention",
    )  # fmt: skip


def _is_expected(attribution: Attribution | None, context: Context) -> bool:
    """Whether it, or what it stands in, is but what somebody thinks will be."""
    while attribution is not None:
        if attribution.act in EXPECTING:
            return True
        attribution = context.by_id.get(attribution.parent or "")
    return False


def _noun_claim(attribution: Attribution, context: Context) -> Claim | None:
    """The event that a noun names in a content without a frame's verb: "a third explosion involved a car", "it was chlorine"."""
    if attribution.act not in NAMING or attribution.polarity == "denied" or _is_nobody(attribution, context):
        return None
    if _is_hypothetical(attribution, context):
        return None
    for start, end in attribution.content:
        for i in context.tokens_in(start, end):
            token = context.parse.tokens[i]
            if token.pos != "NOUN" or i in context.voiced or context.owner_of_token[i] is not attribution:
                continue
            event = noun_event(token, token, context, actor=None, negated=False)
            if event is not None and event.frame.name == "offensive":
                continue
            governing = governing_verb((i,), context)
            tokens = context.parse.tokens
            unreal = governing is not None and not context.clauses.state(governing.i).told
            if token.dep == "pobj" and tokens[token.head].lower in AMID:
                continue
            if (
                event is None
                or not (event.frame.deed or event.frame.name in NAMED)
                or (unreal and event.frame.name != "retaliate")
            ):
                continue
            target = target_words(event.target, attribution, context)
            if event.frame.name == "retaliate":
                name = context.speakers[attribution.speaker].name if attribution.speaker in context.speakers else None
                return position_claim(
                    "intention", token, attribution, context, predicate="retaliate", actor=name, position="affirm",
                    modality="threat",
                ) if attribution.act in {"warn", "threaten", "promise"} else None  # fmt: skip
            if event.frame.name == "crash" and not _is_accident(event, context):
                continue
            doubted = _is_doubted(event, attribution, context)
            return position_claim(
                event.frame.kind, token, attribution, context, predicate=event.frame.name, target=event.target, target_words=target,
                position="unclear" if doubted else stand(event.frame, denied=False, negated=False)[0],
            )  # fmt: skip
    return None


def _plain_claim(attribution: Attribution, context: Context) -> Claim:
    span = attribution.content[0]
    verb = governing_verb(context.tokens_in(*span), context)
    return make_claim(
        "other", (span[0], span[0]), attribution, context, verb=verb, predicate=verb.lemma if verb else None,
        position="deny" if attribution.polarity == "denied" else "affirm",
    )  # fmt: skip
