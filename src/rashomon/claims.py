"""Attributions, speakers, figures, places and times → claims: what is said to be so, by whom, of where and when.

One claim for each figure, one for each event frame that the words of a content (or of a sentence in the report's own voice)
name. A figure or frame belongs to the innermost attribution whose content holds it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from rashomon.lexicon.frames import Frame, Frames
from rashomon.records import (
    Attribution,
    Claim,
    ClaimKind,
    Figure,
    Modality,
    Parse,
    Place,
    Polarity,
    Report,
    Sentence,
    Span,
    Speaker,
    Time,
    Token,
    content_id,
)  # fmt: skip

MOST_WORDS = 60  # evidence longer than this is cut to the words around the claim
SPECIFIC = 4  # UCDP precision up to which a place can tell one event from another
OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "pobj", "attr"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
PLACE_NOUNS = frozenset(
    {"town", "city", "village", "centre", "center", "district", "neighbourhood", "neighborhood", "suburb", "area", "region",
     "province", "base", "airbase", "airport", "crossing", "camp", "border", "bridge", "road", "highway", "hill", "port",
     "headquarters", "checkpoint", "dam", "territory", "ground", "part", "stronghold"}
)  # fmt: skip
MODALS: dict[str, Modality] = {
    "may": "expectation", "might": "expectation", "could": "expectation", "would": "intention", "will": "intention",
    "shall": "intention",
}  # fmt: skip
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
class _Context:
    """What the claims of one report are made from, with the look-ups that all of them need."""

    report: Report
    parse: Parse
    attributions: tuple[Attribution, ...]
    speakers: dict[str, Speaker]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    frames: Frames

    @cached_property
    def by_id(self) -> dict[str, Attribution]:
        return {a.id: a for a in self.attributions}

    @cached_property
    def sentence_starts(self) -> list[int]:
        return [s.start for s in self.parse.sentences]

    @cached_property
    def token_starts(self) -> list[int]:
        return [t.start for t in self.parse.tokens]

    @cached_property
    def owners(self) -> list[tuple[Span, Attribution]]:
        """Content spans in the order of their starts."""
        return sorted(
            (((s, e), a) for a in self.attributions for s, e in a.content), key=lambda pair: (pair[0], pair[1].id)
        )

    @cached_property
    def owner_of_token(self) -> list[Attribution | None]:
        """The innermost attribution whose content holds each token: spans are painted from the widest to the narrowest."""
        owner: list[Attribution | None] = [None] * len(self.parse.tokens)
        for (start, end), attribution in sorted(self.owners, key=lambda p: (p[0][0] - p[0][1], p[0], p[1].id)):
            for i in range(max(0, bisect_right(self.token_starts, start) - 1), len(owner)):
                if self.parse.tokens[i].start >= end:
                    break
                if self.parse.tokens[i].start >= start:
                    owner[i] = attribution
        return owner

    @cached_property
    def spoken_spans(self) -> list[Span]:
        return sorted(span for a in self.attributions for span in a.source)

    @cached_property
    def voiced(self) -> frozenset[int]:
        """Tokens of sources and cues: they say who speaks, not what."""
        return frozenset(
            i for a in self.attributions for start, end in (*a.source, *a.cue) for i in self.tokens_in(start, end)
        )

    def tokens_in(self, start: int, end: int) -> range:
        first = max(0, bisect_right(self.token_starts, start) - 1)
        if first < len(self.parse.tokens) and self.parse.tokens[first].end <= start:
            first += 1
        return range(first, max(first, bisect_right(self.token_starts, end - 1)))

    def sentence_at(self, offset: int) -> Sentence:
        return self.parse.sentences[max(0, bisect_right(self.sentence_starts, offset) - 1)]

    def owner_at(self, offset: int) -> Attribution | None:
        i = max(0, bisect_right(self.token_starts, offset) - 1)
        return self.owner_of_token[i] if self.owner_of_token else None


def find_claims(
    report: Report,
    parse: Parse,
    *,
    attributions: tuple[Attribution, ...],
    speakers: tuple[Speaker, ...],
    figures: tuple[Figure, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    frames: Frames,
) -> tuple[tuple[Claim, ...], tuple[Figure, ...]]:
    """Make the claims, and give each figure the place and time that it is about."""
    if not parse.tokens:
        return (), figures
    context = _Context(report, parse, attributions, {s.id: s for s in speakers}, figures, places, times, frames)
    figures = tuple(_situate(figure, context) for figure in figures)
    context = replace(context, figures=figures)
    claims = [_figure_claim(figure, context) for figure in figures if not figure.superseded]
    claims += _position_claims(context)
    unique = {claim.id: claim for claim in reversed(claims)}
    return tuple(sorted(unique.values(), key=lambda c: (c.evidence[0], c.spans, c.kind, c.id))), figures


# ---- where and when ---------------------------------------------------------------------------------------------


def _situate(figure: Figure, context: _Context) -> Figure:
    sentence = context.sentence_at(figure.span[0])
    place = _place_for(figure.span, sentence, context)
    time = _nearest(figure.span, [t for t in context.times if _inside(t.span, sentence)])
    return replace(figure, place=place.id if place else None, time=time.id if time else None)


def _place_for(span: Span, sentence: Sentence, context: _Context) -> Place | None:
    """The most precise place in the same content or sentence, the nearest of equals; else the one last spoken of.

    A state or city that is the source of an attribution says who speaks, not where.
    """
    owner = context.owner_at(span[0])
    near = [p for p in context.places if _inside(p.span, sentence) and not _within(p.span, context.spoken_spans)]
    same = [p for p in near if context.owner_at(p.span[0]) is owner] or near
    specific = [p for p in same if (p.precision or 1) <= SPECIFIC]
    if found := _nearest(span, specific):
        return found
    earlier = [
        p for p in context.places if p.span[0] < sentence.start and (p.precision or 1) <= SPECIFIC and p.lat is not None
    ]
    if earlier and not any((p.precision or 1) > SPECIFIC for p in same):
        return earlier[-1]
    return _nearest(span, same)


_T = TypeVar("_T", Place, Time)


def _nearest(span: Span, found: Sequence[_T]) -> _T | None:
    return min(found, key=lambda f: (_gap(span, f.span), f.span), default=None)


def _gap(a: Span, b: Span) -> int:
    return max(0, b[0] - a[1], a[0] - b[1])


def _inside(span: Span, sentence: Sentence) -> bool:
    return sentence.start <= span[0] and span[1] <= sentence.end


def _within(span: Span, spans: list[Span]) -> bool:
    i = bisect_right(spans, (span[0], 1 << 60)) - 1
    return i >= 0 and spans[i][0] <= span[0] and span[1] <= spans[i][1]


# ---- who said it, and how ---------------------------------------------------------------------------------------


def _voice(attribution: Attribution | None, context: _Context) -> tuple[str | None, tuple[str, ...]]:
    """The speaker of a claim and those through whom it came, outermost first."""
    carrier = ("s0",) if "s0" in context.speakers and context.speakers["s0"].kind == "news_agency" else ()
    if attribution is None:
        return ("s0" if "s0" in context.speakers else None), ()
    chain: list[str] = []
    speaker, parent = attribution.speaker, attribution.parent
    while parent is not None and parent in context.by_id:
        above = context.by_id[parent]
        if above.speaker and above.speaker != speaker and above.speaker not in chain:
            chain.insert(0, above.speaker)
        if speaker is None:
            speaker = above.speaker
        parent = above.parent
    carrier = () if carrier and (carrier[0] == speaker or carrier[0] in chain) else carrier
    return speaker or ("s0" if "s0" in context.speakers else None), (*carrier, *(c for c in chain if c != speaker))


def _said_at(attribution: Attribution | None, context: _Context) -> str | None:
    """The day named beside the cue ("said on Saturday"), else that of publication."""
    published = context.report.published
    day = published[:10] if published else None
    if attribution is None or not attribution.cue:
        return day
    sentence = context.sentence_at(attribution.cue[0][0])
    for time in context.times:
        beside = _inside(time.span, sentence) and _gap(attribution.cue[-1], time.span) <= 4
        if (
            beside
            and time.start is not None
            and time.start == time.end
            and context.owner_at(time.span[0]) is not attribution
        ):
            return time.start.isoformat()
    return day


def _modality(attribution: Attribution | None, verb: Token | None, context: _Context) -> Modality:
    if verb is not None:
        for child in verb.children:
            token = context.parse.tokens[child]
            if token.dep == "aux" and token.lower in MODALS:
                if token.lower == "would" and attribution is not None and attribution.modality == "threat":
                    return "threat"
                return MODALS[token.lower]
            if token.lower in {"reportedly", "allegedly", "apparently"}:
                return "unconfirmed"
            if token.dep == "mark" and token.lower == "if":
                return "conditional"
    return attribution.modality if attribution else "fact"


def _evidence(span: Span, context: _Context) -> Span:
    """The sentence that holds ``span``, cut to the words around it when it is very long."""
    sentence = context.sentence_at(span[0])
    if sentence.last - sentence.first <= MOST_WORDS:
        return (sentence.start, max(sentence.end, span[1]))
    tokens = context.tokens_in(*span)
    middle = tokens[0] if len(tokens) else sentence.first
    first = max(sentence.first, min(middle - MOST_WORDS // 2, sentence.last - MOST_WORDS))
    last = min(sentence.last, first + MOST_WORDS)
    return (context.parse.tokens[first].start, max(context.parse.tokens[last - 1].end, span[1]))


def _claim(
    kind: ClaimKind,
    span: Span,
    attribution: Attribution | None,
    context: _Context,
    *,
    verb: Token | None,
    **values: object,
) -> Claim:
    speaker, via = _voice(attribution, context)
    evidence = _evidence(span, context)
    spans = attribution.content if attribution and attribution.content else (evidence,)
    figures = values.get("figures") or ()
    key = span if kind == "figure" else (values.get("predicate"), span)
    text = " … ".join(" ".join(context.parse.text[s:e].split()) for s, e in spans)
    made: dict[str, object] = {
        "id": content_id("claim", context.report.id, context.report.sha256, spans, kind, key),
        "attribution": attribution.id if attribution else None,
        "speaker": speaker, "via": via, "said_at": _said_at(attribution, context), "kind": kind, "text": text, "spans": spans,
        "figures": figures, "predicate": None, "polarity": attribution.polarity if attribution else "asserted",
        "modality": _modality(attribution, verb, context), "evidence": evidence,
    }  # fmt: skip
    return Claim(**(made | values))  # type: ignore[arg-type]


# ---- figures ----------------------------------------------------------------------------------------------------


def _figure_claim(figure: Figure, context: _Context) -> Claim:
    attribution = context.owner_at(figure.span[0])
    verb = _governing_verb(context.tokens_in(*figure.span), context)
    return _claim(
        "figure", figure.span, attribution, context, verb=verb,
        figures=(figure.id,), places=(figure.place,) if figure.place else (), times=(figure.time,) if figure.time else (),
        predicate=figure.measure,
    )  # fmt: skip


def _governing_verb(tokens: Iterable[int], context: _Context) -> Token | None:
    for i in tokens:
        token, steps = context.parse.tokens[i], 0
        while token.pos not in {"VERB", "AUX"} and token.head != token.i and steps < 12:
            token, steps = context.parse.tokens[token.head], steps + 1
        if token.pos in {"VERB", "AUX"}:
            return token
    return None


# ---- positions --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Event:
    frame: Frame
    token: Token
    target: str | None
    target_span: Span | None
    actor: str | None
    negated: bool


def _position_claims(context: _Context) -> list[Claim]:
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


def _event(token: Token, context: _Context) -> _Event | None:
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


def _prepositional(verb: Token, objects: list[Token], context: _Context) -> Token | None:
    tokens = context.parse.tokens
    for holder in (*objects, verb):
        for child in holder.children:
            if tokens[child].dep == "prep":
                for below in tokens[child].children:
                    if tokens[below].dep == "pobj":
                        return tokens[below]
    return None


def _agent(verb: Token, context: _Context) -> Token | None:
    tokens = context.parse.tokens
    for child in verb.children:
        if tokens[child].dep == "agent":
            return next((tokens[c] for c in tokens[child].children if tokens[c].dep == "pobj"), None)
    return None


def _is_place(token: Token | None, context: _Context) -> bool:
    if token is None:
        return False
    if token.lemma in PLACE_NOUNS or token.lower == "it":
        return True
    start, end = _phrase(token, context)
    return any(p.span[0] < end and start < p.span[1] for p in context.places)


def _phrase(token: Token, context: _Context) -> Span:
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


def _words(token: Token | None, context: _Context) -> str | None:
    if token is None:
        return None
    start, end = _phrase(token, context)
    return " ".join(context.parse.text[start:end].split())


def _event_claim(event: _Event, attribution: Attribution | None, context: _Context) -> Claim:
    sentence = context.sentence_at(event.token.start)
    span = (event.token.start, event.token.end)
    modality = _modality(attribution, event.token, context)
    intends = modality in {"intention", "threat"} or (attribution is not None and attribution.act in INTENT_ACTS)
    denied = (attribution is not None and attribution.polarity == "denied") != event.negated
    unclear = bool(_UNCLEAR.search(context.parse.text, sentence.start, sentence.end)) and not event.negated
    place = _event_place(event, sentence, context)
    time = _nearest(span, [t for t in context.times if _inside(t.span, sentence)])
    return _claim(
        "intention" if intends else event.frame.kind, span, attribution, context, verb=event.token,
        places=(place.id,) if place else (), times=(time.id,) if time else (), predicate=event.frame.name,
        actor=event.actor, target=event.target, position="unclear" if unclear else "deny" if denied else "affirm",
    )  # fmt: skip


def _event_place(event: _Event, sentence: Sentence, context: _Context) -> Place | None:
    """Where the event is: the place in its target's words, else as for a figure."""
    if event.target_span is not None:
        start, end = event.target_span
        for place in context.places:
            if start <= place.span[0] and place.span[1] <= end:
                return place
    return _place_for((event.token.start, event.token.end), sentence, context)


