"""The trained finder with the weights that are shipped: forms of text as cases, and what holds for any text."""

import re
import tomllib
from pathlib import Path

import pytest
from bench.attribution_scores import Words
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.attributions import read_attributions
from rashomon.languages.cues import load_cues
from rashomon.models import WordParser
from rashomon.onnx import OnnxTagger
from rashomon.parsing import SpacyParser
from rashomon.sentences import split_sentences
from rashomon.world.actors import load_actors

CASES = tomllib.loads((Path(__file__).parent / "cases" / "tagged.toml").read_text(encoding="utf-8"))["case"]
PIECES = st.sampled_from([
    "said", "The mayor", "“", "”", '"', "‘", "’", "«", "»", "``", "''", ",", ".", ":", "\n\n", "\n", " ", "denied", "that",
    "according to", "Dorn", "😀", "é", "e\u0301", "\u200b", "中文", "x" * 120, "–", "14:32", "…", "\u00a0", "\ud7ff",
])  # fmt: skip


TAGGER = OnnxTagger()


@pytest.fixture
def tagger():
    return TAGGER


@pytest.fixture(scope="module")
def parser():
    return SpacyParser()


def _words(text, spans):
    return {w for start, end in spans for w in re.findall(r"\w+", text[start:end].lower())}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case, parser, tagger):
    text = case["text"]
    found = read_attributions(split_sentences(text, parser), load_cues(), load_actors(), tagger)
    for source, cue, content in case["expect"]:
        wanted = _words(content, [(0, len(content))])

        def fits(a, source=source, cue=cue, wanted=wanted):
            words = _words(text, a.content)
            return (
                2 * len(words & wanted) > len(words | wanted)
                and bool(a.source) == bool(source)
                and (not source or any(source in text[s:e] or text[s:e] in source for s, e in a.source))
                and any(cue in text[s:e] or text[s:e] in cue for s, e in a.cue)
            )

        assert any(fits(a) for a in found), [
            [" … ".join(text[s:e] for s, e in part) for part in (a.source, a.cue, a.content)] for a in found
        ]


@settings(max_examples=30, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_any_text_is_read_and_spans_are_exact(pieces):
    text = " ".join(pieces)
    parse = split_sentences(text, WordParser())
    found = read_attributions(parse, load_cues(), load_actors(), TAGGER)
    words = Words(text)
    for attribution in found:
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= start < end <= len(text)
            assert not text[start].isspace()
            assert not text[end - 1].isspace()
        assert attribution.content
        assert 0 <= attribution.confidence <= 1
        assert words.touched(attribution.content)
    assert read_attributions(parse, load_cues(), load_actors(), TAGGER) == found
    ids = {a.id for a in found}
    assert all(a.parent is None or a.parent in ids for a in found)


def test_a_paragraph_far_away_changes_nothing(parser, tagger):
    text = "The mayor said that the bridge at Dorn was closed. The army denied it."
    filler = "\n\n" + " ".join(["The road runs along the river and past the mill."] * 30)
    alone = read_attributions(split_sentences(text, parser), load_cues(), load_actors(), tagger)
    before = read_attributions(split_sentences(text + filler, parser), load_cues(), load_actors(), tagger)
    assert [a.content for a in before[: len(alone)]] == [a.content for a in alone]


@pytest.mark.slow
def test_a_hundred_thousand_words(tagger):
    text = "The mayor said that the bridge at Dorn was closed because of the flood, and nobody knew why. " * 5_600
    parse = split_sentences(text, WordParser())
    assert len(text.split()) > 100_000
    assert read_attributions(parse, load_cues(), load_actors(), tagger)


def test_a_label_that_names_the_matter_is_no_speaker(parser, tagger):
    text = "Tarvos offensive: ‘Hundreds’ of detainees escape camp\n\nHundreds of detainees have escaped, Varenian officials say."
    found = read_attributions(split_sentences(text, parser), load_cues(), load_actors(), tagger)
    assert [text[s:e] for a in found for s, e in a.source] == ["Varenian officials"]
