"""The stages in a row: what must be read from a report, and the laws that hold for any text."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from make import report

from rashomon.pipeline import FEW, Models, analyse, analyse_all, analyse_carriers, compare, load_models
from rashomon.records import Analysis, Question
from rashomon.wire import analysis_from_json, analysis_to_json, json_schemas, questions_to_python

STORY = """Detainees break out of camp in northern Varenia

Hundreds of detainees have escaped from a camp at Senn, provincial officials say.

A monitoring group put the number who escaped at 100, but Varenian authorities say almost 800 detainees have escaped.

Kesmar said its army had captured the centre of Dorn, but the Tarvos Liberation Front (TLF) denied it had fallen.

At least nine civilians, including three children, were killed in Halvek on Saturday, the Varenian Conflict Observatory (VCO) said.

A spokesman for the TLF denied carrying out the killings, Reuters reported.
"""
WORDS = st.lists(
    st.sampled_from(
        [*STORY.split(), "“", "”", "'", "\n\n", "12,000", "between", "and", "—", "(", ")", "said:", "😀", "é"]
    ),
    max_size=60,
).map(" ".join)


def _board(*analyses: Analysis, models: Models) -> tuple[Question, ...]:
    return compare(analyses, models)


def _figure_question(questions: tuple[Question, ...], measure: str, best: int) -> Question:
    return next(q for q in questions if q.measure == measure and any(a.best == best for a in q.accounts))


def test_rival_figures_of_one_thing_are_one_disputed_question(models: Models) -> None:
    questions = _board(analyse(report(STORY), models), models=models)
    escaped = _figure_question(questions, "escaped", 100)
    assert escaped.status == "disputed"
    assert {a.best for a in escaped.accounts} >= {100, 800}
    assert (escaped.low, escaped.best, escaped.high) == (100, None, escaped.high)


@pytest.mark.xfail(
    strict=True,
    reason="a capture and killings that one speaker denies in one report are joined where the tagger is left out",
)
def test_a_capture_and_its_denial_are_one_denied_question(models: Models) -> None:
    questions = _board(analyse(report(STORY), models), models=models)
    captured = next(
        q for q in questions if q.kind == "occurrence" and {a.position for a in q.accounts} == {"affirm", "deny"}
    )
    assert captured.status == "denied"
    assert any("Kesmar" in a.speaker for a in captured.accounts)
    denial = next(a for a in captured.accounts if a.position == "deny")
    assert denial.polarity == "denied"
    assert denial.relation == "denies"


def test_a_denied_deed_is_a_denied_claim_with_its_chain(models: Models) -> None:
    analysis = analyse(report(STORY), models)
    claim = next(c for c in analysis.claims if c.kind == "responsibility" and c.polarity == "denied")
    names = {s.id: s.name for s in analysis.speakers}
    assert [names[v] for v in claim.via] == ["Reuters"]
    assert claim.position is not None
    assert claim.position.startswith("not ")


def test_a_part_is_linked_and_saturday_is_a_day(models: Models) -> None:
    analysis = analyse(report(STORY, published="2024-05-15"), models)
    part = next(f for f in analysis.figures if f.best == 3)
    whole = next(f for f in analysis.figures if f.id == part.part_of)
    assert (whole.low, whole.best, whole.high, whole.measure) == (9, 9, None, "killed")
    assert [str(t.start) for t in analysis.times] == ["2024-05-11"]


def test_a_report_in_another_language_is_left_alone(models: Models) -> None:
    assert analyse(report("Douze personnes ont été tuées.", language="fr"), models) == Analysis(
        report=report("Douze personnes ont été tuées.", language="fr")
    )


def test_every_output_is_of_its_schema_and_comes_back(models: Models) -> None:
    import json

    schemas = json_schemas()
    analysis = analyse(report(STORY), models)
    line = analysis_to_json(analysis)
    Draft202012Validator(schemas["extract"]).validate(json.loads(line))
    back = analysis_from_json(line)
    assert back.claims == analysis.claims
    assert back.figures == analysis.figures
    Draft202012Validator(schemas["questions"]).validate(questions_to_python(compare([analysis], models)))
    assert set(json.loads(line)) == {
        "report",
        "text",
        "body_start",
        "attributions",
        "speakers",
        "figures",
        "places",
        "times",
        "claims",
        "unclaimed",
    }


def test_the_board_does_not_depend_on_the_order_of_reports(models: Models) -> None:
    changed = STORY.replace("100", "120").replace("almost 800", "about 750")
    analyses = [
        analyse(report(text, id=f"r{n}", publisher=f"Outlet {n}", published=f"2024-05-1{3 + n}"), models)
        for n, text in enumerate([STORY, changed, STORY.replace("nine", "12")])
    ]
    first = compare(analyses, models)
    for seed in range(4):
        shuffled = random.Random(seed).sample(analyses, len(analyses))
        assert compare(shuffled, models) == first


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_spans_stand_in_the_text_and_equal_their_words(text: str) -> None:
    analysis = analyse(report(text), load_models())
    spans = [s for a in analysis.attributions for role in (a.source, a.cue, a.content) for s in role]
    spans += [f.span for f in analysis.figures] + [p.span for p in analysis.places] + [t.span for t in analysis.times]
    spans += [s for c in analysis.claims for s in (*c.spans, c.evidence)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for figure in analysis.figures:
        assert text[figure.span[0] : figure.span[1]] == figure.words
        known = [v for v in (figure.low, figure.best, figure.high) if v is not None]
        assert known == sorted(known)
    assert analysis == analyse(report(text), load_models())


def test_one_text_under_several_ids_reads_as_each_would_alone(models: Models) -> None:
    carriers = [report(STORY, id=f"r{n}", publisher=f"Outlet {n}", published=f"2024-05-1{n}") for n in range(3)]
    assert list(analyse_carriers(carriers, models)) == [analyse(one, models) for one in carriers]


def test_more_processes_give_the_same_in_the_same_order() -> None:
    models = load_models()
    many = [report(f"Police said {n} people were killed in Orla.", id=f"r{n}") for n in range(FEW + 2)]
    assert list(analyse_all(many, jobs=2)) == [analyse(one, models) for one in many]
