"""Accounts → low, best and high under a named policy, with the trace of what was used and what was left out.

Policies are versioned ("ucdp 4") and switched when looking. None averages, none adds up. The rules are those of the field:

``range``  lowest and highest live account, no best (Every Casualty Standards 2016, p. 25)
``ucdp``   best is the value of the most reliable tier of speakers, of equals the lower; low and high are those of all live accounts, but what
           a party says of its opponent's losses can set the high alone
``acled``  the most conservative live value alone; of a class of words its documented number (tens 10, dozens 12, hundreds 100)
``idmc``   best is the newest account of the most reliable tier (the recommended figure); the rest triangulate it
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.comparing.interests import PARTISAN
from rashomon.records import Account, Number, Question

POLICIES = {"range": "range 2", "ucdp": "ucdp 4", "acled": "acled 2", "idmc": "idmc 2"}
ACLED_WORDS = {"tens": 10, "dozens": 12, "scores": 20, "several": 3, "hundreds": 100, "thousands": 1000}
Range = tuple[Number | None, Number | None, Number | None]
Tiers = Mapping[str, int]  # kind of speaker → tier, 1 the most reliable; a kind that is not named is in tier 1


def apply_policy(question: Question, policy: str, *, tiers: Tiers | None = None) -> Question:
    """The question with its low, best, high and trace under ``policy``; one that is no figure's stays as it is.

    Raises:
        KeyError: there is no such policy.
    """
    if question.kind != "figure":
        return question
    (low, best, high), trace = count_under(policy, question.accounts, tiers=tiers)
    if policy == "acled" and question.status == "disputed":
        trace += (f"disputed: {question.reason}",)
    return replace(question, policy=policy, low=low, best=best, high=high, trace=trace)


def count_under(
    policy: str, accounts: Sequence[Account], *, tiers: Tiers | None = None
) -> tuple[Range, tuple[str, ...]]:
    """Low, best and high of ``accounts`` under ``policy``, with the trace.

    Raises:
        KeyError: there is no such policy.
    """
    name = POLICIES[policy]
    live, left = _live(accounts)
    partial = [a for a in live if policy == "ucdp" and _counts_the_enemy(a)]
    found, used = _RULES[policy]([a for a in live if a not in partial], tiers or {})
    if partial:
        (_, _, high), _ = _range(live, {})
        found, used = (found[0], found[1], high), [*used, *partial]
    flag = ", for the high alone, a party on its opponent's losses"
    lines = [f"used: {_words(a)}{flag if a in partial else ''}: {a.evidence.quote[:60]!r}" for a in live if a in used]
    lines += [f"left out: {_words(a)}: {_WHY[policy]}" for a in live if a not in used]
    return found, (name, *left, *lines)


def apply_range(accounts: Sequence[Account]) -> tuple[Range, tuple[str, ...]]:
    """``range`` of accounts, with its trace."""
    return count_under("range", accounts)


def _live(accounts: Sequence[Account]) -> tuple[list[Account], tuple[str, ...]]:
    """The accounts that count, and the lines that say why the others do not."""
    live, left = [], []
    for account in accounts:
        if account.low is None and account.best is None and account.high is None:
            continue
        if account.superseded_by is not None:
            left.append(f"left out: {_words(account)}: superseded")
        elif account.relation == "not_comparable":
            left.append(f"left out: {_words(account)}: {account.reason or 'not comparable'}")
        elif account.relation == "retracts":
            left.append(f"left out: {_words(account)}: taken back")
        elif account.relation == "widens":
            left.append(f"left out: {_words(account)}: its speaker made it precise")
        elif account.polarity == "denied":
            left.append(f"left out: {_words(account)}: a denial")
        elif account.reality == "unknown":
            left.append(f"left out: {_words(account)}: does not confirm it")
        else:
            live.append(account)
    return live, tuple(left)


def _counts_the_enemy(account: Account) -> bool:
    """Whether a party to a conflict counts its opponent's people, as comparing found from the claim."""
    return account.reason is not None and PARTISAN in account.reason


def _range(live: Sequence[Account], tiers: Tiers) -> tuple[Range, Sequence[Account]]:
    lows = [min(_values(a)) for a in live]
    # Of a vague class ("hundreds") only the low is a bound.
    highs = [max(_values(a)) for a in live if not _is_vague(a)]
    return (min(lows, default=None), None, max(highs, default=None)), live


def _ucdp(live: Sequence[Account], tiers: Tiers) -> tuple[Range, Sequence[Account]]:
    (low, _, high), _ = _range(live, tiers)
    best = [_value(a) for a in _most_reliable(live, tiers) if not _is_vague(a)] or [_value(a) for a in live]
    return (low, min(best, default=None), high), live


def _acled(live: Sequence[Account], tiers: Tiers) -> tuple[Range, Sequence[Account]]:
    chosen = min(live, key=lambda a: (_acled_value(a), a.published or "", a.id), default=None)
    return (None, None if chosen is None else _acled_value(chosen), None), [] if chosen is None else [chosen]


def _idmc(live: Sequence[Account], tiers: Tiers) -> tuple[Range, Sequence[Account]]:
    chosen = max(_most_reliable(live, tiers), key=lambda a: (a.published or "", a.id), default=None)
    if chosen is None:
        return (None, None, None), []
    return (chosen.low, _value(chosen), chosen.high), [chosen]


def _most_reliable(live: Sequence[Account], tiers: Tiers) -> list[Account]:
    first = min((tiers.get(a.speaker_kind, 1) for a in live), default=1)
    return [a for a in live if tiers.get(a.speaker_kind, 1) == first]


def _values(account: Account) -> list[Number]:
    return [v for v in (account.low, account.best, account.high) if v is not None]


def _value(account: Account) -> Number:
    """The number that an account names: its best, else the bound that its words give."""
    return account.best if account.best is not None else min(_values(account))


def _is_vague(account: Account) -> bool:
    return account.best is None and account.low is not None and account.approximator is not None


def _acled_value(account: Account) -> Number:
    words = (account.approximator or "").lower()
    return ACLED_WORDS.get(words, _value(account)) if _is_vague(account) else _value(account)


def _words(account: Account) -> str:
    return f"{account.speaker} in {account.report}"


_RULES = {"range": _range, "ucdp": _ucdp, "acled": _acled, "idmc": _idmc}
_WHY = {
    "range": "", "ucdp": "", "acled": "not the most conservative value", "idmc": "triangulation: not the newest of the most reliable",
}  # fmt: skip
