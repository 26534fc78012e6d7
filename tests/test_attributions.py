"""Attributions: cases as data, and what holds for any text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.attributions import find_attributions
from rashomon.languages.cues import load_cues
from rashomon.models import WordParser
from rashomon.parsing import SpacyParser
from rashomon.sentences import split_sentences
from rashomon.world.actors import load_actors

CASES = tomllib.loads((Path(__file__).parent / "cases" / "attributions.toml").read_text(encoding="utf-8"))["case"]
GLUE = " … "


@pytest.fixture(scope="module")
def parser():
    return SpacyParser()


def _found(text, parser):
    return find_attributions(split_sentences(text, parser), load_cues(), load_actors())


def _words(text, spans):
    return GLUE.join(text[start:end] for start, end in spans)


def _labels(text, attribution, by_id):
    labels = {attribution.act, attribution.polarity, attribution.kind, attribution.modality}
    if attribution.parent:
        labels.add("in:" + _words(text, by_id[attribution.parent].cue))
    return labels


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case, parser):
    text = case["text"].strip()
    found = _found(text, parser)
    by_id = {a.id: a for a in found}
    read = [
        (_words(text, a.source), _words(text, a.cue), _words(text, a.content), _labels(text, a, by_id)) for a in found
    ]
    for source, cue, content, *labels in case["expect"]:
        same = [row for row in read if row[:3] == (source, cue, content)]
        assert same, read
        assert set(" ".join(labels).split()) <= same[0][3], read
    if "count" in case:
        assert len(found) == case["count"], read
    assert not {row[1] for row in read} & set(case.get("without", []))


def test_ids_count_in_the_order_of_the_text(parser):
    found = _found("The mayor said the bridge was shut. The army denied it. Fears of a flood grow.", parser)
    assert [a.id for a in found] == [f"a{n}" for n in range(1, len(found) + 1)]
    firsts = [min((*a.source, *a.cue, *a.content)) for a in found]
    assert firsts == sorted(firsts)


def test_a_long_text_without_a_break_goes_through():
    words = "“The army said that the rebels denied the report, ” he said according to Meridian. " * 7_000
    assert len(_found(words, WordParser())) < len(words)


def test_paragraphs_of_nothing_but_quotations_go_through():
    text = "He said: “We left at once.”\n\n" + "“We left at once and never came back.”\n\n" * 10_000
    assert isinstance(_found(text, WordParser()), tuple)


def test_many_open_quotations_go_through():
    assert isinstance(_found("“ a ' b « c \" d " * 20_000, WordParser()), tuple)


_PIECES = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "«", "»", "said", "The mayor", "denied", "that", "according", "to", ",", ".", ":", "\n\n",
     "–", "reportedly", "fears of", "put", "at 100", "clear", "citing", "Meridian", "he", "will", "leave", "\u00a0", "𝔘"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=40).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_sound_spans(parser, text):
    found = _found(text, parser)
    assert found == _found(text, parser)
    ids = {a.id for a in found}
    for attribution in found:
        assert attribution.content
        assert attribution.cue
        assert attribution.parent is None or (attribution.parent in ids and attribution.parent != attribution.id)
        assert 0 <= attribution.confidence <= 1
        for spans in (attribution.source, attribution.cue, attribution.content):
            for start, end in spans:
                assert 0 <= start < end <= len(text)
                assert text[start:end] == text[start:end].strip()
