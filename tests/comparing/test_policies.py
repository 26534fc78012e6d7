"""low, best and high under a policy."""

from rashomon.comparing.policies import apply_range
from rashomon.records import Account, Evidence


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
