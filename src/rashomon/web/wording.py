"""Values → words for pages: statuses, precision, moments, and who gives which answer."""

from datetime import datetime

from rashomon.quoting import MONTHS, live, spoken, told_by
from rashomon.records import Question

STATUS_WORDS = {
    "disputed": "Disputed", "denied": "Denied", "updated": "Updated", "agreed": "Agreed", "single_source": "Single source",
}  # fmt: skip
STATUS_MEANINGS = {
    "disputed": "accounts that can’t all hold",
    "denied": "asserted by one side, denied in words by another",
    "updated": "a newer value of the same speaker, no rival",
    "agreed": "independent origins that can all hold",
    "single_source": "one origin, however many outlets carry it",
}
PRECISION_WORDS = {
    1: "exact place", 2: "near it, about 25 km", 3: "district", 4: "province", 5: "larger region", 6: "country", 7: "sea or air",
}  # fmt: skip


def moment(value: str) -> str:
    """A moment of the store's own clock, in UTC.

    >>> moment("2026-11-25T18:05:09+00:00")
    '25 Nov 2026, 18:05 UTC'
    """
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M} UTC"


def voices(question: Question) -> list[tuple[str, str]]:
    """Each speaker with all that they say and have not replaced, in the order of the accounts: (speaker, answers)."""
    said: dict[str, list[str]] = {}
    for account in live(question):
        said.setdefault(account.speaker, []).append(spoken(account))
    return [(speaker, ", ".join(words)) for speaker, words in said.items()]


def answers(question: Question) -> list[tuple[str, list[str]]]:
    """Each answer with those who give it, in the order of the accounts: (``affirmed by``, speakers)."""
    said: dict[str, list[str]] = {}
    for account in live(question):
        names = said.setdefault(told_by(spoken(account)), [])
        if account.speaker not in names:
            names.append(account.speaker)
    return list(said.items())
