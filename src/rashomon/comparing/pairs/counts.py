"""Signals of two figures: what they measure, whom they count, their numbers. Each returns a value from -1 to 1 with its reason."""

from rashomon.comparing import figures
from rashomon.comparing.pairs.shared import SILENT, met
from rashomon.comparing.pairs.slots import Slots, alike
from rashomon.comparing.signals import Signal
from rashomon.records import Figure

SMALL = 10  # a number below it is often the same by chance
LONGER = 1.5  # times that one stretch of time is as long as another that may be the same
FACTOR = 1.5  # orders of magnitude between two numbers that count in full
FAR = 0.7  # orders of magnitude from which two numbers are seldom rivals


def measure(a: Slots, b: Slots) -> Signal:
    """One measure of people or deeds, one that holds the other, or two."""
    if a.amount or b.amount:
        return SILENT
    if a.asked == b.asked:
        return Signal(1.0, f"both count {a.asked}")
    return (
        Signal(0.2, f"{a.asked} and {b.asked} may hold one another") if _kin(a, b) else Signal(-1.0, "other measures")
    )


def amount(a: Slots, b: Slots) -> Signal:
    """An amount of one kind (money, shares, days, things), or of two."""
    if not (a.amount or b.amount):
        return SILENT
    return Signal(0.5, "amounts of one kind") if a.asked == b.asked else Signal(-1.0, "an amount of another kind")


def purpose(a: Slots, b: Slots) -> Signal:
    """Amounts for one purpose, for two, or one whose purpose is not told."""
    one, other = _purpose(a), _purpose(b)
    if one is None and other is None:
        return SILENT
    if one is None or other is None:
        return Signal(-0.5, "one does not tell what it is for")
    return Signal(1.0, "for one purpose") if one == other else Signal(-1.0, "for other purposes")


def amount_words(a: Slots, b: Slots) -> Signal:
    """Amounts of one kind: whether the words around them say the same thing."""
    return (
        Signal(2 * min(1.0, 1.5 * alike(a.what, b.what)) - 1, "words around the amounts")
        if _one_amount(a, b)
        else SILENT
    )


def amount_beside(a: Slots, b: Slots) -> Signal:
    """Amounts of one kind: whether the words right beside them say the same thing."""
    return (
        Signal(2 * min(1.0, 1.5 * alike(a.beside, b.beside)) - 1, "words beside the amounts")
        if _one_amount(a, b)
        else SILENT
    )


def count_words(a: Slots, b: Slots) -> Signal:
    """Counts: how much the words around them have in common."""
    return SILENT if a.amount or b.amount else Signal(alike(a.what, b.what), "words around the numbers")


def count_beside(a: Slots, b: Slots) -> Signal:
    """Counts: how much the words right beside them have in common."""
    return SILENT if a.amount or b.amount else Signal(alike(a.beside, b.beside), "words beside the numbers")


def unit(a: Slots, b: Slots) -> Signal:
    """One unit, or two."""
    return Signal(1.0, "one unit") if _figure(a).unit == _figure(b).unit else Signal(-1.0, "other units")


def group(a: Slots, b: Slots) -> Signal:
    """Both count one class of people, or two."""
    one, other = a.statement.group_class, b.statement.group_class
    if not one or not other:
        return SILENT
    return Signal(1.0, f"both count {one}") if one == other else Signal(-1.0, f"{one} and {other} are counted")


def one_group(a: Slots, b: Slots) -> Signal:
    """One counts a class of people, the other says no class."""
    one, other = a.statement.group_class, b.statement.group_class
    return Signal(-1.0, f"one counts {one or other}") if bool(one) != bool(other) else SILENT


def noun(a: Slots, b: Slots) -> Signal:
    """One noun for what is counted, or two."""
    if not a.noun or not b.noun:
        return SILENT
    return Signal(1.0, f"both count {a.noun}s") if a.noun == b.noun else Signal(-1.0, "other nouns for what is counted")


def who(a: Slots, b: Slots) -> Signal:
    """The words for whom they count: the same, or others."""
    return Signal(2 * alike(a.who, b.who) - 1, "words for whom they count") if a.who and b.who else SILENT


def part(a: Slots, b: Slots) -> Signal:
    """One counts a part of those whom the other counts."""
    one, other = a.statement.counted, b.statement.counted
    assert one is not None
    assert other is not None
    return Signal(-1.0, "one counts a part") if one.part != other.part else SILENT


def part_of(a: Slots, b: Slots) -> Signal:
    """One is told as a part of another figure."""
    return (
        Signal(-1.0, "one is a part of another figure")
        if bool(_figure(a).part_of) != bool(_figure(b).part_of)
        else SILENT
    )


def same_small(a: Slots, b: Slots) -> Signal:
    """The same small number, which is often chance."""
    number = _common(a, b)
    return Signal(1.0, f"both say {number:g}") if number is not None and number < SMALL else SILENT


def same_large(a: Slots, b: Slots) -> Signal:
    """The same large number, which is seldom chance."""
    number = _common(a, b)
    return Signal(1.0, f"both say {number:g}") if number is not None and number >= SMALL else SILENT


