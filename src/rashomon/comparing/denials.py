"""Denials that do not say of what: "Ankara denies this", "the army rejected the claim", "the group denied the killings".

What they deny stands far before them in their report, or in another one of the same days: an accusation of the denier's own side. Where more
than one thing is laid at its door, nothing tells which one is meant, and the denial stays out.
"""

import re
from dataclasses import replace

from rashomon.records import Attribution, Claim, Report, Speaker

OPENING = 150  # characters of a body with which a report begins
_ANY = r"(?:(?:all|any|both|such|of|the|these|those|this|that|latest|previous|earlier|new|recent|first)\s+)*"
_SAID = r"(?:claims?|reports?|accusations?|allegations?|charges?|assertions?|suggestions?)"
_POINTS = re.compile(
    rf"(?:it|this|that|these|those|them|{_ANY}{_SAID})(?:\s+(?:against|about|of)\s+(?:it|them|him|her|its \w+))?(?:\s+as\s+(?:\w+\s+){{0,3}}\w+)?",
    re.I,
)
_ACCUSED = re.compile(r"\b(?:accusation|allegation|charge)s?\b", re.I)
_DEED = re.compile(rf"{_ANY}[a-z-]+", re.I)


def points_back(claim: Claim) -> bool:
    """Whether what is denied is but pointed at: a pronoun, or a noun for what was said."""
    return claim.polarity == "denied" and _POINTS.fullmatch(claim.text.strip(" .,;“”\"'")) is not None


def points_at_deed(claim: Claim) -> bool:
    """Whether what is denied is but a noun for a deed, of which nothing else is told: "the killings"."""
    bare = claim.kind == "occurrence" and claim.polarity == "denied" and claim.predicate is not None
    return bare and claim.target is claim.actor is None and _DEED.fullmatch(claim.text.strip(" .,;“”\"'")) is not None


def may_be_far(claim: Claim, report: Report) -> bool:
    """Whether what is denied may stand far away: an accusation or a deed by its noun, anything else only where the report begins with it.

    What "this" or "the claim" means further down was said just before, in words of which no claim was made.
    """
    named = points_at_deed(claim) or _ACCUSED.search(claim.text) is not None
    return claim.modality == "fact" and (named or claim.evidence[0] < report.body_start + OPENING)


def read_denial(claim: Claim, attribution: Attribution | None, speaker: Speaker) -> Claim:
    """A denial that only points at what others said, as one of a deed that is laid at the door of its speaker's side."""
    if claim.kind != "other" or attribution is None or attribution.act != "deny" or not points_back(claim):
        return claim
    return replace(claim, kind="responsibility", predicate=None, position=f"not {speaker.party or speaker.name}")
