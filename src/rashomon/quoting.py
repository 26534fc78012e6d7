"""Accounts → words for people: a day, what an account says, and the sentence that a desk can copy."""

from collections.abc import Iterable, Sequence
from datetime import date

from rashomon.board import figure_words, stands_for, with_stance
from rashomon.records import Account, Question

POSITION_WORDS = {"affirm": "affirms it", "deny": "denies it", "unclear": "leaves it open"}
_TOLD_BY = {"affirms it": "affirmed by", "denies it": "denied by", "leaves it open": "left open by"}
MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def day(value: str | None) -> str:
    """A date as it is written: ``14 May 2024``, ``May 2024``, ``2024``; a moment with its time.

    >>> [day(v) for v in ("2024-05-14", "2024-05", "2024-05-14T09:30:00Z", None)]
    ['14 May 2024', 'May 2024', '14 May 2024, 09:30', 'no date']
    """
    if not value:
        return "no date"
    parts = value[:10].split("-")
    try:
        if len(parts) == 3:
            at = date(int(parts[0]), int(parts[1]), int(parts[2]))
            clock = f", {value[11:16]}" if len(value) > 15 and value[10] in "T " else ""
            return f"{at.day} {MONTHS[at.month - 1]} {at.year}{clock}"
        return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 else value
    except (ValueError, IndexError):
        return value


def short_day(value: str | None) -> str:
    """A date without its year and time: ``14 May``."""
    words = day(value).split(",")[0]
    return words.rsplit(" ", 1)[0] if value and len(value) >= 10 else words


def spoken(account: Account) -> str:
    """What an account says in short: its figure, or its position."""
    if account.low is None and account.best is None and account.high is None:
        if account.position in POSITION_WORDS:
            return POSITION_WORDS[account.position]
        return account.position or ("denies it" if account.polarity == "denied" else "affirms it")
    return with_stance(account, figure_words(account))


def live(question: Question) -> list[Account]:
    """The accounts that still stand: not superseded or taken back, and of each speaker with the same words the latest."""
    latest: dict[tuple[str, str], Account] = {}
    for account in question.accounts:
        if account.superseded_by is None and account.relation != "retracts":
            latest[account.speaker, spoken(account)] = account
    return list(latest.values())


def told_by(words: str) -> str:
    """An answer in front of who gives it: ``affirmed by``; one that names someone stands for itself."""
    return _TOLD_BY.get(words, f"{words}:")


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def copy_sentence(question: Question, outlets: dict[str, str]) -> str:
    """A sentence that a desk can paste: who says what, never in a stronger word than “according to”.

    A figure that its speaker does not say so, but that was added up or takes what it counts from the figure before, is told as reckoned.
    ``outlets`` names the outlet of each report, by the report's id.
    """
    said: dict[tuple[str, bool], list[Account]] = {}
    for account in live(question):
        said.setdefault((spoken(account), account.quotable), []).append(account)
    if question.kind == "figure":
        ways = [_counted_by(words, accounts, outlets) for (words, _), accounts in said.items()]
    else:
        ways = [f"{told_by(words)} {_who(accounts, outlets)}" for (words, _), accounts in said.items()]
    return f"{question.question} {ways[0][:1].upper()}{'; '.join(ways)[1:]}." if ways else question.question


def _counted_by(words: str, accounts: Sequence[Account], outlets: dict[str, str]) -> str:
    """Who gives a figure, denies it or leaves it open."""
    who = _who(accounts, outlets)
    if stands_for(accounts[0]):
        return f"{words}, according to {who}" if accounts[0].quotable else f"{words}, reckoned from what {who} said"
    verb = "is denied" if accounts[0].polarity == "denied" else "is not confirmed"
    return f"{figure_words(accounts[0])} {verb} by {who}"


def _who(accounts: Sequence[Account], outlets: dict[str, str]) -> str:
    names: dict[str, str] = {}
    for account in accounts:
        outlet = outlets.get(account.report, account.report)
        names.setdefault(
            account.speaker,
            account.speaker
            if account.speaker == outlet
            else f"{account.speaker} ({outlet}, {short_day(account.published)})",
        )
    return listed(names.values())