def _responsibility(attribution: Attribution, context: _Context) -> Claim | None:
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
    place = _place_for(span, sentence, context)
    return _claim(
        "responsibility", (start, start), attribution, context, verb=None, places=(place.id,) if place else (),
        predicate=_frame_in(attribution, context), position=position, accused=accused,
    )  # fmt: skip


def _name(speaker: str | None, context: _Context) -> str:
    return context.speakers[speaker].name if speaker in context.speakers else "unnamed"


def _accused(attribution: Attribution, context: _Context) -> str | None:
    tokens = context.parse.tokens
    for start, end in attribution.cue:
        for i in context.tokens_in(start, end):
            for child in tokens[i].children:
                if tokens[child].dep in {"dobj", "obj"}:
                    return _words(tokens[child], context)
    return None


def _names_event(attribution: Attribution, context: _Context) -> bool:
    """Whether the content is but a noun phrase for an event: "has claimed recent car bombings"."""
    tokens = [context.parse.tokens[i] for s, e in attribution.content for i in context.tokens_in(s, e)]
    return (
        bool(tokens)
        and not any(t.pos in {"VERB", "AUX"} and t.tag in {"VBD", "VBZ", "VBP"} for t in tokens)
        and any(t.lemma in context.frames.nouns for t in tokens)
    )


def _frame_in(attribution: Attribution, context: _Context) -> str | None:
    for start, end in attribution.content:
        for i in context.tokens_in(start, end):
            token = context.parse.tokens[i]
            frame = context.frames.nouns.get(token.lemma) or context.frames.verbs.get(token.lemma)
            if frame is not None:
                return frame.name
    return None


def _plain_claim(attribution: Attribution, context: _Context) -> Claim:
    span = attribution.content[0]
    verb = _governing_verb(context.tokens_in(*span), context)
    kind: ClaimKind = (
        "intention" if attribution.modality in {"intention", "threat"} or attribution.act in INTENT_ACTS else "other"
    )
    polarity: Polarity = attribution.polarity
    return _claim(
        kind, (span[0], span[0]), attribution, context, verb=verb, predicate=verb.lemma if verb else None,
        position="deny" if polarity == "denied" else "affirm",
    )  # fmt: skip
