"""Drafts of a tagger, right and wrong ones → what the parse makes of them; no weights are asked."""

import pytest

from rashomon.attributions.drafts import Draft
from rashomon.attributions.quotations import find_quotations
from rashomon.attributions.sources import cite, mend
from rashomon.attributions.spans import Reader
from rashomon.parsing import SpacyParser
from rashomon.sentences import split_sentences


@pytest.fixture(scope="module")
def parser():
    return SpacyParser()


def _reader(text, parser):
    parse = split_sentences(text, parser)
    return Reader(parse, find_quotations(parse))


def _draft(reader, source, cue, content):
    """A tagged draft by its words, each as it first stands in the text."""
    text = reader.parse.text
    spans = [((text.index(w), text.index(w) + len(w)),) if w else () for w in (source, cue, content)]
    members = [frozenset(i for span in part for i in reader.tokens_in(span)) for part in spans]
    return Draft("tagged", "say", members[1], members[0], members[2], exact=tuple(spans), chance=0.8)


def _told(reader, draft):
    return [" … ".join(reader.parse.text[s:e] for s, e in part) for part in draft.exact]


MENDED = {
    "a source of the next sentence": (
        "The claim that left out the ferry said nine sailors had drowned. The captain was safe a cousin told Meridian.",
        ("a cousin", "said", "nine sailors had drowned"),
        ("The claim", "said", "nine sailors had drowned"),
    ),
    "what it was said in": (
        "The Tarvos Front claimed the attack in a statement circulated on social media.",
        ("a statement circulated on social media", "claimed", "the attack"),
        ("The Tarvos Front", "claimed", "the attack"),
    ),
    "a name inside the cue": (
        "Meridian reported in a bulletin that the bridge was shut.",
        ("", "Meridian reported in a bulletin", "that the bridge was shut"),
        ("Meridian", "reported in a bulletin", "that the bridge was shut"),
    ),
    "an acronym that reads as a verb": (
        "IS said in a statement that two of its scouts had shot at a bus.",
        ("", "IS said in a statement", "that two of its scouts had shot at a bus"),
        ("IS", "said in a statement", "that two of its scouts had shot at a bus"),
    ),
    "an apposition for the name": (
        "The Varenian Observatory for Human Rights a monitoring group based in Lodrin reported that the raids hit civilians.",
        ("a monitoring group based in Lodrin", "reported", "that the raids hit civilians"),
        ("The Varenian Observatory for Human Rights a monitoring group based in Lodrin", "reported", "that the raids hit civilians"),
    ),
    "the last participle for all that was said": (
        "Three bombers blew themselves up near the main station in Lodrin at noon killing at least one man the interior ministry said.",
        ("the interior ministry", "said", "killing at least one man"),
        (
            "the interior ministry",
            "said",
            "Three bombers blew themselves up near the main station in Lodrin at noon killing at least one man",
        ),
    ),
    "a stamp before the source": (
        "14:05 BST\n\nA monitoring group said nine civilians had been killed.",
        ("14:05 BST\n\nA monitoring group", "said", "nine civilians had been killed"),
        ("A monitoring group", "said", "nine civilians had been killed"),
    ),
    "a headline for the sentence": (
        "Seventeen killed in Lodrin blast\n\nSeventeen people were killed in a blast in Lodrin. The road was shut for hours. "
        "A lorry blew up beside the tax office of the harbour late in the morning the group added.",
        ("the group", "added", "Seventeen killed in Lodrin blast"),
        ("the group", "added", "A lorry blew up beside the tax office of the harbour late in the morning"),
    ),
}  # fmt: skip

KEPT = {
    "a noun that is no name stays in the cue": (
        "On Monday talk had been mounting about a strike.",
        ("", "talk had been mounting", "about a strike"),
    ),
    "marks that part them": (
        "The Varenian Observatory, a monitoring group, reported that the raids hit civilians.",
        ("a monitoring group", "reported", "that the raids hit civilians"),
    ),
    "a quotation of the sentence before": (
        "“The road is shut. Nobody knows for how long.” The mayor of Dorn would not say more about the road she said.",
        ("she", "said", "“The road is shut. Nobody knows for how long.”"),
    ),
    "what the mayor said in a statement": (
        "The mayor said in a statement that the bridge was shut.",
        ("The mayor", "said in a statement", "that the bridge was shut"),
    ),
}


@pytest.mark.parametrize("name", MENDED)
def test_the_sentence_of_the_cue_mends_a_draft(name, parser):
    text, given, wanted = MENDED[name]
    reader = _reader(text, parser)
    assert _told(reader, mend(_draft(reader, *given), reader)) == list(wanted)


@pytest.mark.parametrize("name", KEPT)
def test_a_draft_that_nothing_speaks_against_is_kept(name, parser):
    text, given = KEPT[name]
    reader = _reader(text, parser)
    draft = _draft(reader, *given)
    assert mend(draft, reader) is draft


def test_what_a_rule_read_is_kept(parser):
    reader = _reader("The Tarvos Front claimed the attack in a statement.", parser)
    ruled = Draft("clause", "say", frozenset({3}), frozenset({6, 7, 8}), frozenset({4, 5}))
    assert mend(ruled, reader) is ruled


def test_whom_a_report_cites_is_a_source_of_its_own(parser):
    reader = _reader(
        "Fourteen soldiers were killed near the bridge, Meridian reported, citing a military official.", parser
    )
    draft = _draft(reader, "Meridian", "reported", "Fourteen soldiers were killed near the bridge")
    found = cite([draft], reader)
    assert [_told(reader, d) for d in found] == [
        ["Meridian", "reported", "Fourteen soldiers were killed near the bridge"],
        ["a military official", "citing", "Fourteen soldiers were killed near the bridge"],
    ]
    assert cite(found, reader) == found


def test_whom_a_report_cites_is_no_part_of_what_it_says(parser):
    reader = _reader("Meridian reported citing the Dorn ministry that the road was shut.", parser)
    draft = _draft(reader, "Meridian", "reported", "citing the Dorn ministry that the road was shut")
    found = cite([draft], reader)
    assert [_told(reader, d) for d in found] == [
        ["Meridian", "reported", "that the road was shut"],
        ["the Dorn ministry", "citing", "that the road was shut"],
    ]


def test_a_sentence_without_a_saying_cites_nobody(parser):
    reader = _reader("The mayor stayed at home, citing a cold. Meridian said the road was shut.", parser)
    draft = _draft(reader, "Meridian", "said", "the road was shut")
    assert cite([draft], reader) == [draft]


@pytest.mark.parametrize("text", ["The bridge stands, he said", "It is over, they SAY", "WHO"])
def test_a_cue_that_is_the_last_word_of_all_is_read(text, parser):
    reader = _reader(text, parser)
    assert mend(_draft(reader, "", text.split()[-1], ""), reader).exact is not None
