"""Questions in the order of the board: what is disputed first, then what weighs most."""

from collections.abc import Iterable

from rashomon.records import Question
from rashomon.world.measures import MIDDLE, load_facts

RANK = {"disputed": 0, "denied": 1, "updated": 2, "agreed": 3, "single_source": 4}


def ranked(questions: Iterable[Question]) -> list[Question]:
    """The board's order: by status, then what weighs most, then relative gap and number of origins."""
    facts = load_facts()
    return sorted(
        questions,
        key=lambda q: (
            RANK[q.status],
            facts[q.measure].weight if q.measure is not None and q.measure in facts else MIDDLE,
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
