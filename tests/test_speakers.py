"""Speakers: cases as data, and what holds for any text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import report

from rashomon.attributions import find_attributions
from rashomon.errors import InputError
from rashomon.languages.cues import load_cues
from rashomon.models import WordParser
from rashomon.parsing import SpacyParser
from rashomon.records import Attribution
from rashomon.sentences import split_sentences
from rashomon.speakers import resolve_speakers
from rashomon.world.actors import load_actors

CASES = tomllib.loads((Path(__file__).parent / "cases" / "speakers.toml").read_text(encoding="utf-8"))["case"]
ANY = "*"


@pytest.fixture(scope="module")
def parser():
    return SpacyParser()


def _resolved(text, parser, **values):
    parse = split_sentences(text, parser)
    attributions, speakers = resolve_speakers(
        report(text, **values),
        parse,
        attributions=find_attributions(parse, load_cues(), load_actors()),
        actors=load_actors(),
    )
    by_id = {s.id: s for s in speakers}
    rows = []
    for attribution in sorted(attributions, key=lambda a: (a.source, a.id)):
        words = " ".join(text[start:end] for start, end in attribution.source)
        if words:
            speaker = by_id[attribution.speaker]
            rows.append((words, speaker.name, speaker.kind, speaker.party or "-"))
    return rows, speakers


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case, parser):
    rows, speakers = _resolved(case["text"], parser)
    for expected in case["expect"]:
        same = [row for row in rows if row[0] == expected[0]]
        assert same, rows
        for wanted, found in zip(expected[1:], same[0][1:], strict=True):
            assert wanted in {found, ANY, ""}, rows
        rows.remove(same[0])
    assert not {s.name for s in speakers} & set(case.get("never", ()))


def test_the_publisher_is_the_voice(parser):
    _, speakers = _resolved("The road is shut.", parser, publisher="Lodrin Herald")
    assert [(s.id, s.name, s.kind) for s in speakers] == [("s0", "Lodrin Herald", "outlet")]


@pytest.mark.parametrize(
    "text", ["LODRIN (Meridian) — The road is shut.", "(Reuters) - The road is shut.", "The road is shut. (AFP)"]
)
def test_an_agency_goes_before_the_carrier(text, parser):
    _, speakers = _resolved(text, parser, publisher="Lodrin Herald")
    assert [s.kind for s in speakers] == ["news_agency", "outlet"]
    assert speakers[1].name == "Lodrin Herald"


def test_a_registry_of_the_users_own_goes_first(tmp_path):
    own = tmp_path / "actors.toml"
    own.write_text(
        '[[actor]]\nkind = "armed_group"\nparty = "Tarvos"\neach = ["Red Crescent", "Hill Column"]\n', encoding="utf-8"
    )
    actors = load_actors(own)
    assert (actors.names["Hill Column"].kind, actors.names["Hill Column"].party) == ("armed_group", "Tarvos")
    assert actors.names["Red Crescent"].kind == "armed_group"
    assert actors.names["Reuters"].kind == "news_agency"


@pytest.mark.parametrize("words", ["[[actor]", '[[actor]]\nkind = "ngo"\nnames = 3\n', "kinds = 1"])
def test_a_registry_of_another_form_is_an_error(tmp_path, words):
    own = tmp_path / "actors.toml"
    own.write_text(words, encoding="utf-8")
    with pytest.raises(InputError, match="registry"):
        load_actors(own)


def test_no_word_tells_two_kinds():
    actors = load_actors()
    assert not actors.kinds.keys() & actors.roles.keys()


SAID = (
    "the a an her their of for and , . “ ” who he she it they we Kenya Kenyan officials spokesman Dorn Front Mr Dana Orlik party "
    "group said says denied that Reuters statement president ministry (TLF) ’s"
)
WORDS = st.lists(st.sampled_from(SAID.split(" ")), max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.data())
def test_laws_of_any_text(text, data):
    parse = split_sentences(text, WordParser())
    spans = [(t.start, t.end) for t in parse.tokens]
    made = []
    for n in range(data.draw(st.integers(0, 4)) if spans else 0):
        first = data.draw(st.integers(0, len(spans) - 1))
        last = data.draw(st.integers(first, min(first + 6, len(spans) - 1)))
        span = (spans[first][0], spans[last][1])
        made.append(Attribution(id=f"a{n}", source=(span,), cue=(span,), content=(span,), kind="indirect", act="say"))
    given_, speakers = resolve_speakers(report(text), parse, attributions=tuple(made), actors=load_actors())
    ids = [s.id for s in speakers]
    assert ids == [f"s{n}" for n in range(len(speakers))]
    assert [a.id for a in given_] == [a.id for a in made]
    assert {a.speaker for a in given_} <= {*ids, None}
    mentions = [m for s in speakers for m in s.mentions]
    assert all(0 <= start < end <= len(text) for start, end in mentions)
    assert len(mentions) == len(set(mentions)), "one speaker a mention"
    assert all(s.name.strip() for s in speakers)
    again = resolve_speakers(report(text), parse, attributions=tuple(reversed(made)), actors=load_actors())
    assert {a.id: a.speaker for a in again[0]} == {a.id: a.speaker for a in given_}


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("A nurse told the Meridian news agency that nine people had died.", "Meridian"),
        ("A nurse told AFP that nine people had died.", "AFP"),
        ("A nurse told the mayor that nine people had died.", None),
        ("A nurse told reporters that nine people had died.", None),
    ],
)
def test_whom_it_was_told_to(text, outlet, parser):
    parse = split_sentences(text, parser)
    attributions, speakers = resolve_speakers(
        report(text), parse, attributions=find_attributions(parse, load_cues(), load_actors()), actors=load_actors()
    )
    names = {s.id: s.name for s in speakers}
    assert [names.get(a.addressee) for a in attributions] == [outlet]


def test_a_title_names_briefly_whom_the_body_names_in_full(parser):
    title = "Nine dead: hospital"
    text = f"{title}\n\nThe Senn district hospital said nine people had died."
    parse = split_sentences(text, parser, body_start=len(title) + 2)
    made = Attribution(id="a1", source=((11, 19),), cue=((9, 10),), content=((0, 9),), kind="indirect", act="say")
    start = text.index("The Senn")
    other = Attribution(
        id="a2", source=((start, start + 26),), cue=((start + 27, start + 31),), content=((start + 32, len(text)),), kind="indirect",
        act="say",
    )  # fmt: skip
    _, speakers = resolve_speakers(
        report(text, body_start=len(title) + 2), parse, attributions=(made, other), actors=load_actors()
    )
    assert [s.name for s in speakers if s.mentions] == ["Senn district hospital"]


def test_a_publisher_that_is_quoted_is_the_voice(parser):
    rows, _ = _resolved("Relief Corridor said the camp had no water.", parser, publisher="Relief Corridor")
    assert [row[1:3] for row in rows] == [("Relief Corridor", "outlet")]


def test_the_publisher_is_the_voice_however_its_name_is_written(parser):
    text = "The bridge is shut, the Dorn Times reported."
    rows, _ = _resolved(text, parser, publisher="dorntimes")
    assert rows == [("the Dorn Times", "dorntimes", "outlet", "-")]
