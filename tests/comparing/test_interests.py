"""A speaker's interest in a claim: invented actors, one row a case."""

from dataclasses import replace
from datetime import date

import pytest
from make import statement

from rashomon.comparing.interests import flag, interest_of
from rashomon.comparing.sides import Sides
from rashomon.records import Speaker

TOLD = [
    ("army spokesman", "military", None, "soldiers", None, "self"),
    ("army spokesman", "military", None, "rebels", "the army", "opponent"),
    ("army spokesman", "military", None, "civilians", "the rebels", "opponent"),
    ("Tarvos Liberation Front", "armed_group", "Tarvos Liberation Front", "government soldiers", None, "opponent"),
    ("Yusra Kell", "armed_group", "Tarvos Liberation Front", "Tarvos Liberation Front fighters", None, "self"),
    ("Kenya", "government", "Kenya", "civilians", "Kenyan troops", "self"),
    ("Kenya", "government", "Kenya", "civilians", "French troops", "opponent"),
    ("Kenya", "government", "Kenya", "civilians", None, "third_party"),
    ("Lodrin Herald", "outlet", None, "soldiers", None, "third_party"),
    ("Relief Corridor", "ngo", None, "soldiers", "the army", "monitor"),
    ("a driver", "witness", None, "soldiers", "the army", "witness"),
]


@pytest.mark.parametrize(("name", "kind", "party", "group", "agent", "wanted"), TOLD)
def test_the_interest_of_a_speaker(name, kind, party, group, agent, wanted):
    plain = statement(report_id="r1", day=date(2024, 5, 14), town=None, best=12)
    speaker = Speaker(id="s1", name=name, kind=kind, party=party, named=True, mentions=())
    told = replace(plain, speaker=speaker, figure=replace(plain.figure, group=group, agent=agent))
    assert interest_of(told, Sides([told])) == wanted


@pytest.mark.parametrize(
    ("name", "kind", "group", "agent", "flagged"),
    [
        ("army spokesman", "military", "rebels", None, True),
        ("army spokesman", "military", "soldiers", None, False),
        ("army spokesman", "military", "civilians", "the rebels", False),
        ("Relief Corridor", "ngo", "rebels", None, False),
        ("army spokesman", "military", None, "the rebels", False),
    ],
)
def test_a_party_that_counts_its_opponents_people_is_flagged(name, kind, group, agent, flagged):
    plain = statement(report_id="r1", day=date(2024, 5, 14), town=None, best=12)
    speaker = Speaker(id="s1", name=name, kind=kind, party=None, named=True, mentions=())
    told = replace(plain, speaker=speaker, figure=replace(plain.figure, group=group, agent=agent))
    assert bool(flag(told, Sides([told]))) == flagged


def test_a_short_name_inside_a_longer_word_gives_no_side():
    plain = statement(report_id="r1", day=date(2024, 5, 14), town=None, best=12)
    arn = Speaker(id="s1", name="Arn", kind="government", party="Kenya", named=True, mentions=())
    sides = Sides([replace(plain, speaker=arn)])
    assert sides.same("Arn", "Kenya") is True
    assert sides.same("Barnley", "Kenya") is None
