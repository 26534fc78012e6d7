"""Positions: what the words of a content, or of a sentence in the report's own voice, say happened, is so, or will be."""

import re
from collections.abc import Container, Iterable, Iterator

from rashomon.claims.context import Context, governing_verb, is_denied, make_claim
from rashomon.claims.deeds import Deeds, find_deeds
from rashomon.claims.denials import find_denials
from rashomon.claims.events import Event, find_events, noun_event
from rashomon.claims.intentions import find_intentions, meant_verbs
from rashomon.claims.links import find_links
from rashomon.claims.making import position_claim
from rashomon.claims.phrases import side_words, target_words
from rashomon.claims.vetoes import CLAIMS, EVENTS, NOUNS, Candidate, Intention, without_refused
from rashomon.languages.frames import Frame
from rashomon.records import Attribution, Claim, Polarity, Unclaimed
from rashomon.vetoing import refusal

EXPECTING = frozenset({"believe", "predict", "estimate"})  # of these a plan is but what somebody expects
_UNCLEAR = re.compile(
    r"\b(?:unclear|not (?:yet |immediately )?(?:been )?(?:clear|known|confirmed|verified|able to (?:determine|verify|confirm))|(?:could|can|has|have|had)(?: not|n[’']t)(?: yet| been able to)? (?:independently )?(?:be )?(?:verif|confirm))",
    re.I,
)  # fmt: skip


def find_positions(context: Context) -> tuple[list[Claim], list[Unclaimed]]:
    """Events, states, responsibility, intentions and denials; a plain claim for each attribution that has none and no figure.

    With them what names one of these and makes no claim of it.
    """
    events = find_events(context)
    intentions, unclaimed = find_intentions(context)
    claims = [_intention_claim(intention, events, context) for intention in intentions]
    as_meant = {i.verb.start for i in intentions} | {u.span[0] for u in unclaimed}
    meant = meant_verbs(context)
    told = [event for event in events if event.verb.i not in meant]
    deeds = Deeds(context, told)
    named = [as_told(e, context, meant) for e in events if e.verb.i not in meant or e.verb.start not in as_meant]
    claims += _claims_of(named, deeds, unclaimed)
    claims += find_deeds(context, told, deeds)
    claims += _claims_of((as_told(link, context) for link in find_links(context)), deeds, unclaimed)
    claims = _once(claims, context)
    claims, denied = without_refused([*claims, *find_denials(context, claims)], CLAIMS, context)
    unclaimed += denied
    answered = {claim.attribution for claim in claims}
    answered |= {owner.id for figure in context.figures if (owner := context.owner_at(figure.span[0])) is not None}
    for attribution in context.attributions:
        if attribution.id not in answered and attribution.content:
            claims.append(_noun_claim(attribution, context, unclaimed) or _plain_claim(attribution, context))
    return claims, unclaimed


def as_told(event: Event, context: Context, meant: Container[int] = ()) -> Candidate:
    """An event as its owner tells it; ``meant`` are the verbs that are said to be meant."""
    return Candidate(event, context.owner_of_token[event.token.i], context, event.verb.i in meant)


def _claims_of(candidates: Iterable[Candidate], deeds: Deeds, unclaimed: list[Unclaimed]) -> list[Claim]:
    """The claims of those about which no veto speaks; the others are added to ``unclaimed``."""
    claims = []
    for candidate in candidates:
        if (refused := refusal(candidate, EVENTS)) is None:
            claims.append(_event_claim(candidate, deeds))
        else:
            unclaimed.append(candidate.unclaimed(refused))
    return claims


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


def _event_claim(candidate: Candidate, deeds: Deeds) -> Claim:
    """An event as its owner says it."""
    event, attribution, context = candidate.event, candidate.attribution, candidate.context
    doubted = _is_doubted(event, attribution, context)
    actor = (target_words if event.frame.links else side_words)(event.actor, attribution, context)
    denied = is_denied(event.token, attribution, context)
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
            if below.relation not in {"content_clause", "adverbial_clause", "relative_clause", "conjunct", "parataxis"}:
                stack.append(child)
    return False


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


def _noun_claim(attribution: Attribution, context: Context, unclaimed: list[Unclaimed]) -> Claim | None:
    """The event that a noun names in a content without a frame's verb: "a third explosion involved a car", "it was chlorine".

    What keeps the nouns before it from that is added to ``unclaimed``.
    """
    for candidate in noun_candidates(attribution, context):
        if (refused := refusal(candidate, NOUNS)) is not None:
            unclaimed.append(candidate.unclaimed(refused))
            continue
        event = candidate.event
        if event.frame.name == "retaliate":
            name = context.speakers[attribution.speaker].name if attribution.speaker in context.speakers else None
            return position_claim(
                "intention", event.token, attribution, context, predicate="retaliate", actor=name, position="affirm", modality="threat",
            )  # fmt: skip
        doubted = _is_doubted(event, attribution, context)
        return position_claim(
            event.frame.kind, event.token, attribution, context, predicate=event.frame.name, target=event.target,
            target_words=target_words(event.target, attribution, context),
            position="unclear" if doubted else stand(event.frame, denied=False, negated=False)[0],
        )  # fmt: skip
    return None


def noun_candidates(attribution: Attribution, context: Context) -> Iterator[Candidate]:
    """The events that nouns name in what an attribution itself tells."""
    for start, end in attribution.content:
        for i in context.tokens_in(start, end):
            token = context.parse.tokens[i]
            if token.pos != "NOUN" or i in context.voiced or context.owner_of_token[i] is not attribution:
                continue
            event = noun_event(token, token, context, actor=None, negated=False)
            if event is not None:
                yield Candidate(event, attribution, context)


def _plain_claim(attribution: Attribution, context: Context) -> Claim:
    span = attribution.content[0]
    verb = governing_verb(context.tokens_in(*span), context)
    return make_claim(
        "other", (span[0], span[0]), attribution, context, verb=verb, predicate=verb.lemma if verb else None,
        position="deny" if attribution.polarity == "denied" else "affirm",
    )  # fmt: skip
