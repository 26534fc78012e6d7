"""Denials that do not say of what: what they deny stands in another report, or far before them in their own."""

from itertools import permutations

import pytest
from make import report

from rashomon.comparing.growing import Comparison, group_questions
from rashomon.pipeline import Models, analyse, compare
from rashomon.records import Question

ACCUSED = ("2024-05-14", "The mayor said Kenyan troops had shelled a market in Kharkiv on Monday.")
FAR = " The rains have come early to the hills this year and the roads are bad." * 12


def denied(models: Models, *texts: tuple[str, str]) -> list[Question]:
    """The questions that someone denies."""
    made = [
        analyse(report(text, id=f"r{n}", published=day, publisher=f"paper {n}"), models)
        for n, (day, text) in enumerate(texts)
    ]
    return [q for q in compare(made, models) if q.status == "denied"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya denies this.",
        "The Kenyan army rejected the claim on Tuesday.",
        "Kenya has dismissed the accusations as baseless.",
        "Kenya denied the shelling.",
        "A new school opened in the capital." + FAR + " Kenya has denied the allegations.",
    ],
)
def test_a_bare_denial_answers_the_accusation_of_another_report(models: Models, text: str) -> None:
    found = denied(models, ACCUSED, ("2024-05-15", text))
    assert len(found) == 1, text
    assert {a.relation for a in found[0].accounts if a.polarity == "denied"} == {"denies"}
    assert {a.report for a in found[0].accounts} == {"r0", "r1"}


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2024-05-15", "Uganda denies this."),  # it was not accused
        ("2024-05-25", "Kenya denies this."),  # too late
        ("2024-05-10", "Kenya denies this."),  # before it was accused
        ("2024-05-15", "Kenya denied the kidnapping."),  # of another deed
        ("2024-05-15", "Kenya rejected the proposal."),
        ("2024-05-15", "A new school opened in the capital." + FAR + " Kenya denies this."),  # said just before, whatever it is
        ("2024-05-15", "Kenya will probably reject the claim."),
    ],
)  # fmt: skip
def test_a_denial_of_something_else_answers_nothing(models: Models, day: str, text: str) -> None:
    assert denied(models, ACCUSED, (day, text)) == []


def test_a_denial_that_may_mean_two_deeds_answers_neither(models: Models) -> None:
    other = ("2024-05-14", "An envoy said Kenyan troops had kidnapped two nurses in Odesa on Monday.")
    assert denied(models, ACCUSED, other, ("2024-05-15", "Kenya denies this.")) == []
    assert len(denied(models, ACCUSED, other, ("2024-05-15", "Kenya denied the shelling."))) == 1


def test_an_accusation_far_before_in_the_same_report_comes_first(models: Models) -> None:
    other = ("2024-05-14", "An envoy said Kenyan troops had kidnapped two nurses in Odesa on Monday.")
    own = ("2024-05-15", ACCUSED[1] + FAR + " Kenya denied the accusation.")
    found = denied(models, other, own)
    assert len(found) == 1
    assert {a.report for a in found[0].accounts} == {"r1"}


def test_the_order_of_the_reports_does_not_matter(models: Models) -> None:
    texts = (ACCUSED, ("2024-05-15", "Kenya denies this."), ("2024-05-15", "Kenya has dismissed the accusations."))
    made = [
        analyse(report(text, id=f"r{n}", published=day, publisher=f"paper {n}"), models)
        for n, (day, text) in enumerate(texts)
    ]
    whole = group_questions(made, frames=models.frames, groups=models.groups)
    for order in permutations(made):
        growing = Comparison(frames=models.frames, groups=models.groups)
        for analysis in order:
            growing.put(analysis)
            growing.questions()
        assert growing.questions() == whole
