"""Who is counted as a victim, and which figures a desk may quote."""

from typing import Any

import pytest
from make import each_case, read_cases, report

from rashomon.pipeline import Models, analyse, compare, load_models
from rashomon.records import Figure, Number

Case = dict[str, Any]

CASES = read_cases("victims.toml")
HARMS = ("killed", "injured", "casualties", "missing")


def named(table: str) -> pytest.MarkDecorator:
    """The cases of a table."""
    return each_case(CASES[table])


@pytest.fixture(scope="module")
def whole() -> Models:
    return load_models()


def size(figure: Figure) -> Number | None:
    return figure.best if figure.best is not None else figure.low


@named("counted")
def test_who_is_counted(case: Case, whole: Models) -> None:
    figures = analyse(report(case["text"]), whole).figures
    for measure in {*HARMS, *case["counts"]}:
        found = [size(f) for f in figures if f.measure == measure and f.unit == "people" and f.reality == "happened"]
        assert found == case["counts"].get(measure, []), figures
    sizes = {f.id: size(f) for f in figures}
    assert [[size(f), sizes[f.part_of]] for f in figures if f.part_of] == case.get("parts", [])


@pytest.mark.parametrize("name", ["in an exercise", "a film", "a war game", "a simulation", "simulated"])
def test_what_is_played_is_claimed_by_nobody(name: str, whole: Models) -> None:
    (text,) = [case["text"] for case in CASES["counted"] if case["name"] == name]
    found = analyse(report(text), whole)
    assert [c for c in found.claims if c.kind not in {"figure", "other"}] == []
    assert compare([found], whole) == ()
    assert {u.veto for u in found.unclaimed} <= {"played", "unreal"}


@named("agreed")
def test_a_list_agrees_with_its_sum(case: Case, whole: Models) -> None:
    first = analyse(report(case["first"], id="first", publisher="Lodrin Herald"), whole)
    second = analyse(report(case["second"], id="second", publisher="Senn Courier"), whole)
    shared = [
        question
        for question in compare([first, second], whole)
        if question.measure == case["measure"] and {a.report for a in question.accounts} == {"first", "second"}
    ]
    assert [(q.status, {a.best for a in q.accounts}) for q in shared] == [("agreed", {case["best"]})]


@named("open")
def test_what_is_only_presumed_is_unconfirmed(case: Case, whole: Models) -> None:
    found = analyse(report(case["text"]), whole)
    counted = {f.id for f in found.figures if f.best == case["best"]}
    assert [c.modality for c in found.claims if counted & set(c.figures)] == [case["modality"]]


@named("quotable")
def test_only_what_the_words_say_is_quotable(case: Case, whole: Models) -> None:
    questions = compare([analyse(report(case["text"]), whole)], whole)
    accounts = [a for q in questions if q.kind == "figure" for a in q.accounts]
    assert {a.best for a in accounts if a.quotable} == set(case["said"])
    assert {a.best for a in accounts if not a.quotable} == set(case["reckoned"])


def test_who_is_not_accused_is_not_said_to_have_done_it(whole: Models) -> None:
    for text in (
        "The army did not accuse rebels of capturing Halvek.",
        "The army has never accused rebels of shelling Halvek.",
        "The mayor did not blame rebels for the attack on Halvek.",
    ):
        assert [c for c in analyse(report(text), whole).claims if c.kind != "other"] == []
    accused = analyse(report("The army accused rebels of capturing Halvek."), whole).claims
    assert [c.position for c in accused if c.kind == "responsibility"] == ["rebels"]
