"""Positions: which of them are compared, which answer one question, and which exclude one another."""

from collections.abc import Mapping

from rashomon.comparing.signals import Signal, Signals, same_place, same_time, shared_words
from rashomon.comparing.statements import Statement
from rashomon.records import Status

JOIN = 1.6  # measured on the development stories: the sum from which two statements are one question's
UNTOLD = frozenset({"the", "its", "their", "his", "her", "town", "city", "centre", "center"})


def block_key(statement: Statement) -> tuple[str, ...]:
    """Positions of different keys are never compared: kind and frame; of an intention, whose it is."""
    claim = statement.claim
    speaker = statement.speaker_key if claim.kind == "intention" else ""
    kind = "event" if claim.kind in {"occurrence", "status"} else claim.kind
    return (kind, claim.predicate or "", speaker)


def same_target(a: Statement, b: Statement, weights: Mapping[str, float]) -> Signal:
    """Positions on the same thing: targets that share a word, or places that are the same."""
    first, second = _target_words(a), _target_words(b)
    if first & second:
        return Signal(0.9, f"both about {' '.join(sorted(first & second))}")
    if first and second and not (a.located and b.located):
        return Signal(-1.0, "about other things")
    return Signal(0.0, "the target is not named alike")


SIGNALS: Signals = (same_place, same_time, shared_words, same_target)


def oppose(a: Statement, b: Statement) -> tuple[Status, str] | None:
    """What two positions of different speakers make of their question, and why; None where both can hold."""
    denied = "denied" in {a.claim.polarity, b.claim.polarity}
    first, second = a.claim.position, b.claim.position
    if a.claim.kind == "responsibility" and b.claim.kind == "responsibility":
        if denied and a.claim.polarity != b.claim.polarity:
            return "denied", f"{(b if b.claim.polarity == 'denied' else a).speaker.name} denies it"
        return None
    if {first, second} == {"affirm", "deny"}:
        denier = a if first == "deny" else b
        return (
            ("denied", f"{denier.speaker.name} denies it in words")
            if denied
            else ("disputed", f"{denier.speaker.name} says the contrary")
        )
    return None


def _target_words(statement: Statement) -> frozenset[str]:
    words = (statement.claim.target or "").lower().split()
    return frozenset(w.strip("’'s.,") for w in words if len(w) > 2) - UNTOLD
