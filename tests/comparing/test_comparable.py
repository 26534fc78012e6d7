"""What can't be set against one another though it stands in one question."""

from dataclasses import replace
from datetime import date

import pytest
from tests.make import report, statement

from rashomon.comparing.comparable import figures_apart, positions_apart, stretch
from rashomon.comparing.statements import Statement
from rashomon.languages.rarity import content_words

LODRIN = ("Lodrin", 10.0, 10.0)


def told(text: str, words: str, *, speaker: str = "the ministry", **figure: object) -> Statement:
    """A statement whose sentence is ``text`` and whose figure's words are ``words``."""
    made = statement(report_id=speaker, day=date(2024, 5, 15), town=LODRIN, best=4)
    start = text.index(words)
    claim = replace(made.claim, evidence=(0, len(text)))
    assert made.figure is not None
    counted = replace(made.figure, span=(start, start + len(words)), words=words, **figure)
    said = {
        "report": report(text, id=speaker),
        "speaker_key": speaker,
        "words": content_words(text),
        "lead": content_words("A convoy reached Lodrin"),
    }
    return replace(made, claim=claim, figure=counted, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("The shelling killed 61 people on Tuesday alone.", "61", 1),
        ("Shells killed 194 people in the last 48 hours.", "194", 2),
        ("Seven hundred died in recent months, and 250 this week.", "Seven hundred", 90),
        ("Seven hundred died in recent months, and 250 this week.", "250", 7),
        ("The raid killed 12 people.", "12", None),
    ],
)
def test_the_time_over_which_a_sentence_counts(text: str, words: str, days: float | None) -> None:
    assert stretch(told(text, words)) == (days if days is None else pytest.approx(days))


def test_a_day_is_not_held_against_months() -> None:
    day = told("Shells killed 61 people on Tuesday alone.", "61")
    months = told("Seven hundred have died in three months.", "Seven hundred", speaker="a monitor")
    assert figures_apart(day, months) is not None
    assert figures_apart(day, told("Shells killed 14 people on Tuesday.", "14", speaker="a monitor")) is None


def test_what_is_foreseen_is_not_held_against_what_is_told() -> None:
    fact = told("Shells killed 61 people.", "61")
    feared = told("Shells could kill 900 people.", "900", speaker="aid groups")
    feared = replace(feared, claim=replace(feared.claim, modality="expectation"))
    assert figures_apart(fact, feared) is not None
    assert figures_apart(feared, replace(feared, claim=replace(feared.claim, modality="expectation"))) is None


def test_what_is_foreseen_of_other_things_than_harm_is_held_against_what_is_told() -> None:
    told_so = told("The crossing is closed for 30 days.", "30", measure="duration", unit="days")
    foreseen = told("The crossing will be closed for 45 days.", "45", speaker="b", measure="duration", unit="days")
    foreseen = replace(foreseen, claim=replace(foreseen.claim, modality="expectation"))
    assert figures_apart(told_so, foreseen) is None


def test_of_what_has_no_measure_the_noun_must_agree() -> None:
    lorries = told("The convoy had 40 lorries.", "40", measure="other", unit="people", group="lorries")
    drivers = told("The convoy had 52 drivers.", "52", speaker="b", measure="other", unit="people", group="drivers")
    more = told(
        "But the convoy had 52 lorries.", "52", speaker="b", measure="other", unit="people", group="lorries in all"
    )
    assert figures_apart(lorries, drivers) is not None
    assert figures_apart(lorries, more) is None


def test_who_rejects_a_plan_does_not_deny_it() -> None:
    base = told("The Orla army will leave.", "leave")
    meant = replace(base.claim, kind="intention", actor="the Orla army", position="affirm", modality="intention")
    army = replace(base, claim=meant, speaker=replace(base.speaker, name="the Orla army"))
    denied = replace(meant, position="deny", polarity="denied")
    critic = replace(base, claim=denied, speaker=replace(base.speaker, name="a senator"), speaker_key="a senator")
    officer = replace(base, claim=denied, speaker=replace(base.speaker, name="an Orla officer"), speaker_key="officer")
    assert positions_apart(army, critic) is not None
    assert positions_apart(army, officer) is None
