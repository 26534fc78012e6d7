"""A board seen from a moment: what was published until then, what came since, who has not been heard."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rashomon.comparing.identities import name_key
from rashomon.comparing.positions import UNTOLD
from rashomon.records import Analysis, Question
from rashomon.world.actors import load_actors

SHORT = 4  # letters up to which the beginning of a word is no name
SIDES = frozenset({"government", "military", "police", "armed_group", "political_party"})


def published_until(analyses: Iterable[Analysis], moment: str) -> Iterator[Analysis]:
    """The analyses of reports published up to ``moment`` (ISO 8601; a day counts to its end). A report without a date is left out."""
    for analysis in analyses:
        published = analysis.report.published
        if published and published[: len(moment)] <= moment:
            yield analysis


def changed_since(questions: Iterable[Question], moment: str) -> Iterator[Question]:
    """The questions with an account published at ``moment`` (ISO 8601) or later."""
    for question in questions:
        if any(a.published and a.published >= moment[: len(a.published)] for a in question.accounts):
            yield question


def unanswered(questions: Iterable[Question]) -> Iterator[tuple[Question, tuple[str, ...]]]:
    """Questions of responsibility with those who are accused and have no account: who has a right of reply."""
    for question in questions:
        if question.kind != "responsibility":
            continue
        accused = {a.position for a in question.accounts if a.position and a.polarity == "asserted"} - UNTOLD
        quiet = tuple(sorted(name for name in accused if not _is_heard(name, question)))
        if quiet:
            yield question, quiet


def silent(questions: Sequence[Question]) -> Iterator[tuple[Question, tuple[str, ...], tuple[str, ...]]]:
    """Questions that sides of the crisis answer, with the accused who have no account and the other sides that are silent.

    A side is a party for which a government, an army, a police, an armed group or a political party speaks in two reports of the situation.
    """
    spoken = {(a.party, a.report) for q in questions for a in q.accounts if a.party and a.speaker_kind in SIDES}
    sides = {party for party, times in Counter(party for party, _ in spoken).items() if times > 1}
    answered = [{a.party for a in q.accounts if a.party and a.speaker_kind in SIDES} for q in questions]
    owed = {q.id: accused for q, accused in unanswered(questions)}
    for question, here in zip(questions, answered, strict=True):
        quiet = tuple(sorted(s for s in sides - here if not _is_heard(s, question))) if here & sides else ()
        if quiet or question.id in owed:
            yield question, owed.get(question.id, ()), quiet


def _is_heard(side: str, question: Question) -> bool:
    """Whether a side has an account: by a word of its name, or as "the rebels" or "the army" by one of their kind."""
    words, lists = set(name_key(side).split()), load_actors().lists
    for account in question.accounts:
        names = name_key(f"{account.speaker} {account.party or ''}").split()
        if words & set(names) or any(len(n) > SHORT and w.startswith(n) for n in names for w in words):
            return True  # "Kesmari jets" are Kesmar's
        if (words & lists["against_state"] and account.speaker_kind == "armed_group") or (
            words & lists["of_state"] and account.speaker_kind in {"government", "military"}
        ):
            return True
    return False
