"""Positions: what the words of a content, or of a sentence in the report's own voice, say happened, is so, or will be."""

import re
from dataclasses import dataclass

from rashomon.claims.context import Context, governing_verb, is_inside, make_claim, modality_of, nearest, place_for
from rashomon.lexicon.frames import Frame
from rashomon.records import Attribution, Claim, ClaimKind, Place, Polarity, Sentence, Span, Token

OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "pobj", "attr"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
PLACE_NOUNS = frozenset(
    {"town", "city", "village", "centre", "center", "district", "neighbourhood", "neighborhood", "suburb", "area", "region",
     "province", "base", "airbase", "airport", "crossing", "camp", "border", "bridge", "road", "highway", "hill", "port",
     "headquarters", "checkpoint", "dam", "territory", "ground", "part", "stronghold"}
)  # fmt: skip
INTENT_ACTS = frozenset({"promise", "threaten", "demand", "order"})
DEEDS = frozenset({"responsibility", "involvement", "role", "behind"})
_DOING = re.compile(
    r"\b(?:carry|carrying|carried)\s+out\b|\bresponsib(?:le|ility)\b|\binvolve(?:d|ment)\b|\bwas behind\b|\bbehind the\b",
    re.I,
)
_UNCLEAR = re.compile(
    r"\b(?:unclear|not (?:yet )?(?:clear|known|confirmed)|under investigation|investigating|looking into|no (?:group|one) (?:has )?(?:immediately )?claimed)\b",
    re.I,
)


@dataclass(frozen=True)
class _Event:
    frame: Frame
    token: Token
    target: str | None
    target_span: Span | None
    actor: str | None
    negated: bool


def find_positions(context: Context) -> list[Claim]:
    """Responsibility, events and states, and a plain claim for each attribution that has neither these nor a figure."""
    claims: list[Claim] = []
    for attribution in context.attributions:
        if (claim := _responsibility(attribution, context)) is not None:
            claims.append(claim)
    for token in context.parse.tokens:
        if token.i in context.voiced or token.pos not in {"VERB", "NOUN", "AUX"}:
            continue
        if (event := _event(token, context)) is not None:
            claims.append(_event_claim(event, context.owner_of_token[token.i], context))
    answered = {claim.attribution for claim in claims}
    answered |= {owner.id for figure in context.figures if (owner := context.owner_at(figure.span[0])) is not None}
    for attribution in context.attributions:
        if attribution.id not in answered and attribution.content:
            claims.append(_plain_claim(attribution, context))
    return claims


def _event(token: Token, context: Context) -> _Event | None:
    tokens = context.parse.tokens
    if token.pos == "NOUN":
        # A noun names an event of its own only where nothing but it does: "amid shelling of the port".
        return None
    objects = [tokens[c] for c in token.children if tokens[c].dep in {"dobj", "obj", "prt", "acomp"}]
    passive = any(tokens[c].dep in {"nsubjpass", "auxpass"} for c in token.children) or (
        token.dep == "acl" and token.tag == "VBN"
    )
    subject = next((tokens[c] for c in token.children if tokens[c].dep in SUBJECTS), None)
    if token.dep == "acl" and token.tag == "VBN" and subject is None:
        subject = tokens[token.head]
    if subject is None and token.dep in {"conj", "xcomp"}:
        head = tokens[token.head]
        subject = next((tokens[c] for c in head.children if tokens[c].dep in SUBJECTS), None)
    frame = next((f for o in objects if (f := context.frames.verbs.get((token.lemma, o.lemma)))), None)
    with_object = frame is not None
    frame = frame or context.frames.verbs.get(token.lemma)
    target: Token | None
    actor: Token | None
    if frame is not None and not with_object and not passive and not any(o.dep in {"dobj", "obj"} for o in objects):
        frame = None
    if frame is None:
        frame = context.frames.inverse.get(token.lemma)
        if frame is None or subject is None:
            return None
        target, actor = subject, None
    elif with_object:
        target, actor = _prepositional(token, objects, context), subject
    elif passive:
        target, actor = subject, _agent(token, context)
    else:
        target, actor = next((o for o in objects if o.dep in {"dobj", "obj"}), None), subject
    if frame.place and not _is_place(target, context):
        return None
    negated = any(tokens[c].dep == "neg" or tokens[c].lower in NEGATIONS for c in token.children)
    span = _phrase(target, context) if target is not None else None
    return _Event(frame, token, _words(target, context), span, _words(actor, context), negated)


def _prepositional(verb: Token, objects: list[Token], context: Context) -> Token | None:
    tokens = context.parse.tokens
    for holder in (*objects, verb):
        for child in holder.children:
            if tokens[child].dep == "prep":
                for below in tokens[child].children:
                    if tokens[below].dep == "pobj":
                        return tokens[below]
    return None


def _agent(verb: Token, context: Context) -> Token | None:
    tokens = context.parse.tokens
    for child in verb.children:
        if tokens[child].dep == "agent":
            return next((tokens[c] for c in tokens[child].children if tokens[c].dep == "pobj"), None)
    return None


