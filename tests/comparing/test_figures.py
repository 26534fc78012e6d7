"""Which figures answer one question: cases, and the laws of grouping."""

import itertools
import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import each_case, read_cases, report, statement

from rashomon.comparing.blocks import FAINT, Linking, Pool
from rashomon.comparing.grouping import link_average
from rashomon.comparing.nearby import Nearby
from rashomon.comparing.pairs import Slots, load_models, read_slots, read_story
from rashomon.comparing.statements import Statement
from rashomon.languages.frames import load_frames
from rashomon.pipeline import Models, analyse, compare

CASES = read_cases("comparing.toml")["case"]
TOWNS = {"Kharkiv": (49.98, 36.25), "Odesa": (46.48, 30.73), "Lviv": (49.84, 24.02)}


@each_case(CASES)
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
        lambda told, **said: statement(report_id=f"{told[0]}{told[1]}", day=date(2024, 5, 10 + told[1]), **said),
        told=st.tuples(st.sampled_from("abc"), st.integers(0, 9)),
        town=st.sampled_from([*TOWNS, None]).map(lambda name: (name, *TOWNS[name]) if name else None),
        best=st.sampled_from([3, 12, 14, 40]),
        words=st.frozensets(st.sampled_from(["bomb", "market", "prison", "road", "river"]), max_size=3),
        deeds=st.sampled_from([(), ("bombing",), ("shelling",)]),
    ),
    max_size=9,
    unique_by=lambda s: s.claim.id,
)


def pool() -> Pool:
    nearby = Nearby()
    for name, day in itertools.product("abc", range(10)):
        nearby.put(read_story(report("a few words", id=f"{name}{day}", published=f"2024-05-{10 + day}"), frozenset()))
    return Pool(load_models()["figure"], nearby)


def slots_of(block: list[Statement]) -> list[Slots]:
    return [read_slots(s, read_story(s.report, frozenset()), load_frames()) for s in block]


def groups_of(block: list[Statement]) -> set[frozenset[str]]:
    _, found, _ = pool().change((), slots_of(block))
    return {frozenset(s.claim.id for s in group) for group in found}


@settings(max_examples=150, deadline=None)
@given(STATEMENTS, st.randoms(use_true_random=False))
def test_grouping_loses_nothing_and_does_not_depend_on_order(block: list[Statement], shuffler: random.Random) -> None:
    found = groups_of(block)
    assert sorted(name for group in found for name in group) == sorted(s.claim.id for s in block)
    shuffled = list(block)
    shuffler.shuffle(shuffled)
    assert groups_of(shuffled) == found


@settings(max_examples=200, deadline=None)
@given(STATEMENTS, st.randoms(use_true_random=False))
def test_groups_after_any_changes_are_those_made_at_once(block: list[Statement], chance: random.Random) -> None:
    growing, held, homes = pool(), {}, set()
    for _ in range(4):
        gone = chance.sample(sorted(held), chance.randint(0, len(held)))
        fresh = [s for s in block if s.claim.id not in held or s.claim.id in gone]
        new = chance.sample(fresh, chance.randint(0, len(fresh)))
        held = {name: s for name, s in held.items() if name not in gone} | {s.claim.id: s for s in new}
        old, made, _ = growing.change(gone, slots_of(new))
        homes = homes - {frozenset(home) for home in old} | {frozenset(s.claim.id for s in group) for group in made}
        assert homes == groups_of(list(held.values()))


@settings(max_examples=100, deadline=None)
@given(STATEMENTS)
def test_the_quick_look_drops_nothing_that_the_whole_score_keeps(block: list[Statement]) -> None:
    model = load_models()["figure"]
    own = slots_of(block)
    for one in own:
        found = {
            other.statement.claim.id: v
            for o in own
            if o is not one
            for other, v in Linking(model).likelihoods(one, [o])
        }
        for other in own:
            if other is not one:
                whole = model.likelihood(one, other)
                assert found.get(other.statement.claim.id, 0.0) == pytest.approx(whole if whole >= FAINT else 0.0)


def test_what_no_pair_holds_together_stands_alone() -> None:
    likely = {"a": {"b": 0.9}, "b": {"a": 0.9, "c": 0.3}, "c": {"b": 0.3}, "d": {}}
    assert link_average(["a", "b", "c", "d"], likely, least=0.2) == [["a", "b"], ["c"], ["d"]]
    assert link_average(["a", "b", "c", "d"], likely, least=0.1) == [["a", "b", "c"], ["d"]]
