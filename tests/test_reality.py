"""Did it happen, who did it, who denies it: what must be read from a sentence, and what must come out of two reports."""

from typing import Any

import pytest
from make import each_case, read_cases, report

from rashomon.pipeline import Models, analyse, compare, load_models
from rashomon.records import Analysis, Claim, Figure, Number, Question

Case = dict[str, Any]

CASES = read_cases("reality.toml")
TO_COME = {"conditional", "intention", "threat", "expectation"}
NOBODY = {"unclear", "no claim yet", "under investigation"}
PRECEDENCE = ("denied", "disputed", "updated", "agreed", "single_source")


def named(table: str) -> pytest.MarkDecorator:
    """The cases of a table."""
    return each_case(CASES[table])


@pytest.fixture(scope="module")
def whole() -> Models:
    """All models, the tagger too: this is how reports are read."""
    return load_models()


def counts(figure: Figure, claim: Claim) -> bool:
    """Whether the claim says that what the figure counts happened."""
    happened = getattr(figure, "reality", "happened") == getattr(claim, "reality", "happened") == "happened"
    asserted = claim.polarity == getattr(figure, "polarity", "asserted") == "asserted"
    return happened and asserted and claim.modality != "conditional"


def affirms(claim: Claim) -> bool:
    """Whether the claim says that what its predicate names happened or is so."""
    if claim.polarity != "asserted" or claim.modality in TO_COME or getattr(claim, "reality", "happened") != "happened":
        return False
    if claim.kind == "responsibility":
        return claim.position is not None and claim.position not in NOBODY
    return claim.kind in {"occurrence", "status"} and claim.position == "affirm"


def plain(actor: str) -> str:
    return actor.lower().removeprefix("the ")


@named("reality")
def test_only_what_happened_counts(case: Case, whole: Models) -> None:
    found = analyse(report(case["text"]), whole)
    if "affirm" in case:
        told = [c for c in found.claims if c.predicate == case["predicate"]]
        assert any(map(affirms, told)) is (case["affirm"] is True), told
        return
    figures = {
        f.id: f for f in found.figures if f.measure == case["measure"] and case["figure"] in {f.best, f.low, f.high}
    }
    counted = [c for c in found.claims for name in c.figures if name in figures and counts(figures[name], c)]
    assert bool(counted) is case["count"], (found.figures, found.claims)


@named("roles")
def test_who_did_it(case: Case, whole: Models) -> None:
    claims = [c for c in analyse(report(case["text"]), whole).claims if c.kind == "responsibility"]
    said = {plain(c.position or "") for c in claims if c.polarity == "asserted" and c.position not in NOBODY}
    denied = {plain((c.position or "").removeprefix("not ")) for c in claims if c.polarity == "denied"}
    expected = set() if case["responsible"] == "none" else {plain(case["responsible"])}
    assert (said, denied) == ((set(), expected) if case["denied"] else (expected, set()))


def two_reports(case: Case, models: Models) -> tuple[Analysis, tuple[Question, ...]]:
    """The first of the case's two reports as read, and what comes out of both."""
    first = analyse(report(case["first"], id="first", publisher="Lodrin Herald"), models)
    second = report(case["second"], id="second", publisher="Senn Courier", published=case.get("later", "2024-05-15"))
    return first, compare((first, analyse(second, models)), models)


def stands_for(questions: tuple[Question, ...]) -> set[Number | None]:
    """The numbers that the second report itself says are so."""
    return {
        account.best if account.best is not None else account.low
        for question in questions
        if question.kind == "figure"
        for account in question.accounts
        if account.report == "second"
        and (account.polarity, account.superseded_by) == ("asserted", None)
        and account.position not in {"deny", "unclear"}
        and account.relation not in {"denies", "retracts"}
    }


def allowed(case: Case) -> set[str]:
    return {case["status"]} if isinstance(case["status"], str) else set(case["status"])


@named("figures")
def test_a_figure_and_what_another_report_says_of_it(case: Case, whole: Models) -> None:
    _, questions = two_reports(case, whole)
    question = next(
        q
        for q in questions
        if q.measure == case["measure"] and any((a.report, a.best) == ("first", case["figure"]) for a in q.accounts)
    )
    assert question.status in allowed(case), question
    if "live" in case:
        assert stands_for(questions) == set(case["live"]), questions


@named("positions")
def test_a_position_and_what_another_report_says_of_it(case: Case, whole: Models) -> None:
    first, questions = two_reports(case, whole)
    claims = {c.id for c in first.claims if c.predicate == case["predicate"] and c.kind != "figure"}
    statuses = [q.status for q in questions if claims & {a.claim for a in q.accounts}]
    assert min(statuses, key=PRECEDENCE.index) in allowed(case), questions
