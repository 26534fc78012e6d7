"""Figures as they are told: what did not happen counts nobody, who denies a number or a nought denies it, and nobody else."""

import pytest

from rashomon.figures import read_figures
from rashomon.languages.measures import load_measures
from rashomon.parsing import SpacyParser
from tests.make import clauses_of

PARSER = SpacyParser()
CASES = [  # text, words of the figure, measure, reality, polarity
    ("The army said no allied aircraft had attacked the town.", "no", "attacks", "happened", "asserted"),
    ("The army stressed that no aircraft had attacked the village.", "no", "attacks", "happened", "asserted"),
    ("None of the guards was hurt in Lodrin.", "None", "injured", "happened", "asserted"),
    ("The blast killed no one in Lodrin.", "no one", "killed", "happened", "asserted"),
    ("The army denied that no one was killed in Lodrin.", "no one", "killed", "did_not", "denied"),
    ("The 12 gunmen did not kill the guard.", "12", "other", "did_not", "asserted"),
    ("The gunmen did not kill 12 guards.", "12", "killed", "did_not", "denied"),
    ("The gunmen killed 12 guards.", "12", "killed", "happened", "asserted"),
    ("The gunmen tried to kill 12 guards.", "12", "other", "attempted", "asserted"),
    ("It is not true that 12 guards were killed.", "12", "killed", "did_not", "denied"),
    ("The army could not confirm that 12 guards were killed.", "12", "killed", "unknown", "asserted"),
]


@pytest.mark.parametrize(("text", "words", "measure", "reality", "polarity"), CASES)
def test_a_figure_is_as_its_clause_tells_it(text: str, words: str, measure: str, reality: str, polarity: str) -> None:
    found = [f for f in read_figures(clauses_of(text, PARSER), load_measures()) if f.words == words]
    assert [(f.measure, f.reality, f.polarity) for f in found] == [(measure, reality, polarity)]
