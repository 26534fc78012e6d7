"""Windows → attributions in spans, by a tagger's scores: decode the tags of a whole report, then link spans window by window."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rashomon.attributions.decoding import LINK, ROLES, TAGS, Found, Linker, spans_of, standing, viterbi
from rashomon.attributions.windows import Chunk, Feature, lay_out
from rashomon.models import Floats, Scores
from rashomon.records import Span

SOURCE, CUE, CONTENT = range(len(ROLES))


Run = Callable[[Sequence[int], Sequence[Feature]], Scores]


class Weights(NamedTuple):
    """What was learned outside the graph."""

    transitions: Floats
    first: Floats
    last: Floats
    content_cue: Linker
    cue_source: Linker

    @classmethod
    def of(cls, learned: Mapping[str, Floats]) -> "Weights":
        """From a tagger's arrays by name."""
        size = len(learned["first"])
        return cls(
            learned["transitions"].reshape(size, size), learned["first"], learned["last"],
            *(Linker(learned[f"{arc}.weights"], learned[f"{arc}.nothing"]) for arc in ("content_cue", "cue_source")),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution in code points of the text; ``score`` is the product of its spans' and arcs' probabilities."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


class _Window(NamedTuple):
    chunks: Sequence[Chunk]
    words: list[int]
    ranges: list[tuple[int, int]]
    scores: Scores


def attribute(windows: Sequence[Sequence[Chunk]], run: Run, weights: Weights) -> list[Tagged]:
    """The attributions of a report, in the order of their cues."""
    read: list[_Window] = []
    for chunks in windows:
        ids, features, words, ranges = lay_out(chunks)
        read.append(_Window(chunks, words, ranges, run(ids, features)))
    return [
        one for window, found in zip(read, _spans(read, weights), strict=True) for one in _link(window, found, weights)
    ]


def _spans(windows: Sequence[_Window], weights: Weights) -> list[list[Found]]:
    """The spans of each window, in words of the window."""
    lengths = [end - begin for w in windows for begin, end in w.ranges]
    if not lengths:
        return []
    scores = np.zeros((len(lengths), max(lengths), TAGS), np.float32)
    row = 0
    for w in windows:
        of_words = w.scores.tags[w.words]
        for begin, end in w.ranges:
            scores[row, : end - begin] = of_words[begin:end]
            row += 1
    tags = viterbi(scores, lengths, weights.transitions, weights.first, weights.last)
    chances = np.exp(scores - scores.max(-1, keepdims=True))
    chances /= chances.sum(-1, keepdims=True)
    found: list[list[Found]] = []
    row = 0
    for w in windows:
        found.append([])
        for begin, _ in w.ranges:
            own = tags[row]
            for role, first, last in spans_of(own):
                least = min(chances[row, first, own[first]], chances[row, last, own[last]])
                found[-1].append(Found(role, begin + first, begin + last, float(least)))
            row += 1
    return found


def _link(window: _Window, found: list[Found], weights: Weights) -> list[Tagged]:
    sources, cues, contents = ([f for f in found if f.role == role] for role in (SOURCE, CUE, CONTENT))
    if not cues or not contents:
        return []
    vectors = window.scores.links.reshape(len(window.scores.links), 8, LINK)
    sentences = np.array([s for c in window.chunks for s in c.sentences])
    paragraphs = np.array([c.paragraph for c in window.chunks for _ in c.firsts])

    def arcs(dependents: list[Found], heads: list[Found], linker: Linker, at: int) -> Floats:
        a, b = (np.array([(f.first, f.last) for f in side], np.int64).reshape(-1, 2) for side in (dependents, heads))
        words = np.array(window.words)
        return linker.scores(
            vectors[words[a[:, 0]], at] + vectors[words[a[:, 1]], at + 1],
            vectors[words[b[:, 0]], at + 2] + vectors[words[b[:, 1]], at + 3],
            standing(a, b, sentences, paragraphs),
        )

    owners = _owners(arcs(contents, cues, weights.content_cue, 0))
    to_source = arcs(cues, sources, weights.cue_source, 4)
    starts = [s for c in window.chunks for s in c.starts]
    ends = [e for c in window.chunks for e in c.ends]

    def place(one: Found) -> Span:
        return starts[one.first], ends[one.last]

    made: list[Tagged] = []
    for n, cue in enumerate(cues):
        own = [c for c, owner in zip(contents, owners, strict=True) if owner == n]
        if not own:
            continue
        best = int(to_source[n].argmax())
        source = [sources[best]] if best < len(sources) else []
        score = min(cue.score, *(c.score for c in own), *(s.score for s in source))
        made.append(Tagged(tuple(place(s) for s in source), (place(cue),), tuple(place(c) for c in own), score))
    return made


def _owners(scores: Floats) -> list[int]:
    """The cue of each content; the last number is none. A cue that would be left with nothing takes the content that costs least,
    if that content's own cue keeps another."""
    owners: list[int] = scores.argmax(1).tolist()
    cues = scores.shape[1] - 1
    for n in range(cues):
        if n in owners:
            continue
        costs = [
            (float(scores[c, owner] - scores[c, n]), c)
            for c, owner in enumerate(owners)
            if owner == cues or owners.count(owner) > 1
        ]
        if costs and min(costs)[0] < MOST_COST:
            owners[min(costs)[1]] = n
    return owners


MOST_COST = 4.0
