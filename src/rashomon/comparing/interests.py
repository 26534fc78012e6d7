"""A speaker and a claim → the speaker's interest in it: about its own side, about its opponent, as a third party, a monitor or a witness.

Whom a claim is about: the people that its figure counts, else who is blamed, else who did it, the first that tells a side.
"""

from typing import Literal

from rashomon.comparing.sides import Sides
from rashomon.comparing.statements import Statement

Interest = Literal["self", "opponent", "third_party", "monitor", "witness"]
WATCHING = frozenset({"monitor", "ngo", "igo", "medical", "expert"})
PARTISAN = "a party’s own count of its opponent"  # how an account's reason tells it; policies go by it
PARTIES = frozenset(
    {"government", "military", "police", "armed_group"}
)  # who stand on a side as states and those who fight them do


def interest_of(statement: Statement, sides: Sides) -> Interest:
    """The interest of a statement's speaker in its claim."""
    kind = statement.speaker.kind
    if kind == "witness":
        return "witness"
    if kind in WATCHING:
        return "monitor"
    if kind in PARTIES:
        speaker = " ".join(dict.fromkeys((statement.speaker.name, statement.speaker.party or "")))
        for about in _about(statement):
            same = sides.same(speaker, about)
            if same is not None:
                return "self" if same else "opponent"
    return "third_party"


def asked_about(statement: Statement) -> list[str]:
    """The names whose sides decide what a reader is told of the interest."""
    counted = statement.figure.group if statement.figure is not None else None
    if counted is None or statement.speaker.kind not in PARTIES:
        return []
    return [" ".join(dict.fromkeys((statement.speaker.name, statement.speaker.party or ""))), *_about(statement)]


def flag(statement: Statement, sides: Sides) -> str | None:
    """What a reader is told of the interest: where a party counts the people of its opponent."""
    counted = statement.figure.group if statement.figure is not None else None
    if counted is None or statement.speaker.kind not in PARTIES or interest_of(statement, sides) != "opponent":
        return None
    speaker = " ".join(dict.fromkeys((statement.speaker.name, statement.speaker.party or "")))
    return PARTISAN if sides.same(speaker, counted) is False else None


def _about(statement: Statement) -> list[str]:
    claim, figure = statement.claim, statement.figure
    counted = figure.group if figure is not None else None
    blamed = claim.accused or (figure.agent if figure is not None else None)
    return [words for words in (counted, blamed, claim.actor) if words]
