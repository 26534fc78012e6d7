"""Figures: which of them are compared, which answer one question, and which can't both hold."""

from collections.abc import Mapping

from rashomon.comparing.signals import APART, Signal, Signals, same_place, same_time, shared_words
from rashomon.comparing.statements import Statement
from rashomon.records import Figure, Status

JOIN = 1.6  # measured on the development stories: the sum from which two statements are one question's
PARTS = frozenset(
    {"part", "children", "women", "medics", "journalists"}
)  # such a figure is a part even where the text says no whole
ALMOST = 0.9  # DESIGN.md: "almost N" is compared as 0.9 N to N
ABOUT = 0.1  # and "about N" as N ± 10 %


def block_key(statement: Statement) -> tuple[str, ...]:
    """Figures of different keys are never compared: measure, and unit where it decides."""
    figure = statement.figure
    assert figure is not None
    told = figure.measure == "other" or figure.unit == "households"
    return ("figure", figure.measure, figure.unit if told else "")


def same_group(a: Statement, b: Statement, weights: Mapping[str, float]) -> Signal:
    """Figures that count the same people: the whole against the whole, a part against the same part."""
    if a.figure is None or b.figure is None:
        return Signal(0.0, "no figures")
    if a.group_class != b.group_class:
        words = f"one counts {a.figure.group or a.figure.unit}, the other {b.figure.group or b.figure.unit}"
        if (a.group_class and b.group_class) or PARTS & {a.group_class, b.group_class}:
            return Signal(APART, words)
        return Signal(-0.3, words)
    if a.figure.scope != b.figure.scope and a.figure.stock_flow != "stock":
        return Signal(-0.7, "one counts since long ago")
    return Signal(0.2 if a.group_class is None else 0.6, "the same group")


def same_report(a: Statement, b: Statement, weights: Mapping[str, float]) -> Signal:
    """One speaker with two exact values in one report counts two things."""
    if a.report.id != b.report.id or a.figure is None or b.figure is None:
        return Signal(0.0, "two reports")
    if a.speaker_key == b.speaker_key and a.figure.rule == b.figure.rule == "exact" and a.figure.best != b.figure.best:
        return Signal(-1.5, "one speaker, one report, two values")
    return Signal(0.0, "one report")


SIGNALS: Signals = (same_place, same_time, same_group, shared_words, same_report)


def bounds(figure: Figure) -> tuple[float, float]:
    """The interval in which a figure is compared (last column of DESIGN.md's table)."""
    low = float("-inf") if figure.low is None else float(figure.low)
    high = float("inf") if figure.high is None else float(figure.high)
    if figure.rule.startswith("almost") and figure.high is not None:
        return ALMOST * figure.high, high
    if figure.rule.startswith("about") and figure.best is not None:
        return (1 - ABOUT) * figure.best, (1 + ABOUT) * figure.best
    if "vague class" in figure.rule:
        return low, float("inf")
    return low, high


def conflict(a: Figure, b: Figure) -> bool:
    """Whether both can't hold."""
    (low_a, high_a), (low_b, high_b) = bounds(a), bounds(b)
    return low_a > high_b or low_b > high_a


def oppose(a: Statement, b: Statement) -> tuple[Status, str] | None:
    """What two figures of different speakers make of their question, and why; None where both can hold."""
    assert a.figure is not None
    assert b.figure is not None
    if not conflict(a.figure, b.figure):
        return None
    return (
        "disputed",
        f"{a.speaker.name} says {a.figure.words}, {b.speaker.name} says {b.figure.words}: both can't hold; {gap(a.figure, b.figure)}",
    )


def gap(a: Figure, b: Figure) -> str:
    """The relative gap between two figures, in words."""
    values = [v for f in (a, b) for v in (f.best, f.low, f.high) if v is not None]
    low, high = min(values), max(values)
    share = (high - low) / high if high else 0.0
    rounding = " (rounding may explain it)" if share <= 0.05 else ""
    return f"a gap of {share:.0%}{rounding}"
