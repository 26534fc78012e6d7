"""Words that take back what was said: "withdrew its claim", "the figure of 64 had counted some twice", "corrected its toll of 64 to 46"."""

import re

from rashomon.records import Claim, Figure, Report

_SAID = r"(?:claims?|figures?|tolls?|numbers?|counts?|totals?|estimates?|statements?|reports?|posts?|tweets?|accusations?|allegations?)"
# "withdrew its accusation", "the claim was deleted": who stands by it no longer.
_WITHDRAWN = re.compile(
    rf"\b(?:withdr[ae]w(?:n|s|ing)?|retract(?:ed|s|ing)?|recant(?:ed|s|ing)?|took back|delet(?:ed|es|ing)|disown(?:ed|s|ing)?)\b"
    rf"(?: \w+){{0,4}}? {_SAID}\b|\b{_SAID}\b(?: [^.;]{{0,60}})? (?:was|were|has been|have been) (?:later |since |quietly )?(?:withdrawn|retracted|deleted|taken back)\b",
    re.I,
)  # fmt: skip
# "corrected its figure of 64", "the toll of 64 given on Monday was wrong": the number named is the one that was wrong.
_CORRECTED = re.compile(
    rf"\bcorrect(?:ed|s|ing)\b(?: \w+){{0,4}}? {_SAID}\b"
    rf"|\b{_SAID}\b[^.;]{{0,80}}\b(?:counted [^.;]{{0,40}}\btwice|double[- ]count\w*|(?:was|were|had been|is) (?:wrong|mistaken|incorrect|inflated|(?:an|in) error|a mistake))",
    re.I,
)  # fmt: skip
_NEW = re.compile(r"\b(?:to|now|instead|rather)\s+(?:\w+\s+){0,2}$", re.I)  # "corrected its toll of 64 to 46"
_IF = re.compile(r"\b(?:if|whether|unless)\s+(?:\w+\s+){0,3}$", re.I)  # "if the reports were wrong"
BACK = 24  # characters before a number that say whether it is the new one


def takes_back(claim: Claim, figure: Figure | None, report: Report) -> bool:
    """Whether a claim is what its speaker no longer stands by, as its own sentence says."""
    start, end = claim.evidence
    words = " ".join(report.text[start:end].split())
    if figure is None:
        return bool(_WITHDRAWN.search(words))
    corrected = _CORRECTED.search(words)
    if claim.polarity == "asserted" and not corrected:
        return False  # "withdrew its figure of 30 and said 12": the 12 stands
    if not (_WITHDRAWN.search(words) or (corrected and not _IF.search(words[: corrected.start()]))):
        return False
    return not _NEW.search(report.text[max(start, figure.span[0] - BACK) : figure.span[0]])
