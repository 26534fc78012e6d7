"""Reports that go, or that others may not see → what the log still says without them."""

from collections.abc import Container, Iterable
from dataclasses import replace

from rashomon.reviews.records import Review
from rashomon.reviews.replaying import replay


def quotes(entry: Review, gone: Container[str]) -> bool:
    """Whether an entry has words of one of the reports ``gone``, or is about it."""
    return any(t.report in gone for t in entry.targets) or (entry.act == "level" and entry.subject in gone)


def without(log: Iterable[Review], gone: Container[str]) -> list[Review]:
    """Of the entries in force that quote reports ``gone``: those that are about others too, with what they say of those."""
    log = list(log)
    judged = replay(log)
    left = []
    for entry in judged.entries:
        if not quotes(entry, gone):
            continue
        rest = replace(entry, targets=tuple(t for t in entry.targets if t.report not in gone))
        if not rest.targets or (entry.act in {"together", "apart", "not_comparable"} and not rest.pairs):
            continue
        bound = {"together": judged.together, "apart": judged.apart}.get(entry.act)
        if bound is not None and any(bound.get(pair) is not entry for pair in rest.pairs):
            continue  # somebody decided otherwise since
        left.append(rest)
    return left
