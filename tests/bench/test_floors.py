"""The gate: one item may tip over, two may not."""

import json
from pathlib import Path

import bench
import pytest
from bench.attribution_scores import Hits
from bench.floors import regressions, updated, weight

FOLDER = Path(bench.__file__).parent
FLOORS, ITEMS = (json.loads((FOLDER / name).read_text(encoding="utf-8")) for name in ("floors.json", "items.json"))
EVERY = [(name, key) for name, scores in FLOORS.items() for key in scores]


def _lost(floor: float, value: float, many: float) -> bool:
    return bool(regressions({"a": {"b": round(floor, 4)}}, {"a": {"b": round(value, 4)}}, {"a": {"b": many}}))


def test_a_floor_is_kept_and_only_rises() -> None:
    floors, items = {"times": {"f1": 0.9, "value": 0.5}}, {"times": {"f1": 200, "value": 200}}
    found = {"times": {"f1": 0.896, "value": 0.49}}
    assert regressions(floors, found, items) == ["times value: 0.4900, floor 0.5000, one item weighs 0.0050"]
    missing = regressions(floors, {"times": {"f1": 0.95}}, items)
    assert missing == ["times value: missing, floor 0.5000, one item weighs 0.0050"]
    assert regressions(floors, {"places": {"f1": 0.1}}, items) == []
    assert updated(floors, {"times": {"f1": 0.95, "value": 0.4}}) == {"times": {"f1": 0.95, "value": 0.5}}
    assert updated(floors, {"times": {"value": 0.4}}, lower=True) == {"times": {"f1": 0.9, "value": 0.4}}


@pytest.mark.parametrize("many", [3, 14, 24, 88, 185, 1000, 4999])
def test_of_a_share_one_item_may_be_lost_and_two_may_not(many: int) -> None:
    right = many - many // 4
    assert not _lost(right / many, (right - 1) / many, many)
    assert _lost(right / many, (right - 2) / many, many)


@pytest.mark.parametrize(("right", "found", "gold"), [(20, 23, 24), (14, 14, 14), (157, 210, 198), (1700, 2300, 2200)])
def test_of_an_f1_one_hit_may_be_lost_and_two_may_not(right: int, found: int, gold: int) -> None:
    floor, many = Hits(right, found, right, gold).rates()[2], (found + gold) / 2
    wrong = [Hits(right - n, found, right - n, gold).rates()[2] for n in (1, 2)]
    gone = [Hits(right - n, found - n, right - n, gold).rates()[2] for n in (1, 2)]
    for one, two in (wrong, gone):
        assert not _lost(floor, one, many)
        assert _lost(floor, two, many)


def test_what_nobody_counted_may_not_fall() -> None:
    assert weight({}, "a", "b") == 0.0
    assert regressions({"a": {"b": 0.9}}, {"a": {"b": 0.89}}, {}) != []


@pytest.mark.parametrize(("name", "key"), EVERY)
def test_every_floor_has_its_items(name: str, key: str) -> None:
    many, floor = ITEMS[name][key], FLOORS[name][key]
    found = {name: {key: floor}}
    assert regressions(FLOORS, {name: {**FLOORS[name], **found[name]}}, ITEMS) == []
    for lost, red in ((1, False), (2, True)):
        scores = {**FLOORS[name], key: floor - lost / many}
        assert bool(regressions(FLOORS, {name: scores}, ITEMS)) is red


def test_no_items_are_of_a_floor_that_is_gone() -> None:
    assert {(name, key) for name, counts in ITEMS.items() for key in counts} == set(EVERY)
