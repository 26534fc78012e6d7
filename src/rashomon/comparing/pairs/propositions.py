"""Signals of two positions: what was done, to whom, which stance. Each returns a value from -1 to 1 with its reason."""

from rashomon.comparing.pairs.shared import SILENT, met, same_words, stories
from rashomon.comparing.pairs.slots import Slots, alike
from rashomon.comparing.signals import Signal


def kind(a: Slots, b: Slots) -> Signal:
    """One kind of proposition, or two."""
    same = a.statement.claim.kind == b.statement.claim.kind
    return Signal(1.0, "one kind of proposition") if same else Signal(-1.0, "another kind of proposition")


def unframed(a: Slots, b: Slots) -> Signal:
    """One of them, or both, tells of nothing that crises are known by."""
    return Signal(-1.0, "of no kind that is known") if "other" in _kinds(a, b) else SILENT


def both_unframed(a: Slots, b: Slots) -> Signal:
    """Both tell of nothing that crises are known by."""
    return Signal(1.0, "both of no kind that is known") if _kinds(a, b) == {"other"} else SILENT


def one_intended(a: Slots, b: Slots) -> Signal:
    """One is an intention, the other is not."""
    return Signal(-1.0, "one is an intention") if "intention" in _kinds(a, b) and len(_kinds(a, b)) > 1 else SILENT


def one_blames(a: Slots, b: Slots) -> Signal:
    """One names who did it, the other does not."""
    return (
        Signal(-1.0, "one names who did it") if "responsibility" in _kinds(a, b) and len(_kinds(a, b)) > 1 else SILENT
    )


def family(a: Slots, b: Slots) -> Signal:
    """One family of deeds, or one verb, or two."""
    if not a.asked or not b.asked:
        return SILENT
    return Signal(1.0, f"both tell of {a.asked}") if a.asked == b.asked else Signal(-1.0, f"{a.asked} and {b.asked}")


def another_matter(a: Slots, b: Slots) -> Signal:
    """A deed against a state, a truce or a plan: two sorts of things that are known."""
    apart = a.matter is not None and b.matter is not None and a.matter != b.matter
    return Signal(-1.0, f"{a.matter} and {b.matter}") if apart else SILENT


def other_deeds(a: Slots, b: Slots) -> Signal:
    """Two deeds, done to other things."""
    apart = a.matter == b.matter == "deed" and bool(a.target) and bool(b.target) and not a.target & b.target
    return Signal(-1.0, "two deeds, done to other things") if apart else SILENT


def predicate(a: Slots, b: Slots) -> Signal:
    """One deed, or two."""
    one, other = a.statement.claim.predicate, b.statement.claim.predicate
    if not one or not other:
        return SILENT
    return Signal(1.0, "one deed") if one == other else Signal(-1.0, "other deeds")


def target(a: Slots, b: Slots) -> Signal:
    """Done to the same, or to others."""
    return met(a.target, b.target, "done to the same", "done to others")


def other_link(a: Slots, b: Slots) -> Signal:
    """Two names for who someone is or for what something comes of, or two things of which it is said."""
    targets = bool(a.target) and bool(b.target) and not a.target & b.target
    things = bool(a.actor) and bool(b.actor) and not a.actor.told & b.actor.told
    apart = a.links and b.links and (targets or things)
    return Signal(-1.0, "another name, cause or thing") if apart else SILENT


def one_target(a: Slots, b: Slots) -> Signal:
    """One names what it was done to, the other does not."""
    return Signal(-1.0, "one names what it was done to") if bool(a.target) != bool(b.target) else SILENT


def befallen(a: Slots, b: Slots) -> Signal:
    """The words for what it was done to: the same, or others."""
    return same_words(a.who, b.who, "what it was done to")


def position(a: Slots, b: Slots) -> Signal:
    """One answer, or two."""
    one, other = a.statement.claim.position, b.statement.claim.position
    if not one or not other:
        return SILENT
    return Signal(1.0, "one answer") if one == other else Signal(-1.0, "other answers")


def modality(a: Slots, b: Slots) -> Signal:
    """Told as sure, or not as sure."""
    same = a.statement.claim.modality == b.statement.claim.modality
    return Signal(1.0, "told as sure") if same else Signal(-1.0, "not told as sure")


def one_voice(a: Slots, b: Slots) -> Signal:
    """One speaker in one report seldom answers one question twice."""
    same = a.report == b.report and a.statement.speaker_key == b.statement.speaker_key
    return Signal(-1.0, "one speaker in one report") if same else SILENT


def told_alike(a: Slots, b: Slots) -> Signal:
    """Words for what is told, in reports that are alike."""
    return (
        SILENT
        if a.report == b.report
        else Signal(alike(a.what, b.what) * stories(a.story, b.story)[0], "alike words, alike reports")
    )


def _kinds(a: Slots, b: Slots) -> set[str]:
    return {a.statement.claim.kind, b.statement.claim.kind}
