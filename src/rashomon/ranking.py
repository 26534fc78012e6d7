"""Questions in the order of the board: what is disputed first, then what weighs most."""

from collections.abc import Iterable

from rashomon.records import Question

RANK = {"disputed": 0, "denied": 1, "updated": 2, "agreed": 3, "single_source": 4}
WEIGHTY = {
    "killed": 0,
    "missing": 1,
    "injured": 2,
    "casualties": 2,
    "displaced": 3,
    "escaped": 3,
    "detained": 4,
    "abducted": 4,
}


def ranked(questions: Iterable[Question]) -> list[Question]:
    """The board's order: by status, then what weighs most, then relative gap and number of origins."""
    return sorted(
        questions,
        key=lambda q: (
            RANK[q.status],
            WEIGHTY.get(q.measure or "", 9 if q.measure == "other" else 5),
            -gap(q),
            -q.origins,
            q.id,
        ),
    )


def gap(question: Question) -> float:
    """How far low and high lie apart, as a part of high; 0 where one of them is open."""
    if question.low is None or question.high is None or not question.high:
        return 0.0
    return (question.high - question.low) / question.high
