"""A figure → whom or what it counts: the class of its group, the side that its words name, one who is only mentioned."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.languages.groups import Groups
from rashomon.languages.measures import Measures
from rashomon.records import Figure, Report

_AFTER = re.compile(
    r"\b(?:in|at|on|from|of|by|near|who|which|that|during|with|including|among|since|as|for|outside|inside)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_MENTION = frozenset({"a", "an", "another", "one"})
_OF_THEM = re.compile(r"\s+of\s+(?:the|them|those|these|whom|which)\b", re.I)
_THEY_ARE = re.compile(
    r"\s+of\s+(?:the|them|those|these)\b[^.;]{0,30}?\b(?:were|was|are|is|being)\s+((?:\w+\s*){1,3})", re.I
)
OF_THEM = "of them"
OWN_COUNTS = frozenset({"exact", "none", "fraction of a figure"})
_ALONE = re.compile(r"[^.,;:!?\d]{0,40}\b(?:in|at|outside|inside|near|from) the [a-z]+ alone\b")
_UNDER_ARMS = re.compile(r"\b(?:forces|army|military|troops|navy|air force)\b", re.I)
_BESIDE = re.compile(r"\s+(?:\w+\s+){0,2}?(?:others?|more)\b", re.I)
_ANOTHER = re.compile(r"\b(?:another|further|additional|other)\b", re.I)
FAR = 80  # characters within which a word says what an amount is for
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
NEAR = 300  # characters back in which "six others" leaves out a number


@dataclass(frozen=True, slots=True)
class Counted:
    """``group`` is the class of the people counted (None: all alike), ``sides`` the names that tell whose they are.

    ``mention``: the words name someone ("a driver"), or count a part that no other report counts ("six others", "two of them").
    ``purpose``: what an amount of money or time is for.
    """

    group: str | None
    part: bool
    sides: frozenset[str]
    mention: str | None
    purpose: str | None = None


def read_counted(
    figure: Figure, report: Report, groups: Groups, measures: Measures, *, earlier: Sequence[Figure] = ()
) -> Counted:
    """Whom ``figure`` counts; ``earlier`` are the figures before it in the report, or all of them.

    A part of what is counted otherwise is a count of its own: of "two of the three gunmen were killed" all the killed are two; one alone
    is but someone.
    """
    whole = next((f for f in earlier if f.id == figure.part_of), None)
    own = whole is not None and whole.measure != figure.measure and figure.rule in OWN_COUNTS
    if own and figure.best == 1:  # of "2 casualties, 1 killed and 1 wounded" all the killed are one
        own = whole is not None and measures.facts[figure.measure].within == whole.measure
    if own:
        figure = replace(figure, part_of=None)
    if figure.measure in measures.purposes:
        return Counted(None, False, frozenset(), None, _purpose(figure, report, measures.purposes[figure.measure]))
    words = figure.group or ""
    head = _AFTER.split(words, maxsplit=1)[0]
    plain = [w.lower() for w in _WORD.findall(head)]
    noun = plain[-1] if plain else ""
    known = next((groups.classes[w] for w in plain if w in groups.classes and w not in groups.whole), None)
    if known is None and noun not in groups.whole:
        known = next(
            (groups.classes[w] for w in (w.lower() for w in _WORD.findall(words)) if w in groups.classes), None
        )
    if known is None and noun in {"member", "members"} and _UNDER_ARMS.search(words):
        known = "soldiers"  # "members of the Orla forces"
    if known is None and figure.part_of is not None:
        known = "part"
    if _ALONE.match(report.text, figure.span[1]):  # one spot of several; a named town has its place
        return Counted(known, True, frozenset(), f"there alone {figure.best}")
    first = figure.words.lower().split()[0] if figure.words else ""
    single = figure.rule == "singular mention" or (first in _MENTION and figure.best == 1 and figure.rule == "exact")
    lone = single and noun not in groups.one and bool(noun)
    sides = frozenset(w.lower()[:5] for w in _WORD.findall(head) if w[0].isupper() and w.lower() not in groups.classes)
    mention = noun if lone else None if own else _rest(figure, report, earlier)
    if mention == OF_THEM and (told := _who_they_are(figure, report, groups)) is not None:
        known, mention = told, None if told in groups.parts else f"{OF_THEM} {told}"
    part = known in groups.parts or (figure.part_of is not None and known is not None)
    return Counted(known, part, sides, mention and f"{mention} {figure.best}")


def _purpose(figure: Figure, report: Report, purposes: Mapping[str, str]) -> str | None:
    """What the nearest telling word of the sentence, those before first, says that an amount is for."""
    start, end = figure.span
    before = _SENTENCE_END.split(report.text[max(0, start - FAR) : start])[-1]
    after = _SENTENCE_END.split(report.text[end : end + FAR])[0]
    words = [*reversed(_WORD.findall(before.lower())), *_WORD.findall(after.lower())]
    return next((purposes[w] for w in words if w in purposes), None)


def _who_they_are(figure: Figure, report: Report, groups: Groups) -> str | None:
    """The class that a partitive is said to be: "eleven of the dead were children"."""
    found = _THEY_ARE.match(report.text, figure.span[1])
    words = _WORD.findall(found.group(1).lower()) if found else []
    return next((groups.classes[w] for w in words if w in groups.classes), None)


def _rest(figure: Figure, report: Report, earlier: Sequence[Figure]) -> str | None:
    """Whether a figure counts but some of those counted before, or those beside them."""
    text, (start, end) = report.text, figure.span
    before = [
        f for f in earlier if f.measure == figure.measure and 0 <= start - f.span[1] <= NEAR and f.best != figure.best
    ]
    if _OF_THEM.match(text, end):
        return OF_THEM
    if not before:
        return None
    return "beside them" if _BESIDE.match(text, end) or _ANOTHER.search(text, max(0, start - 12), end) else None
