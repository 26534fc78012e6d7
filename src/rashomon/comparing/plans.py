"""Two announcements of one thing to come → whether they name other days, and whether the later one moves it: postponed, brought forward.

Two reports that name other days for one plan mostly mean two things, or one of them misreads the day of the decision for that of the
deed. A plan is moved only where words say so, or where who means to do it names another day than before.
"""

import re

from rashomon.comparing.identities import name_key
from rashomon.comparing.statements import Statement
from rashomon.comparing.ties import objects_alike, say_alike, sentence

ANYBODY = frozenset({"the", "of", "and", "its", "their", "his", "her"})
PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i", "who", "which"})
_DAY = r"(?:(?:the|next|this|early|late|mid)[\s-]+)*(?:\d+|week|month|year|spring|summer|autumn|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)"  # fmt: skip
_MOVED = re.compile(
    r"\b(?:postpon\w+|delay(?:ed|s|ing)?|deferr?(?:ed|s|ing)?|reschedul\w+|put(?:s|ting)?\b[^.;]{0,30}?\boff|set(?:s|ting)?\b[^.;]{0,20}?\bback"
    r"|push(?:ed|es|ing)?\b[^.;]{0,30}?\bback|br(?:ing|ings|inging|ought)\b[^.;]{0,30}?\bforward|new date|another date|(?:ahead of|behind) schedule"
    r"|(?:later|earlier|sooner) than (?:\w+ ){0,2}?(?:planned|announced|scheduled|expected|intended|promised|hoped|said)"
    r"|(?:originally|initially|previously|earlier|first) (?:\w+ )?(?:planned|scheduled|set|due|announced|meant|intended|expected)"
    rf"|now (?:\w+ )?(?:set|due|scheduled|planned|expected|to be)|(?:moved?|moves|moving|slip(?:ped|s)?)\b[^.;]{{0,40}}?\b(?:to|from|until) {_DAY})\b",
    re.I,
)  # fmt: skip
_EVERY = re.compile(r"\b(?:regular|daily|weekly|fortnightly|monthly|quarterly|annual|yearly|usual|every)\b", re.I)
ONE_TAKE = 0.6  # share of the words of two sentences from which they are one announcement, whatever day "tomorrow" is
ONE_OBJECT = 0.5  # share of the words for their objects that two announcements of one plan have in common
_BREAK = re.compile(r"[.!?][”\"’']?\s+(?=[A-Z“\"‘])|\n")


def other_day(a: Statement, b: Statement) -> bool:
    """Whether two announcements of one thing to come name days ahead of them that can't be the same."""
    if not (a.claim.kind == b.claim.kind == "intention" and a.claim.position == b.claim.position):
        return False
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    past = any(s.published is not None and s.end is not None and s.end < s.published for s in (a, b))
    return not past and (a.start > b.end or b.start > a.end)


def moves(earlier: Statement, later: Statement) -> bool:
    """Whether ``later`` moves what ``earlier`` announced to another day: in words, or as the word of who means to do it."""
    if not other_day(earlier, later):
        return False
    first, second = (name_key(s.claim.actor or s.speaker.name) for s in (earlier, later))
    one = earlier.speaker_key == later.speaker_key or first == second
    alike = objects_alike(earlier, later)
    if not one or not alike:
        return False
    anew = alike >= ONE_OBJECT and _is_own(earlier) and _is_own(later) and _tells_anew(earlier, later)
    return anew or _says_moved(later)


def _tells_anew(a: Statement, b: Statement) -> bool:
    """Whether one who is quoted tells of one plan in two reports: not its take again, nor what comes every week."""
    quoted = a.claim.attribution is not None and b.claim.attribution is not None
    if not quoted or a.speaker_key != b.speaker_key or a.report.id == b.report.id or say_alike(a, b) >= ONE_TAKE:
        return False
    return not (_EVERY.search(sentence(a)) or _EVERY.search(sentence(b)))


def _is_own(statement: Statement) -> bool:
    """Whether a speaker tells what it means to do itself, or its side does."""
    actor = set(name_key(statement.claim.actor or "").split()) - ANYBODY
    told = set(name_key(f"{statement.speaker.name} {statement.speaker.party or ''}").split())
    return not actor or bool(actor & (told | PRONOUNS))


def _says_moved(statement: Statement) -> bool:
    """Whether the sentence around a statement has a word for moving a day."""
    text, (start, end) = statement.report.text, statement.claim.evidence
    first = max((m.end() for m in _BREAK.finditer(text, 0, start)), default=0)
    after = _BREAK.search(text, max(0, end - 1))
    return _MOVED.search(text, first, after.start() + 1 if after else len(text)) is not None
