"""Scores against floors: what fell, and what the floors become. Pure, and tested by hand-computed cases."""

from collections.abc import Mapping

EPSILON = 0.005  # one flipped figure of field-dev moves a score by 0.004
Scores = Mapping[str, Mapping[str, float]]


def regressions(floors: Scores, found: Scores) -> list[str]:
    """One line for each score that lies more than ``EPSILON`` below its floor, or is missing from a scorer that ran."""
    lost = []
    for name, scores in sorted(found.items()):
        for key, floor in sorted(floors.get(name, {}).items()):
            value = scores.get(key)
            if value is None or value < floor - EPSILON:
                lost.append(f"{name} {key}: {'missing' if value is None else f'{value:.4f}'}, floor {floor:.4f}")
    return lost


def updated(floors: Scores, found: Scores, *, lower: bool = False) -> dict[str, dict[str, float]]:
    """The floors raised to what was found; lowered only where ``lower`` says so."""
    new = {name: dict(scores) for name, scores in floors.items()}
    for name, scores in found.items():
        mine = new.setdefault(name, {})
        for key, value in scores.items():
            mine[key] = value if lower else max(value, mine.get(key, value))
    return new
