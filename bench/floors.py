"""Scores against floors: what fell, and what the floors become. Pure, and tested by hand-computed cases.

A score may lie below its floor by what one item of its set weighs, and no more: one may tip over where nothing got worse, two are a loss.
``items.json`` says in the form of ``floors.json`` how many items each score is of: a share is of what it is a share of, an F1 of half of
gold and found together (one hit less takes 2 / (gold + found)), grouping of the accounts that are grouped; where the score is itself a
number of items, the weight is 1. The table was counted in one run of all scorers; who moves a floor far counts anew.
"""

from collections.abc import Mapping

ROUNDING = 0.0001  # floors and scores have four digits each
Scores = Mapping[str, Mapping[str, float]]


def regressions(floors: Scores, found: Scores, items: Scores) -> list[str]:
    """One line for each score that lies more than an item's weight below its floor, or is missing from a scorer that ran."""
    lost = []
    for name, scores in sorted(found.items()):
        for key, floor in sorted(floors.get(name, {}).items()):
            value, least = scores.get(key), floor - weight(items, name, key) - ROUNDING
            if value is None or value < least:
                lost.append(
                    f"{name} {key}: {'missing' if value is None else f'{value:.4f}'}, "
                    f"floor {floor:.4f}, one item weighs {weight(items, name, key):.4f}"
                )
    return lost


def weight(items: Scores, name: str, key: str) -> float:
    """What one item weighs in a score; nothing where nobody has said how many there are.

    >>> weight({"places": {"f1": 250}}, "places", "f1")
    0.004
    """
    many = items.get(name, {}).get(key)
    return 1 / many if many else 0.0


def updated(floors: Scores, found: Scores, *, lower: bool = False) -> dict[str, dict[str, float]]:
    """The floors raised to what was found; lowered only where ``lower`` says so."""
    new = {name: dict(scores) for name, scores in floors.items()}
    for name, scores in found.items():
        mine = new.setdefault(name, {})
        for key, value in scores.items():
            mine[key] = value if lower else max(value, mine.get(key, value))
    return new
