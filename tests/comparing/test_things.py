"""Counts of things are set against one another only where noun, names, story and words say that they are of one thing."""

import pytest
from make import report

from rashomon.pipeline import Models, analyse, compare
from rashomon.records import Question

CLAIMING = {"disputed", "denied", "updated"}


def _board(*texts: tuple[str, str], models: Models) -> tuple[Question, ...]:
    return compare(
        [
            analyse(report(text, id=f"r{n}", published=day, publisher=f"paper {n}"), models)
            for n, (day, text) in enumerate(texts)
        ],
        models,
    )


def _claiming(questions: tuple[Question, ...]) -> list[str]:
    assert questions, "nothing was compared"
    return [f"{q.status}: {q.reason}" for q in questions if q.status in CLAIMING]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            "Tolmar Holdings said it owned 237,000 shares of Orvel Tin.",
            "Tolmar Holdings said it owned 105,000 shares of Quenby Rail.",
            id="another company",
        ),
        pytest.param(
            "The Grain Board said stocks stood at 4,300 tonnes.",
            "The Grain Board said stocks stood at 3,900 tonnes.",
            id="the next day's count",
        ),
        pytest.param(
            "The Harbour Office said 14 barges were waiting.",
            "Relief Corridor said 31 tents had been put up near the church.",
            id="another noun",
        ),
    ],
)
def test_counts_of_other_things_are_no_difference(first: str, second: str, models: Models) -> None:
    assert _claiming(_board(("2024-05-14", first), ("2024-05-15", second), models=models)) == []


def test_two_speakers_on_one_thing_in_one_story_differ(models: Models) -> None:
    lead = "The tanker Orla Star broke in two off the coast of Tarvos on Monday and oil reached the beaches of Selin. "
    told = _claiming(
        _board(
            ("2024-05-14", lead + "The owner said 4,000 barrels of oil had leaked from the tanker."),
            ("2024-05-14", lead + "The coast guard said 9,000 barrels of oil had leaked from the tanker."),
            models=models,
        )
    )
    assert [t.split(":")[0] for t in told] == ["disputed"]


def test_a_running_total_of_things_since_one_day_is_updated(models: Models) -> None:
    total = "Relief Corridor said {} tents had been put up in Kharkiv since 12 May."
    board = _board(("2024-05-15", total.format(400)), ("2024-05-17", total.format(700)), models=models)
    assert [q.status for q in board if len(q.accounts) > 1] == ["updated"]


def test_suicide_bombers_are_people(models: Models) -> None:
    made = analyse(report("The attack in Kharkiv involved two suicide bombers, the ministry said."), models)
    assert [(f.measure, f.unit) for f in made.figures] == [("other", "people")]


@pytest.mark.parametrize(
    ("text", "seized"),
    [
        ("The total number of working pumps fell to 83 for the month, the bureau said.", False),
        ("Two villages fell to the rebels, the bureau said.", True),
    ],
)
def test_only_places_that_fall_are_seized(text: str, seized: bool, models: Models) -> None:
    assert ("seized" in {f.measure for f in analyse(report(text), models).figures}) is seized


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army said it did not want to leave Kharkiv.", ("leave", "deny")),
        ("The army said it would continue to shell the town.", ("continue to shell", "affirm")),
        ("The ministry said it would not have suspended payments if help had come.", None),
    ],
)
def test_what_is_meant(text: str, told: tuple[str, str] | None, models: Models) -> None:
    found = [(c.predicate, c.position) for c in analyse(report(text), models).claims if c.kind == "intention"]
    assert found == ([told] if told else [])


def test_deals_of_others_are_other_deals(models: Models) -> None:
    signed = "Orvel Tin said it had signed an agreement to buy Quenby Rail."
    unsigned = "Tolmar Holdings said no agreement had been reached with Mason Grain."
    assert _claiming(_board(("2024-05-14", signed), ("2024-05-15", unsigned), models=models)) == []


def test_who_tells_both_numbers_stands_by_both(models: Models) -> None:
    questions = _board(
        ("2024-05-14", "The Conflict Observatory said 15 people were killed in a raid on Kharkiv on Tuesday."),
        ("2024-05-15", "The Conflict Observatory said 21 people were killed in Tuesday’s raids on Kharkiv, 15 of them in its north."),
        models=models,
    )  # fmt: skip
    assert _claiming(questions) == []


def test_an_islamic_state_is_no_state() -> None:
    from rashomon.comparing.sides import Sides

    assert Sides(()).same("three rebels", "Islamic State") is not False


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("In Kharkiv 1,700 workers struck on Monday, the union said.", ["other"]),
        ("A quake of 4.5 on the Richter scale hit Kharkiv, officials said.", []),
        ("All five people on board are believed to have died, the ministry said.", ["killed"]),
        ("A bomber killed 30 people injured 90 in Kharkiv, police said.", ["killed", "injured"]),
        ("Six children were among those killed in Kharkiv, police said.", ["killed"]),
        ("Students aged from 15 to 17 sang in Kharkiv, police said.", []),
    ],
)
def test_what_is_counted(text: str, measures: list[str], models: Models) -> None:
    assert [f.measure for f in analyse(report(text), models).figures] == measures


def test_what_is_withheld_is_not_denied(models: Models) -> None:
    made = analyse(
        report("The board said Orsk settled without admitting or denying that he bombed the town of Kharkiv."), models
    )
    assert made.attributions
    assert not any(a.polarity == "denied" for a in made.attributions)


@pytest.mark.parametrize(
    "text",
    [
        "The plan is aimed at opening Kharkiv airport, the ministry said.",
        "The engine uses less gas, the maker said.",
        "The shares will only be sold to Varenians, the ministry said.",
    ],
)
def test_what_is_meant_or_burnt_is_no_position(text: str, models: Models) -> None:
    made = analyse(report(text), models)
    assert made.attributions
    assert [c.predicate for c in made.claims if c.kind in {"occurrence", "status", "intention"}] == []


def test_what_others_will_do_is_not_denied(models: Models) -> None:
    text = "The ferries will be sold by early investors. No ferries will be sold by the town, Tolmar said."
    assert _claiming(_board(("2024-05-14", text), models=models)) == []
