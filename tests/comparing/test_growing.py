"""A situation that grows: whatever came first, in how many steps, renewed or taken back, its questions are those of its reports."""

import random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from make import report

from rashomon.comparing import Comparison, group_questions
from rashomon.comparing.joining import NO_BONDS, Bonds
from rashomon.pipeline import Models, analyse
from rashomon.records import Analysis, Question

OBSERVATORY = "Varenian Observatory for Human Rights"
# Id, day, publisher, then the text of each version.
TEXTS = (
    ("a1", 13, "Lodrin Herald", "A bomb killed 12 people at the market in Kharkiv on Monday, police said. The army denied any involvement.",
     "A bomb killed 14 people at the market in Kharkiv on Monday, police said."),
    ("a2", 14, "Dorn Post", "At least 19 people were killed in Monday’s bombing of a market in Kharkiv, the health ministry said."),
    ("a3", 14, "Orla Wire", "The rebels carried out the bombing of the market in Kharkiv, the army said. The rebels denied that they bombed the market in Kharkiv."),
    ("a4", 15, "Lodrin Herald", f"The {OBSERVATORY} (VOHR) said that 17 people were killed in the market bombing in Kharkiv on Monday.",
     f"The {OBSERVATORY} said that 21 people were killed in the market bombing in Kharkiv on Monday."),
    ("a5", 16, "Channel Nine", "The VOHR said that 20 people were killed in Kharkiv on Monday when a bomb went off at a market."),
    ("a6", 16, "Channel Nine", "A monitoring group said that 11 people were killed on Monday."),
    ("b1", 13, "Dorn Post", "Some 5,000 people fled Odesa after shelling on Sunday, the mayor said.",
     "Some 7,000 people fled Odesa after shelling on Sunday, the mayor said."),
    ("b2", 14, "Orla Wire", "The United Nations said that 9,000 people had fled Odesa since Sunday. Rebels captured Odesa on Sunday, residents said."),
    ("b3", 15, "Lodrin Herald", "The army said that it holds Odesa. “Odesa is in our hands,” a spokesman said. The government said that it will send troops to Odesa on Friday. The port of Odesa remains open, the mayor said."),
    ("b4", 15, "Channel Nine", "Tarvos Front fighters captured Odesa on Sunday, the army said. The Tarvos Front (TF) said that it controls Odesa and that it will send troops to Lviv."),
    ("b5", 17, "Dorn Post", "The TF said that it captured Odesa. It denied that it shelled Odesa."),
    ("c1", 14, "Dorn Post", "In Ukraine 300 people were killed this week, the interior ministry said."),
    ("c2", 15, "Orla Wire", "Two soldiers were killed in Lviv on Tuesday, the army said. Six others were injured."),
    ("c3", 15, "Channel Nine", "Three soldiers were killed in Lviv on Tuesday, rebels said. Eight were injured in Lviv."),
    ("e1", 14, "Dorn Post", "Residents said the militia had shelled the fish market in Nairobi. Activists said the TRF had destroyed the Orla bridge in Nairobi."),
    ("e2", 15, "Orla Wire", "The militia denied any involvement. The ministry said government forces had destroyed the Orla bridge in Nairobi."),
    ("e3", 15, "Lodrin Herald", "The Tarvos Rebel Front (TRF) said that the road to Nairobi is closed. The Tarvos Rebel Front said that it controls Nairobi."),
    ("e4", 16, "Dorn Post", "Residents said Zolan had burned the old mill in Nairobi."),
    ("e5", 16, "Channel Nine", "The Karst militia denied any involvement."),
    ("e6", 17, "Orla Wire", "Zolan, a spokesman for the Karst militia, said that the bridge is closed. The Karst militia said that it holds Nairobi."),
    ("d1", 16, "Lodrin Herald", "Rebels took Hollowmere and Tarnbeck, residents said. Four people were killed in Hollowmere on Wednesday, medics said."),
    ("d2", 16, "Dorn Post", "Nine people were killed in Hollowmere on Wednesday, the Hollowmere clinic said. The army shelled Tarnbeck, residents said. The clinic at Pellerholt is closed, officials said."),
    ("d3", 17, "Orla Wire", "The Varenian army said that it holds Hollowmere. Varenia’s government denied the shelling of Tarnbeck. In the town of Pellerholt and in Quillen camp five people were killed, officials said."),
)  # fmt: skip


@pytest.fixture(scope="module")
def versions(models: Models) -> dict[str, list[Analysis]]:
    return {
        name: [analyse(report(t, id=name, published=f"2024-05-{day}", publisher=publisher), models) for t in texts]
        for name, day, publisher, *texts in TEXTS
    }


def grown(models: Models) -> Comparison:
    return Comparison(frames=models.frames, groups=models.groups, actors=models.actors)


def at_once(analyses: list[Analysis], models: Models, bonds: Bonds = NO_BONDS) -> tuple[Question, ...]:
    return group_questions(analyses, frames=models.frames, groups=models.groups, bonds=bonds, actors=models.actors)