def _is_place(token: Token | None, context: Context) -> bool:
    if token is None:
        return False
    if token.lemma in PLACE_NOUNS or token.lower == "it":
        return True
    start, end = _phrase(token, context)
    return any(p.span[0] < end and start < p.span[1] for p in context.places)


def _phrase(token: Token, context: Context) -> Span:
    """The noun phrase of ``token`` without what is set off or relative."""
    tokens = context.parse.tokens
    members = [token.i]
    stack = [token.i]
    while stack:
        for child in tokens[stack.pop()].children:
            if tokens[child].dep not in {"relcl", "punct", "appos", "acl", "advcl", "cc", "conj"}:
                members.append(child)
                stack.append(child)
    return (tokens[min(members)].start, tokens[max(members)].end)


def _words(token: Token | None, context: Context) -> str | None:
    if token is None:
        return None
    start, end = _phrase(token, context)
    return " ".join(context.parse.text[start:end].split())


def _event_claim(event: _Event, attribution: Attribution | None, context: Context) -> Claim:
    sentence = context.sentence_at(event.token.start)
    span = (event.token.start, event.token.end)
    modality = modality_of(attribution, event.token, context)
    intends = modality in {"intention", "threat"} or (attribution is not None and attribution.act in INTENT_ACTS)
    denied = (attribution is not None and attribution.polarity == "denied") != event.negated
    unclear = bool(_UNCLEAR.search(context.parse.text, sentence.start, sentence.end)) and not event.negated
    place = _event_place(event, sentence, context)
    time = nearest(span, [t for t in context.times if is_inside(t.span, sentence)])
    return make_claim(
        "intention" if intends else event.frame.kind, span, attribution, context, verb=event.token,
        places=(place.id,) if place else (), times=(time.id,) if time else (), predicate=event.frame.name,
        actor=event.actor, target=event.target, position="unclear" if unclear else "deny" if denied else "affirm",
    )  # fmt: skip


def _event_place(event: _Event, sentence: Sentence, context: Context) -> Place | None:
    """Where the event is: the place in its target's words, else as for a figure."""
    if event.target_span is not None:
        start, end = event.target_span
        for place in context.places:
            if start <= place.span[0] and place.span[1] <= end:
                return place
    return place_for((event.token.start, event.token.end), sentence, context)


def _responsibility(attribution: Attribution, context: Context) -> Claim | None:
    """An accusation, a claim of responsibility or the denial of a deed; None for any other attribution."""
    if not attribution.content:
        return None
    text = context.parse.text
    words = " ".join(text[s:e] for s, e in attribution.content)
    start = attribution.content[0][0]
    accused: str | None = None
    if attribution.act == "accuse":
        accused = _accused(attribution, context)
        position = accused
        if accused is None:
            return None
    elif attribution.polarity == "denied" and _DOING.search(words):
        position = f"not {_name(attribution.speaker, context)}"
    elif attribution.act == "claim" and (_DOING.search(words) or _names_event(attribution, context)):
        position = _name(attribution.speaker, context)
    else:
        return None
    sentence = context.sentence_at(start)
    span = attribution.content[0]
    place = place_for(span, sentence, context)
    return make_claim(
        "responsibility", (start, start), attribution, context, verb=None, places=(place.id,) if place else (),
        predicate=_frame_in(attribution, context), position=position, accused=accused,
    )  # fmt: skip


def _name(speaker: str | None, context: Context) -> str:
    return context.speakers[speaker].name if speaker in context.speakers else "unnamed"


def _accused(attribution: Attribution, context: Context) -> str | None:
    tokens = context.parse.tokens
    for start, end in attribution.cue:
        for i in context.tokens_in(start, end):
            for child in tokens[i].children:
                if tokens[child].dep in {"dobj", "obj"}:
                    return _words(tokens[child], context)
    return None


def _names_event(attribution: Attribution, context: Context) -> bool:
    """Whether the content is but a noun phrase for an event: "has claimed recent car bombings"."""
    tokens = [context.parse.tokens[i] for s, e in attribution.content for i in context.tokens_in(s, e)]
    return (
        bool(tokens)
        and not any(t.pos in {"VERB", "AUX"} and t.tag in {"VBD", "VBZ", "VBP"} for t in tokens)
        and any(t.lemma in context.frames.nouns for t in tokens)
    )


def _frame_in(attribution: Attribution, context: Context) -> str | None:
    for start, end in attribution.content:
        for i in context.tokens_in(start, end):
            token = context.parse.tokens[i]
            frame = context.frames.nouns.get(token.lemma) or context.frames.verbs.get(token.lemma)
            if frame is not None:
                return frame.name
    return None


def _plain_claim(attribution: Attribution, context: Context) -> Claim:
    span = attribution.content[0]
    verb = governing_verb(context.tokens_in(*span), context)
    kind: ClaimKind = (
        "intention" if attribution.modality in {"intention", "threat"} or attribution.act in INTENT_ACTS else "other"
    )
    polarity: Polarity = attribution.polarity
    return make_claim(
        kind, (span[0], span[0]), attribution, context, verb=verb, predicate=verb.lemma if verb else None,
        position="deny" if polarity == "denied" else "affirm",
    )  # fmt: skip
