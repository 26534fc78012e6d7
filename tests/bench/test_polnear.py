"""The arithmetic of attribution scores, by hand."""

import pytest
from bench.attribution_scores import Hits, agreement, count, interval, match, tokens_of, total, trim
from bench.polnear import by_kind

#       0         1         2         3
#       0123456789012345678901234567890123456789
TEXT = "The mayor said the bridge was shut. He denied it."
MAYOR = {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 34]]}
HE = {"source": [[36, 38]], "cue": [[39, 45]], "content": [[46, 48]]}


def test_the_same_scores_one():
    scores = total([count(TEXT, [MAYOR, HE], [MAYOR, HE])])
    assert set(scores.values()) == {1.0}


def test_nothing_found_scores_zero():
    assert set(total([count(TEXT, [MAYOR], [])]).values()) == {0.0}


def test_a_content_of_half_the_words_matches():
    # gold: the bridge was shut (4); found: bridge was (2): Jaccard 2/4.
    found = {**MAYOR, "content": [[19, 29]]}
    counts = count(TEXT, [MAYOR], [found])
    assert counts["attribution"] == Hits(1, 1, 1, 1)
    assert counts["content_exact"] == Hits(0, 1, 0, 1)
    assert counts["content_overlap"] == Hits(1, 1, 1, 1)
    assert counts["content_token"] == Hits(2, 2, 2, 4)


def test_a_content_of_less_than_half_does_not():
    assert count(TEXT, [MAYOR], [{**MAYOR, "content": [[19, 25]]}])["attribution"].found_hits == 0


def test_a_source_that_swallows_its_sentence_is_not_strict():
    found = {**MAYOR, "source": [[0, 25]]}  # 5 words, 2 of them right
    counts = count(TEXT, [MAYOR], [found])
    assert counts["attribution"].found_hits == 1
    assert counts["attribution_strict"].found_hits == 0


@pytest.mark.parametrize(("gold", "found", "hits"), [([], [], 1), ([[0, 9]], [], 0), ([], [[0, 9]], 0)])
def test_no_source_matches_no_source_only(gold, found, hits):
    pair = [{**MAYOR, "source": gold}], [{**MAYOR, "source": found}]
    assert count(TEXT, *pair)["attribution"].found_hits == hits


def test_matching_is_one_to_one_and_takes_the_better_one():
    near = {**MAYOR, "content": [[19, 34]]}
    sets = tokens_of(TEXT, [near, MAYOR])
    assert match(tokens_of(TEXT, [MAYOR]), sets) == [(0, 1)]


def test_one_source_span_of_two_attributions_counts_once():
    second = {**MAYOR, "content": [[46, 48]]}
    assert count(TEXT, [MAYOR, second], [MAYOR])["source_exact"] == Hits(1, 1, 1, 1)


def test_sums_are_taken_before_rates():
    scores = total([{"x": Hits(1, 1, 1, 3)}, {"x": Hits(0, 1, 0, 1)}])
    assert (scores["x_p"], scores["x_r"]) == (0.5, 0.25)
    assert scores["x_f1"] == pytest.approx(1 / 3)


def test_spans_that_white_space_parts_are_joined():
    assert trim("ab cd, ef", [(0, 3), (3, 5), (7, 9)]) == [(0, 5), (7, 9)]


def test_agreement_names_what_differs():
    share, wrong = agreement([("say", "say"), ("deny", "say")])
    assert share == 0.5
    assert wrong == {("deny", "say"): 1}


def test_an_interval_draws_texts_with_its_seed():
    right, wrong = {"attribution": Hits(1, 1, 1, 1)}, {"attribution": Hits(0, 1, 0, 1)}
    low, high = interval([right, right, right, wrong], "attribution", 400)
    assert (low, high) == interval([right, right, right, wrong], "attribution", 400)
    # Of four draws of texts that are right three times in four: one right or none has a chance of 1 in 20, all right of 1 in 3.
    assert low == 0.25
    assert high == 1.0
    assert low < 0.75 < high


def test_texts_that_are_all_alike_leave_no_interval():
    assert interval([{"attribution": Hits(1, 2, 1, 2)}] * 9, "attribution", 50) == (0.5, 0.5)


def test_recall_by_kind_looks_at_the_marks_around_the_content():
    text = 'Ann said "it fell". Bob said it "fell" too. He denied it.'
    ann = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 18]]}
    bob = {"source": [[20, 23]], "cue": [[24, 28]], "content": [[29, 42]]}
    he = {"source": [[44, 46]], "cue": [[47, 53]], "content": [[54, 56]]}
    quotations = [(9, 18), (32, 38)]
    counts = by_kind(text, [ann, bob, he], [ann, {**bob, "source": [[44, 46]]}], quotations)
    assert counts == {
        "direct_recall": Hits(0, 0, 1, 1), "direct_matched": Hits(0, 0, 1, 1), "mixed_recall": Hits(0, 0, 1, 1),
        "mixed_matched": Hits(0, 0, 0, 1), "indirect_recall": Hits(0, 0, 0, 1), "indirect_matched": Hits(0, 0, 0, 1),
    }  # fmt: skip
