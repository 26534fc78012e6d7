"""What all position claims share: where and when it was, and the words that say it."""

from rashomon.claims.context import MOST_WORDS, Context, evidence_for, is_inside, make_claim, nearest, place_for
from rashomon.claims.phrases import phrase, place_in
from rashomon.records import Attribution, Claim, ClaimKind, Place, Polarity, Span, Time, Token

LONG = 30  # tokens from which a sentence with several attributions is cut to the one that says it
NO_CLAIM, UNDER_INVESTIGATION, UNCLEAR = "no claim yet", "under investigation", "unclear"
UNTOLD = frozenset({NO_CLAIM, UNDER_INVESTIGATION, UNCLEAR})


def position_claim(
    kind: ClaimKind,
    token: Token,
    attribution: Attribution | None,
    context: Context,
    *,
    predicate: str | None,
    position: str,
    verb: Token | None = None,
    polarity: Polarity = "asserted",
    target: Token | None = None,
    target_words: str | None = None,
    actor: str | None = None,
    accused: str | None = None,
    modality: str | None = None,
) -> Claim:
    """A claim that ``token`` names; its place is that in its target's words, else the one that the sentence is about."""
    span = (token.start, token.end)
    place = place_of(span, target, context)
    time = time_of(span, context)
    values: dict[str, object] = {
        "places": (place.id,) if place else (), "times": (time.id,) if time else (), "predicate": predicate, "actor": actor,
        "target": target_words, "position": position, "polarity": polarity, "accused": accused,
        "evidence": evidence_of(span, attribution, context),
    }  # fmt: skip
    if modality is not None:
        values["modality"] = modality
    return make_claim(kind, span, attribution, context, verb=verb, **values)


def place_of(span: Span, target: Token | None, context: Context) -> Place | None:
    """Where it is: the place in its target's words, else as for a figure."""
    if target is not None and (found := place_in(phrase(target, context, whole=True), context)) is not None:
        return found
    return place_for(span, context.sentence_at(span[0]), context)


def time_of(span: Span, context: Context) -> Time | None:
    """When it is: the nearest time in the sentence that does not stand beside another attribution's cue."""
    sentence = context.sentence_at(span[0])
    return nearest(span, [t for t in context.times if is_inside(t.span, sentence)])


def evidence_of(span: Span, attribution: Attribution | None, context: Context) -> Span:
    """The sentence, or where several speak in it the part of it that belongs to this attribution."""
    whole = evidence_for(span, context)
    if attribution is None:
        return whole
    sentence = context.sentence_at(span[0])
    mine = _hull(attribution, sentence.start, sentence.end)
    if mine is None or sentence.last - sentence.first < LONG // 2:
        return whole
    others = [h for a in context.attributions if a is not attribution and (h := _hull(a, sentence.start, sentence.end))]
    apart = [h for h in others if h[1] <= mine[0] or mine[1] <= h[0]]
    inside = mine[0] <= span[0] and span[1] <= mine[1]
    words = len(context.tokens_in(*mine))
    return mine if apart and inside and 4 <= words <= MOST_WORDS else whole


def _hull(attribution: Attribution, start: int, end: int) -> Span | None:
    """From the first to the last of an attribution's words between ``start`` and ``end``; None where its cue lies outside."""
    spans = [(max(s, start), min(e, end)) for s, e in (*attribution.source, *attribution.cue, *attribution.content)]
    kept = [(s, e) for s, e in spans if s < e]
    if not any(start <= s < end for s, _ in attribution.cue):
        return None
    return (min(s for s, _ in kept), max(e for _, e in kept)) if kept else None
