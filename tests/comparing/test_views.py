"""A board seen from a moment, and those who have not been heard."""

import pytest
from make import report

from rashomon.comparing.views import changed_since, published_until, silent, unanswered
from rashomon.records import Account, Analysis, Evidence, Question


def _account(speaker: str, position: str, *, published: str = "2024-05-14", polarity: str = "asserted") -> Account:
    return Account(
        id=f"account-{speaker}", claim="c", report="r", published=published, speaker=speaker, party=None, speaker_kind="other", via=(),
        origin="o", position=position, polarity=polarity, evidence=Evidence(quote="q", start=0, end=1),  # type: ignore[arg-type]
    )  # fmt: skip


def _question(*accounts: Account) -> Question:
    return Question(
        id="question-1", question="Who did it?", kind="responsibility", status="single_source", reason="", origins=1, outlets=1,
        accounts=accounts,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "kept"), [("2024-05-13", ["a"]), ("2024-05-14", ["a", "b"]), ("2024-05-14T09:00", ["a"])]
)
def test_a_day_counts_to_its_end_and_a_moment_to_itself(moment: str, kept: list[str]) -> None:
    reports = [
        report("x", id="a", published="2024-05-13T23:50"),
        report("x", id="b", published="2024-05-14T10:00"),
        report("x", id="c", published=None),
    ]
    assert [a.report.id for a in published_until([Analysis(report=r) for r in reports], moment)] == kept


def test_a_question_changed_when_an_account_came() -> None:
    old, new = (
        _question(_account("a", "X", published="2024-05-12")),
        _question(_account("b", "X", published="2024-05-14")),
    )
    assert list(changed_since([old, new], "2024-05-13")) == [new]


def test_an_accused_without_an_account_has_not_been_heard() -> None:
    accusation, reply = (
        _account("the ministry", "the Red Front"),
        _account("Red Front", "not Red Front", polarity="denied"),
    )
    assert list(unanswered([_question(accusation)])) == [(_question(accusation), ("the Red Front",))]
    assert list(unanswered([_question(accusation, reply)])) == []


def _answers(*accounts: Account, number: int) -> Question:
    return Question(
        id=f"question-{number}", question="How many?", kind="figure", status="single_source", reason="", origins=1, outlets=1,
        accounts=accounts,
    )  # fmt: skip


def _side(party: str, report_id: str, kind: str = "armed_group") -> Account:
    return Account(
        id=f"a-{party}-{report_id}", claim="c", report=report_id, published=None, speaker=f"spokesman of {party}", party=party,
        speaker_kind=kind, via=(), origin="o", low=1, best=1, high=1, evidence=Evidence(quote="q", start=0, end=1),  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_side_that_speaks_elsewhere_is_silent_where_another_side_answers() -> None:
    one = _answers(_side("Halvek Front", "r1"), number=1)
    both = _answers(_side("Halvek Front", "r2"), _side("Torvania", "r2", "government"), number=2)
    other = _answers(_side("Torvania", "r3", "government"), number=3)
    nobody = _answers(_side("Relief Corridor", "r4", "ngo"), number=4)
    found = {q.id: sides for q, _, sides in silent([one, both, other, nobody])}
    assert found == {"question-1": ("Torvania",), "question-3": ("Halvek Front",)}


@pytest.mark.parametrize(
    ("speaker", "accused", "heard"),
    [("Torvan", "Torvani jets", True), ("the mayor", "Torvani jets", False), ("nobody", "no claim yet", True)],
)
def test_the_accused_are_owed_a_reply_until_they_are_heard(speaker: str, accused: str, heard: bool) -> None:
    found = list(unanswered([_question(_account("a witness", accused), _account(speaker, "not X", polarity="denied"))]))
    assert (found == []) is heard
