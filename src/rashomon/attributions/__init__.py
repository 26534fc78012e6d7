"""Parse → attributions: who (source), the saying word (cue), what (content), by rules over parse and quotation marks.

The rules are the twin of a trained finder and its floor in the bench. A rule's confidence is its precision.
"""

from dataclasses import replace

from rashomon.attributions.drafts import Draft, Rule
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
from rashomon.attributions.verbs import citing_draft, verb_draft
from rashomon.lexicon.cues import Cues
from rashomon.records import Attribution, AttributionKind, Parse, Span

# Share of each rule's attributions that match a gold one in PolNeAR's training part (rule_* of bench.polnear); "citing" is
# too rare there to be measured.
CONFIDENCE: dict[Rule, float] = {
    "clause": 0.80, "according": 0.77, "object": 0.61, "adjective": 0.53, "label": 0.52, "quotation": 0.51, "passive": 0.50,
    "citing": 0.45, "noun": 0.34, "adverb": 0.30,
}  # fmt: skip


def find_attributions(parse: Parse, cues: Cues) -> tuple[Attribution, ...]:
    """Find the attributions of a report, in the order of their first words."""
    reader = Reader(parse, find_quotations(parse))
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
    whole = _with_quotations([found[i] for i in sorted(found)], reader)
    used = frozenset(i for d in whole for i in d.content | d.cue)
    senses = Senses(parse, cues)
    return tuple(senses.judged(a) for a in _finish(whole + label_drafts(reader, used), reader))


def _draft(i: int, cues: Cues, reader: Reader, sources: dict[int, frozenset[int]]) -> Draft | None:
    token = reader.tokens[i]
    lemma = token.lemma.lower()
    if token.lower == "according":
        return according_draft(token, reader)
    if token.pos in {"VERB", "AUX"} and (act := cues.verbs.get(lemma)):
        return verb_draft(token, act, cues, reader, sources)
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


def _finish(drafts: list[Draft], reader: Reader) -> tuple[Attribution, ...]:
    made: list[tuple[Span, Draft, Attribution]] = []
    seen: set[tuple[frozenset[int], frozenset[int]]] = set()
    for draft in drafts:
        if not draft.content or (draft.cue, draft.content) in seen:
            continue
        seen.add((draft.cue, draft.content))
        content = reader.spans(draft.content)
        source, cue = reader.spans(draft.source), reader.spans(draft.cue)
        if not content:
            continue
        first = min((*content, *source, *cue))
        act = draft.act
        attribution = Attribution(
            id="", source=source, cue=cue, content=content, kind=_kind(draft.content, reader), act=act,
            confidence=CONFIDENCE[draft.rule],
        )  # fmt: skip
        made.append((first, draft, attribution))
    made.sort(key=lambda m: (m[0], m[2].cue, m[2].content))
    named = [replace(attribution, id=f"a{n}") for n, (_, _, attribution) in enumerate(made, 1)]
    drafts = [draft for _, draft, _ in made]
    return tuple(replace(a, parent=_parent(n, drafts, named)) for n, a in enumerate(named))


def _kind(content: frozenset[int], reader: Reader) -> AttributionKind:
    quoted = len(content & reader.quoted)
    words = sum(reader.tokens[i].pos != "PUNCT" for i in content)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= words else "mixed"


def _parent(n: int, drafts: list[Draft], named: list[Attribution]) -> str | None:
    """The narrowest content that holds this cue; neighbours in the order of the text are enough to look at."""
    best: tuple[int, str] | None = None
    for m in range(max(0, n - 12), min(len(drafts), n + 6)):
        if m == n or drafts[m].cue <= drafts[n].content:
            continue
        cited = drafts[n].rule == "citing" and drafts[m].content == drafts[n].content
        if cited or drafts[n].cue <= drafts[m].content:
            size = (len(drafts[m].content), named[m].id)
            best = min(best, size) if best else size
    return best[1] if best else None
