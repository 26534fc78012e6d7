"""low, best and high under a policy."""

from dataclasses import replace

import pytest
from make import report

from rashomon.comparing.interests import PARTISAN
from rashomon.comparing.policies import POLICIES, apply_policy, apply_range
from rashomon.pipeline import Models, analyse, compare
from rashomon.records import Account, Evidence, Question


def _account(n: int, low: int | None, best: int | None, high: int | None, **more: object) -> Account:
    given: dict[str, object] = {
        "id": f"account-{n}", "claim": f"claim-{n}", "report": "r", "published": None, "speaker": "s", "party": None,
        "speaker_kind": "other", "via": (), "origin": "o", "evidence": Evidence(quote="q", start=0, end=1),
    }  # fmt: skip
    return Account(low=low, best=best, high=high, **(given | more))  # type: ignore[arg-type]


def test_the_range_spans_what_is_live_and_has_no_best() -> None:
    accounts = [
        _account(1, 100, 100, 100),
        _account(2, None, 800, 800, approximator="almost"),
        _account(3, 200, None, 999, approximator="hundreds"),
        _account(4, 5, 5, 5, superseded_by="account-1"),
        _account(5, 9000, 9000, 9000, polarity="denied"),
    ]
    values, trace = apply_range(accounts)
    assert values == (100, None, 800)
    assert sum(line.startswith("used") for line in trace) == 3
    assert sum(line.startswith("left out") for line in trace) == 2


def test_no_account_gives_no_range() -> None:
    assert apply_range([])[0] == (None, None, None)


def _question(*accounts: Account, status: str = "disputed") -> Question:
    return Question(
        id="question-1", question="How many?", kind="figure", status=status, reason="a says 5, b says 9",  # type: ignore[arg-type]
        origins=len(accounts), outlets=1, accounts=accounts,
    )  # fmt: skip


RIVALS = (
    _account(1, 9, 9, 9, published="2024-05-13", speaker_kind="government"),
    _account(2, 5, 5, None, published="2024-05-14", speaker_kind="monitor", approximator="at least"),
    _account(3, 200, None, 999, published="2024-05-12", speaker_kind="witness", approximator="hundreds"),
)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("range", (5, None, 9)), ("ucdp", (5, 5, 9)), ("acled", (None, 5, None)), ("idmc", (5, 5, None))],
)
def test_a_policy_makes_its_numbers(policy: str, expected: tuple[int | None, ...]) -> None:
    made = apply_policy(_question(*RIVALS), policy)
    assert (made.low, made.best, made.high) == expected
    assert made.policy == policy
    assert made.trace[0] == POLICIES[policy]


def test_tiers_decide_whose_value_is_best() -> None:
    made = apply_policy(_question(*RIVALS), "ucdp", tiers={"monitor": 2, "witness": 2})
    assert made.best == 9
    assert apply_policy(_question(*RIVALS), "idmc", tiers={"monitor": 2, "witness": 2}).best == 9


def test_acled_reads_a_class_of_words_as_documented_and_notes_the_dispute() -> None:
    made = apply_policy(_question(_account(1, 200, None, 999, approximator="hundreds")), "acled")
    assert made.best == 100
    assert any(line.startswith("disputed: ") for line in made.trace)


def test_every_live_account_is_used_or_left_out_with_a_reason() -> None:
    for policy in POLICIES:
        made = apply_policy(_question(*RIVALS, _account(4, 3, 3, 3, superseded_by="account-1")), policy)
        assert len([line for line in made.trace if line.startswith(("used: ", "left out: "))]) == 4
        assert all(not line.endswith(": ") for line in made.trace)


def test_no_number_comes_of_an_unknown_policy() -> None:
    with pytest.raises(KeyError):
        apply_policy(_question(*RIVALS), "mean")


def test_under_ucdp_a_party_on_its_opponents_losses_sets_the_high_alone() -> None:
    army = _account(1, 120, 120, 120, speaker_kind="military", reason=f"23, a group says; {PARTISAN}")
    group = _account(2, 23, 23, 23, speaker_kind="armed_group")
    question = replace(_question(army, group), question="How many fighters were killed in Halvek?")
    made = apply_policy(question, "ucdp")
    assert (made.low, made.best, made.high) == (23, 23, 120)
    assert any("for the high alone" in line for line in made.trace)
    alone = apply_policy(replace(question, accounts=(army,)), "ucdp")
    assert (alone.low, alone.best, alone.high) == (None, None, 120)
    own = apply_policy(replace(question, accounts=(replace(army, reason="23, a group says"), group)), "ucdp")
    assert not any("for the high alone" in line for line in own.trace)


def test_whose_losses_are_counted_is_told_by_the_claim_and_not_by_the_title(models: Models) -> None:
    texts = (
        "The Orla army said on Tuesday that its troops had killed 40 rebels in Kharkiv.",
        "The Orla army said on Tuesday that 40 civilians had been killed in Kharkiv, where rebels hold out.",
    )
    for text, partisan in zip(texts, (True, False), strict=True):
        asked = compare([analyse(report(text), models)], models)
        question = next(q for q in asked if q.measure == "killed")
        trace = apply_policy(question, "ucdp").trace
        assert any("for the high alone" in line for line in trace) is partisan, text


def test_what_its_speaker_made_precise_counts_in_no_number() -> None:
    vague, precise = _account(1, 24, None, 99, relation="widens"), _account(2, 46, 46, 46)
    (low, _, high), trace = apply_range((vague, precise))
    assert (low, high) == (46, 46)
    assert any("made it precise" in line for line in trace)
