"""Tables → dataclasses: what a table may hold is what its dataclass says, and what is wrong is one line."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from rashomon.errors import LexiconError
from rashomon.tables import read_table


@dataclass(frozen=True, kw_only=True)
class Ship:
    flag: Literal["red", "blue"]
    crew: int
    masts: tuple[float, ...] = ()
    names: frozenset[str] = frozenset()
    sunk: bool = False
    berth: tuple[float, float, *tuple[str, ...]] | None = None


@dataclass(frozen=True, kw_only=True)
class Harbour:
    ship: Mapping[str, Ship]
    pilot: tuple[Ship, ...] = ()


def _read(folder: Path, text: str) -> Harbour:
    path = folder / "ships.toml"
    path.write_text(text, encoding="utf-8")
    return read_table(path, Harbour)


def test_a_table_becomes_its_dataclass(tmp_path):
    text = '[ship.gull]\nflag = "red"\ncrew = 3\nmasts = [1, 2.5]\nnames = ["Gull"]\nsunk = true\nberth = [1, 2, "North quay", "Old quay"]\n'
    told = _read(tmp_path, text).ship["gull"]
    assert told == Ship(
        flag="red",
        crew=3,
        masts=(1.0, 2.5),
        names=frozenset({"Gull"}),
        sunk=True,
        berth=(1.0, 2.0, "North quay", "Old quay"),
    )
    assert [type(m) for m in told.masts] == [float, float]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('[ship.gull]\nflag = "rde"\ncrew = 3', "[ship.gull] flag: 'rde' is none of red, blue"),
        ('[ship.gull]\nflag = 3\ncrew = 3', "[ship.gull] flag: 3 is none of red, blue"),
        ('[ship.gull]\nflga = "red"\ncrew = 3', "[ship.gull]: there is no 'flga' here; do you mean 'flag'?"),
        ('[ship.gull]\nxyz = 3', "[ship.gull]: there is no 'xyz' here; there are berth, crew, flag, masts, names, sunk"),
        ('[ship.gull]\nflag = "red"', "[ship.gull]: crew is missing"),
        ('[ship.gull]\nflag = "red"\ncrew = "three"', "[ship.gull] crew: 'three' is no whole number"),
        ('[ship.gull]\nflag = "red"\ncrew = true', "[ship.gull] crew: True is no whole number"),
        ('[ship.gull]\nflag = "red"\ncrew = 3\nsunk = 1', "[ship.gull] sunk: 1 is no true or false"),
        ('[ship.gull]\nflag = "red"\ncrew = 3\nnames = "Gull"', "[ship.gull] names: 'Gull' is no list"),
        ('[ship.gull]\nflag = "red"\ncrew = 3\nnames = ["Gull", " Tern"]', "[ship.gull] names: ' Tern' is no word"),
        ('[ship.gull]\nflag = "red"\ncrew = 3\nmasts = ["high"]', "[ship.gull] masts: 'high' is no number"),
        ('[ship.gull]\nflag = "red"\ncrew = 3\nberth = [1]', "[ship.gull] berth: [1] is no list of 2"),
        ('[ship.gull]\nflag = "red"\ncrew = 3\nberth = [1, 2, 3]', "[ship.gull] berth: 3 is no word"),
        ("[ship]\ngull = 3", "[ship] gull: 3 is no table"),
        ("ship = 3", "ship: 3 is no table"),
        ("[sihp]", "there is no 'sihp' here; do you mean 'ship'?"),
        ("", "ship is missing"),
        ('[ship]\n[[pilot]]\nflag = "red"\ncrew = 1\n[[pilot]]\nflag = "red"\ncrew = 1.5', "[pilot.2] crew: 1.5 is no whole number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line_that_names_it(tmp_path, text, wrong):
    with pytest.raises(LexiconError) as told:
        _read(tmp_path, text)
    assert str(told.value) == f"{tmp_path.name}/ships.toml: {wrong}"


@pytest.mark.parametrize("text", ["[ship", "[ship]\n[ship]"])
def test_what_is_no_toml_is_told_with_its_line(tmp_path, text):
    with pytest.raises(LexiconError, match=r"/ships.toml cannot be read: .*\(at ") as told:
        _read(tmp_path, text)
    assert "\n" not in str(told.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(LexiconError, match=r"/none.toml cannot be read"):
        read_table(tmp_path / "none.toml", Harbour)
