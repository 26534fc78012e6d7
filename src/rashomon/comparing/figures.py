"""Figures: which of them are compared, which answer one question, and which can't both hold.

Two figures of one key (measure, unit, whom they count) answer one question where they are about one incident. Each signal below
looks at one thing and returns a value between -1 and 1 with its reason; the weights say how much each counts.
"""

from collections.abc import Callable
from datetime import date

from rashomon.comparing.comparable import figures_apart, measured_apart
from rashomon.comparing.signals import APART, Signal, kilometres, sentences_alike
from rashomon.comparing.statements import Statement
from rashomon.comparing.telling import says
from rashomon.comparing.telling import value as value_words
from rashomon.comparing.things import MOST_DAYS as THINGS_DAYS
from rashomon.comparing.things import noun, other_things
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
ARMED = frozenset({"soldiers", "fighters"})  # who are each other's enemies
SAME_KM = 20.0
NEAR_KM = 50.0  # "near X" may still be where the other is
WIDE_KM = 200.0  # and so may a province, from its centre
MOST_DAYS = 12  # figures published further apart are one incident's only where both name its day
LONG = 7  # days by which one stretch of time outlasts another that is an incident's
TOLL = "toll"
TOLL_DAYS = 3
NEXT = 3  # characters between sentences that follow one another
SMALL = 10  # a number below it is often the same by chance
ALMOST = 0.9  # DESIGN.md: "almost N" is compared as 0.9 N to N
MARGIN = 1e-9  # for sums that are taken in another order
ABOUT = 0.1  # and "about N" as N ± 10 %


def block_key(statement: Statement) -> tuple[str, ...]:
    """Figures of different keys are never compared: measure, unit where it decides, whom they count, one who is only mentioned."""
    figure, counted = statement.figure, statement.counted
    assert figure is not None
    assert counted is not None
    told = statement.measure.counts in {"amount", "anything"} or figure.unit == "households"
    stock = figure.stock_flow or "" if statement.measure.either else ""
    toll = statement.measure.harm == "done"
    part = counted.group if counted.part or (toll and counted.group == "attackers") else ""
    part = counted.purpose or part
    key = ("figure", figure.measure, figure.unit if told else "", stock, part or "", counted.mention or "")
    if figure.measure != "other":
        return key
    # Of what has no measure another class, noun or side is another thing (``things.other_things``); attackers may be fighters.
    kind = "fighters" if counted.group == "attackers" else counted.group
    return (*key, kind) if kind else (*key, noun(statement), *sorted(counted.sides))


def reach(statement: Statement) -> tuple[int, int]:
    """The days, as ordinals, within which another figure may be about the same incident."""
    assert statement.figure is not None
    if statement.figure.measure == "other" and not statement.group_class and statement.published:
        day, half = statement.published.toordinal(), MOST_DAYS // 4 if statement.own_time else (THINGS_DAYS + 1) // 2
        return (day - half, day + half)
    # An amount is told of a purpose that goes on, not of a day.
    told = not counts_long(statement) and not statement.measure.is_amount
    first = (told and statement.start) or statement.published
    last = (told and statement.end) or statement.published
    if not first or not last:
        return (0, date.max.toordinal())
    half = MOST_DAYS // 2
    return (min(first, last).toordinal() - half, max(first, last).toordinal() + half)


def place(a: Statement, b: Statement) -> Signal:
    """The same place, or another one."""
    first, second = a.place, b.place
    if first is None or second is None:
        return Signal(0.0, "one of them names no place")
    both = a.own_place and b.own_place
    if not (a.located and b.located):
        return Signal(0.0, "one of them names no place that could tell")
    if first.lat is None or second.lat is None:
        if name_words(a.place_words) & name_words(b.place_words):
            return Signal(1.0 if both else 0.8, f"both about {a.place_words}")
        return Signal(-0.5, f"{a.place_words} is not {b.place_words}, as far as names tell")
    km = kilometres(first, second)
    if km <= SAME_KM:
        return Signal(1.0 if both else 0.8, f"both about {a.place_words}")
    wide = 4 in {first.precision, second.precision}
    if km <= (WIDE_KM if wide else NEAR_KM):
        return Signal(0.2 if wide else -0.2, f"{a.place_words} and {b.place_words} may hold one another")
    return Signal(APART if both else -1.0, f"{a.place_words} and {b.place_words} are {km:.0f} km apart")


def name_words(name: str | None) -> frozenset[str]:
    """The words of a place's name that tell it from others, roughly spelt."""
    return frozenset(loosen(w) for w in fold(name or "").split() if w not in UNTOLD)


