"""Questions and short answers: what is but asked is no claim; "No", "That is not true" denies what was said right before it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.claims.context import Context, make_claim
from rashomon.claims.making import UNTOLD, evidence_of
from rashomon.claims.vetoes import Made, without_refused
from rashomon.records import Attribution, Claim, Figure, Token, Unclaimed
from rashomon.vetoing import Veto

LONGEST = 10  # tokens of a short answer
BACK = 3  # sentences before a short answer that it may be to
SMALL = frozenset({"PRON", "AUX", "PART", "ADV", "ADJ", "DET", "INTJ", "PUNCT", "CCONJ"})
OUTSIDE = frozenset({":", "–", "—"})
QUOTES = "“”\"‘’'«» \n"


def is_retort(attribution: Attribution | None, context: Context) -> bool:
    """Whether a denial has no words of its own for what it denies: "No", "That is not true", "A lie"."""
    if attribution is None or attribution.act != "deny" or attribution.polarity != "denied":
        return False
    tokens = [context.parse.tokens[i] for s, e in attribution.content for i in context.tokens_in(s, e)]
    nouns = context.frames.words["untrue"] | context.frames.words["said"]
    comma = next((n for n, t in enumerate(tokens) if t.text == ","), len(tokens))
    tokens = [t for n, t in enumerate(tokens) if t.pos != "PROPN" or n < comma]  # "That is false, Senator"
    small = all(
        t.pos in SMALL or t.lemma.lower() in (context.words.gainsaying if t.pos == "VERB" else nouns) for t in tokens
    )
    gainsays = any(
        t.lower in context.words.nays
        or t.pos == "ADJ"
        or t.lemma.lower() in context.frames.words["untrue"]
        or t.pos == "VERB"
        for t in tokens
    )
    return len(tokens) <= LONGEST and small and gainsays


def with_retorts(claims: Sequence[Claim], context: Context) -> tuple[list[Claim], list[Unclaimed]]:
    """The claims, those of short answers put in the place of what was said right before them; apart from them what is but asked."""
    figures = {f.id: f for f in context.figures}
    told: dict[int, list[Claim]] = {}
    for claim in claims:
        if _is_telling(claim, figures):
            told.setdefault(_sentence_at(claim.evidence[0], context), []).append(claim)
    answers: dict[str, list[Claim]] = {}
    for attribution in context.attributions:
        if is_retort(attribution, context) and (denied := _answered(attribution, told, context)):
            answers[attribution.id] = [_denial(claim, attribution, figures, context) for claim in denied]
    kept, unclaimed = without_refused([c for c in claims if c.attribution not in answers], ASKED, context)
    return [*kept, *(claim for made in answers.values() for claim in made)], unclaimed


def _sentence_at(offset: int, context: Context) -> int:
    return bisect_right(context.sentence_starts, offset) - 1


def _answered(attribution: Attribution, told: Mapping[int, Sequence[Claim]], context: Context) -> list[Claim]:
    """What others said, or asked, in the last sentence before a short answer that says something, or in its own before it."""
    start = attribution.content[0][0]
    home = _sentence_at(start, context)
    for n in range(home, home - BACK - 1, -1):
        found = [
            c
            for c in told.get(n, ())
            if (n < home or all(end <= start for _, end in c.spans))
            and c.speaker != attribution.speaker
            and (c.position not in UNTOLD or _ends_asking(c, context))
        ]
        if found:
            return found
    return []


def _is_telling(claim: Claim, figures: Mapping[str, Figure]) -> bool:
    """Whether a claim says something to deny: an event or state, a figure with a measure of its own or of what happened."""
    if claim.kind != "figure":
        return claim.predicate is not None and claim.kind not in {"other", "identity"}
    counted = [figures[name] for name in claim.figures]
    return any(f.measure != "other" or f.reality == "happened" for f in counted)


def _denial(denied: Claim, attribution: Attribution, figures: Mapping[str, Figure], context: Context) -> Claim:
    """The answer as the claim that it gainsays, turned round; a figure stays what it is and is denied."""
    start = attribution.content[0][0]
    words = (
        figures[denied.figures[0]].span if denied.figures else denied.evidence
    )  # tells the denials of one answer apart
    position, polarity = denied.position, "denied"
    if denied.kind == "responsibility" and position is not None:
        if position.startswith("not "):
            position, polarity = position.removeprefix("not "), "asserted"
        else:
            position = f"not {position}"
    elif position == "deny":
        position, polarity = "affirm", "asserted"
    elif position is not None:
        position = "deny"
    made = make_claim(
        denied.kind, words, attribution, context, verb=None, figures=denied.figures, predicate=denied.predicate,
        position=position, polarity=polarity, reality="did_not" if polarity == "denied" else "happened",
        target=denied.target, actor=denied.actor, places=denied.places, times=denied.times,
        evidence=evidence_of((start, start), attribution, context),
    )  # fmt: skip
    return replace(made, episode=denied.episode, deeds=denied.deeds)


def only_asked(made: Made) -> str | None:
    """Its words are a question; the outlet's own that asks but why, when or who tells its figures all the same."""
    claim, context = made.claim, made.context
    attribution = context.by_id.get(claim.attribution or "")
    if claim.kind != "figure" or (attribution is not None and attribution.kind == "direct"):
        asked = _ends_asking(claim, context)
    else:
        span = next(f.span for f in context.figures if f.id == claim.figures[0])
        asked = _asks_whether(context.tokens_in(*span)[0], context)
    return "only asked" if asked else None


ASKED: tuple[Veto[Made], ...] = (only_asked,)


def _ends_asking(claim: Claim, context: Context) -> bool:
    """Whether the words of a claim in its own sentence end with a question mark."""
    start, end = claim.evidence
    said = [(max(s, start), min(e, end)) for s, e in claim.spans if s < end and start < e]
    first, last = (min(s for s, _ in said), max(e for _, e in said)) if said else (start, end)
    return context.parse.text[first:last].rstrip(QUOTES).endswith("?")


def _asks_whether(i: int, context: Context) -> bool:
    """Whether the words around a token ask if it is so: a question mark ends them, and no "why" or "who" opens them."""
    tokens = context.parse.tokens
    sentence = context.sentence_at(tokens[i].start)
    end = next((t for t in tokens[i : sentence.last] if t.text in {"?", ".", *OUTSIDE}), None)
    if end is None or end.text != "?":
        return False
    before = (t.i + 1 for t in reversed(tokens[sentence.first : i]) if t.text in OUTSIDE or t.text in QUOTES)
    return not _asks_what(tokens[next(before, sentence.first) : i])


def _asks_what(tokens: Sequence[Token]) -> bool:
    opening = next((n for n, t in enumerate(tokens) if t.pos not in {"PUNCT", "CCONJ", "INTJ"}), 0)
    return any(t.tag.startswith("W") for t in tokens[opening : opening + 1])
