"""Report → its own voice: the publisher, or the agency under whose dateline or credit it stands."""

import re

from rashomon.records import Report
from rashomon.world.actors import Actors

UNNAMED_OUTLET = "unnamed outlet"
HEAD_CHARACTERS = 300  # an agency is credited at a text's head or foot
FOOT_CHARACTERS = 80
_CREDIT = re.compile(
    r"\(([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)\)\s*[-–—]|^([A-Z][A-Za-z]+(?: [A-Z][a-z]+)?)\s*[-–—]\s|^([A-Z]{2,5})\b(?! [A-Z]{3})"
    r"|\((AFP|AP|Reuters|DPA|EFE|UPI)\)"
)
_CAPITALS_BEFORE = re.compile(r"\b[A-Z]{3,}\b[^.]{0,30}$")
_AGENCY = re.compile(r"\b(?:agency|newswire|wire)\b", re.I)


def outlet_name(name: str | None) -> str:
    """The publisher's name, or what stands for it."""
    return name or UNNAMED_OUTLET


def is_agency(name: str, actors: Actors) -> bool:
    """Whether a publisher is a news agency."""
    known = actors.names.get(name)
    return (known is not None and known.kind == "news_agency") or (known is None and bool(_AGENCY.search(name)))


def credited_agency(report: Report, actors: Actors) -> str | None:
    """The news agency credited at the head or the foot of a text, if it is not the publisher.

    A name in brackets between a town in capitals and a dash ("LODRIN (Meridian) —") is one too.
    """
    text = report.text
    for foot, part in ((False, text[:HEAD_CHARACTERS]), (True, text[-FOOT_CHARACTERS:])):
        for match in _CREDIT.finditer(part):
            name = next(g for g in match.groups() if g)
            actor = actors.names.get(name)
            known = actor is not None and actor.kind == "news_agency"
            dateline = match.group(1) is not None and not foot and _CAPITALS_BEFORE.search(part[: match.start()])
            if known or dateline:
                return None if name == report.publisher else name
    return None
