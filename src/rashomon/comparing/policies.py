"""Accounts → low, best and high under a named policy, with the trace of what was used."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.records import Account, Number, Question

Range = tuple[Number | None, Number | None, Number | None]


def apply_range(accounts: Sequence[Account]) -> tuple[Range, tuple[str, ...]]:
    """``range``: the lowest and the highest live account, no best (Every Casualty Standards 2016, p. 25)."""
    trace: list[str] = ["range 1"]
    lows: list[Number] = []
    highs: list[Number] = []
    for account in accounts:
        values = [v for v in (account.low, account.best, account.high) if v is not None]
        words = f"{account.speaker} in {account.report}"
        if not values:
            continue
        if account.superseded_by is not None:
            trace.append(f"left out: {words}: superseded")
        elif account.polarity == "denied":
            trace.append(f"left out: {words}: a denial")
        else:
            lows.append(min(values))
            # Of a vague class ("hundreds") only the low is a bound.
            vague = account.best is None and account.low is not None and account.approximator is not None
            if not vague:
                highs.append(max(values))
            trace.append(f"used: {words}: {account.evidence.quote[:60]!r}")
    return (min(lows, default=None), None, max(highs, default=None)), tuple(trace)


POLICIES = {"range": "range 1"}


def apply_policy(question: Question, policy: str) -> Question:
    """The question with its low, best, high and trace under ``policy``; one that is no figure's stays as it is.

    Raises:
        KeyError: there is no such policy.
    """
    if POLICIES[policy] and question.kind != "figure":
        return question
    (low, best, high), trace = apply_range(question.accounts)
    return replace(question, policy=policy, low=low, best=best, high=high, trace=trace)