def day(a: Statement, b: Statement) -> Signal:
    """Days that can be the same, or not; where none is named, and for totals since long ago, the days of publication."""
    if counts_long(a) and counts_long(b):
        if a.start and b.start and a.own_time and b.own_time and abs((a.start - b.start).days) > 3 * LONG:
            return Signal(-0.5, "totals since other days")
        return _published(a, b)
    assert a.figure is not None
    runs = a.measure.is_amount or (a.measure.runs_on and not (a.own_time and b.own_time))
    if runs and a.published and b.published:
        days = abs((a.published - b.published).days)
        return Signal(0.3 if days <= LONG else -0.3, f"a count that runs on, told {days} days apart")
    if a.start is not None and a.end is not None and b.start is not None and b.end is not None:
        days = max((a.start - b.end).days, (b.start - a.end).days)
        own = a.own_time and b.own_time
        longer = abs((a.end - a.start).days - (b.end - b.start).days)
        if days <= 0 and longer > LONG:
            return Signal(-0.5 if longer > 3 * LONG else 0.0, "one counts over a longer time")
        if days <= 0 and min((a.end - a.start).days, (b.end - b.start).days) > LONG:
            return Signal(0.2, "the same long time")
        if days <= 0:
            return Signal(1.0 if own else 0.7, "the same days")
        if own and days > 1:
            return Signal(APART, f"{days} days apart")
        return Signal(-1.0 if own else -0.3 if days == 1 else -0.6, f"{days} days apart")
    return _published(a, b)


def _published(a: Statement, b: Statement) -> Signal:
    if a.published is None or b.published is None:
        return Signal(0.0, "a day that is not known")
    days = abs((a.published - b.published).days)
    told = a.start or b.start
    if told is not None and not (counts_long(a) and counts_long(b)):
        other = b if a.start is not None else a
        days = abs((other.published - told).days) if other.published else days
    near = 0.4 if days <= 1 else 0.0 if days <= 3 else -0.3
    return Signal(near if days <= MOST_DAYS else APART, f"{days} days between")


def deed(a: Statement, b: Statement) -> Signal:
    """The same kind of deed, or another one."""
    assert a.figure is not None
    if a.measure.is_amount:
        return Signal(1.0 if a.speaker_key == b.speaker_key else 0.0, "for one purpose")
    first, second = set(a.claim.deeds), set(b.claim.deeds)
    if not first or not second:
        return Signal(0.0, "a deed that is not named")
    if first & second:
        return Signal(1.0, f"both {' or '.join(sorted(first & second))}")
    return Signal(-1.0, f"{' or '.join(sorted(first))} against {' or '.join(sorted(second))}")


def sentence(a: Statement, b: Statement) -> Signal:
    """How much the two sentences have in common, rare words first."""
    alike = sentences_alike(a, b)
    return Signal(alike, f"sentences alike at {alike:.2f}")


def value(a: Statement, b: Statement) -> Signal:
    """The same number, which is seldom chance where it is large."""
    assert a.figure is not None
    numbers = a.numbers & b.numbers
    if not numbers or "vague" in a.figure.rule:
        return Signal(0.0, "other numbers")
    return Signal(0.5 if max(numbers) < SMALL else 1.0, f"both say {max(numbers)}")


def size(a: Statement, b: Statement) -> Signal:
    """Numbers more than a factor of three apart: rivals seldom are."""
    apart = abs(a.scale - b.scale)
    return Signal(-min(max(apart - 0.5, 0.0), 2.0) / 2.0, f"a factor of {10**apart:.0f}")


def twice(a: Statement, b: Statement) -> Signal:
    """One speaker with two exact values in one report counts two things."""
    assert a.figure is not None
    assert b.figure is not None
    if a.report.id != b.report.id or a.speaker_key != b.speaker_key or not conflict(a.figure, b.figure):
        return Signal(0.0, "not one speaker in one report")
    if a.taken_back != b.taken_back:
        return Signal(0.0, "one value in place of another")
    if a.claim.evidence == b.claim.evidence:
        return Signal(-1.5, "one speaker, one sentence, two values")
    return Signal(-1.0, "one speaker, one report, two values")


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


def total(a: Statement, b: Statement) -> Signal:
    """A total over long, and one incident's number."""
    if counts_long(a) != counts_long(b):
        return Signal(-1.0, "one counts since long ago")
    return Signal(0.0, "the same scope")


def group(a: Statement, b: Statement) -> Signal:
    """Whom they count: the same class of people, another one, or one of them all alike."""
    first, second = a.group_class, b.group_class
    if first == second:
        return Signal(0.0, "the same group")
    if first and second:
        if {first, second} == {"attackers", "fighters"}:
            return Signal(-0.1, "attackers may be fighters")
        return Signal(-1.0 if {first, second} <= ARMED else -0.5, f"one counts {first}, the other {second}")
    plain = a if first is None else b
    assert plain.figure is not None
    if {first, second} & ARMED and "civilian" in (plain.figure.group or "").lower():
        return Signal(-1.0, f"one counts civilians, the other {first or second}")
    if not plain.figure.group:
        return Signal(-0.1, f"one counts {first or second}, the other does not say whom")
    return Signal(-0.3, f"one counts {first or second}")


