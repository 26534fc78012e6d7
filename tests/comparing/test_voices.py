"""Speakers of several reports → who is one actor, and why; all of it invented."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import report

from rashomon.comparing.identities import JOIN, SIGNALS, Told, judge_voices, read_voice
from rashomon.comparing.voices import Voices
from rashomon.records import Analysis, Speaker
from rashomon.world.actors import load_actors

NOTHING = Told()
OBSERVATORY = "Varenian Observatory for Human Rights"


def _speaker(name, kind, party=None, *, named=True, aliases=(), mentions=()):
    return Speaker(id="s1", name=name, kind=kind, party=party, named=named, mentions=mentions, aliases=aliases)


def _report(n, *speakers, text="The road is shut."):
    return Analysis(report=report(text, id=f"r{n}"), speakers=speakers)


def _keys(*analyses):
    voices = Voices(analyses)
    return {s.name: voices.identity(s, a.speakers).key for a in analyses for s in a.speakers}


def _reason(name, *analyses):
    voices = Voices(analyses)
    return next(voices.identity(s, a.speakers).reason for a in analyses for s in a.speakers if s.name == name)


def test_a_definition_in_one_report_holds_for_all():
    reports = (
        _report(1, _speaker("VOHR", "other")),
        _report(2, _speaker(OBSERVATORY, "monitor", OBSERVATORY, aliases=("VOHR",))),
        _report(3, _speaker("Observatory", "monitor")),
        _report(4, _speaker("a monitoring group", "monitor", named=False)),
        _report(5, _speaker("Lena Osk", "monitor", OBSERVATORY)),
    )
    assert set(_keys(*reports).values()) == {"varenian observatory for human rights"}
    assert _reason("VOHR", *reports) == f"r2 gives VOHR as the short form of {OBSERVATORY}"
    assert _reason("Observatory", *reports) == f"Observatory is short for {OBSERVATORY}"
    assert _reason("Lena Osk", *reports) == f"Lena Osk: a voice of {OBSERVATORY}"
    assert _reason("a monitoring group", *reports) == "the only monitor that the situation names"
    assert _reason(OBSERVATORY, *reports) is None


def test_first_letters_of_one_name_of_the_same_kind():
    long = _speaker("Tarvos Democratic Forces", "armed_group", "Tarvos Democratic Forces")
    keys = _keys(_report(1, long), _report(2, _speaker("TDF", "armed_group")))
    assert keys["TDF"] == "tarvos democratic forces"
    apart = _keys(_report(1, long), _report(2, _speaker("TDF", "company")))
    assert apart["TDF"] == "tdf"
    rival = _speaker("Tarvos Defence Front", "armed_group", "Tarvos Defence Front")
    assert _keys(_report(1, long, rival), _report(2, _speaker("TDF", "armed_group")))["TDF"] == "tdf"


def test_a_person_by_surname_full_name_and_office():
    text = "Kenyan President Daniel Otieno spoke."
    named = _speaker("Daniel Otieno", "government", "Kenya", mentions=((0, 30),))
    reports = (
        _report(1, named, text=text),
        _report(2, _speaker("Mr Otieno", "government", "Kenya")),
        _report(3, _speaker("Kenyan president", "government", "Kenya", named=False)),
        _report(4, _speaker("Kenyan vice president", "government", "Kenya", named=False)),
        _report(5, _speaker("French president", "government", "France", named=False)),
    )
    keys = _keys(*reports)
    assert keys["Mr Otieno"] == keys["Kenyan president"] == keys["Daniel Otieno"]
    assert len({keys["Daniel Otieno"], keys["Kenyan vice president"], keys["French president"]}) == 3
    assert _reason("Kenyan president", *reports) == "r1 calls Daniel Otieno Kenyan president"


def test_a_surname_of_two_people_is_neither():
    keys = _keys(
        _report(1, _speaker("Ida Brandt", "expert"), _speaker("Karl Brandt", "expert")),
        _report(2, _speaker("Brandt", "expert")),
    )
    assert len(set(keys.values())) == 3


def test_organs_of_two_states_are_apart_whatever_their_name():
    keys = Voices(
        [
            _report(1, _speaker("army", "military", "Kenya")),
            _report(2, _speaker("army", "military", "France")),
        ]
    )
    found = {keys.identity(_speaker("army", "military", state)).key for state in ("Kenya", "France")}
    assert found == {"army of kenya", "army of france"}


def test_organs_of_one_state_are_apart_and_words_in_another_order_are_not():
    keys = _keys(
        _report(1, _speaker("Kenyan Interior Ministry", "government", "Kenya")),
        _report(2, _speaker("Interior Ministry of Kenya", "government", "Kenya")),
        _report(3, _speaker("Kenyan Defence Ministry", "government", "Kenya")),
    )
    assert keys["Kenyan Interior Ministry"] == keys["Interior Ministry of Kenya"] != keys["Kenyan Defence Ministry"]


def test_the_registry_lists_names_as_one():
    reports = (
        _report(1, _speaker("UN", "igo", "United Nations")),
        _report(2, _speaker("United Nations", "igo", "United Nations")),
    )
    assert len(set(_keys(*reports).values())) == 1
    assert _reason("UN", *reports) == "the registry lists UN and United Nations as one"


def test_the_answer_does_not_depend_on_the_order_of_reports():
    reports = (
        _report(1, _speaker("VOHR", "other")),
        _report(2, _speaker(OBSERVATORY, "monitor", OBSERVATORY, aliases=("VOHR",))),
        _report(3, _speaker("Observatory", "monitor"), _speaker("Orla Observatory", "monitor")),
        _report(4, _speaker("Lena Osk", "monitor", OBSERVATORY), _speaker("Osk", "monitor")),
    )
    found = []
    for order in permutations(reports):
        voices = Voices(order)
        found.append([voices.identity(s, a.speakers) for a in reports for s in a.speakers])
    assert all(f == found[0] for f in found)


SIGNED = [
    ("by_name", ("Lodrin Relief", "ngo"), ("Lodrin Relief Corridor", "ngo"), 1.5),
    ("by_name", ("Lodrin Relief", "ngo"), ("Dorn Mill", "company"), 0.0),
    ("by_kind", ("Lodrin Relief", "ngo"), ("Lodrin Relief", "company"), -1.5),
    ("by_kind", ("Lodrin Relief", "ngo"), ("Lodrin Relief", "monitor"), -0.25),
    ("by_kind", ("Lodrin Relief", "ngo"), ("Lodrin Relief", "other"), 0.0),
    ("by_party", ("Front", "armed_group", "Tarvos Front"), ("Front", "armed_group", "Dorn Front"), -3.0),
    ("by_party", ("Front", "armed_group", "Tarvos Front"), ("Ida Brandt", "armed_group", "Tarvos Front"), 0.5),
    ("by_state", ("Kenyan police", "police"), ("French police", "police"), -3.0),
    ("by_state", ("Kenyan police", "police"), ("police", "police", "Kenya"), 0.5),
    ("by_body", ("Ida Brandt", "ngo", "Relief Corridor"), ("Relief Corridor", "ngo"), 2.5),
    ("by_body", ("Ida Brandt", "government", "Kenya"), ("Kenya", "government", "Kenya"), 0.0),
]


@pytest.mark.parametrize(("name", "first", "second", "score"), SIGNED)
def test_a_signal_is_a_score_with_a_reason_and_the_same_both_ways(name, first, second, score):
    signal = next(s for s in SIGNALS if s.__name__ == name)
    a, b = (read_voice(_speaker(*given), load_actors()) for given in (first, second))
    assert signal(a, b, NOTHING)[0] == signal(b, a, NOTHING)[0] == score
    assert signal(a, b, NOTHING)[1]


def test_far_kinds_keep_one_name_apart():
    a, b = (read_voice(_speaker("Corridor", kind), load_actors()) for kind in ("ngo", "military"))
    assert judge_voices(a, b, NOTHING)[0] < JOIN


NAMES = (
    ("VOHR", "other", None, True), (OBSERVATORY, "monitor", OBSERVATORY, True), ("Observatory", "monitor", None, True),
    ("a monitoring group", "monitor", None, False), ("Lena Osk", "monitor", OBSERVATORY, True), ("Osk", "other", None, True),
    ("Karl Osk", "expert", None, True), ("Kenyan president", "government", "Kenya", False), ("Otieno", "government", "Kenya", True),
    ("army", "military", "Kenya", True), ("army", "military", "France", True), ("Orla Observatory", "monitor", None, True),
)  # fmt: skip
REPORTS = st.lists(
    st.builds(
        lambda names, defined: tuple(
            _speaker(*told, named=named, aliases=("VOHR",) if defined and told[0] in {OBSERVATORY, "Orla Observatory"} else ())
            for *told, named in names
        ),
        st.lists(st.sampled_from(NAMES), max_size=4, unique=True),
        st.booleans(),
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(REPORTS, REPORTS, st.randoms(use_true_random=False))
def test_reports_that_come_go_and_change_leave_what_the_rest_tells(reports, before, shuffler):
    """The same actors and reasons as read at once; and ``settle`` names every report of which a speaker became another."""
    last = [_report(n, *speakers) for n, speakers in enumerate(reports)]
    acts = [_report(n, *speakers) for n, speakers in enumerate(before)]
    shuffler.shuffle(acts)
    voices, held, seen = Voices(), {}, {}
    final = shuffler.sample(last, len(last))
    for analysis in [*acts, *[_report(n) for n in range(len(reports), len(before))], *final]:
        held[analysis.report.id] = analysis
        voices.put(analysis)
        changed = voices.settle() | {analysis.report.id}
        for name, told in held.items():
            found = [voices.identity(s, told.speakers) for s in told.speakers]
            assert name in changed or found == seen[name]
            seen[name] = found
    whole = Voices(last)
    for analysis in last:
        assert [whole.identity(s, analysis.speakers) for s in analysis.speakers] == seen[analysis.report.id]
