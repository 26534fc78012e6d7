"""Vetoes: each is documented, says a reason, and lets its neighbour through; the reason can be asked for."""

import json

import pytest
from make import report

from rashomon.claims import retorts, vetoes
from rashomon.cli import main
from rashomon.figures import singular, uncounted
from rashomon.figures import vetoes as counting
from rashomon.pipeline import analyse, load_models
from rashomon.vetoing import meaning, refusal

ROWS = [
    value
    for module in (vetoes, retorts, uncounted, counting, singular)
    for value in vars(module).values()
    if isinstance(value, tuple) and value and all(map(callable, value))
]
CASES = [  # text, the words that make no claim, a word of the reason; None where they make one
    ("The army said the rebels tried to capture the town of Halvek.", "capture", "only tried"),
    ("The army said the rebels were close to capturing the town of Halvek.", "capturing", "only possible"),
    ("The army said that the rebels hoped to capture the town of Halvek.", "capture", "only wished"),
    ("The army said the rebels captured the town of Halvek.", "captured", None),
]
NUMBERS = [  # text, the words of a number, the veto that keeps it from counting; None where it counts
    ("On 12 May the army said nine people died.", "12", "date"),
    ("The army said at 5 p.m. that nine people died.", "5", "clock_time"),
    ("The army said nine people died on the 4 th floor.", "4", "ordinal"),
    ("The army said that in 2019 nine people died.", "2019", "year"),
    ("The shop opens at 9 every morning.", "9", "time_or_rank"),
    ("Lodrin beat Halvek 3-1 on Monday.", "3", "joined"),
    ("Nurses called 555-0199 on Monday.", "0199", "joined"),
    ("Flight 212 came down near Halvek.", "212", "label"),
    ("The army said 212 people fled Halvek.", "212", None),
    ("The army said the house at 400 North Main Street burned.", "400", "address"),
    ("Police found a 38 calibre pistol in Halvek.", "38", "calibre"),
    ("The Ford F 150 burned.", "150", "part_of_name"),
    ("Image 1 of 8 shows soldiers in Halvek.", "8", "picture"),
    ("The council passed resolutions 12 and 13 on Monday.", "13", "labels_joined"),
    ("Task Force 50 took Halvek, the army said.", "50", "behind_name"),
    ("The army said that who is hurt should call 911.", "911", "telephone"),
    ("The army said 911 people were hurt.", "911", None),
    ("Orla Denn, 54, said nine people died.", "54", "age"),
    ("Orla Denn said 54 died.", "54", None),
    ("Two months ago nine people died, the army said.", "Two", "ago"),
    ("The quake measured 7 on the Richter scale.", "7", "magnitude"),
    ("One day the bridge will be rebuilt.", "One", "pronoun"),
    ("The army said three times as many people died in Halvek.", "three", "compared"),
    ("No one knows the way, the army said.", "No one", "nobody_counted"),
    ("No one was hurt, the army said.", "No one", None),
    ("One diplomat said the talks were over.", "One", "someone"),
    ("One soldier was killed, the army said.", "One", None),
    ("The number of people killed rose by five to 31.", "five", "change"),
    ("The answer is seven, the army said.", "seven", "of_nothing"),
    ("| Town | Case | Killed |\n|---|---|---|\n| Orla | 71 | 8 |\n| Dorn | 72 | 14 |", "71", "unlabelled"),
    ("Rebels prevented nurses from killing 15 civilians.", "15", "unreal"),
    ("Rebels killed 15 civilians.", "15", None),
    ("There was no information that 26 people were killed.", "no information", "told_of"),
    ("A soldier lives in Halvek.", "A soldier", "befell_nobody"),
    ("A soldier was killed in Halvek.", "A soldier", None),
    ("The number of people killed rose from 12 to 15, the army said.", "12", "superseded"),
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


@pytest.mark.parametrize(("text", "words", "veto"), NUMBERS)
def test_why_a_number_counts_nothing(text: str, words: str, veto: str | None) -> None:
    told = analyse(report(text), load_models()).unclaimed
    assert [u.veto for u in told if u.kind == "figure" and u.words == words] == ([] if veto is None else [veto])


def test_every_veto_on_numbers_has_a_case() -> None:
    rows = (
        uncounted.NUMBERS,
        uncounted.ONES,
        counting.COUNTS,
        counting.MEASURES,
        singular.NAMED,
        singular.MENTIONS,
        vetoes.FIGURES,
    )
    assert {veto.__name__ for row in rows for veto in row} <= {veto for _, _, veto in NUMBERS}


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
