"""A plan is moved to another day where words say so, or where who means it names another day."""

from dataclasses import replace
from datetime import date

import pytest
from make import report, statement

from rashomon.comparing.accounts import judge_accounts
from rashomon.comparing.plans import moves, other_day
from rashomon.comparing.statements import Statement

FIRST = (date(2024, 5, 14), date(2024, 5, 20))
LATER = (date(2024, 5, 17), date(2024, 5, 27))


def plan(
    days: tuple[date, date], text: str, *, speaker: str, actor: str | None = "the Orla council", quoted: bool = True
) -> Statement:
    """What ``speaker`` says on the first of ``days`` of something that ``actor`` means to do on the second."""
    told, day = days
    made = statement(report_id=f"{told}", day=told, town=None, best=1)
    claim = replace(
        made.claim, kind="intention", predicate="open", actor=actor, position="affirm", modality="intention",
        attribution="a1" if quoted else None, evidence=(0, len(text)), figures=(),
    )  # fmt: skip
    return replace(
        made, claim=claim, figure=None, counted=None, start=day, end=day, speaker=replace(made.speaker, name=speaker),
        speaker_key=speaker, report=report(text, id=f"{told}", published=told.isoformat()),
    )  # fmt: skip


OPENING = plan(FIRST, "The Orla council will open the bridge on 20 May, an envoy said.", speaker="an envoy")


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("The Orla council postponed the opening of the bridge to 27 May.", True),
        ("The Orla council has put the opening off until 27 May.", True),
        ("The opening, pushed back by a week, is on 27 May.", True),
        ("The Orla council now plans to open it on 27 May. The opening was originally planned for 20 May.", False),
        ("The bridge, which was originally due to open on 20 May, will open on 27 May.", True),
        ("The opening was moved to 27 May.", True),
        ("The opening is now set for 27 May.", True),
        ("The bridge opens on 27 May, a week later than planned.", True),
        ("The Orla council will open the bridge on 27 May.", False),
        ("The army moved to the bridge, which the Orla council will open on 27 May.", False),
        ("The council will open the bridge on 27 May; troops moved from the hill.", False),
    ],
)
def test_words_that_move_a_plan(text: str, moved: bool) -> None:
    later = plan(LATER, text, speaker="Lodrin Herald", quoted=False)
    later = replace(later, claim=replace(later.claim, evidence=(0, text.find(". ") + 1 or len(text))))
    assert moves(OPENING, later) is moved


def test_a_word_of_the_sentence_that_holds_the_words_is_enough() -> None:
    text = "The vote was delayed: the Orla council will hold it on 27 May."
    later = plan(LATER, text, speaker="Lodrin Herald")
    later = replace(later, claim=replace(later.claim, evidence=(text.index("the Orla"), len(text))))
    assert moves(OPENING, later)


def test_who_means_it_moves_it_by_its_own_word_alone() -> None:
    first, later = (plan(d, "It will open on that day.", speaker="the Orla council") for d in (FIRST, LATER))
    assert moves(first, later)
    others = [plan(d, "It will open on that day.", speaker="an envoy") for d in (FIRST, LATER)]
    assert not moves(*others)
    outlets = [plan(d, "It will open on that day.", speaker="the Orla council", quoted=False) for d in (FIRST, LATER)]
    assert not moves(*outlets)


def test_the_day_of_a_decision_is_not_that_of_the_plan() -> None:
    """ "Last week's decision to leave" names a day that is over."""
    past = plan((date(2024, 5, 17), date(2024, 5, 13)), "The opening, postponed on Monday.", speaker="an envoy")
    assert not other_day(OPENING, past)
    assert not moves(OPENING, past)


def test_two_that_name_other_days_neither_agree_nor_update() -> None:
    later = plan(LATER, "The Orla council will open the bridge on 27 May.", speaker="a trader")
    judged = judge_accounts([OPENING, later])
    assert judged.status == "single_source"
    assert {a.relation for a in judged.accounts} == {None}
    moved = plan(LATER, "The Orla council delayed the opening to 27 May.", speaker="a trader")
    judged = judge_accounts([OPENING, moved])
    assert judged.status == "updated"
    assert [a.relation for a in judged.accounts] == [None, "updates"]