def same_of_other(a: Slots, b: Slots) -> Signal:
    """The same number of another measure."""
    return Signal(1.0, "one number, two measures") if a.asked != b.asked and a.numbers & b.numbers else SILENT


def size(a: Slots, b: Slots) -> Signal:
    """Numbers of other orders of magnitude; what is set side by side may be far apart."""
    return (
        SILENT if _beside(a, b) else Signal(-min(1.0, abs(a.scale - b.scale) / FACTOR), "how far apart the numbers are")
    )


def size_far(a: Slots, b: Slots) -> Signal:
    """Numbers too far apart for rivals that nobody sets side by side."""
    return SILENT if _beside(a, b) else Signal(-min(1.0, max(0.0, abs(a.scale - b.scale) - FAR)), "numbers far apart")


def size_amount(a: Slots, b: Slots) -> Signal:
    """Amounts of other orders of magnitude."""
    return (
        Signal(-min(1.0, abs(a.scale - b.scale)), "how far apart the amounts are") if a.amount or b.amount else SILENT
    )


def can_hold(a: Slots, b: Slots) -> Signal:
    """Both can hold, or not."""
    return Signal(1.0, "both can hold") if _meet(a, b) else Signal(-1.0, "both cannot hold")


def twice(a: Slots, b: Slots) -> Signal:
    """One speaker with two values in one report counts two things."""
    return Signal(-1.0, "one speaker, one report, two values") if _twice(a, b) else SILENT


def twice_at_once(a: Slots, b: Slots) -> Signal:
    """One speaker with two values in one sentence counts two things."""
    return (
        Signal(-1.0, "one speaker, one sentence, two values") if _twice(a, b) and a.evidence == b.evidence else SILENT
    )


def two_things(a: Slots, b: Slots) -> Signal:
    """One speaker who tells of two measures two numbers that cannot both hold counts two things, whoever carries the words."""
    apart = a.asked != b.asked and a.statement.speaker_key == b.statement.speaker_key and not _meet(a, b)
    return Signal(-1.0, "one speaker, two measures, two values") if apart else SILENT


def rivals(a: Slots, b: Slots) -> Signal:
    """Two speakers set side by side in one sentence, or in sentences that follow one another."""
    return figures.rivals(a.statement, b.statement) if a.report == b.report else SILENT


def running(a: Slots, b: Slots) -> Signal:
    """One is a total since long ago, the other is not."""
    return Signal(-1.0, "one is a total since long ago") if a.running != b.running else SILENT


def over(a: Slots, b: Slots) -> Signal:
    """Counts over stretches of time that are as long, or not."""
    if a.stretch is None and b.stretch is None:
        return SILENT
    if a.stretch is None or b.stretch is None:
        return Signal(-1.0, "one counts over a time")
    same = max(a.stretch, b.stretch) <= LONGER * min(a.stretch, b.stretch)
    return Signal(1.0, "over as long a time") if same else Signal(-1.0, "over a longer time")


def side(a: Slots, b: Slots) -> Signal:
    """One side's people, or another's."""
    one, other = a.statement.counted, b.statement.counted
    assert one is not None
    assert other is not None
    return met(one.sides, other.sides, "the same side", "another side")


def mention(a: Slots, b: Slots) -> Signal:
    """One only mentions someone, or counts those that are left."""
    one, other = a.statement.counted, b.statement.counted
    assert one is not None
    assert other is not None
    return SILENT if one.mention == other.mention else Signal(-1.0, "one only mentions someone, or a rest")


def stock(a: Slots, b: Slots) -> Signal:
    """One counts those who are there, the other those who came or went."""
    return Signal(-1.0, "a stock and a flow") if _figure(a).stock_flow != _figure(b).stock_flow else SILENT


def _figure(slots: Slots) -> Figure:
    assert slots.statement.figure is not None
    return slots.statement.figure


def _purpose(slots: Slots) -> str | None:
    return slots.statement.counted.purpose if slots.statement.counted is not None else None


def _beside(a: Slots, b: Slots) -> bool:
    """Whether a report sets two speakers side by side, with one measure."""
    return a.report == b.report and a.asked == b.asked and figures.rivals(a.statement, b.statement).score > 0


def _kin(a: Slots, b: Slots) -> bool:
    return b.asked in a.statement.measure.akin


def _one_amount(a: Slots, b: Slots) -> bool:
    return (a.amount or b.amount) and a.asked == b.asked


def _common(a: Slots, b: Slots) -> float | None:
    """The largest number that both say of what may be one thing."""
    common = a.numbers & b.numbers
    return max(common) if common and (a.asked == b.asked or "other" in {a.asked, b.asked} or _kin(a, b)) else None


def _meet(a: Slots, b: Slots) -> bool:
    return a.interval[0] <= b.interval[1] and b.interval[0] <= a.interval[1]


def _twice(a: Slots, b: Slots) -> bool:
    return a.report == b.report and a.statement.speaker_key == b.statement.speaker_key and not _meet(a, b)
