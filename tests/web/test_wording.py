"""The sentence to copy says who says what, and no more."""

from dataclasses import replace

from rashomon.quoting import copy_sentence
from rashomon.records import Account, Evidence, Question
from rashomon.web.plots import scale_of, strip, tally
from rashomon.web.wording import voices


def _account(n: int, speaker: str, **values: object) -> Account:
    given: dict[str, object] = {
        "id": f"a{n}", "claim": f"c{n}", "report": f"r{n}", "published": "2024-05-14", "speaker": speaker, "party": None,
        "speaker_kind": "other", "via": (), "origin": f"o{n}", "evidence": Evidence(quote="q", start=0, end=1),
    }  # fmt: skip
    return Account(**(given | values))  # type: ignore[arg-type]


def _question(*accounts: Account, **values: object) -> Question:
    given: dict[str, object] = {
        "id": "question-1", "question": "How many people fled Dorn?", "kind": "figure", "measure": "displaced", "status": "disputed",
        "low": 100, "high": 800, "reason": "", "origins": 2, "outlets": 1, "accounts": accounts,
    }  # fmt: skip
    return Question(**(given | values))  # type: ignore[arg-type]


A = _account(1, "a monitoring group", low=100, best=100, high=100)
B = _account(2, "officials", best=800, high=800, approximator="almost")


def test_each_figure_with_who_gives_it_and_where() -> None:
    said = copy_sentence(_question(A, B), {"r1": "Meridian", "r2": "officials"})
    assert said == (
        "How many people fled Dorn? 100, according to a monitoring group (Meridian, 14 May); almost 800, according to officials."
    )


def test_who_denies_a_figure_or_leaves_it_open_is_not_quoted_as_giving_it() -> None:
    denier = _account(2, "the army", low=100, best=100, high=100, polarity="denied", reality="did_not", position="deny")
    unsure = _account(3, "the UN", low=100, best=100, high=100, reality="unknown", position="unclear")
    said = copy_sentence(_question(A, denier, unsure), {})
    assert said == (
        "How many people fled Dorn? 100, according to a monitoring group (r1, 14 May); 100 is denied by the army (r2, 14 May); "
        "100 is not confirmed by the UN (r3, 14 May)."
    )
    assert voices(_question(A, denier)) == [("a monitoring group", "100"), ("the army", "denies 100")]


def test_a_figure_that_nobody_says_so_is_told_as_reckoned() -> None:
    reckoned = _account(1, "a clinic", low=100, best=100, high=100, quotable=False)
    said = copy_sentence(_question(reckoned, replace(A, id="a3", speaker="a monitor")), {})
    assert said == (
        "How many people fled Dorn? 100, reckoned from what a clinic (r1, 14 May) said; 100, according to a monitor (r1, 14 May)."
    )


def test_what_was_replaced_is_not_quoted() -> None:
    old = replace(A, superseded_by="a2")
    assert "100" not in copy_sentence(_question(old, B), {})
    assert voices(_question(old, B)) == [("officials", "almost 800")]


def test_positions_are_told_by_who_takes_them() -> None:
    yes, no = _account(1, "the army", position="affirm"), _account(2, "the rebels", position="deny")
    question = _question(yes, no, kind="occurrence", question="Was Dorn taken?", low=None, high=None)
    assert (
        copy_sentence(question, {})
        == "Was Dorn taken? Affirmed by the army (r1, 14 May); denied by the rebels (r2, 14 May)."
    )
    assert "1 affirm, 1 deny" in tally(question)


def test_a_strip_tells_its_marks_in_words_and_keeps_within_its_width() -> None:
    drawn = strip(_question(A, B))
    assert 'aria-label="a monitoring group: 100; officials: almost 800"' in drawn
    at = scale_of([A, B])
    assert 0 < at(0) < at(100) < at(800) < 100


def test_orders_of_magnitude_are_told() -> None:
    far = _account(3, "the ministry", low=90_000, best=90_000, high=90_000)
    assert "orders of magnitude" in strip(_question(A, far))
