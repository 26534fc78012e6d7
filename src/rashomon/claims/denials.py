"""Denials and doubts of what another said: they take over the proposition that they are about."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.claims.context import Context, make_claim
from rashomon.claims.deeds import denies_doing
from rashomon.claims.making import UNTOLD, evidence_of, position_claim
from rashomon.claims.phrases import speaker_side, target_words, undergone
from rashomon.records import Attribution, Claim, Polarity, Token

MOST_WORDS = 12  # a longer content tells what it denies itself
FAR = 700  # characters between a denial and what it denies
MOST_BACK = 60  # claims that a back-reference looks through


def find_denials(context: Context, claims: list[Claim]) -> list[Claim]:
    """A claim for each denial or doubt whose content makes none of its own."""
    answered = {claim.attribution for claim in claims}
    found: list[Claim] = []
    first: dict[str, str] = {}  # what a denial is of is the first that its content says, not what that leads to
    for attribution in sorted(context.attributions, key=lambda a: (a.cue, a.id)):
        if attribution.parent is not None:
            first.setdefault(attribution.parent, attribution.id)
    ordered = sorted(claims, key=lambda c: (c.evidence, c.id))
    for attribution in context.attributions:
        doubts = attribution.act == "confirm" and attribution.polarity == "denied"
        denies = attribution.act == "deny" and attribution.polarity == "denied"
        if attribution.id in answered or not (denies or doubts) or not attribution.content:
            continue
        below = [c for c in ordered if c.attribution == first.get(attribution.id, "") and c.position not in UNTOLD]
        denied = below[0] if below else _antecedent(attribution, ordered, context)
        if (claim := _denial(attribution, denied, context, doubts=doubts)) is not None:
            found.append(claim)
            ordered.append(claim)
    return found


def _denial(attribution: Attribution, denied: Claim | None, context: Context, *, doubts: bool) -> Claim | None:
    start = attribution.content[0][0]
    responsible = denies_doing(attribution, context)
    named = _named_event(attribution, context) if denied is None and _is_short(attribution, context) else None
    if named is not None:
        return _of_noun(named, attribution, context, doubts=doubts)
    if denied is None and not responsible:
        return None
    speaker = speaker_side(attribution, context) or "unnamed"
    kind = "responsibility" if responsible or denied is None else denied.kind
    if denied is not None and _is_accused(denied, context):
        kind = "responsibility"
    if denied is not None and denied.kind == "responsibility" and denied.position and _is_generic(attribution, context):
        speaker = denied.position  # "the group denied it": the one who was accused
    position, polarity = _stand(denied, speaker, kind, doubts=doubts)
    span = (start, start)
    predicate = denied.predicate if denied is not None else None
    return replace(
        make_claim(kind, span, attribution, context, verb=None, predicate=predicate, position=position, polarity=polarity),
        places=denied.places if denied is not None else (), times=denied.times if denied is not None else (),
        target=denied.target if denied is not None else None, actor=denied.actor if denied is not None else None,
        evidence=evidence_of(span, attribution, context),
    )  # fmt: skip


def _is_accused(denied: Claim, context: Context) -> bool:
    """Whether what is denied is an accusation of a deed."""
    attribution = context.by_id.get(denied.attribution or "")
    frame = context.frames.by_name.get(denied.predicate or "")
    return attribution is not None and attribution.act == "accuse" and frame is not None and frame.deed


def _is_generic(attribution: Attribution, context: Context) -> bool:
    """Whether a source is a pronoun or a bare noun for a body that nothing names: "it", "the group"."""
    if attribution.speaker in context.speakers and context.speakers[attribution.speaker].named:
        return False
    tokens = [context.parse.tokens[i] for s, e in attribution.source for i in context.tokens_in(s, e)]
    if len(tokens) == 1:
        return tokens[0].pos == "PRON"
    return (
        len(tokens) == 2 and tokens[0].lower == "the" and tokens[1].pos == "NOUN" and tokens[1].lemma in context.words.bodies
    )  # fmt: skip


def _is_short(attribution: Attribution, context: Context) -> bool:
    """Whether a content is but a noun phrase."""
    return sum(len(context.tokens_in(s, e)) for s, e in attribution.content) <= MOST_WORDS


def _named_event(attribution: Attribution, context: Context) -> Token | None:
    """The event noun that a denial is of, where nothing before it tells of that event: "dismissed reports of a truce"."""
    return next(
        (
            token
            for s, e in attribution.content
            for i in context.tokens_in(s, e)
            if (token := context.parse.tokens[i]).pos == "NOUN" and token.lemma.lower() in context.frames.nouns
        ),
        None,
    )


def _of_noun(noun: Token, attribution: Attribution, context: Context, *, doubts: bool) -> Claim:
    frame = context.frames.nouns[noun.lemma.lower()]
    target = undergone(noun, context)
    polarity: Polarity = "asserted" if doubts else "denied"
    return position_claim(
        frame.kind, noun, attribution, context, predicate=frame.name, position="unclear" if doubts else "deny", polarity=polarity,
        target=target, target_words=target_words(target, attribution, context),
    )  # fmt: skip


def _stand(denied: Claim | None, speaker: str, kind: str, *, doubts: bool) -> tuple[str, Polarity]:
    if doubts:
        return "unclear", "asserted"
    if kind == "responsibility":
        return f"not {speaker}", "denied"
    return ("affirm", "asserted") if denied is not None and denied.position == "deny" else ("deny", "denied")


def _antecedent(attribution: Attribution, claims: list[Claim], context: Context) -> Claim | None:
    """The claim that a denial is about: of those before it by others, the last of the frame that it names, else the last."""
    tokens = [context.parse.tokens[i] for s, e in attribution.content for i in context.tokens_in(s, e)]
    if not _points_back(tokens, context):
        return None
    cue = min((s for s, _ in (*attribution.cue, *attribution.content)), default=0)
    before = [
        c for c in claims
        if c.spans and c.evidence[0] <= cue and c.attribution != attribution.id and c.speaker != attribution.speaker
        and c.kind not in {"figure", "other", "intention"} and cue - c.evidence[1] <= FAR and c.position not in UNTOLD and c.predicate is not None and c.polarity == "asserted"
    ][-MOST_BACK:]  # fmt: skip
    families = {
        f.family for t in tokens if t.pos == "NOUN" and (f := context.frames.nouns.get(t.lemma.lower())) is not None
    }
    named = [
        c for c in before if (f := context.frames.by_name.get(c.predicate or "")) is not None and f.family in families
    ]
    if named:
        return named[-1]
    if families - {"attack"}:
        return None  # what it names was not told of before
    accusing = [c for c in before if c.accused is not None]
    if any(t.lemma in context.words.accusations for t in tokens) and accusing:
        return accusing[-1]
    spoken = [c for c in before if c.attribution is not None]
    return next(reversed(spoken or before), None)


def _points_back(tokens: list[Token], context: Context) -> bool:
    """Whether a content only points at what was said: a pronoun, or a noun for a statement or deed without a clause of its own."""
    said, done = context.frames.words["said"], context.frames.words["done"]
    finite = any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in tokens)
    nouns = [t for t in tokens if t.pos in {"NOUN", "PRON"}]
    pointing = any(
        t.lemma.lower() in said
        or t.lemma in done
        or t.lower in context.words.pointing_back
        or t.lemma.lower() in context.frames.nouns
        for t in nouns
    )
    if len(tokens) > MOST_WORDS and not points_only(tokens, context):
        return False
    loosely = any(t.lower in context.words.such for t in tokens)
    return pointing and (not finite or loosely or len(tokens) <= 4 or points_only(tokens, context))


def points_only(tokens: Sequence[Token], context: Context) -> bool:
    """Whether a content's first noun stands for what was said, and no clause tells what: "the accusation as a lie"."""
    first = next((n for n, t in enumerate(tokens) if t.pos in {"NOUN", "PRON", "PROPN"}), None)
    if first is None or tokens[first].lemma.lower() not in context.frames.words["said"]:
        return False
    following = tokens[first + 1].lower if first + 1 < len(tokens) else ""
    return following not in context.words.telling_what and tokens[first].relation not in {"subject", "passive_subject"}
