"""How the accounts of one question stand to one another: what agrees, what is set beside, and what the numbers leave out."""

from dataclasses import replace
from datetime import date

import pytest
from make import report, statement

from rashomon.comparing.accounts import Judged, judge_accounts
from rashomon.comparing.policies import count_under
from rashomon.comparing.statements import Statement
from rashomon.pipeline import Models, analyse, compare
from rashomon.records import Account

LODRIN = ("Lodrin", 10.0, 10.0)


def told(speaker: str, text: str, best: int, *, modality: str = "fact", **figure: object) -> Statement:
    """A count of ``best`` that ``speaker`` gives in a report of its own, whose sentence is ``text``."""
    made = statement(report_id=f"report of {speaker}", day=date(2024, 5, 15), town=LODRIN, best=best)
    assert made.figure is not None
    start = text.index(str(best))
    counted = replace(made.figure, span=(start, start + len(str(best))), **figure)
    claim = replace(made.claim, evidence=(0, len(text)), modality=modality)  # type: ignore[arg-type]
    who = replace(made.speaker, name=speaker)
    return replace(
        made, claim=claim, figure=counted, speaker=who, speaker_key=speaker,
        report=report(text, id=f"report of {speaker}", published="2024-05-15"),
    )  # fmt: skip


def judge(*statements: Statement, aside: frozenset[str] = frozenset()) -> Judged:
    """Their accounts, in reports of the order given."""
    named = [replace(s, report=replace(s.report, id=f"r{n}")) for n, s in enumerate(statements)]
    return judge_accounts(named, aside=aside)


def by_speaker(judged: Judged) -> dict[str, Account]:
    return {a.speaker: a for a in judged.accounts}


MINISTRY = told("the ministry", "Shells killed 61 people in Lodrin.", 61)
CLINIC = told("the clinic", "Shells killed 61 people there.", 61)
FEARED = told("aid groups", "As many as 900 could be killed.", 900, modality="expectation")
WEEK = told("a monitor", "Shells killed 194 people in the past week.", 194)
CHIEF = told("the police chief", "Shells killed 61 people on Tuesday.", 61)
ALONE = told("the mayor", "Shells killed 61 people on Tuesday alone.", 61)


def test_what_is_foreseen_does_not_agree_with_what_is_told() -> None:
    judged = judge(MINISTRY, FEARED)
    feared = by_speaker(judged)["aid groups"]
    assert feared.relation == "not_comparable"
    assert feared.reason is not None
    assert "one is foreseen" in feared.reason
    assert by_speaker(judged)["the ministry"].relation is None
    assert judged.status == "single_source"


def test_only_comparable_accounts_make_a_question_agreed() -> None:
    judged = judge(MINISTRY, CLINIC, FEARED)
    assert judged.status == "agreed"
    assert judged.reason.startswith("2 independent origins")
    relations = {name: a.relation for name, a in by_speaker(judged).items()}
    assert relations == {"the ministry": "agrees", "the clinic": "agrees", "aid groups": "not_comparable"}


def test_another_stretch_of_time_is_no_rival_and_does_not_agree() -> None:
    judged = judge(ALONE, WEEK)
    assert judged.status == "single_source"
    other = by_speaker(judged)["a monitor"]
    assert other.relation == "not_comparable"
    assert "stretches of time" in (other.reason or "")


def test_households_are_not_people() -> None:
    families = told("a charity", "Some 20 families fled.", 20, unit="households")
    people = told("the camp", "Some 90 people fled.", 90)
    judged = judge(people, families)
    assert by_speaker(judged)["a charity"].reason == "not comparable with 90, as the camp says: households, not people"


def test_a_number_that_is_only_said_again_of_what_is_to_come_agrees() -> None:
    again = told("the clinic", "All 61 are expected to be buried on Friday.", 61, modality="expectation")
    judged = judge(MINISTRY, again, FEARED)
    assert [a.relation for a in judged.accounts] == ["agrees", "agrees", "not_comparable"]
    assert count_under("range", judged.accounts)[0] == (61, None, 61)


def test_what_is_told_counts_before_what_more_foresee() -> None:
    more = told("forecasters", "As many as 900 could be killed there.", 900, modality="expectation")
    judged = judge(FEARED, more, MINISTRY)
    assert by_speaker(judged)["the ministry"].relation is None
    assert {by_speaker(judged)[n].relation for n in ("aid groups", "forecasters")} == {"not_comparable"}


@pytest.mark.parametrize("policy", ["range", "ucdp", "acled", "idmc"])
def test_no_policy_counts_what_is_not_comparable_and_each_says_so(policy: str) -> None:
    judged = judge(ALONE, CHIEF, WEEK, FEARED)
    (low, best, high), trace = count_under(policy, judged.accounts)
    assert {low, best, high} - {None} == {61}  # and neither 194 nor 900
    left = [line for line in trace if line.startswith("left out: ") and "not comparable with" in line]
    assert len(left) == 2


