"""Counts of what is not people, or of people of whom only a class is told → why two of them are not of one thing.

A toll has its measure; of shares, tonnes, lorries or sums only the noun, the names, the sentence and the story tell which of the many
such things is counted. Rather no row than a wrong one.
"""

import re
from functools import lru_cache

from rashomon.comparing.statements import Statement
from rashomon.comparing.ties import KEPT, say_alike, sentence
from rashomon.world.gazetteer import fold

MOST_DAYS = 3  # days between reports that can count one thing where none names its day
UNITS = frozenset(
    {
        "ounce",
        "tonne",
        "ton",
        "barrel",
        "bushel",
        "bag",
        "bale",
        "point",
        "share",
        "kilo",
        "gallon",
        "head",
        "pound",
        "bpd",
    }
)
AMOUNT_LIKE = 0.6  # and of two sums that one speaker names for one purpose
_WORD = re.compile(r"[^\W\d_]+")
_TAIL = re.compile(
    r"\b(?:of|in|at|on|from|by|near|who|which|that|during|with|including|among|since|as|for|outside|inside|were|was|are|is|had|have|has)\b|[–—,;(]"
)
# Words that set a count against another, and those that put it in its place.
CONTRASTED = re.compile(
    r"\b(?:but|while|whereas|however|although|though|instead|contrary|contradict\w*|dispute[ds]?|put (?:the|its|their) \w+ at|puts? it at)\b",
    re.I,
)
_RENEWED = re.compile(
    r"\b(?:rais(?:ed|es|ing)|revis(?:ed|es|ing)|updat(?:ed|es|ing)|correct(?:ed|s|ing)|lowered|now)\b", re.I
)
_OWN = re.compile(r"\b(?:its|our|we)\b|\b(?:said|says|say|added) (?:that )?(?:it|they|he|she) ", re.I)


def other_things(a: Statement, b: Statement) -> str | None:
    """Why two counts of what has no measure are of two things: by the noun and whose they are."""
    if _measure(a) != "other" or (a.group_class and b.group_class):
        return None
    assert a.counted is not None
    assert b.counted is not None
    same = noun(a) == noun(b) and bool(noun(a)) and a.counted.sides == b.counted.sides
    return None if same else "other things are counted"


def things_apart(a: Statement, b: Statement) -> str | None:
    """Why two counts of things can't be set against one another."""
    if a.measure.counts not in {"things", "amount", "anything"}:
        return None
    if (reason := other_things(a, b)) is not None:
        return reason
    if (a.place is None) != (b.place is None) and a.speaker_key != b.speaker_key:
        return "nothing tells that they are of one place"
    if a.claim.evidence == b.claim.evidence and a.report.id == b.report.id:
        return "two counts of one sentence" if _measure(a) == "other" and not a.group_class else None
    if a.report.id != b.report.id and a.speaker_key != b.speaker_key and (reason := _days_apart(a, b)) is not None:
        return reason
    if a.speaker_key != b.speaker_key and not a.group_class and (_is_own(a) or _is_own(b)):
        return "each counts its own"
    return _retold(a, b)


def _days_apart(a: Statement, b: Statement) -> str | None:
    dated = a.own_time and b.own_time and a.start == b.start and a.end == b.end
    if not dated and a.published and b.published and abs((a.published - b.published).days) > MOST_DAYS:
        return "nothing tells that they are of one day"
    return None


def noun(statement: Statement) -> str:
    """The noun that a figure counts, roughly in the singular; its unit where it names none."""
    assert statement.figure is not None
    return _noun(statement.figure.group or "", statement.figure.unit)


@lru_cache(maxsize=KEPT)
def _noun(group: str, unit: str) -> str:
    words = _WORD.findall(fold(_TAIL.split(group.lower(), maxsplit=1)[0]))
    return (words[-1] if words else unit.lower()).removesuffix("s")


def _retold(a: Statement, b: Statement) -> str | None:
    """Two counts in one report, or by one voice: of one thing only where words set them against one another."""
    assert a.figure is not None
    assert b.figure is not None
    told = f"{sentence(a)}\n{sentence(b)}"
    if a.speaker_key == b.speaker_key:
        since = a.own_time and b.own_time and a.start == b.start and "since" in sentence(a) and "since" in sentence(b)
        running = since and a.figure.scope == b.figure.scope == "cumulative"
        quoted = None not in {a.claim.attribution, b.claim.attribution}
        asked = a.measure.is_amount and quoted and say_alike(a, b) >= AMOUNT_LIKE
        if _measure(a) == "other" and _are_bare(a, b) and a.report.id != b.report.id:
            return "nothing tells that one thing is counted"
        return None if running or asked or _RENEWED.search(told) else "no word says that one is in place of the other"
    if a.report.id == b.report.id and a.claim.evidence != b.claim.evidence and not CONTRASTED.search(told):
        return "no word sets them against one another"
    return None


def _measure(statement: Statement) -> str:
    assert statement.figure is not None
    return statement.figure.measure


def _are_bare(a: Statement, b: Statement) -> bool:
    """Whether no noun but a unit of trade ("tonnes", "barrels") tells what one of them counts."""
    return any(s.figure is not None and (s.figure.group is None or noun(s) in UNITS) for s in (a, b))


def _is_own(statement: Statement) -> bool:
    """Whether the speaker counts what it has or did itself."""
    return statement.claim.attribution is not None and _OWN.search(sentence(statement)) is not None
