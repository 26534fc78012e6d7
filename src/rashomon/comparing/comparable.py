"""Two statements of one question → why they can't be set against one another though they stand side by side; None where they can.

A question may hold what was foreseen beside what happened, or a side's dead beside all dead: a reader wants both in view. What they
make of the question (disputed, denied, updated) is decided only by pairs that measure the same thing. Rather no row than a wrong one.
"""

import re

from rashomon.comparing.statements import Statement
from rashomon.comparing.things import CONTRASTED, things_apart
from rashomon.comparing.ties import begin_alike, objects_alike, sentence, share_names
from rashomon.languages.rarity import content_words
from rashomon.records import Span
from rashomon.world.gazetteer import fold

FORESEEN = frozenset({"intention", "expectation", "threat", "conditional"})
ONE_STORY = 0.3  # and where nothing but the story tells what is meant
# Words that name a body of whatever state or side.
ANY_STATE = content_words(
    "government country state army forces authorities officials ministry minister prime president office cabinet council leader party group movement"
)
PLAN_DAYS = 21  # days within which one plan is announced and denied
OBJECT_LIKE = 0.5  # share of the words for the objects of two plans that both have
SAME_LENGTH = 1.5  # times that one stretch of time is as long as another that may be the same
SAME_START = 31  # days between the beginnings of two totals that may be of one stretch of time
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}  # fmt: skip
_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3652}
_FEW = 3  # "recent weeks", "the past few weeks"
_STRETCH = re.compile(
    r"\b(?:in|over|during|within|for|past|last|previous|recent|this|first|next|after|of)\s+(?:the\s+)?(?:past|last|previous|first|next|space of)?\s*"
    r"(\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|several|recent)?[\s-]*(hour|day|night|week|fortnight|month|year|decade)(s?)\b",
    re.I,
)
_BY = re.compile(r"\bby ((?:\w+ ){0,3}\w+)")
_ALONE = re.compile(r"\b(?:on\s+\w+day|\w+day\s+alone|yesterday|today|overnight)\b", re.I)


def figures_apart(a: Statement, b: Statement) -> str | None:
    """Why two figures measure two things, or why nothing tells that they measure one."""
    assert a.figure is not None
    assert a.counted is not None
    assert b.counted is not None
    if a.measure.harm is not None and (a.claim.modality in FORESEEN) != (b.claim.modality in FORESEEN):
        return "one is foreseen, the other told as it is"
    if (reason := measured_apart(a, b)) is not None:
        return reason
    if bool(a.counted.sides) != bool(b.counted.sides) and a.group_class is b.group_class is None:
        return "one counts those of one side"
    if (
        a.claim.evidence == b.claim.evidence
        and a.report.id == b.report.id
        and None in {a.claim.attribution, b.claim.attribution}
    ):
        return "an outlet and whom it quotes, in one sentence"
    if _is_own_count(a, b):
        return "an outlet and whom it quotes, and no word sets them against one another"
    return things_apart(a, b) or _unsaid(a, b)


def _is_own_count(a: Statement, b: Statement) -> bool:
    """Whether an outlet counts beside whom it quotes: it would say so where it meant to contradict."""
    told = {a.claim.attribution is None, b.claim.attribution is None}
    return a.report.id == b.report.id and len(told) == 2 and not CONTRASTED.search(f"{sentence(a)}\n{sentence(b)}")


def measured_apart(a: Statement, b: Statement) -> str | None:
    """Why two figures measure two things, even where they are one number."""
    assert a.figure is not None
    assert b.figure is not None
    if a.figure.unit != b.figure.unit and "households" in {a.figure.unit, b.figure.unit}:
        return "households, not people" if "people" in {a.figure.unit, b.figure.unit} else "households are counted"
    if _are_longer(a, b):
        return "counts over stretches of time that are not as long"
    return _since(a, b)


def _unsaid(a: Statement, b: Statement) -> str | None:
    """What an outlet counts itself in two reports, of things or money, without a place that could tell one company from another."""
    assert a.figure is not None
    quoted = a.claim.attribution is not None or b.claim.attribution is not None
    if (
        not (a.measure.counts == "anything" or a.measure.plannable)
        or quoted
        or a.report.id == b.report.id
        or (a.located and b.located)
    ):
        return None
    return "nobody is quoted, and nothing tells that it is of one thing"


def _are_longer(a: Statement, b: Statement) -> bool:
    """Whether one counts over a longer time; two totals since a day grow with the days and are not held against their lengths."""
    told = stretch(a), stretch(b)
    if told == (None, None):
        return False
    first, second = told[0] or _running(a), told[1] or _running(b)
    return first is not None and second is not None and max(first, second) > SAME_LENGTH * min(first, second)


