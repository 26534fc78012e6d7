"""What is taken back leaves the range and stays on the board."""

import pytest
from make import report

from rashomon.comparing.retracting import takes_back
from rashomon.pipeline import Models, analyse, compare
from rashomon.records import Analysis, Question


def _board(*texts: tuple[str, str], models: Models) -> tuple[Question, ...]:
    made: list[Analysis] = [
        analyse(report(text, id=f"r{n}", published=day, publisher=f"paper {n}"), models)
        for n, (day, text) in enumerate(texts)
    ]
    return compare(made, models)


FIRST = (
    "2024-05-14",
    "A car bomb wounded 64 people in Kharkiv on Monday, Ilse Maran, the director of a hospital, said.",
)


def test_a_figure_that_was_counted_twice_is_retracted_and_replaced(models: Models) -> None:
    text = (
        "Monday's car bomb in Kharkiv wounded 46 people, hospital director Ilse Maran said. "
        "The figure of 64 wounded that she gave on Tuesday had counted some people twice, Ilse Maran said."
    )
    question = next(q for q in _board(FIRST, ("2024-05-16", text), models=models) if q.measure == "injured")
    assert question.status == "updated", question.reason
    assert (question.low, question.high) == (46, 46)
    relations = {(a.best, a.relation) for a in question.accounts}
    assert (64, "retracts") in relations
    assert any(a.best == 64 and a.superseded_by is not None for a in question.accounts)
    assert any("taken back" in line for line in question.trace)


@pytest.mark.parametrize(
    ("sentence", "back"),
    [
        ("The ministry withdrew its claim that 30 people were killed.", True),
        ("The hospital corrected its figure of 30 dead.", True),
        ("The toll of 30 dead given on Monday was wrong, the mayor said.", True),
        ("The army retracted its statement that 30 rebels were killed.", True),
        ("The report that 30 people were killed was later withdrawn.", True),
        ("The army withdrew from the town and 30 people were killed.", False),
        ("The ministry said that 30 people were killed.", False),
        ("The hospital corrected its toll of dead to 30 people killed.", False),
    ],
)
def test_words_that_take_back(sentence: str, back: bool, models: Models) -> None:
    analysis = analyse(report(sentence), models)
    figure = next(f for f in analysis.figures if f.best == 30)
    claim = next(c for c in analysis.claims if figure.id in c.figures)
    assert takes_back(claim, figure, analysis.report) is back


def test_an_announced_day_that_is_put_off_is_updated(models: Models) -> None:
    first = "Relief Corridor plans to open a clinic in Kharkiv by 20 May."
    later = "Relief Corridor will open the clinic in Kharkiv on 27 May, a week later than planned."
    questions = _board(("2024-05-14", first), ("2024-05-17", later), models=models)
    found = [q for q in questions if q.kind == "intention"]
    assert [q.status for q in found] == ["updated"]
    assert "27 May 2024" in found[0].reason


def test_sums_are_compared_by_what_they_are_for(models: Models) -> None:
    questions = _board(
        ("2024-05-14", "Carla Mendes of the UN said she had asked donors for $40 million for Kharkiv."),
        ("2024-05-16", "Carla Mendes of the UN said she was asking donors for $55 million for Kharkiv. Damage to its port cost $90 million."),
        models=models,
    )  # fmt: skip
    sums = [{a.best for a in q.accounts} for q in questions if q.measure == "money"]
    assert {40_000_000, 55_000_000} in sums
    appeal = next(q for q in questions if q.measure == "money" and len(q.accounts) == 2)
    assert appeal.status == "updated"
    assert appeal.question == "How much money is appealed for?"


def test_those_of_one_spot_alone_are_no_rival_toll(models: Models) -> None:
    text = (
        "A car bomb killed 26 people at a market in Kharkiv on Monday, the mayor said. "
        "Ivo Lanz, a trader, said he had counted nine bodies outside the bakery alone."
    )
    tolls = [q for q in _board(("2024-05-14", text), models=models) if q.measure == "killed"]
    assert len(tolls) == 2
    assert {q.status for q in tolls} == {"single_source"}
