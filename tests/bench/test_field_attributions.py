"""The count of right parents, by hand."""

from bench.attribution_scores import Hits
from bench.field_attributions import parent_hits

from rashomon.records import Attribution


def _found(name, parent=None):
    spans = ((0, 1),)
    return Attribution(id=name, source=spans, cue=spans, content=spans, kind="indirect", act="say", parent=parent)


def test_parents_count_where_they_are_matched_too():
    gold = [{"id": "a1", "parent": None}, {"id": "a2", "parent": "a1"}, {"id": "a3", "parent": "a1"}]
    found = [_found("a1"), _found("a2", "a1"), _found("a3"), _found("a4", "a1")]
    # a2 is right, a3 has no parent though the gold has one, a4 is matched with nothing.
    assert parent_hits(gold, found, [(0, 0), (1, 1), (2, 2)]) == Hits(1, 1, 1, 2)


def test_a_parent_that_matches_another_is_wrong():
    gold = [{"id": "a1", "parent": None}, {"id": "a2", "parent": "a1"}, {"id": "a3", "parent": None}]
    found = [_found("a1"), _found("a2", "a3"), _found("a3")]
    assert parent_hits(gold, found, [(0, 0), (1, 1), (2, 2)]) == Hits(0, 1, 0, 1)