def _running(statement: Statement) -> float | None:
    """The days from the day since which a total counts to its publication."""
    assert statement.figure is not None
    if statement.figure.scope != "cumulative" or not statement.own_time:
        return None
    since, until = statement.start, statement.published
    return max(1.0, float((until - since).days)) if since is not None and until is not None else None


def stretch(statement: Statement) -> float | None:
    """The days over which a figure counts, as its sentence tells them nearest to it; None where it tells none."""
    assert statement.figure is not None
    (start, end), text, at = statement.claim.evidence, statement.report.text, statement.figure.span[1]
    found = []
    for match in _STRETCH.finditer(text, start, end):
        number, unit, plural = match.group(1), match.group(2).lower(), match.group(3)
        few = _FEW if plural or (number or "").lower() in {"few", "several", "recent"} else 1
        count = float(number) if (number or "").isdigit() else _NUMBERS.get((number or "").lower(), few)
        found.append((_gap(match.span(), at), count * _DAYS[unit]))
    found += [(_gap(match.span(), at), 1.0) for match in _ALONE.finditer(text, start, end)]
    return min(found)[1] if found else None


def _gap(span: Span, at: int) -> int:
    """Characters from a figure to words about it: those behind it are nearer than those before."""
    return span[0] - at if span[0] >= at else 2 * (at - span[1])


def positions_apart(a: Statement, b: Statement) -> str | None:
    """Why two positions are on two propositions."""
    modalities = {a.claim.modality, b.claim.modality}
    if "conditional" in modalities:
        return "one is but a condition"
    if "intention" in {a.claim.kind, b.claim.kind}:
        return "one is but expected" if "expectation" in modalities else _meant(a, b)
    return "one is foreseen, the other told as it is" if modalities & FORESEEN else None


def _meant(a: Statement, b: Statement) -> str | None:
    """Of two on one intention, who denies it must speak for who means it, and both must tell of one agent, one object and one time."""
    for statement in (a, b):
        if statement.claim.polarity == "denied" and not _speaks_for(statement):
            return "who rejects it is not who means it"
    own = a.claim.actor == a.speaker.name and b.claim.actor == b.speaker.name
    shared = a.speaker_key == b.speaker_key or (a.speaker.party is not None and a.speaker.party == b.speaker.party)
    if own and not shared:
        return "two speakers, each of plans of their own"
    one, other = _doers(a), _doers(b)
    if one and other and not one & other:
        return "other agents"
    if a.report.id == b.report.id:
        return None
    if a.published and b.published and abs((a.published - b.published).days) > PLAN_DAYS:
        return "told too long after one another"
    if a.claim.actor is None or b.claim.actor is None:
        named = next((s for s in (a, b) if s.claim.actor is not None), None)
        silent = b if named is a else a
        own = named is not None and bool(
            _agent(named) & content_words(f"{silent.speaker.name} {silent.speaker.party or ''}")
        )
        told = begin_alike(a, b) >= ONE_STORY and share_names(a, b)
        return None if own or told else "nothing tells that one thing is meant"
    one, other = _agent(a), _agent(b)
    if not shared and one and other and not one & other:
        return "other agents"
    return "other objects" if objects_alike(a, b) < OBJECT_LIKE else None


def _doers(statement: Statement) -> frozenset[str]:
    """The words for those by whom something will be done: "will be sold by the company"."""
    if not (statement.claim.predicate or "").startswith("be "):
        return frozenset()
    return content_words(" ".join(_BY.findall(sentence(statement)))) - ANY_STATE


def _agent(statement: Statement) -> frozenset[str]:
    """The words that tell who means it: of its agent, else of its speaker's side."""
    found = content_words(statement.claim.actor or "") - ANY_STATE
    return found or content_words(f"{statement.speaker.party or ''}") - ANY_STATE


def _speaks_for(statement: Statement) -> bool:
    """Whether a speaker is named by the agent of an intention, or shares its party."""
    agent = set(_WORD.findall(fold(statement.claim.actor or "").lower()))
    speaker = _WORD.findall(fold(f"{statement.speaker.name} {statement.speaker.party or ''}").lower())
    return bool(agent & set(speaker)) or not agent


def _since(a: Statement, b: Statement) -> str | None:
    """Totals that begin on two days."""
    assert a.figure is not None
    assert b.figure is not None
    if a.figure.scope != "cumulative" or b.figure.scope != "cumulative" or a.start is None or b.start is None:
        return None
    if not (a.own_time and b.own_time) or abs((a.start - b.start).days) <= SAME_START:
        return None
    return "totals since two days"
