"""The counts of the speakers' scorer, by hand."""

import pytest
from bench.field_speakers import Source, b_cubed, count, rates, reference, resolved, same_name, telling_words

from rashomon.records import Speaker

TEXT = "Dana Orlik spoke. She said the mill was shut. The minister said so too. Diplomats said nothing."
ORLIK = {
    "id": "s1", "name": "Dana Orlik", "kind": "government", "party": "Kenya", "mentions": [[0, 10], [18, 21], [46, 58]],
}  # fmt: skip


def _speaker(name, mentions, **values):
    given = {"id": "s9", "kind": "government", "party": None, "named": True}
    return Speaker(name=name, mentions=tuple(mentions), **(given | values))


@pytest.mark.parametrize(
    ("words", "expected"),
    [("She", "pronoun"), ("The minister", "nominal"), ("Dana Orlik", None), ("Orlik", None)],
)
def test_what_refers(words, expected):
    assert reference(words, TEXT, ORLIK) == expected


def test_a_noun_that_is_the_speakers_only_name_refers_to_nothing():
    diplomats = {"id": "s2", "name": "Diplomats", "kind": "government", "party": None, "mentions": [[72, 81]]}
    assert reference("the diplomats", TEXT, diplomats) is None


def test_a_pronoun_is_resolved_by_another_mention_or_by_the_name():
    spans = ((18, 21),)
    assert resolved(TEXT, Source(spans, ORLIK, _speaker("someone", [(18, 21), (0, 10)])))
    assert resolved(TEXT, Source(spans, ORLIK, _speaker("D. Orlik", [(18, 21)])))
    assert not resolved(TEXT, Source(spans, ORLIK, _speaker("She", [(18, 21)])))
    assert not resolved(TEXT, Source(spans, ORLIK, _speaker("Paul Adler", [(18, 21), (72, 81)])))
    assert not resolved(TEXT, Source(spans, ORLIK, None))


def test_counts_and_shares_of_a_text():
    found = _speaker("Dana Orlik", [(0, 10), (18, 21)], party="Kenyan government")
    sources = [Source(((0, 10),), ORLIK, found), Source(((18, 21),), ORLIK, found), Source(((46, 58),), ORLIK, None)]
    made = rates(count(TEXT, sources))
    assert made["kind"] == made["party"] == made["name"] == pytest.approx(2 / 3)
    assert (made["pronoun"], made["nominal"]) == (1.0, 0.0)
    # Found: {1, 2}, {3}; gold: {1, 2, 3}. Precision 1; recall (2/3 + 2/3 + 1/3) / 3 = 5/9; F1 = 10/14.
    assert made["same"] == pytest.approx(10 / 14)


def test_b_cubed_sums_over_items():
    assert b_cubed([("a", "x"), ("a", "x"), ("b", "x")]) == (pytest.approx(2 / 3 + 2 / 3 + 1 / 3), pytest.approx(3.0))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [(None, None, True), (None, "Kenya", False), ("Kenya", "the Kenyan government", True), ("Kenya", "Uganda", False),
     ("United States", "United Kingdom", False), ("Dorn Party", "Senn Party", False), ("", None, True)],
)  # fmt: skip
def test_parties_are_the_same_by_a_telling_word(a, b, same):
    assert same_name(a, b) is same


def test_a_name_of_common_words_keeps_them():
    assert telling_words("the officials") == {"officials"}
