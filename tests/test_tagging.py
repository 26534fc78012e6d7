"""Windows, decoding and linking: what holds for any scores, without the trained weights."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.attributions.decoding import (
    LINK,
    PAIRS,
    ROLES,
    TAGS,
    Linker,
    allowed,
    labels_of,
    spans_of,
    standing,
    viterbi,
)
from rashomon.attributions.tagging import Weights, attribute
from rashomon.attributions.windows import MOST_PIECES, lay_out, pack, read_chunks, word_features
from rashomon.models import Pieces, Scores, WordParser
from rashomon.parsing import SpacyParser
from rashomon.sentences import split_sentences

FOLLOWS, OPENS, CLOSES = allowed()


def _crf(seed):
    """Transitions, firsts and lasts at random, where they are allowed."""
    rng = np.random.default_rng(seed)
    made = (rng.normal(size=(TAGS, TAGS)), rng.normal(size=TAGS), rng.normal(size=TAGS))
    return tuple(np.where(ok, a, -1e4).astype(np.float32) for a, ok in zip(made, (FOLLOWS, OPENS, CLOSES), strict=True))


def _encode(text):
    """Words of up to four letters as one piece each, longer ones as several."""
    ids, words, places = [], [], []
    for word, (start, end, *_) in enumerate(WordParser().parse([text])[0]):
        for at in range(start, end, 4):
            ids.append(1000 + ord(text[at]) % 500)
            words.append(word)
            places.append((at, min(end, at + 4)))
    return Pieces(ids, words, places)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 3))
def test_viterbi_finds_the_best_of_all_ways(seed, length):
    transitions, first, last = _crf(seed)
    scores = np.random.default_rng(seed).normal(size=(1, length, TAGS)).astype(np.float32)

    def worth(tags):
        moves = sum(transitions[a, b] for a, b in pairwise(tags))
        return sum(scores[0, i, t] for i, t in enumerate(tags)) + first[tags[0]] + last[tags[-1]] + moves

    best = max(product(range(TAGS), repeat=length), key=worth)
    assert worth(viterbi(scores, [length], transitions, first, last)[0]) == pytest.approx(worth(best), abs=1e-3)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=5), st.integers(0, 10_000))
def test_a_chunk_is_read_alike_whatever_stands_beside_it(lengths, seed):
    transitions, first, last = _crf(seed)
    scores = np.random.default_rng(seed).normal(size=(len(lengths), max(lengths), TAGS)).astype(np.float32)
    together = viterbi(scores, lengths, transitions, first, last)
    apart = [viterbi(scores[n : n + 1, :size], [size], transitions, first, last)[0] for n, size in enumerate(lengths)]
    assert together == apart


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 20), st.integers(0, 5)), max_size=6))
def test_labels_and_spans_are_inverse(drawn):
    spans, taken = [], set()
    for role, first, length in drawn:
        words = set(range(first, first + length + 1))
        if taken.isdisjoint(words):
            taken |= words
            spans.append((role, first, first + length))
    assert spans_of(labels_of(26, spans)) == sorted(spans, key=lambda s: s[1])


def test_standing_counts_from_the_dependent():
    spans = np.array([[2, 3]])
    heads = np.array([[0, 0], [5, 6], [9, 9]])
    words = np.zeros(10, np.int64)
    near = standing(spans, heads, words, words)[0]
    assert near[:, 2].tolist() == [3, 5, 6], "the nearest before, the first after, the second after"
    assert near[:, 1].tolist() == [3, 3, 3], "the same sentence"
    assert (near < np.array(PAIRS)).all()
    assert near[0, 0] != near[1, 0], "before is not after"


PARAGRAPH = "Officials of the harbour said the ferries would sail again. " * 30
TEXT = f"A headline\n\n{PARAGRAPH}\n\nÀ la gare — “no”. x{'y' * 900}\n\n{'word ' * 500}"


def test_windows_hold_every_word_once_and_stay_short():
    parse = split_sentences(TEXT, WordParser())
    chunks = read_chunks(parse, _encode)
    windows = pack(chunks)
    spans = [span for c in chunks for span in zip(c.starts, c.ends, strict=True)]
    assert spans == sorted(set(spans))
    words = [t for t in parse.tokens if len(t.text) < MOST_PIECES]
    assert {(t.start, t.end) for t in words} <= set(spans)
    assert [c for w in windows for c in w] == chunks
    for window in windows:
        ids, features, firsts, ranges = lay_out(window)
        assert len(ids) == len(features)
        assert len(ids) <= MOST_PIECES or (len(window) == 1 and len(window[0].firsts) == 1), (
            "only one endless word is longer"
        )
        assert ranges[-1][1] == len(firsts)


def test_features_say_which_clause_a_word_opens_and_closes():
    parse = split_sentences("The mayor said that the bridge was shut.", SpacyParser())
    features = dict(zip((t.text for t in parse.tokens), word_features(parse.tokens), strict=True))
    assert features["that"][2] == features["shut"][3] != 0
    assert features["mayor"][2:] == (0, 0)


def _weights():
    transitions, first, last = (np.where(ok, 0, -1e4).astype(np.float32) for ok in (FOLLOWS, OPENS, CLOSES))
    linker = Linker(np.zeros(sum(PAIRS), np.float32), np.zeros(LINK, np.float32))
    return Weights(transitions, first, last, linker, linker)


def _scores(gold, size):
    """Scores that give the words (one piece each, after the first) the tags of ``gold``."""
    labels = labels_of(size - 2, gold)
    tags = np.zeros((size, TAGS), np.float32)
    for word, label in enumerate(labels):
        tags[word + 1, label] = 9
    return Scores(tags, np.ones((size, 8 * LINK), np.float32))


def test_tags_become_spans_of_the_text():
    text = "Mira said Jon came ."
    windows = pack(read_chunks(split_sentences(text, WordParser()), _encode))
    gold = [(ROLES.index("source"), 0, 0), (ROLES.index("cue"), 1, 1), (ROLES.index("content"), 2, 3)]
    (one,) = attribute(windows, lambda ids, _: _scores(gold, len(ids)), _weights())
    assert [text[s:e] for s, e in (*one.source, *one.cue, *one.content)] == ["Mira", "said", "Jon came"]
    assert 0.9 < one.score <= 1


def test_no_cue_is_left_with_nothing_where_contents_are_enough():
    text = "Mira said Jon came , he said , and left ."
    windows = pack(read_chunks(split_sentences(text, WordParser()), _encode))
    role = {name: n for n, name in enumerate(ROLES)}
    gold = [(role["cue"], 1, 1), (role["content"], 2, 3), (role["cue"], 6, 6), (role["content"], 8, 9)]
    found = attribute(windows, lambda ids, _: _scores(gold, len(ids)), _weights())
    assert [text[a.cue[0][0] : a.cue[0][1]] for a in found] == ["said", "said"]
    assert all(len(a.content) == 1 for a in found)


def test_nothing_in_nothing_out():
    assert attribute([], lambda *_: pytest.fail("nothing to read"), _weights()) == []
    assert read_chunks(split_sentences("", WordParser()), _encode) == []
