"""One actor of a report and what is known of it; short names and the long ones that they stand for."""

import re
from dataclasses import dataclass, field

from rashomon.records import Span, SpeakerKind
from rashomon.speakers.kinds import Verdict
from rashomon.speakers.phrases import Phrase
from rashomon.speakers.words import Gender, is_age

PERSONS = frozenset({"man", "woman", "boy", "girl"})
_ACRONYM = re.compile(
    r"([A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|of|for|the|and|de|al|against))* [A-Z][\w’'-]+|[A-Z][\w’'-]+)(?: \w+)? \(([A-Z][A-Za-z.-]{1,9})\)"
)


@dataclass(eq=False)
class Member:
    """One actor. ``near`` is the state named just before it, ``words`` and ``nouns`` are what it was called by, ``bodies`` what it belongs to by name."""

    name: str
    person: bool
    plural: bool
    named: bool
    state: str | None = None
    definite: bool = False
    near: str | None = None
    gender: Gender = ""
    verdict: Verdict = field(default_factory=Verdict)
    words: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    bodies: list[Phrase] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)

    @property
    def kind(self) -> SpeakerKind:
        """What is known of its kind."""
        return self.verdict.kind or "other"


def read_acronyms(text: str) -> dict[str, str]:
    """Short form → long form, where the text defines it: "Tarvos Liberation Front (TLF)"."""
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        long, short = match.group(1).removeprefix("The ").removeprefix("the "), match.group(2)
        initials = [w[0].upper() for w in re.split(r"[ -]", long) if w and w[0].isupper()]
        letters = [c for c in short.upper() if c.isalpha()]
        if (
            letters
            and initials
            and letters[0] in initials
            and len(set(letters) & set(initials)) >= max(1, len(letters) - 2)
        ):
            start = next((i for i, w in enumerate(long.split()) if w[0].upper() == letters[0]), 0)
            found.setdefault(short, " ".join(long.split()[start:]))
    return found


def is_bare_person(phrase: Phrase) -> bool:
    """ "the 54-year-old", "the man": someone named before."""
    return (
        phrase.determiner == "the"
        and not phrase.name
        and len(phrase.before) == 1
        and (phrase.head in PERSONS or is_age(phrase.head))
    )
