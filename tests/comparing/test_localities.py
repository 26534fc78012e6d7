"""Names of places that are on no map, across the reports of a situation."""

import pytest
from make import report

from rashomon.comparing import Comparison, group_questions
from rashomon.comparing.localities import Localities
from rashomon.comparing.statements import read_statements
from rashomon.pipeline import Models, analyse, compare
from rashomon.records import Analysis

# "Leiden" is a town in the Netherlands, which none of these reports names.
OFF_MAP = (
    ("a", "2031-03-04", "A rocket killed nine people in the town of Leiden on Monday, the Torvanian army said. The road to the town of Qelmar was cut, and a bridge in Ostrelk fell."),
    ("b", "2031-03-04", "Shelling in Leiden killed 15 people on Monday, a hospital director said. Two people were wounded in the village of Ostrelk and in the town of Qelmar."),
    ("c", "2031-03-05", "People left Brusk camp for the town of Qelmar. Some 4,000 people are in Brusk camp, an aid group said."),
)  # fmt: skip
ON_MAP = (
    ("a", "2031-03-04", "A rocket killed nine people in Kharkiv on Monday, the Ukrainian army said. The road to Poltava was cut."),
    ("b", "2031-03-04", "Shelling in Kharkiv killed 15 people on Monday. Two people were wounded in Ostrelk."),
)  # fmt: skip


def analyses(texts: tuple[tuple[str, str, str], ...], models: Models) -> list[Analysis]:
    return [
        analyse(report(text, id=name, published=day, publisher=f"paper {name}"), models) for name, day, text in texts
    ]


def test_where_most_names_are_on_no_map_a_namesake_elsewhere_is_not_meant(models: Models) -> None:
    kept = analyses(OFF_MAP, models)
    assert any(p.lat is not None for a in kept for p in a.places), "the case needs a name that the gazetteer holds"
    assert Localities(kept).off_map
    told = [s for s in read_statements(kept, models.groups) if s.place is not None]
    assert told
    assert all(s.place is not None and s.place.lat is None for s in told)


def test_tolls_of_one_unknown_town_stand_together(models: Models) -> None:
    questions = compare(analyses(OFF_MAP, models), models)
    tolls = next(q for q in questions if q.measure == "killed")
    assert {a.best for a in tolls.accounts} == {9, 15}
    assert tolls.status == "disputed"
    assert tolls.place is not None
    assert tolls.place.name == "Leiden"


def test_a_camp_is_a_place_and_a_state_is_one_by_its_people(models: Models) -> None:
    kept = analyses(OFF_MAP, models)
    here = Localities(kept)
    camp = next(a for a in kept if a.report.id == "c")
    assert "Brusk" in {place.name for _, place in here.named_in(camp, (0, len(camp.report.text)))}
    assert here.states == {}  # its people are named, the state itself is not
    more = [*kept, analyse(report("Torvania has closed its border.", id="d"), models)]
    assert Localities(more).states == {"torvania": "torvania", "torvanian": "torvania"}


def test_where_most_names_are_known_nothing_is_changed(models: Models) -> None:
    kept = analyses(ON_MAP, models)
    here = Localities(kept)
    assert not here.off_map
    for analysis in kept:
        for place in analysis.places:
            assert here.settle(place, analysis.report.text[slice(*place.span)]) is place


@pytest.mark.parametrize("words", ["The government in Qelmar", "Qelmar-backed fighters", "the Qelmar Courier"])
def test_a_name_that_says_who_speaks_is_not_where_it_was(words: str, models: Models) -> None:
    kept = analyses((*OFF_MAP, ("d", "2031-03-05", f"{words} told of 30 dead.")), models)
    last = kept[-1]
    assert Localities(kept).named_in(last, (0, len(last.report.text))) == []


def test_whichever_report_comes_last_the_questions_are_those_of_all(models: Models) -> None:
    kept = analyses(OFF_MAP, models)
    whole = group_questions(kept, frames=models.frames, groups=models.groups)
    for last in kept:
        comparison = Comparison(frames=models.frames, groups=models.groups, actors=models.actors)
        for analysis in (*(a for a in kept if a is not last), last):
            comparison.put(analysis)
            comparison.changes()
        assert comparison.questions() == whole
