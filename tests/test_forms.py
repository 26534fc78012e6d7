"""The forms that reports come in, through the whole analysis with the weights that are shipped: who says what, exact spans, no crash."""

import re
import tomllib
from pathlib import Path

import pytest
from make import report

from rashomon.pipeline import analyse, load_models

CASES = tomllib.loads((Path(__file__).parent / "cases" / "forms.toml").read_text(encoding="utf-8"))["case"]


def _spans(analysis):
    for attribution in analysis.attributions:
        yield from (*attribution.source, *attribution.cue, *attribution.content)
    for speaker in analysis.speakers:
        yield from speaker.mentions
    for claim in analysis.claims:
        yield from (*claim.spans, claim.evidence)


def _is_exact(analysis):
    text = analysis.report.text
    ids = {s.id for s in analysis.speakers}
    assert all(0 <= start < end <= len(text) for start, end in _spans(analysis))
    for attribution in analysis.attributions:
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            assert text[start:end] == text[start:end].strip()
            # A span begins and ends with a word, not within one.
            assert not re.match(r"\w\w", text[max(0, start - 1) : start + 1]) or start == 0
            assert not re.match(r"\w\w", text[end - 1 : end + 1])
        assert (
            attribution.speaker in ids
            if attribution.source
            else attribution.speaker is None or attribution.speaker in ids
        )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_form(case):
    text = case["text"]
    analysis = analyse(report(text), load_models())
    _is_exact(analysis)
    by_id = {s.id: s for s in analysis.speakers}
    found = [
        (
            " ".join(text[s:e] for s, e in a.source),
            " ".join(text[s:e] for s, e in a.content),
            by_id[a.speaker].name.lower(),
            by_id[a.speaker].kind,
        )
        for a in analysis.attributions
        if a.source and a.speaker
    ]
    for source, content, name, kind in case["expect"]:
        assert any(
            source in row[0] and content in row[1] and name.lower() in {row[2], "*"} and kind in {row[3], "*"}
            for row in found
        ), found


@pytest.mark.slow
def test_a_long_text_of_one_paragraph():
    sentences = "The mayor said that the bridge at Dorn was closed because of the flood. “Nobody knew why,” said Mira Holt, a nurse. "
    analysis = analyse(report(sentences * 460), load_models())
    assert len(analysis.report.text.split()) > 10_000
    _is_exact(analysis)
    assert {s.name for s in analysis.speakers} >= {"mayor", "Mira Holt"}
