"""Statements of one question → which of them can't be compared with its main body, and why.

A question may hold what was foreseen beside what happened, a day's dead beside a week's: both stay in view, one is what it is about.
"""

from collections.abc import Sequence

from rashomon.comparing.comparable import FORESEEN, figures_apart, measured_apart, positions_apart
from rashomon.comparing.origins import same_value
from rashomon.comparing.positions import UNTOLD
from rashomon.comparing.statements import Statement
from rashomon.comparing.telling import says, value
from rashomon.records import Claim


def find_beside(
    statements: Sequence[Statement], origins: Sequence[str], live: Sequence[int], *, decisive: int | None
) -> dict[int, str]:
    """The ``live`` statements, by their numbers, that can't be compared with the main body, and why.

    A body is what a chain of comparable pairs holds together. The main one holds the ``decisive`` statement, by which the question is disputed,
    denied or updated, else what is told as it is and not foreseen (of plans what announces them), else the most origins, else the earliest
    statement. Who says that nothing is known stands beside any of them.
    """
    known = [n for n in live if statements[n].claim.position not in UNTOLD and not statements[n].is_open]
    told = [n for n in known if not _is_weak(statements[n].claim)]
    bodies = _bodies(told, statements)
    for n in (n for n in known if n not in told):  # what is foreseen brings no others along
        mine = statements[n]
        near = (b for b in bodies if any(comparison_bar(mine, statements[m]) is None for m in b if m in told))
        if (body := next(near, None)) is not None:
            body.append(n)
    joined = {n for body in bodies for n in body}
    bodies += _bodies([n for n in known if n not in joined], statements)
    if len(bodies) < 2:
        return {}

    def rank(body: list[int]) -> tuple[bool, bool, int, int]:
        weak = all(_is_weak(statements[n].claim) for n in body)
        return (decisive not in body, weak, -len({origins[n] for n in body}), min(body))

    main = min(bodies, key=rank)
    told_in = [n for n in main if n in told] or main
    first = statements[min(told_in)]
    return {
        n: f"not comparable with {value(first)}, as {says(first)}: {comparison_bar(statements[n], first)}"
        for body in bodies if body is not main for n in body
    }  # fmt: skip


def comparison_bar(a: Statement, b: Statement) -> str | None:
    """Why two statements can't be set beside one another; None where they can.

    One number is foreseen by nobody where another tells it ("all four who were shot should recover"): only what it measures keeps it apart.
    """
    if a.figure is not None and b.figure is not None:
        one = same_value(a, b) or a.claim.polarity != b.claim.polarity
        return measured_apart(a, b) if one else figures_apart(a, b)
    alike = a.claim.kind == b.claim.kind == "intention" and a.claim.position == b.claim.position
    return None if alike else positions_apart(a, b)


def _bodies(numbers: Sequence[int], statements: Sequence[Statement]) -> list[list[int]]:
    """The statements that chains of comparable pairs hold together."""
    bodies: list[list[int]] = []
    for n in numbers:
        near = [b for b in bodies if any(comparison_bar(statements[n], statements[m]) is None for m in b)]
        bodies = [*(b for b in bodies if b not in near), [*(m for b in near for m in b), n]]
    return bodies


def _is_weak(claim: Claim) -> bool:
    """Whether it only foresees what others tell, or turns down a plan."""
    return claim.position == "deny" if claim.kind == "intention" else claim.modality in FORESEEN
