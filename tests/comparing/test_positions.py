"""Positions: sides, who is opposed to whom, and denials that another report explains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import report

from rashomon.comparing.sides import Sides
from rashomon.pipeline import analyse, compare

SIDES = Sides([])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the army", "government forces", True),
        ("rebels", "the government", False),
        ("Russian warplanes", "Russia", True),
        ("Russian warplanes", "the Syrian army", False),
        ("Turkish-backed rebels", "Turkey", None),
        ("the Kesmari jets", "Kesmar", True),
        ("rebels", "insurgents", True),
        ("a suicide bomber", "the militia", None),
        ("government and opposition forces", "the government", None),
    ],
)
def test_sides(one, other, same):
    assert SIDES.same(one, other) is same


NAMES = st.sampled_from(
    ["the army", "rebels", "Russia", "Kesmar", "the Red Hand", "government and opposition forces", "he", ""]
)


@given(NAMES, NAMES)
def test_sides_are_symmetric_and_each_its_own(one, other):
    assert SIDES.same(one, other) is SIDES.same(other, one)
    assert SIDES.same(one, one) is True
    assert not (SIDES.same(one, other) is True and SIDES.apart(one, other))


def _questions(models, *texts):
    reports = [report(text, id=f"r{n}", publisher=f"Outlet {n}") for n, text in enumerate(texts)]
    return [q for q in compare([analyse(r, models) for r in reports], models) if q.kind != "figure"]


def test_a_denial_without_its_deed_finds_it_in_another_report(models):
    found = _questions(
        models,
        "Residents said the militia had shelled the fish market in Nairobi.",
        "The militia denied any involvement.",
    )
    assert [(q.kind, q.status) for q in found] == [("responsibility", "denied")]
    accounts = {a.polarity: a.position or "" for a in found[0].accounts}
    assert accounts["asserted"] == "the militia"
    assert accounts["denied"].startswith("not ")


def test_a_denial_of_nothing_that_was_told_asks_nothing(models):
    assert _questions(models, "The militia denied any involvement.") == []


def test_two_sides_named_for_one_deed_are_a_dispute(models):
    found = _questions(
        models,
        "Activists said government forces had destroyed the Orla bridge in Nairobi.",
        "The ministry said rebels had destroyed the Orla bridge in Nairobi.",
    )
    assert [(q.kind, q.status) for q in found] == [("responsibility", "disputed")]


def test_deeds_of_two_sides_in_one_town_are_two_questions(models):
    found = _questions(
        models,
        "Activists said government forces had bombed a school in Nairobi.",
        "The ministry said rebels had shelled a bakery in Nairobi.",
    )
    assert [q.status for q in found] == ["single_source", "single_source"]


def test_who_holds_a_town_against_who_is_said_to_have_taken_it(models):
    found = _questions(
        models,
        "Activists said rebels had captured the town of Nairobi.",
        '"The town of Nairobi is in our hands," the army said.',
    )
    assert [q.status for q in found] == ["disputed"]
    assert {a.position for a in found[0].accounts} == {"affirm", "deny"}


def test_unclear_and_no_claim_are_accounts_but_no_rivals(models):
    found = _questions(
        models,
        "A bomb went off in Nairobi. The Red Hand claimed responsibility for the attack.",
        "A bomb went off in Nairobi. No group claimed responsibility for the attack.",
    )
    told = [q for q in found if q.kind == "responsibility"]
    assert [q.status for q in told] == ["single_source"]
    assert {a.position for a in told[0].accounts} == {"Red Hand", "no claim yet"}


def _questions_of(*texts: str, models) -> list[tuple[str, str]]:
    told = [analyse(report(text, id=f"r{n}", publisher=f"Paper {n}"), models) for n, text in enumerate(texts)]
    return [(q.question, q.status) for q in compare(told, models)]


def test_two_causes_are_two_questions_and_a_denied_one_is_denied(models):
    """What is said to come of one thing and of another is neither agreed nor joined; one cause of two things is not either."""
    rain = "The engineer said the dam in Nairobi had failed because of heavy rain."
    told = _questions_of(rain, "The union said the dam in Nairobi had failed because of poor work.", models=models)
    assert [status for _, status in told] == ["single_source", "single_source"]
    told = _questions_of(rain, "The mayor said the bridge in Nairobi had failed because of heavy rain.", models=models)
    assert [status for _, status in told] == ["single_source", "single_source"]
    told = _questions_of(
        rain, "The ministry denied that the dam in Nairobi had failed because of heavy rain.", models=models
    )
    assert told == [("Did the dam fail because of heavy rain?", "denied")]


def test_two_men_are_two_questions(models):
    told = _questions_of(
        "Police in Nairobi said the gunman was Karl Osk.",
        "The mayor of Nairobi said the gunman was Orlo Denn.",
        models=models,
    )
    assert sorted(told) == [("Is Karl Osk the gunman?", "single_source"), ("Is Orlo Denn the gunman?", "single_source")]
