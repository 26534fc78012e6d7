"""Attributions, speakers, figures, places and times → claims: what is said to be so, by whom, of where and when.

One claim for each figure, one for each event frame that the words of a content (or of a sentence in the report's own voice)
name. A figure or frame belongs to the innermost attribution whose content holds it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from rashomon.claims.context import Context, governing_verb, is_denied, make_claim, situate
from rashomon.claims.doings import what_is_told
from rashomon.claims.positions import find_positions
from rashomon.claims.retorts import with_retorts
from rashomon.claims.vetoes import FIGURES
from rashomon.clauses import Clauses
from rashomon.languages.deeds import Deeds
from rashomon.languages.frames import Frames
from rashomon.records import Attribution, Claim, Figure, Place, Report, Span, Speaker, Time, Unclaimed
from rashomon.vetoing import refusal

MULTIPLE = "multiple of a figure"
UNTOLD = frozenset({"other", "vehicles"})  # measures that say nothing of what those counted did or underwent


class Told(NamedTuple):
    """What a report tells: its claims, its figures where and when they are, and the words that name a claim and make none."""

    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    unclaimed: tuple[Unclaimed, ...]


def find_claims(
    report: Report,
    clauses: Clauses,
    *,
    attributions: tuple[Attribution, ...],
    speakers: tuple[Speaker, ...],
    figures: tuple[Figure, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    frames: Frames,
    deeds: Deeds,
    uncounted: tuple[Unclaimed, ...] = (),
) -> Told:
    """Make the claims, and give each figure the place and time that it is about; ``uncounted`` are the numbers that made none."""
    if not clauses.parse.tokens:
        return Told((), figures, ())
    context = Context(report, clauses, attributions, {s.id: s for s in speakers}, figures, places, times, frames, deeds)
    figures = tuple(situate(figure, context) for figure in figures)
    context = replace(context, figures=figures)
    unclaimed = list(uncounted)
    claims: list[Claim] = []
    for figure in figures:
        if (refused := refusal(figure, FIGURES)) is None:
            claims.append(_figure_claim(figure, context))
        else:
            unclaimed.append(refused.of(figure.span, figure.words, "figure", figure.measure))
    positions, unmade = find_positions(context)
    claims, asked = with_retorts([*claims, *positions], context)
    unique = {claim.id: claim for claim in reversed(claims)}
    ordered = tuple(sorted(unique.values(), key=lambda c: (c.evidence[0], c.spans, c.kind, c.id)))
    return Told(ordered, figures, _missing([*unclaimed, *unmade, *asked], ordered, figures))


def _missing(
    unclaimed: Iterable[Unclaimed], claims: Sequence[Claim], figures: Sequence[Figure]
) -> tuple[Unclaimed, ...]:
    """Each word once, in the order of the text, without what is claimed in its sentence all the same; of a number only what itself tells."""
    numbers = {figure.id: figure.span for figure in figures}
    told: dict[tuple[str, str | None], list[Span]] = {}
    for claim in claims:
        spans = [numbers[n] for n in claim.figures] if claim.kind == "figure" else [claim.evidence]
        told.setdefault((claim.kind, claim.predicate), []).extend(spans)
    kept: dict[tuple[Span, str | None], Unclaimed] = {}
    for one in sorted(unclaimed, key=lambda u: u.span):
        if not any(s <= one.span[0] and one.span[1] <= e for s, e in told.get((one.kind, one.predicate), ())):
            kept.setdefault((one.span, one.predicate), one)
    return tuple(kept.values())


def _figure_claim(figure: Figure, context: Context) -> Claim:
    attribution = context.owner_at(figure.span[0])
    if figure.rule == MULTIPLE and attribution is not None and attribution.parent in context.by_id:
        attribution = context.by_id[attribution.parent]  # "more than twice the 12 given by X": who multiplies says it
    words = context.tokens_in(*figure.span)
    verb = governing_verb(words, context)
    denied = figure.polarity == "denied" or any(
        is_denied(context.parse.tokens[i], attribution, context) for i in words[:1]
    )
    return make_claim(
        "figure", figure.span, attribution, context, verb=verb,
        figures=(figure.id,), places=(figure.place,) if figure.place else (), times=(figure.time,) if figure.time else (),
        predicate=(what_is_told(figure, context) if figure.measure in UNTOLD else None) or figure.measure,
        polarity="denied" if denied else "asserted", reality="did_not" if denied else figure.reality,
    )  # fmt: skip
