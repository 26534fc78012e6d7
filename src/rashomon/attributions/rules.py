"""Attributions by rules over parse and quotation marks: the twin of the trained finder, its floor in the bench and its helper."""

from collections.abc import Iterable
from dataclasses import replace

from rashomon.attributions.answers import parted
from rashomon.attributions.drafts import Draft
from rashomon.attributions.finishing import finish
from rashomon.attributions.headlines import with_headlines
from rashomon.attributions.nominal import (
    according_draft,
    adjective_draft,
    adverb_draft,
    clear_draft,
    label_drafts,
    noun_draft,
    tail_drafts,
)
from rashomon.attributions.quotations import find_quotations
from rashomon.attributions.senses import Senses
from rashomon.attributions.spans import LEAST_QUOTED, Reader
from rashomon.attributions.transcripts import with_turns
from rashomon.attributions.verbs import citing_draft, revised_draft, verb_draft
from rashomon.languages.cues import Cues
from rashomon.records import Attribution, Parse, Span
from rashomon.world.actors import Actors


def find_attributions(parse: Parse, cues: Cues, actors: Actors) -> tuple[Attribution, ...]:
    """Find the attributions of a report, in the order of their first words."""
    reader = Reader(parse, find_quotations(parse))
    return settled(rule_drafts(reader, cues), reader, cues, actors)


def settled(drafts: list[Draft], reader: Reader, cues: Cues, actors: Actors) -> tuple[Attribution, ...]:
    """Drafts → attributions, with those that a text's own form tells: headlines, transcripts, labels, question and answer."""
    drafts = with_turns(with_headlines(drafts, reader, cues, actors), reader, cues, actors)
    drafts += label_drafts(reader, used(drafts))
    senses = Senses(reader.parse, cues)
    return tuple(senses.judged(a) for a in finish(parted(drafts, reader, cues), reader))


def used(drafts: Iterable[Draft]) -> frozenset[int]:
    """The tokens that are taken as cue or content."""
    return frozenset(i for d in drafts for i in d.content | d.cue)


def rule_drafts(reader: Reader, cues: Cues) -> list[Draft]:
    """What the rules find, but for the labels of speakers."""
    parse = reader.parse
    found: dict[int, Draft] = {}
    sources: dict[int, frozenset[int]] = {}
    for i in range(len(parse.tokens)):
        draft = _draft(i, cues, reader, sources)
        if draft is not None and draft.content:
            found[i] = draft
            sources[i] = draft.source
    for token in parse.tokens:
        if token.lower in {"citing", "quoting"} and (draft := citing_draft(token, reader, found)) is not None:
            found[token.i] = draft
    for draft in tail_drafts(reader, cues, found):
        for i in draft.content & found.keys():
            found[i] = replace(found[i], content=found[i].content - draft.cue - draft.source)
        found[min(draft.cue)] = draft
    return _with_quotations([found[i] for i in sorted(found)], reader)


def _draft(i: int, cues: Cues, reader: Reader, sources: dict[int, frozenset[int]]) -> Draft | None:
    token = reader.tokens[i]
    lemma = token.lemma.lower()
    if token.lower == "according":
        return according_draft(token, reader)
    if token.pos in {"VERB", "AUX"} and (act := cues.verbs.get(lemma)):
        return verb_draft(token, act, cues, reader, sources)
    if token.pos == "VERB" and lemma in cues.revising:
        return revised_draft(token, cues, reader, sources)
    if token.pos == "NOUN" and (act := cues.nouns.get(lemma)):
        return noun_draft(token, act, cues, reader)
    if token.lower == "clear" and i:
        return clear_draft(token, reader)
    if token.pos in {"ADJ", "VERB"} and (act := cues.adjectives.get(token.lower)):
        return adjective_draft(token, act, reader)
    if token.pos == "ADV" and (act := cues.adverbs.get(token.lower)):
        return adverb_draft(token, act, reader)
    return None


# ---- from drafts to attributions --------------------------------------------------------------------------------


def _with_quotations(drafts: list[Draft], reader: Reader) -> list[Draft]:
    """A quotation that a content touches belongs to it whole; one with no cue goes to the speaker just before it."""
    whole = []
    owner: dict[Span, int] = {}
    for n, draft in enumerate(drafts):
        touched = reader.quotations_of(draft.content, draft.cue)
        content = set(draft.content)
        for span in touched:
            content.update(reader.tokens_in(span))
            owner.setdefault(span, n)
        whole.append(replace(draft, content=frozenset(content) - draft.cue - draft.source))
    last: tuple[Span, int] | None = None
    for span in reader.quotations:
        if span in owner:
            last = (span, owner[span])
        elif (
            last is not None
            and len(reader.tokens_in(span)) > LEAST_QUOTED
            and reader.follows(drafts[last[1]].cue, span, last[0])
        ):
            n = last[1]
            whole[n] = replace(whole[n], content=whole[n].content | frozenset(reader.tokens_in(span)))
            last = (span, n)
    return whole
