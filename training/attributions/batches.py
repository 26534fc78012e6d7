"""Documents → windows → batches, drawn anew for each epoch."""

import random
from dataclasses import dataclass

import numpy as np

from rashomon.attributions.decoding import ROLES, TAGS, labels_of, standing
from rashomon.attributions.windows import MOST_PIECES, SEP, Feature, lay_out

MASK = 103

PIECES = 2048  # of a batch


@dataclass
class Window:
    """One window with what is to be learned: ``words`` are places of first pieces, ``chunks`` [first word, last word), spans [n, 2] by role.

    ``targets`` [word, TAGS] is the chance that each tag should have, ``moves`` [chunk, TAGS, TAGS] how often one tag should follow another.
    """

    ids: list[int]
    features: list[Feature]
    words: list[int]
    chunks: list[tuple[int, int]]
    targets: np.ndarray
    moves: np.ndarray
    sentences: np.ndarray
    paragraphs: np.ndarray
    spans: dict[str, np.ndarray]
    heads: dict[str, np.ndarray]


def window(document: dict, first: int, last: int) -> Window:
    """Chunks ``first`` to ``last`` (half-open) of a document as one window with its gold, mixed with what a teacher says."""
    chunks = document["chunks"][first:last]
    ids, features, words, ranges = lay_out(chunks)
    spans: dict[str, dict] = {role: {} for role in ROLES}
    for role, c, begin, end, number in document["spans"]:
        if first <= c < last:
            at = ranges[c - first][0]
            spans[role].setdefault((at + begin, at + end), []).append(number)
    labels = labels_of(
        len(words), [(ROLES.index(r), *s) for r in ("cue", "source", "content") for s in sorted(spans[r])]
    )
    targets, moves = certain(np.array(labels, np.int64), ranges)
    if "taught" in document:
        share = np.float32(document["share"])
        taught = document["taught"][first:last]
        targets += share * (np.concatenate([one for one, _ in taught]).astype(np.float32) - targets)
        moves += share * (np.stack([one for _, one in taught]) - moves)
    ordered = {role: sorted(spans[role]) for role in ROLES}
    heads = {}
    for dependent, head in (("content", "cue"), ("cue", "source")):
        owner = {}
        for place, span in enumerate(ordered[head]):
            for number in spans[head][span]:
                owner.setdefault(number, place)
        none = len(ordered[head])
        heads[dependent] = np.array(
            [min((owner.get(n, none) for n in spans[dependent][s]), default=none) for s in ordered[dependent]], np.int64
        )
    return Window(
        ids, features, words, ranges, targets, moves, np.array([s for c in chunks for s in c.sentences]),
        np.array([c.paragraph for c in chunks for _ in c.firsts]),
        {role: np.array(ordered[role], np.int64).reshape(-1, 2) for role in ROLES}, heads,
    )  # fmt: skip


def certain(labels: np.ndarray, chunks: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Targets and moves of labels that are sure."""
    moves = np.zeros((len(chunks), TAGS, TAGS), np.float32)
    for n, (begin, end) in enumerate(chunks):
        np.add.at(moves[n], (labels[begin : end - 1], labels[begin + 1 : end]), 1)
    return np.eye(TAGS, dtype=np.float32)[labels], moves


def epoch_windows(documents: list[dict], rng: random.Random) -> list[Window]:
    """Windows with random bounds: one in eight is cut short, so that short reports are known too."""
    windows = []
    for document in documents:
        sizes = [len(c.ids) + 1 for c in document["chunks"]]
        at, size = 0, len(sizes)
        room = rng.randint(16, MOST_PIECES)
        while at < size:
            end, used = at, 1
            while end < size and (end == at or used + sizes[end] <= room):
                used += sizes[end]
                end += 1
            windows.append(window(document, at, end))
            at = end
            room = rng.randint(16, MOST_PIECES) if rng.random() < 0.125 else MOST_PIECES
    return windows


def batches(windows: list[Window], rng: random.Random) -> list[list[Window]]:
    """Windows of about one length together; the order of the batches is random."""
    rng.shuffle(windows)
    found = []
    for pool in range(0, len(windows), 400):
        ordered = sorted(windows[pool : pool + 400], key=lambda w: len(w.ids))
        batch: list[Window] = []
        for one in ordered:
            if batch and padded(len(one.ids)) * (len(batch) + 1) > PIECES:
                found.append(batch)
                batch = []
            batch.append(one)
        found.append(batch)
    rng.shuffle(found)
    return found


def padded(length: int) -> int:
    """The next multiple of 32."""
    return -(-length // 32) * 32


def arrays(batch: list[Window], rng: np.random.Generator | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ids, features and mask of a batch; with ``rng`` some words are hidden and some features taken away."""
    longest = padded(max(len(w.ids) for w in batch))
    ids = np.zeros((len(batch), longest), np.int64)
    features = np.zeros((len(batch), longest, 4), np.int64)
    mask = np.zeros((len(batch), longest), np.int64)
    for row, one in enumerate(batch):
        size = len(one.ids)
        ids[row, :size] = one.ids
        features[row, :size] = one.features
        mask[row, :size] = 1
        if rng is None:
            continue
        hidden = rng.random(size) < 0.05
        hidden[0] = False
        ids[row, :size][hidden & (ids[row, :size] != SEP)] = MASK
        if rng.random() < 0.10:
            features[row] = 0
        else:
            features[row, :size][rng.random(size) < 0.05] = 0
    return ids, features, mask


def stands(one: Window, dependent: str, head: str) -> np.ndarray:
    """decoding.standing for the gold spans of a window."""
    return standing(one.spans[dependent], one.spans[head], one.sentences, one.paragraphs)
