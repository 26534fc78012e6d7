"""Positions: cases as data, and what holds for any text."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.claims.positions import stand
from rashomon.languages.frames import load_frames
from rashomon.pipeline import analyse
from tests.make import report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "claims.toml").read_text(encoding="utf-8"))["case"]
TOLD = {"occurrence", "status", "responsibility", "intention"}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case, models):
    analysis = analyse(report(case["text"]), models)
    found = analysis.claims
    if "figures" in case:
        figures, speakers = ({one.id: one for one in all_} for all_ in (analysis.figures, analysis.speakers))
        counted = [(figures[c.figures[0]], c) for c in found if c.kind == "figure"]
        rows = [[f.words, f.measure, speakers[c.speaker].name, c.polarity] for f, c in counted]
        assert sorted(rows) == sorted(case["figures"])
    told = [claim for claim in found if claim.kind in TOLD]
    read = [[c.kind, c.predicate, c.position, c.polarity] for c in told]
    for expected in case.get("expect", []):
        assert expected in read
    assert not {c.predicate for c in told} & set(case.get("without", [])), read
    for predicate, target in case.get("target", []):
        assert target in [c.target for c in told if c.predicate == predicate]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_evidence_lies_in_the_text_and_denials_deny(case, models):
    text = case["text"]
    for claim in analyse(report(text), models).claims:
        start, end = claim.evidence
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
        if claim.kind in {"occurrence", "status", "intention"}:
            assert claim.position in {"affirm", "deny", "unclear"}
            assert claim.position == "deny" or claim.polarity == "asserted"
        if claim.kind == "responsibility":
            assert (claim.polarity == "denied") == (claim.position or "").startswith("not ")


@given(frame=st.sampled_from(sorted(load_frames().by_name)), denied=st.booleans(), negated=st.booleans())
def test_two_negations_cancel_and_one_turns_round(frame, denied, negated):
    known = load_frames().by_name[frame]
    position, polarity = stand(known, denied=denied, negated=negated)
    turned, _ = stand(known, denied=not denied, negated=negated)
    assert {position, turned} == {"affirm", "deny"}
    assert stand(known, denied=not denied, negated=not negated)[0] == position
    assert position == "deny" or polarity == "asserted"


def test_every_converse_has_a_frame_to_be_the_converse_of():
    frames = load_frames()
    for frame in frames.by_name.values():
        assert "affirm" in {f.stance for f in frames.by_name.values() if f.family == frame.family}
        assert not frame.contradicts or frame.stance == "deny"
        assert not frame.deed or frame.event


def test_ids_hang_on_words_and_kind_alone(models):
    """Whatever the frame of a word is called, the claim that it makes keeps its id."""
    text = "Rebels captured the town of Tarvos on Monday, the army said. At least 12 people were killed."
    given = models.frames
    renamed = {name: replace(frame, name=f"other_{name}") for name, frame in given.by_name.items()}
    other = replace(
        given,
        by_name={frame.name: frame for frame in renamed.values()},
        verbs={word: tuple((role, renamed[f.name]) for role, f in found) for word, found in given.verbs.items()},
        nouns={word: renamed[f.name] for word, f in given.nouns.items()},
        states={word: renamed[f.name] for word, f in given.states.items()},
    )
    first, second = (analyse(report(text), m).claims for m in (models, replace(models, frames=other)))
    named = [{c.predicate for c in claims if c.kind in TOLD} for claims in (first, second)]
    assert named[0] != named[1]
    assert {c.id for c in first} <= {c.id for c in second}
