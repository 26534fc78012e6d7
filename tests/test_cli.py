"""The command line as a user meets it: output, exit codes, one clear line for what is wrong."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rashomon.cli import main

STORY = "Twelve people were killed in Halvek on Monday, the army said.\n\nThe Tarvos Liberation Front put the number of people killed in Halvek at 30."


def _run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--store", str(folder / "s.db"), *words])


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_read_questions_show_and_verify(tmp_path: Path, story: Path) -> None:
    first = _run(tmp_path, "read", str(story), "--published", "2024-05-15", "--format", "table")
    assert first.exit_code == 0, first.output
    assert "disputed" in first.output
    assert "1 new" in first.stderr
    again = _run(tmp_path, "read", str(story), "--published", "2024-05-15")
    assert "nothing changed" in again.stderr
    found = json.loads(_run(tmp_path, "questions", "--status", "disputed", "--format", "json").stdout)
    assert [(q["low"], q["high"]) for q in found] == [(12, 30)]
    shown = _run(tmp_path, "show", found[0]["id"], "--format", "table").stdout
    assert "Tarvos Liberation Front put the number" in " ".join(shown.split())
    by_digits = _run(tmp_path, "show", found[0]["id"].removeprefix("question-")[:8], "--format", "table").stdout
    assert by_digits == shown
    assert "Twelve people were killed" in _run(tmp_path, "show", str(story), "--format", "table").stdout
    rows = list(csv.DictReader(io.StringIO(_run(tmp_path, "questions", "--format", "csv").stdout)))
    assert any(row["low"] == "12" and row["high"] == "30" for row in rows)
    assert "every span equals its words" in _run(tmp_path, "verify").stdout


def test_a_board_under_a_policy_and_from_a_moment(tmp_path: Path, story: Path) -> None:
    _run(tmp_path, "read", str(story), "--published", "2024-05-15", "--format", "table")
    disputed = ("questions", "--status", "disputed", "--format", "json")
    ucdp = json.loads(_run(tmp_path, *disputed, "--policy", "ucdp").stdout)
    assert [(q["policy"], q["low"], q["best"], q["high"]) for q in ucdp] == [("ucdp", 12, 12, 30)]
    assert json.loads(_run(tmp_path, *disputed, "--as-of", "2024-05-14").stdout) == []
    assert len(json.loads(_run(tmp_path, *disputed, "--as-of", "2024-05-15").stdout)) == 1
    assert len(json.loads(_run(tmp_path, *disputed, "--since", "2024-05-15").stdout)) == 1
    assert json.loads(_run(tmp_path, *disputed, "--since", "2024-05-16").stdout) == []


def test_tables_fit_eighty_columns(tmp_path: Path) -> None:
    result = _run(tmp_path, "demo")
    assert result.exit_code == 0, result.output
    assert max(len(line) for line in result.stdout.splitlines()) <= 80
    assert "not analysed" in result.stderr


def test_what_cannot_be_read_is_named_and_the_rest_is_done(tmp_path: Path, story: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = _run(tmp_path, "read", str(tmp_path / "empty.txt"), str(story))
    assert result.exit_code == 1
    assert "empty.txt: is empty" in result.stderr
    assert len(json.loads(result.stdout)) >= 1
    assert _run(tmp_path, "extract", str(tmp_path / "none.txt")).exit_code == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["read", "x.txt", "--published", "soon"], "no date"),
        (["questions"], "no store"),
        (["--store", "/nonexistent/folder/s.db", "read", "x.txt"], "unable to open"),
        (["--store", "postgresql://x", "read", "x.txt"], "no store that can be opened"),
        (["show"], "Missing argument"),
        (["unknown"], "No such command"),
    ],
)
def test_wrong_use_is_exit_code_two_and_one_line(tmp_path: Path, words: list[str], told: str) -> None:
    result = _run(tmp_path, *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_extract_writes_one_object_a_line(tmp_path: Path, story: Path) -> None:
    lines = _run(tmp_path, "extract", str(story), str(story)).stdout.splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0])["text"] == STORY
    assert not (tmp_path / "s.db").exists()


def test_every_command_has_help_with_a_first_sentence() -> None:
    for name in main.commands:
        result = CliRunner().invoke(main, [name, "--help"])
        assert result.exit_code == 0
        assert main.commands[name].help


def test_schema_and_doctor(tmp_path: Path) -> None:
    assert set(json.loads(_run(tmp_path, "schema").stdout)) == {"extract", "questions"}
    told = _run(tmp_path, "doctor").stdout
    assert "CC BY 4.0" in told
    assert "works" in told


def test_a_full_disk_is_one_clear_line(tmp_path: Path, story: Path) -> None:
    mounted = tmp_path / "small"
    mounted.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=80k", "tmpfs", str(mounted)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small tmpfs can't be mounted here: the full disk is tested in the store's tests only")
    try:
        result = _run(mounted, "read", str(story))
        assert result.exit_code == 2
        assert "full" in result.stderr
        assert "Traceback" not in result.output
    finally:
        subprocess.run(["umount", "--lazy", str(mounted)], check=True)


def test_why_gives_the_reasons_and_a_sentence(tmp_path: Path, story: Path) -> None:
    _run(tmp_path, "read", str(story), "--published", "2024-05-15", "--format", "table")
    found = json.loads(_run(tmp_path, "questions", "--status", "disputed", "--format", "json").stdout)[0]
    told = json.loads(_run(tmp_path, "why", found["id"], "--policy", "ucdp", "--format", "json").stdout)
    assert told["trace"][0] == "ucdp 4"
    assert told["ties"]
    assert all(tie["reasons"] for tie in told["ties"])
    assert "according to Tarvos Liberation Front" in told["sentence"]
    claim = told["accounts"][0]["claim"]
    of_one = json.loads(_run(tmp_path, "why", found["id"], claim, "--format", "json").stdout)
    assert [a["claim"] for a in of_one["accounts"]] == [claim]
    assert {tie["claim"] for tie in of_one["ties"]} == {claim}
    page = _run(tmp_path, "why", found["id"].removeprefix("question-")[:8], "--format", "table").stdout
    assert "Why they answer one question" in page
    assert "To quote" in page
    assert all(len(line) <= 80 for line in page.splitlines())
    assert _run(tmp_path, "why", found["id"], "claim-ffffffffffff").exit_code == 2


def test_who_is_silent(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("The army said that Torvan bombed the market in Halvek on Monday.", encoding="utf-8")
    _run(tmp_path, "read", str(path), "--published", "2024-05-15", "--format", "table")
    rows = json.loads(_run(tmp_path, "questions", "--silent", "--format", "json").stdout)
    assert [row["accused"] for row in rows] == [["Torvan"]]
    assert "Torvan" in _run(tmp_path, "questions", "--silent", "--format", "table").stdout
    table = list(csv.DictReader(io.StringIO(_run(tmp_path, "questions", "--silent", "--format", "csv").stdout)))
    assert [(row["question_id"], row["party"], row["why"]) for row in table] == [
        (rows[0]["question"], "Torvan", "accused"),
    ]  # fmt: skip


@pytest.mark.parametrize("option", ["--as-of", "--since"])
def test_a_moment_that_is_no_date_is_one_clear_line(tmp_path: Path, story: Path, option: str) -> None:
    _run(tmp_path, "read", str(story), "--published", "2024-05-15", "--format", "table")
    result = _run(tmp_path, "questions", option, "yesterday")
    assert result.exit_code == 2
    assert result.stderr == f"Error: {option} 'yesterday' is no date; write it as 2024-05-13\n"


def _registry(folder: Path, words: str) -> Path:
    path = folder / "actors.toml"
    path.write_text(words, encoding="utf-8")
    return path


SAID = "Lodrin Wardens said 12 people were killed in Halvek on Monday."


@pytest.mark.parametrize("by", ["option", "variable"])
def test_a_registry_of_ones_own_tells_a_kind_and_a_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    own = _registry(
        tmp_path, '[[actor]]\nkind = "monitor"\nparty = "Varenian Wardens"\nnames = ["Lodrin Wardens", "LW"]\n'
    )
    story = tmp_path / "story.txt"
    story.write_text(SAID, encoding="utf-8")
    monkeypatch.setenv("RASHOMON_ACTORS", str(own) if by == "variable" else "")
    given = ["--actors", str(own)] if by == "option" else []
    found = json.loads(_run(tmp_path, *given, "extract", str(story)).stdout)
    assert [(s["kind"], s["party"]) for s in found["speakers"] if s["name"] == "Lodrin Wardens"] == [
        ("monitor", "Varenian Wardens")
    ]
    monkeypatch.setenv("RASHOMON_ACTORS", "")
    without = json.loads(_run(tmp_path, "extract", str(story)).stdout)
    assert "monitor" not in {s["kind"] for s in without["speakers"]}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("[[actor]]\nkind = 3", "[actor.1] kind: 3 is none of government, "),
        ('[[actor]]\nkind = "militia"\nnames = ["A B"]', "[actor.1] kind: 'militia' is none of government, "),
        ('[[actors]]\nkind = "ngo"', "there is no 'actors' here; do you mean 'actor'?"),
        ('[[actor]]\nkind = "ngo"\nnames = ["A B", " "]', "[actor.1] names: ' ' is no word"),
        ('[[actor]]\nkind = "ngo"', "[actor.1]: names or each is missing"),
        ('[kinds]\nmedical = "feldsher"', "[kinds] medical: 'feldsher' is no list"),
        ('[[side]]\nparty = ""\nnames = ["A"]', "[side.1] party: '' is no name"),
        ("[[actor]\n", "cannot be read"),
    ],
)
def test_a_bad_registry_is_one_line(tmp_path: Path, story: Path, words: str, told: str) -> None:
    own = _registry(tmp_path, words)
    result = _run(tmp_path, "--actors", str(own), "extract", str(story))
    assert result.exit_code == 2
    assert told in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not result.stdout


def test_a_registry_that_is_not_there_is_one_line(tmp_path: Path, story: Path) -> None:
    result = _run(tmp_path, "--actors", str(tmp_path / "none.toml"), "extract", str(story))
    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (2, 1)
    assert "none.toml" in result.stderr
