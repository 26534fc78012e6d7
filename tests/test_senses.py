"""Senses of cues: cases as data."""

import tomllib
from pathlib import Path

import pytest

from rashomon.attributions.senses import Sense, Senses
from rashomon.languages.cues import load_cues
from rashomon.parsing import SpacyParser
from rashomon.sentences import split_sentences

CASES = tomllib.loads((Path(__file__).parent / "cases" / "senses.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def parser():
    return SpacyParser()


def _spans(text, words):
    return tuple((text.index(part), text.index(part) + len(part)) for part in words.split(" … ") if part)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case, parser):
    text = case["text"]
    source, cue, content = (_spans(text, words) for words in case["spans"])
    found = Senses(split_sentences(text, parser), load_cues()).read(cue, content, source)
    assert found == Sense(case["act"], case.get("polarity", "asserted"), case.get("modality", "fact"))


def test_an_unknown_cue_keeps_its_act(parser):
    parse = split_sentences("The mayor warbled the bridge was shut.", parser)
    assert Senses(parse, load_cues()).read([(10, 17)], [(18, 37)], otherwise="report").act == "report"
    assert Senses(parse, load_cues()).read([], []) == Sense("say", "asserted", "fact")
