"""Figures: their intervals, which can't both hold, and which are set side by side."""

from rashomon.comparing.comparable import figures_apart, measured_apart
from rashomon.comparing.signals import Signal
from rashomon.comparing.statements import Statement
from rashomon.comparing.telling import says
from rashomon.comparing.telling import value as value_words
from rashomon.records import Figure, Status
from rashomon.world.gazetteer import fold, loosen

UNTOLD = frozenset(
    [
        "al",
        "el",
        "the",
        "of",
        "in",
        "near",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "city",
        "town",
        "village",
        "province",
        "camp",
        "district",
        "rural",
        "old",
        "new",
    ]
)
MOST_DAYS = 12  # days from which a total counts since long ago
NEXT = 3  # characters between sentences that follow one another
ALMOST = 0.9  # DESIGN.md: "almost N" is compared as 0.9 N to N
ABOUT = 0.1  # and "about N" as N ± 10 %


def name_words(name: str | None) -> frozenset[str]:
    """The words of a place's name that tell it from others, roughly spelt."""
    return frozenset(loosen(w) for w in fold(name or "").split() if w not in UNTOLD)


def rivals(a: Statement, b: Statement) -> Signal:
    """Two speakers set side by side in one sentence, or in sentences that follow one another."""
    if a.taken_back != b.taken_back and a.speaker_key == b.speaker_key:
        numbers = a.numbers & b.numbers
        if numbers or a.report.id == b.report.id:
            return Signal(1.0, "a speaker takes back one" + ("" if numbers else " for the other"))
    quoted = a.claim.attribution is not None and b.claim.attribution is not None
    if a.report.id != b.report.id or a.speaker_key == b.speaker_key or not quoted:
        return Signal(0.0, "not side by side")
    assert a.figure is not None
    assert b.figure is not None
    if a.claim.evidence == b.claim.evidence:
        return Signal(1.0, "two speakers in one sentence")
    between = max(a.claim.evidence[0] - b.claim.evidence[1], b.claim.evidence[0] - a.claim.evidence[1])
    return Signal(0.5 if between <= NEXT else 0.0, "two speakers in sentences that follow one another")


def counts_long(statement: Statement) -> bool:
    """Whether it is a total since long before: "since Sunday" is no longer ago than an incident."""
    assert statement.figure is not None
    if statement.figure.scope != "cumulative":
        return False
    recent = statement.own_time and statement.start and statement.published
    return not recent or (statement.published - statement.start).days > MOST_DAYS  # type: ignore[operator]


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
    """What two figures of different speakers make of their question, and why; None where both can hold.

    A denied figure opposes one that it meets; what is left open opposes none.
    """
    assert a.figure is not None
    assert b.figure is not None
    if a.is_open or b.is_open:
        return None
    if a.claim.polarity != b.claim.polarity:
        denier, other = (a, b) if a.claim.polarity == "denied" else (b, a)
        if conflict(a.figure, b.figure) or measured_apart(a, b) is not None:
            return None
        return "denied", f"{says(denier)} in words that it was {value_words(other)}, as {says(other)}"
    if a.claim.polarity == "denied" or not conflict(a.figure, b.figure) or figures_apart(a, b) is not None:
        return None
    return (
        "disputed",
        f"{says(a)} {value_words(a)}, {says(b)} {value_words(b)}: both can't hold; {gap(a.figure, b.figure)}",
    )


def gap(a: Figure, b: Figure) -> str:
    """The relative gap between two figures, in words."""
    values = [v for f in (a, b) for v in (f.best, f.low, f.high) if v is not None]
    low, high = min(values), max(values)
    share = (high - low) / high if high else 0.0
    rounding = " (rounding may explain it)" if share <= 0.05 else ""
    return f"a gap of {share:.0%}{rounding}"
