"""Entries → the claims that they were about, found again by an exact match only; what is not found is an orphan, never moved."""

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.records import Analysis
from rashomon.reviews.records import AROUND, Review, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """An entry of which ``missing`` claims are not there any more. What is there of a pair still holds."""

    review: Review
    missing: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """Each entry in force is in exactly one of the two."""

    held: tuple[Review, ...]
    orphans: tuple[Orphan, ...]


def attach(analyses: Iterable[Analysis], entries: Iterable[Review]) -> Attached:
    """Find the claims of ``entries`` in ``analyses``: the id must be there, and the quotation with what surrounds it."""
    entries = tuple(entries)
    texts, claims = {}, set()
    for analysis in analyses:
        texts[analysis.report.id] = analysis.report.text
        claims |= {(analysis.report.id, claim.id) for claim in analysis.claims}
    added = {(t.report, t.claim) for e in entries if e.act == "add" for t in e.targets if _stands(t, texts)}
    held, orphans = [], []
    for entry in entries:
        missing = tuple(t for t in entry.targets if (t.report, t.claim) not in claims | added or not _stands(t, texts))
        gone = entry.act == "level" and entry.subject not in texts
        if missing or gone:
            orphans.append(Orphan(review=entry, missing=missing))
        else:
            held.append(entry)
    return Attached(held=tuple(held), orphans=tuple(orphans))


def _stands(target: Target, texts: dict[str, str]) -> bool:
    """Whether the words are where they were, with the same words around them."""
    text, (start, end) = texts.get(target.report), target.span
    return text is not None and (text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]) == (
        target.before,
        target.quote,
        target.after,
    )
