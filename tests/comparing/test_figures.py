"""Which figures answer one question: cases, and the laws of grouping."""

import random
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import report, statement

from rashomon.comparing import figures
from rashomon.comparing.blocks import Block
from rashomon.comparing.questions import figure_rules
from rashomon.comparing.statements import Statement
from rashomon.pipeline import Models, analyse, compare

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "comparing.toml").read_text(encoding="utf-8"))["case"]
TOWNS = {"Kharkiv": (49.98, 36.25), "Odesa": (46.48, 30.73), "Lviv": (49.84, 24.02)}


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_figures_of_one_question_stand_together(case: dict, models: Models) -> None:
    analyses = [
        analyse(report(text, id=name, published=day, publisher=publisher), models)
        for name, day, publisher, text in case["reports"]
    ]
    questions = compare(analyses, models)
    found = next(
        q
        for q in questions
        if q.measure == case["measure"] and case["together"][0] in {a.best or a.low for a in q.accounts}
    )
    assert {a.best or a.low for a in found.accounts} == set(case["together"])
    assert found.status == case["status"], found.reason


# ---- laws -------------------------------------------------------------------------------------------------------

STATEMENTS = st.lists(
    st.builds(
        statement,
        report_id=st.sampled_from(["r1", "r2", "r3", "r4", "r5"]),
        day=st.integers(0, 9).map(lambda n: date(2024, 5, 10 + n)),
        town=st.sampled_from([*TOWNS, None]).map(lambda name: (name, *TOWNS[name]) if name else None),
        best=st.sampled_from([3, 12, 14, 40]),
        words=st.frozensets(st.sampled_from(["bomb", "market", "prison", "road", "river"]), max_size=3),
        deeds=st.sampled_from([(), ("bombing",), ("shelling",)]),
    ),
    max_size=9,
    unique_by=lambda s: s.claim.id,
)


def groups_of(block: list[Statement]) -> set[frozenset[str]]:
    _, found = Block(figure_rules()).change((), block)
    return {frozenset(s.claim.id for s in group) for group in found}


@settings(max_examples=150, deadline=None)
@given(STATEMENTS)
def test_a_claim_without_a_place_leaves_the_questions_on_towns_as_they_are(block: list[Statement]) -> None:
    placed = [s for s in block if s.located]
    loose = {s.claim.id for s in block if not s.located}
    left = {group - loose for group in groups_of(block)} - {frozenset()}
    assert left == groups_of(placed)


@settings(max_examples=150, deadline=None)
@given(STATEMENTS, st.randoms(use_true_random=False))
def test_grouping_loses_nothing_and_does_not_depend_on_order(block: list[Statement], shuffler: random.Random) -> None:
    found = groups_of(block)
    assert sorted(name for group in found for name in group) == sorted(s.claim.id for s in block)
    shuffled = list(block)
    shuffler.shuffle(shuffled)
    assert groups_of(shuffled) == found


@settings(max_examples=300, deadline=None)
@given(STATEMENTS, st.randoms(use_true_random=False))
def test_groups_after_any_changes_are_those_made_at_once(block: list[Statement], chance: random.Random) -> None:
    growing, held, homes = Block(figure_rules()), {}, set()
    for _ in range(4):
        gone = chance.sample(sorted(held), chance.randint(0, len(held)))
        fresh = [s for s in block if s.claim.id not in held or s.claim.id in gone]
        new = chance.sample(fresh, chance.randint(0, len(fresh)))
        held = {name: s for name, s in held.items() if name not in gone} | {s.claim.id: s for s in new}
        old, made = growing.change(gone, new)
        homes = homes - {frozenset(home) for home in old} | {frozenset(s.claim.id for s in group) for group in made}
        assert homes == groups_of(list(held.values()))


@settings(max_examples=150, deadline=None)
@given(STATEMENTS)
def test_a_group_that_is_grouped_again_stays_together(block: list[Statement]) -> None:
    by_id = {s.claim.id: s for s in block}
    for group in groups_of(block):
        assert len(groups_of([by_id[name] for name in group])) == 1


def test_a_judgement_names_its_reasons() -> None:
    town = ("Kharkiv", *TOWNS["Kharkiv"])
    a = statement(report_id="r1", day=date(2024, 5, 14), town=town, best=12, deeds=("bombing",))
    b = statement(report_id="r2", day=date(2024, 5, 14), town=town, best=19, deeds=("bombing",))
    score, reasons = figures.judge(a, b)
    assert score > 0
    assert any("Kharkiv" in reason for reason in reasons)
    assert any("bombing" in reason for reason in reasons)


def test_signals_look_the_same_from_both_sides() -> None:
    a = statement(report_id="r1", day=date(2024, 5, 14), town=("Kharkiv", *TOWNS["Kharkiv"]), best=12)
    b = statement(report_id="r2", day=date(2024, 5, 16), town=None, best=40)
    for signal, _, _ in figures.SIGNALS:
        assert signal(a, b).score == signal(b, a).score
