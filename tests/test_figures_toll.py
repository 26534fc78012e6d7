import pytest

from rashomon.figures import read_figures
from rashomon.figures.toll import Toll, candidates, gather, main_toll, signs
from rashomon.languages.measures import load_measures
from rashomon.languages.tolls import load_tolls
from rashomon.parsing import SpacyParser
from tests.make import clauses_of

PARSER = SpacyParser()


def _toll(text: str, title: str = "") -> Toll:
    whole = f"{title}\n\n{text}" if title else text
    clauses = clauses_of(whole, PARSER, body_start=len(title) + 2 if title else 0)
    parse, figures = clauses.parse, read_figures(clauses, load_measures())
    return main_toll(parse, figures, load_measures(), load_tolls(), body_start=len(title) + 2 if title else 0)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Two people were killed and five others were wounded in a shooting in Lodrin on Monday.", 2, 5),
        ("A man was shot in the leg outside a bar in Halvek. He was taken to a hospital.", 0, 1),
        ("A woman was shot and killed in her home in Dorn, police said. She was 34.", 1, 0),
        ("Ana Tolu, 24, was pronounced dead at the scene. Police say Tolu was shot twice.", 1, 0),
        ("The vote was put off. The council of Lodrin will meet again in May.", 0, 0),
    ],
)  # fmt: skip
def test_the_toll_of_a_short_report(text: str, killed: int, injured: int) -> None:
    toll = _toll(text)
    if (killed, injured) != (0, 0):
        assert (toll.killed, toll.injured) == (killed, injured)
    else:  # nothing is said: whatever the weights make of it is marked as said nowhere
        assert (toll.killed, toll.killed_rule) == (0, "not said")


def test_shot_less_killed_is_injured_and_marked_as_derived() -> None:
    toll = _toll("Six people were shot, two of them fatally, outside a club in Lodrin, police said.")
    assert toll == Toll(2, 4, "said", "hit less killed")


def test_a_headline_and_a_body_say_one_thing_once() -> None:
    toll = _toll(
        "Three men were shot dead and four women were wounded in the port of Dorn, officers said.",
        title="3 dead, 4 wounded in Dorn shooting",
    )
    assert (toll.killed, toll.injured) == (3, 4)


def test_candidates_come_from_the_text_and_signs_from_the_pair() -> None:
    text = "Six people were shot, two of them fatally. In all of last year 40 people were killed in Lodrin."
    clauses = clauses_of(text, PARSER)
    evidence = gather(
        clauses.parse, read_figures(clauses, load_measures()), load_measures(), load_tolls(), body_start=0
    )
    pairs = candidates(evidence)
    assert (2, 4) in pairs
    assert all(killed != 40 for killed, _ in pairs)  # counted over a year: not of this event
    assert pairs == sorted(set(pairs))
    assert signs(evidence, 2, 4)["lead: casualties is the most said"] == 1.0
    assert "lead: casualties is the most said" not in signs(evidence, 2, 3)