def test_a_dispute_keeps_its_numbers_when_another_account_is_set_beside() -> None:
    rival = told("the governor", "Shells killed 12 people in Lodrin.", 12)
    judged = judge(MINISTRY, rival, FEARED)
    assert judged.status == "disputed"
    assert count_under("range", judged.accounts)[0] == (12, None, 61)


def test_a_reviewers_word_is_told_as_one() -> None:
    judged = judge(MINISTRY, CLINIC, aside=frozenset({CLINIC.claim.id}))
    assert by_speaker(judged)["the clinic"].reason == "not comparable with the others: set aside by a reviewer"
    assert any("set aside by a reviewer" in line for line in count_under("range", judged.accounts)[1])


def position(speaker: str, told_as: str, **claim: object) -> Statement:
    """A position of ``speaker`` in a report of its own."""
    made = replace(MINISTRY, figure=None, counted=None, speaker=replace(MINISTRY.speaker, name=speaker))
    given: dict[str, object] = {"id": f"claim of {speaker}", "kind": "status", "predicate": "hold", "position": told_as}
    return replace(
        made, claim=replace(made.claim, **(given | claim)), speaker_key=speaker, report=report("words", id=speaker)
    )  # type: ignore[arg-type]


def test_who_says_that_nothing_is_known_does_not_agree_with_who_knows() -> None:
    judged = judge(position("the mayor", "affirm"), position("the army", "unclear"))
    assert [a.relation for a in judged.accounts] == [None, None]


def test_a_contrary_that_is_no_rival_does_not_agree() -> None:
    """Who says the contrary of another place or thing neither opposes nor agrees."""
    contrary = replace(position("the army", "deny"), own_place=False)
    judged = judge(replace(position("the mayor", "affirm"), own_place=False), contrary)
    assert {a.relation for a in judged.accounts} == {None}


def test_a_condition_stands_beside_what_is_told() -> None:
    judged = judge_accounts(
        [position("the mayor", "affirm"), position("an envoy", "affirm"), position("a senator", "affirm", modality="conditional")]
    )  # fmt: skip
    assert by_speaker(judged)["a senator"].relation == "not_comparable"
    assert judged.reason.startswith("2 independent origins")


def test_a_body_that_changes_its_own_count_updates_it(models: Models) -> None:
    texts = [
        ("2024-05-14", "A blast in Kharkiv killed 31 people on Tuesday, the Lodrin Observatory said."),
        ("2024-05-15", "The Lodrin Observatory raised its own toll from the blast in Kharkiv on Tuesday to 38 people killed."),
    ]  # fmt: skip
    made = [analyse(report(text, id=day, published=day, publisher=f"paper {day}"), models) for day, text in texts]
    question = next(q for q in compare(made, models) if q.measure == "killed")
    assert [(a.speaker, a.relation) for a in question.accounts] == [
        ("Lodrin Observatory", None), ("Lodrin Observatory", "updates"),
    ]  # fmt: skip
    assert question.status == "updated"
    assert (question.low, question.high) == (38, 38)


def on(day: int, statement: Statement, *, named: bool = True) -> Statement:
    """The statement as published on a day of May, by a speaker with a name or without."""
    published = f"2024-05-{day}"
    return replace(
        statement, published=date(2024, 5, day), report=replace(statement.report, published=published),
        speaker=replace(statement.speaker, named=named),
    )  # fmt: skip


RESCUERS = on(15, told("rescuers", "The flood killed 14 people.", 14), named=False)
DOCTORS = on(17, told("doctors", "The flood killed 37 people.", 37), named=False)


def test_a_count_that_unnamed_speakers_raise_on_a_later_day_is_an_update() -> None:
    judged = judge(RESCUERS, DOCTORS)
    assert judged.status == "updated"
    assert [a.relation for a in judged.accounts] == [None, "updates"]


@pytest.mark.parametrize(
    "statements",
    [
        (RESCUERS, on(15, DOCTORS, named=False)),  # of one day
        (on(15, RESCUERS), on(17, DOCTORS)),  # two who are named
        (on(17, RESCUERS, named=False), on(15, DOCTORS, named=False)),  # fewer later
        (RESCUERS, on(15, told("the mayor", "The flood killed 40 people.", 40)), DOCTORS),  # as many were told before
    ],
)
def test_other_counts_that_differ_are_disputed(statements: tuple[Statement, ...]) -> None:
    assert judge(*sorted(statements, key=lambda s: s.order)).status == "disputed"
