"""Drafts → attributions: spans, kind, confidence, ids and parents."""

from dataclasses import replace

from rashomon.attributions.drafts import Draft, Rule
from rashomon.attributions.sources import cite, mend
from rashomon.attributions.spans import Reader
from rashomon.records import Attribution, AttributionKind, Span

# Share of each rule's attributions that match a gold one in PolNeAR's training part (rule_* of bench.polnear); "citing" and
# "turn" are too rare there to be measured.
CONFIDENCE: dict[Rule, float] = {
    "clause": 0.80, "according": 0.77, "object": 0.61, "adjective": 0.53, "label": 0.52, "turn": 0.80, "quotation": 0.51, "passive": 0.50,
    "citing": 0.45, "noun": 0.34, "adverb": 0.30,
}  # fmt: skip


def finish(drafts: list[Draft], reader: Reader) -> tuple[Attribution, ...]:
    """Attributions in the order of their first words; a draft that another one has said already is left out."""
    made: list[tuple[Span, Draft, Attribution]] = []
    seen: set[tuple[frozenset[int], frozenset[int]]] = set()
    for draft in cite([mend(d, reader) for d in drafts], reader):
        if not draft.content or (draft.cue, draft.content) in seen:
            continue
        seen.add((draft.cue, draft.content))
        if draft.exact is None:
            source, cue, content = (reader.spans(part) for part in (draft.source, draft.cue, draft.content))
        else:
            source, cue, content = draft.exact
        if not content:
            continue
        first = min((*content, *source, *cue))
        act = draft.act
        attribution = Attribution(
            id="", source=source, cue=cue, content=content, kind="direct" if draft.rule == "turn" else _kind(draft.content, reader), act=act,
            confidence=CONFIDENCE[draft.rule] if draft.chance is None else draft.chance,
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
    if not drafts[n].cue:
        return None
    for m in range(max(0, n - 12), min(len(drafts), n + 6)):
        if m == n or drafts[m].cue <= drafts[n].content:
            continue
        cited = drafts[n].rule == "citing" and drafts[m].content == drafts[n].content
        if cited or drafts[n].cue <= drafts[m].content:
            size = (len(drafts[m].content), named[m].id)
            best = min(best, size) if best else size
    return best[1] if best else None