def counts_long(statement: Statement) -> bool:
    """Whether it is a total since long before: "since Sunday" is no longer ago than an incident."""
    assert statement.figure is not None
    if statement.figure.scope != "cumulative":
        return False
    recent = statement.own_time and statement.start and statement.published
    return not recent or (statement.published - statement.start).days > MOST_DAYS  # type: ignore[operator]


def untold(a: Statement, b: Statement) -> Signal:
    """What is counted has no measure: it is one thing only where the sentences say much the same."""
    assert a.figure is not None
    if (reason := other_things(a, b)) is not None:
        return Signal(APART, reason)
    if a.figure.measure != "other" or (a.group_class and b.group_class):
        return Signal(0.0, "what they count is told")
    alike = sentences_alike(a, b)
    return Signal(-(1.0 - min(1.0, 2 * alike)), "what they count is not told, and their sentences differ")


def side(a: Statement, b: Statement) -> Signal:
    """Names in the words for those counted: one side's soldiers are not another's."""
    assert a.counted is not None
    assert b.counted is not None
    first, second = a.counted.sides, b.counted.sides
    if first and second:
        return Signal(1.0, "the same side") if first & second else Signal(-1.0, "another side")
    return Signal(0.0, "a side that is not named")


def voice(a: Statement, b: Statement) -> Signal:
    """One named speaker who counts again in a later report mostly counts the same thing anew."""
    named = a.speaker.named and b.speaker.named and a.claim.attribution is not None and b.claim.attribution is not None
    if a.report.id == b.report.id or not named or a.speaker_key != b.speaker_key:
        return Signal(0.0, "not one speaker in two reports")
    return Signal(1.0, f"{a.speaker.name} in both")


def toll(a: Statement, b: Statement) -> Signal:
    """ "The toll in Halvek" without a day is that of what happened there in these days."""
    if a.report.id == b.report.id or (TOLL in a.words) == (TOLL in b.words) or not (a.own_place and b.own_place):
        return Signal(0.0, "no toll of a known deed")
    counted, told = (a, b) if TOLL in a.words else (b, a)
    if counted.own_time or counted.published is None or told.start is None or not a.measure.one_by_one:
        return Signal(0.0, "no toll of a known deed")
    if place(a, b).score < 1.0 or not 0 <= (counted.published - told.start).days <= TOLL_DAYS:
        return Signal(0.0, "no toll of a known deed")
    return Signal(1.0, f"the toll of what happened in {told.place_words}")


Signals = tuple[tuple[Callable[[Statement, Statement], Signal], float, float], ...]
BIAS = -3.0
# What speaks for one question weighs other than what speaks against it: (signal, weight for, weight against).
SIGNALS: Signals = (
    (place, 1.1, 0.95), (day, 3.2, 5.3), (deed, 1.9, 0.4), (sentence, 1.1, 0.0), (value, 2.35, 0.0), (size, 0.0, 4.2),
    (twice, 0.0, 1.6), (rivals, 1.5, 0.0), (untold, 0.0, 3.0), (voice, 0.9, 0.0), (total, 0.0, 1.4), (group, 0.0, 3.6), (side, 0.3, 0.5),
    (toll, 2.4, 0.0),
)  # fmt: skip


def judge(a: Statement, b: Statement, signals: Signals = SIGNALS, bias: float = BIAS) -> tuple[float, list[str]]:
    """The weighted sum of the signals, above 0 where two figures answer one question, and the reasons; ``APART`` where one says so."""
    score, reasons = bias, []
    for signal, gain, loss in signals:
        found = signal(a, b)
        if found.score == APART:
            return APART, [found.reason]
        weight = gain if found.score > 0 else loss
        score += weight * found.score
        if found.score:
            reasons.append(f"{found.reason} ({weight * found.score:+.1f})")
    return score, reasons


# From what rules most pairs out to what costs most; the first four say nothing of two speakers' numbers in two reports that differ.
_BY_COST = (value, rivals, voice, twice, size, untold, deed, place, group, total, day, side, toll, sentence)


def by_cost(signals: Signals) -> Signals:
    """Weighed signals in the order in which ``link`` asks them."""
    return tuple(sorted(signals, key=lambda s: _BY_COST.index(s[0])))


_QUICK = by_cost(SIGNALS)


def link(a: Statement, b: Statement, signals: Signals = _QUICK, bias: float = BIAS) -> float | None:
    """The score of ``judge`` where it is above 0, else None: most pairs are ruled out by what a few signals leave possible."""
    far = a.report.id != b.report.id and a.speaker_key != b.speaker_key and not a.numbers & b.numbers
    looked = signals[4:] if far else signals
    most = bias
    for _, gain, _ in looked:
        most += gain
    for signal, gain, loss in looked:
        found = signal(a, b).score
        most += (gain if found > 0 else loss) * found - gain
        if most < -MARGIN:
            return None
    score = judge(a, b)[0]
    return score if score > 0 else None


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
