"""A board seen from a moment: what was published until then, what came since, who has not been heard."""

from collections.abc import Iterable, Iterator, Sequence

from rashomon.comparing.voices import name_key
from rashomon.records import Analysis, Question


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
        heard = [set(name_key(f"{a.speaker} {a.party or ''}").split()) for a in question.accounts]
        silent = {
            a.position
            for a in question.accounts
            if a.position and a.polarity == "asserted" and not _is_heard(name_key(a.position), heard)
        }
        if silent:
            yield question, tuple(sorted(silent))


def _is_heard(accused: str, heard: Sequence[set[str]]) -> bool:
    words = set(accused.split())
    return any(words & speaker for speaker in heard)
