"""What all position claims share: where and when it was, and the words that say it."""

from rashomon.claims.context import (
    MOST_WORDS,
    Context,
    evidence_for,
    is_inside,
    make_claim,
    nearest,
    place_for,
)
from rashomon.claims.episodes import SPECIFIC
from rashomon.claims.phrases import is_dateline, phrase, place_in
from rashomon.records import Attribution, Claim, ClaimKind, Place, Polarity, Span, Time, Token

MOST_UP = 8  # steps up the tree from a word to its verb
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
    anchor: Token | None = None,
    grounded: bool = False,
    general: bool = False,
) -> Claim:
    """A claim that ``token`` names; its place is that in its target's words, else the one that the sentence is about.

    ``grounded``: the target is a place itself, so that "three villages" is not where the sentence before was.
    """
    span = (token.start, token.end)
    place = own_place(target, verb or token, context)
    time = time_of(token, verb or token, context)
    if anchor is not None:
        # "The attack": where and when it was is said where it was told of.
        place = place or own_place(None, anchor, context) or place_of((anchor.start, anchor.end), context)
        time = time or time_of(anchor, anchor, context)
    if (
        place is None
        and not general
        and not is_general(token, context)
        and not (grounded and is_indefinite(target, context))
    ):
        place = place_of(span, context)
    values: dict[str, object] = {
        "places": (place.id,) if place else (), "times": (time.id,) if time else (), "predicate": predicate, "actor": actor,
        "target": target_words, "position": position, "polarity": polarity, "accused": accused,
        "evidence": evidence_of(span, attribution, context),
    }  # fmt: skip
    if modality is not None:
        values["modality"] = modality
    return make_claim(kind, span, attribution, context, verb=verb, **values)


def is_indefinite(target: Token | None, context: Context) -> bool:
    """Whether a noun phrase names what was not spoken of before: "three villages", "important roads"."""
    if target is None or target.pos in {"PRON", "PROPN"}:
        return False
    tokens = context.parse.tokens
    return not any(
        tokens[c].relation == "possessor" or tokens[c].lower in context.words.pointing for c in target.children
    )


def is_general(token: Token, context: Context) -> bool:
    """Whether words tell of a kind of event rather than of one: bare plurals, "previous", "during the war"."""
    tokens = context.parse.tokens
    below = [tokens[c] for c in token.children]
    if (
        token.tag == "NNS"
        and token.lemma in context.frames.nouns
        and not any(
            t.relation in {"determiner", "possessor", "numeral"} or t.lower in context.words.several for t in below
        )
    ):
        return True
    sentence = context.sentence_at(token.start)
    for i in range(sentence.first, sentence.last):
        if tokens[i].lower in context.words.general:
            return True
        if (
            tokens[i].lemma in context.words.wars
            and tokens[i].relation == "prepositional_object"
            and tokens[tokens[i].head].lower in context.words.during
        ):
            return True
    return False


def own_place(target: Token | None, verb: Token, context: Context) -> Place | None:
    """The place in the target's words or the verb's prepositions."""
    if target is not None and (found := place_in(phrase(target, context, whole=True), context)) is not None:
        return found
    tokens = context.parse.tokens
    for child in verb.children:
        below = tokens[child]
        if below.relation == "preposition" and below.lower in context.words.where:
            for noun in below.children:
                if (
                    tokens[noun].relation == "prepositional_object"
                    and (found := place_in(phrase(tokens[noun], context), context)) is not None
                ):
                    return found
    return None


def place_of(span: Span, context: Context) -> Place | None:
    """Where it is: as for a figure, else the place last spoken of."""
    found = place_for(span, context.sentence_at(span[0]), context)
    if found is not None and is_dateline(found.span[0], context):
        found = None
    if found is not None and ((found.precision or 1) <= SPECIFIC):
        return found
    before = context.place_before(span[0])
    while before is not None and is_dateline(before.span[0], context):
        before = context.place_before(before.span[0])
    return before or found


def time_of(token: Token, verb: Token, context: Context) -> Time | None:
    """When it is: the nearest time in the sentence that hangs on the same verb, not on that of a relative or another clause."""
    sentence = context.sentence_at(token.start)
    times = [t for t in context.times if is_inside(t.span, sentence)]
    if not times:
        return None
    mine = _governors(verb, context)
    return nearest((token.start, token.end), [t for t in times if _governor(t, context) in mine])


def _governor(time: Time, context: Context) -> int:
    """The verb that a time hangs on, or the event noun."""
    tokens = context.parse.tokens
    token = tokens[context.tokens_in(*time.span)[0]]
    for _ in range(MOST_UP):
        head = tokens[token.head]
        if head.i == token.i or (
            head.pos in {"VERB", "AUX"} and head.relation not in {"auxiliary", "passive_auxiliary"}
        ):
            return head.i
        token = head
    return token.i


def _governors(verb: Token, context: Context) -> frozenset[int]:
    """The verb of an event, and those that it is a part of: the one it is a conjunct or infinitive of, or the one a noun hangs on."""
    tokens = context.parse.tokens
    found = {verb.i}
    token = verb
    for _ in range(MOST_UP):
        head = tokens[token.head]
        if head.i == token.i or token.relation in {
            "relative_clause",
            "content_clause",
            "adverbial_clause",
            "parataxis",
        }:
            break
        found.add(head.i)
        token = head
    return frozenset(found)


def evidence_of(span: Span, attribution: Attribution | None, context: Context) -> Span:
    """The sentence, or where several speak in it the part of it that belongs to this attribution."""
    whole = evidence_for(span, context)
    if attribution is None:
        return whole
    sentence = context.sentence_at(span[0])
    mine = _hull(attribution, sentence.start, sentence.end)
    if mine is None or sentence.last - sentence.first < LONG // 2:
        return whole
    beside = context.cued_in(sentence.start, sentence.end)
    others = [h for a in beside if a is not attribution and (h := _hull(a, sentence.start, sentence.end))]
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