def test_the_texts_make_questions_of_every_kind(versions: dict[str, list[Analysis]], models: Models) -> None:
    board = at_once([own[0] for own in versions.values()], models)
    assert {q.kind for q in board} == {"figure", "status", "occurrence", "responsibility", "intention"}
    assert {q.status for q in board} >= {"disputed", "denied", "single_source"}
    assert any(len(q.accounts) > 3 for q in board)
    assert any(q.related for q in board)


@settings(
    max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate)
)  # what fails takes long to make small
@given(st.randoms(use_true_random=False))
def test_growing_in_any_steps_is_comparing_at_once(
    versions: dict[str, list[Analysis]], models: Models, chance: random.Random
) -> None:
    comparison, held, told, bonds = grown(models), {}, {}, NO_BONDS
    for name in chance.sample(sorted(versions) * 2, chance.randint(1, 2 * len(versions))):
        if chance.random() < 0.15:
            comparison.drop(name)
            held.pop(name, None)
        else:
            held[name] = chance.choice(versions[name])
            comparison.put(held[name])
        if chance.random() < 0.2:
            bonds = some_bonds(list(held.values()), chance)
            comparison.bind(bonds)
        if chance.random() < 0.5:
            told |= comparison.changes()
    told |= comparison.changes()
    last = list(held.values())
    chance.shuffle(last)
    whole = at_once(last, models, bonds)
    assert comparison.questions() == whole
    assert {name: q for name, q in told.items() if q is not None} == {q.id: q for q in whole}


def some_bonds(analyses: list[Analysis], chance: random.Random) -> Bonds:
    """A few pairs of claims, as people might judge them."""
    claims = sorted(c.id for a in analyses for c in a.claims)
    if len(claims) < 2:
        return NO_BONDS

    def pairs() -> list[list[str]]:
        return [chance.sample(claims, 2) for _ in range(chance.randint(0, 3))]

    together = frozenset(frozenset(pair) for pair in pairs())
    apart = frozenset(frozenset(pair) for pair in pairs()) - together
    return Bonds(together=together, apart=apart, aside=frozenset((a, b) for a, b in pairs()))


def test_the_same_reports_again_change_nothing(versions: dict[str, list[Analysis]], models: Models) -> None:
    comparison = grown(models)
    for own in versions.values():
        comparison.put(own[0])
    assert comparison.changes()
    for own in versions.values():
        comparison.put(own[0])
    assert comparison.changes() == {}


@pytest.mark.parametrize("name", ["c1", "a6"])
def test_a_claim_on_a_country_or_on_no_place_leaves_the_questions_on_its_towns_as_they_are(
    name: str, versions: dict[str, list[Analysis]], models: Models
) -> None:
    towns = [own[0] for other, own in versions.items() if other[0] in "abc" and other != name]
    wide = versions[name][0]
    without = {frozenset(a.claim for a in q.accounts) for q in at_once(towns, models)}
    mine = {claim.id for claim in wide.claims}
    assert mine
    for order in ([wide, *towns], [*towns, wide], [*towns[:4], wide, *towns[4:]]):
        comparison = grown(models)
        for analysis in order:
            comparison.put(analysis)
            comparison.changes()
        board = {frozenset(a.claim for a in q.accounts) - mine for q in comparison.questions()} - {frozenset()}
        assert board == without


def test_an_alias_learnt_opens_the_questions_that_it_touches_alone(
    versions: dict[str, list[Analysis]], models: Models
) -> None:
    comparison = grown(models)
    for name in ("a1", "a2", "a5", "b1", "b2", "b3", "c2", "c3"):
        comparison.put(versions[name][0])
    comparison.changes()
    kept = {q.id: q for q in comparison.questions()}
    comparison.put(versions["a4"][0])
    changed = comparison.changes()
    accounts = {a.report: a for q in comparison.questions() if q.id in changed for a in q.accounts}
    assert OBSERVATORY in (accounts["a5"].reason or "")
    after = {q.id: q for q in comparison.questions()}
    assert {name for name in kept.keys() | after.keys() if kept.get(name) != after.get(name)} == changed.keys()
    assert all(after[name] is q for name, q in kept.items() if name not in changed)
    assert not any(a.report[0] in "bc" for q in changed.values() if q is not None for a in q.accounts)


@pytest.mark.parametrize("names", [("e1", "e2", "e3"), ("d1", "d2", "d3"), ("e4", "e5", "e6"), ("b4", "b5")])
def test_a_report_that_teaches_a_side_renews_the_questions_on_its_names(
    names: tuple[str, ...], versions: dict[str, list[Analysis]], models: Models
) -> None:
    for last in names:
        comparison = grown(models)
        for name in (*(n for n in names if n != last), last):
            comparison.put(versions[name][0])
            comparison.changes()
        assert comparison.questions() == at_once([versions[name][0] for name in names], models)


@pytest.mark.xfail(
    strict=True, reason="two deeds of one town, told in the same two reports, are one question until more is told"
)
def test_a_side_that_becomes_known_makes_rivals_of_two_who_are_named(
    versions: dict[str, list[Analysis]], models: Models
) -> None:
    comparison = grown(models)
    statuses = []
    for name in ("e1", "e2", "e3"):
        comparison.put(versions[name][0])
        statuses.append([q.status for q in comparison.questions() if "Orla bridge" in q.question])
    assert statuses == [["single_source"], ["single_source"], ["disputed"]]
