"""Attributions, speakers, figures, places and times → claims: what is said to be so, by whom, of where and when.

One claim for each figure, one for each event frame that the words of a content (or of a sentence in the report's own voice)
name. A figure or frame belongs to the innermost attribution whose content holds it.
"""

from dataclasses import replace

from rashomon.claims.context import Context, governing_verb, is_denied, make_claim, situate
from rashomon.claims.doings import what_is_told
from rashomon.claims.positions import find_positions
from rashomon.claims.retorts import with_retorts
from rashomon.clauses import Clauses
from rashomon.languages.deeds import Deeds
from rashomon.languages.frames import Frames
from rashomon.records import Attribution, Claim, Figure, Place, Report, Speaker, Time

MULTIPLE = "multiple of a figure"
UNTOLD = frozenset({"other", "vehicles"})  # measures that say nothing of what those counted did or underwent


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
) -> tuple[tuple[Claim, ...], tuple[Figure, ...]]:
    """Make the claims, and give each figure the place and time that it is about."""
    if not clauses.parse.tokens:
        return (), figures
    context = Context(report, clauses, attributions, {s.id: s for s in speakers}, figures, places, times, frames, deeds)
    figures = tuple(situate(figure, context) for figure in figures)
    context = replace(context, figures=figures)
    claims = [_figure_claim(figure, context) for figure in figures if not figure.superseded]
    claims = with_retorts([*claims, *find_positions(context)], context)
    unique = {claim.id: claim for claim in reversed(claims)}
    return tuple(sorted(unique.values(), key=lambda c: (c.evidence[0], c.spans, c.kind, c.id))), figures


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
