"""Attributions by the trained tagger; the rules add what it was never shown: attributions inside others, labels of speakers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from rashomon.attributions.drafts import Draft
from rashomon.attributions.quotations import find_quotations
from rashomon.attributions.rules import rule_drafts, settled, used
from rashomon.attributions.spans import LEAST_QUOTED, Reader
from rashomon.attributions.tagging import Tagged, Weights, attribute
from rashomon.attributions.windows import pack, read_chunks
from rashomon.languages.cues import Cues
from rashomon.models import Tagger
from rashomon.records import Act, Attribution, Parse, Span
from rashomon.world.actors import Actors

# Score of a tagged attribution → share of such ones that match a gold one (tenths of those found in PolNeAR's development part).
CHANCES = ((0.0, 0.65), (0.14, 0.68), (0.17, 0.76), (0.20, 0.80), (0.24, 0.85), (0.29, 0.90), (0.35, 0.96), (1.0, 0.96))
SURE = frozenset({"according", "citing", "label", "passive"})  # rules that are right where the tagger is silent
PARTING: frozenset[Act] = frozenset({"deny"})  # acts on which accounts part


def read_attributions(parse: Parse, cues: Cues, actors: Actors, tagger: Tagger) -> tuple[Attribution, ...]:
    """The attributions of a report, in the order of their first words."""
    reader = Reader(parse, find_quotations(parse))
    chunks = read_chunks(parse, tagger.encode)
    tagged = attribute(pack(chunks), tagger.score, Weights.of(tagger.learned))
    ruled = rule_drafts(reader, cues)
    read = [draft for one in tagged if not _is_topic(draft := _draft(one, reader), reader, cues)]
    drafts = _continued([_beside(draft, ruled, reader) for draft in read], reader)
    drafts += _nested(drafts, ruled) + _missed(drafts, ruled, reader)
    return settled(drafts, reader, cues, actors)


def _draft(one: Tagged, reader: Reader) -> Draft:
    source, cue, content = (_tokens(spans, reader) for spans in (one.source, one.cue, one.content))
    return Draft(
        "tagged", "say", cue, source, content, exact=(one.source, one.cue, one.content), chance=_chance(one.score)
    )


def _is_topic(draft: Draft, reader: Reader, cues: Cues) -> bool:
    """Whether what stands before a colon names the matter, not a speaker: "Halvek offensive: hundreds flee"."""
    if not draft.source or any(reader.tokens[i].text != ":" for i in draft.cue):
        return False
    return reader.tokens[max(draft.source)].lower in cues.topics


def _beside(draft: Draft, ruled: Sequence[Draft], reader: Reader) -> Draft:
    """With the source that a rule reads for the same cue, where the tagger has none."""
    if draft.source or draft.exact is None:
        return draft
    rule = next((d for d in ruled if d.source and not d.cue.isdisjoint(draft.cue)), None)
    if rule is None or not rule.source.isdisjoint(draft.content | draft.cue):
        return draft
    _, cue, content = draft.exact
    return replace(draft, source=rule.source, exact=(reader.spans(rule.source), cue, content))


def _chance(score: float) -> float:
    scores, shares = zip(*CHANCES, strict=True)
    return round(float(np.interp(score, scores, shares)), 3)


def _tokens(spans: Iterable[Span], reader: Reader) -> frozenset[int]:
    """The tokens that spans touch."""
    found: set[int] = set()
    for start, end in spans:
        inside = reader.tokens_in((start, end))
        first = inside.start
        if first and reader.tokens[first - 1].end > start:
            first -= 1
        found.update(range(first, inside.stop))
    return frozenset(found)


def _continued(drafts: list[Draft], reader: Reader) -> list[Draft]:
    """A quotation that nobody says goes on with the one before it where that was left open or fills its paragraph."""
    whole = list(drafts)
    taken = used(drafts)
    owner = {i: n for n, d in enumerate(drafts) for i in d.content}
    last: tuple[Span, int] | None = None
    for span in reader.quotations:
        inside = reader.tokens_in(span)
        if not inside:
            continue
        owners = [owner[i] for i in inside if i in owner]
        if owners:
            last = (span, owners[-1])
        elif (
            last is not None
            and len(inside) > LEAST_QUOTED
            and taken.isdisjoint(inside)
            and reader.follows(drafts[last[1]].cue, span, last[0])
        ):
            draft = whole[last[1]]
            if draft.exact is not None:
                source, cue, content = draft.exact
                exact = (source, cue, (*content, span))
                whole[last[1]] = replace(draft, content=draft.content | frozenset(inside), exact=exact)
            last = (span, last[1])
    return whole


def _nested(drafts: Sequence[Draft], ruled: Sequence[Draft]) -> list[Draft]:
    """What the rules find inside a content."""
    cue_tokens = frozenset(i for d in drafts for i in d.cue)
    found = []
    for draft in ruled:
        if not draft.cue.isdisjoint(cue_tokens):
            continue
        if any(draft.cue <= d.content and draft.content <= d.content for d in drafts):
            found.append(draft)
    return found


def _missed(drafts: Sequence[Draft], ruled: Sequence[Draft], reader: Reader) -> list[Draft]:
    """What the rules find where the tagger found nothing: figures, which would pass for the outlet's own; denials; by sure rules."""
    taken = frozenset(i for d in drafts for i in d.cue | d.content | d.source)
    return [
        d
        for d in ruled
        if taken.isdisjoint(d.cue | d.content)
        and (d.rule in SURE or d.act in PARTING or any(reader.tokens[i].pos == "NUM" for i in d.content))
    ]
