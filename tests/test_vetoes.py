"""Vetoes: each is documented, says a reason, and lets its neighbour through; the reason can be asked for."""

import json

import pytest
from make import report

from rashomon.claims import vetoes
from rashomon.cli import main
from rashomon.pipeline import analyse, load_models
from rashomon.vetoing import meaning, refusal

ROWS = [value for value in vars(vetoes).values() if isinstance(value, tuple) and value and all(map(callable, value))]
CASES = [  # text, the words that make no claim, a word of the reason; None where they make one
    ("The army said the rebels tried to capture the town of Halvek.", "capture", "only tried"),
    ("The army said the rebels were close to capturing the town of Halvek.", "capturing", "only possible"),
    ("The army said that the rebels hoped to capture the town of Halvek.", "capture", "only wished"),
    ("The army said the rebels captured the town of Halvek.", "captured", None),
]


def test_every_veto_says_what_it_means() -> None:
    assert ROWS
    for row in ROWS:
        assert all(meaning(veto) for veto in row)
        names = [veto.__name__ for veto in row]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(("text", "word", "reason"), CASES)
def test_the_reason_is_kept(text: str, word: str, reason: str | None) -> None:
    told = [u for u in analyse(report(text), load_models()).unclaimed if u.words == word and u.kind == "occurrence"]
    if reason is None:
        assert told == []
        return
    assert [reason in u.reason for u in told] == [True]
    assert text[slice(*told[0].span)] == word


def test_the_first_that_speaks_is_the_reason() -> None:
    def never(candidate: int) -> str | None:
        """It never speaks."""
        return None

    def always(candidate: int) -> str | None:
        """It always speaks."""
        return f"because of {candidate}"

    assert refusal(3, (never, always)) == ("always", "because of 3")
    assert refusal(3, (never,)) is None


def test_it_can_be_asked_for(tmp_path, capsys) -> None:
    row = {"id": "r1", "publisher": "A", "published": "2024-05-15", "text": CASES[0][0]}
    (tmp_path / "r.jsonl").write_text(json.dumps(row), encoding="utf-8")
    store = ["--store", str(tmp_path / "s.db")]
    for command in (["read", str(tmp_path / "r.jsonl")], ["why", "r1", "--not", "--format", "json"]):
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([*store, *command])
        assert ended.value.code == 0
    told = json.loads(capsys.readouterr().out)
    assert {"capture"} <= {u["words"] for u in told}
    assert all(u["reason"] for u in told)
