"""Tables and lists: which cells stand together, and that each number is told of the place of its own row."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.layout import find_grids
from rashomon.pipeline import analyse, compare
from tests.make import report

TABLE = "| District | Killed | Injured |\n|---|---|---|\n| Lodrin | 8 | 24 |\n| Halvek | 14 | - |"


def words(text: str) -> list[tuple[list[str], list[list[str]]]]:
    return [
        ([text[a:b] for a, b in grid.head], [[text[a:b] for a, b in row] for row in grid.rows])
        for grid in find_grids(text)
    ]


def test_a_table_has_a_head_and_rows_and_no_rule() -> None:
    assert words(TABLE) == [(["District", "Killed", "Injured"], [["Lodrin", "8", "24"], ["Halvek", "14", "-"]])]


@pytest.mark.parametrize("separator", ["\t", " | ", "    "])
def test_the_separator_makes_no_difference(separator: str) -> None:
    lines = ["District", "Killed"], ["Lodrin", "8"], ["Halvek", "14"]
    text = "\n".join(separator.join(line) for line in lines)
    assert words(text) == [(["District", "Killed"], [["Lodrin", "8"], ["Halvek", "14"]])]


def test_a_list_is_a_table_with_one_head() -> None:
    expected = [(["Deaths by town"], [["Lodrin", "1,200"], ["Halvek", "9"]])]
    assert words("Deaths by town: Lodrin 1,200, Halvek 9, the clinic said.") == expected
    assert words("Deaths by town: Lodrin (1,200) and Halvek (9).") == expected
    assert words("Deaths by town:\n- Lodrin: 1,200\n- Halvek: 9\n\nNo more is known.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police said: the two men, 24 and 31, were held.",
        "Twelve killed in Lodrin | Orla News\nThe raid killed 12.",
        "Home | News | Sport\nLodrin | Halvek | Dorn",
        "It was 12:30.  Nobody came.",
    ],
)
def test_prose_has_no_grids(text: str) -> None:
    assert find_grids(text) == ()


@given(st.text(alphabet="ab1|\t:- \n,().", max_size=60))
def test_cells_lie_in_the_text_in_order_and_apart(text: str) -> None:
    for grid in find_grids(text):
        cells = [cell for row in grid.rows for cell in row]
        assert cells == sorted(cells)
        assert all(0 <= a <= b <= len(text) for a, b in (*grid.head, *cells))
        assert all(one[1] <= other[0] for row in grid.rows for one, other in pairwise(row))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TABLE, [("8", "killed", "Lodrin"), ("24", "injured", "Lodrin"), ("14", "killed", "Halvek")]),
        (
            "Deaths by district: Lodrin 8, Halvek 14 and Senn 3, the clinic said.",
            [("8", "killed", "Lodrin"), ("14", "killed", "Halvek"), ("3", "killed", "Senn")],
        ),
        (
            "Casualties by town:\n- Lodrin: 8 killed, 24 injured\n- Halvek: 14 killed",
            [("8", "killed", "Lodrin"), ("24", "injured", "Lodrin"), ("14", "killed", "Halvek")],
        ),
        ("Killed in Lodrin: 8. Killed in Halvek: 14.", [("8", "killed", "Lodrin"), ("14", "killed", "Halvek")]),
        ("Deaths: 8 in Lodrin, nine in Halvek.", [("8", "killed", "Lodrin"), ("nine", "killed", "Halvek")]),
        ("Injuries by sex: women 8, men 14.", [("8", "injured", None), ("14", "injured", None)]),
        ("| Side | Killed |\n|---|---|\n| Army | 8 |\n| Rebels | 14 |", [("8", "killed", None), ("14", "killed", None)]),
        ("| Town | Killed |\n|---|---|\n| Lodrin | 8 |\n| Total | 8 |", [("8", "killed", "Lodrin"), ("8", "killed", None)]),
    ],
)  # fmt: skip
def test_each_number_has_the_place_of_its_row(text, expected, models):
    found = analyse(report(text), models)
    names = {place.id: place.name for place in found.places}
    assert [(f.words, f.measure, names.get(f.place or "")) for f in found.figures] == expected


def test_each_row_of_a_table_asks_its_own_question(models):
    asked = compare([analyse(report(TABLE), models)], models)
    assert {(q.measure, q.place and q.place.name, q.best or q.low) for q in asked} == {
        ("killed", "Lodrin", 8), ("injured", "Lodrin", 24), ("killed", "Halvek", 14),
    }  # fmt: skip
