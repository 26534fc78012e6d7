"""Pronouns and bare nouns → the actor that they mean: by number, person, gender, role in the sentence and nearness."""

from dataclasses import dataclass

from rashomon.records import Span, SpeakerKind
from rashomon.speakers.members import Member
from rashomon.speakers.phrases import Phrase
from rashomon.speakers.words import Gender
from rashomon.world.actors import Actors

REACH = 6  # sentences back
SUBJECT = 1.0  # weights of what speaks for an antecedent; a sentence's distance counts 1 against it
SOURCE = 1.0
PLACE = -1.5
NAMED = 0.3
PARENT = 1.5
OWN = -1.0  # in what the pronoun itself says
FADING = 0.6  # of the weight of a subject or source with each sentence
PERSONS: dict[str, Gender] = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m"}
BODIES = frozenset({"it", "its"})
SEVERAL = frozenset({"they", "them", "their", "these", "those", "both", "we", "us", "our"})
FIRST = frozenset({"i", "we", "me", "us", "our", "my"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
PRONOUNS = frozenset(PERSONS) | BODIES | SEVERAL | FIRST | RELATIVE | {"one", "another", "some", "many", "others"}


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where a member was named: the token, its sentence, whether as subject, as source, as a mere place."""

    member: Member
    token: int
    start: int
    sentence: int
    subject: bool
    source: bool
    place: bool


def antecedent(
    pronoun: str,
    sentence: int,
    history: list[Appearance],
    *,
    parent: Member | None = None,
    barred: Member | None = None,
    said: tuple[Span, ...] = (),
) -> Member | None:
    """The best earlier member for a pronoun, or None.

    ``parent``: the speaker in whose words it stands; ``barred``: who can't be it; ``said``: what it is the source of.
    """
    best: tuple[float, int] | None = None
    chosen: Member | None = None
    seen: set[int] = set()
    for n in range(len(history) - 1, -1, -1):
        appearance = history[n]
        distance = sentence - appearance.sentence
        if distance > REACH:
            break
        member = appearance.member
        if member is barred or not fits(pronoun, member):
            continue
        score = _score(pronoun, appearance, distance) + (PARENT if member is parent else 0.0)
        if any(start <= appearance.start < end for start, end in said):
            score += OWN
        if id(member) in seen:
            score -= 0.01
        seen.add(id(member))
        if best is None or (score, n) > best:
            best, chosen = (score, n), member
    return chosen


def fits(pronoun: str, member: Member) -> bool:
    """Whether a member may be meant by the pronoun at all."""
    if pronoun in PERSONS:
        gender = PERSONS[pronoun]
        return member.person and not member.plural and (not member.gender or member.gender == gender)
    if pronoun in BODIES:
        return not member.person and not member.plural and (member.verdict.weight > 0 or member.named)
    if pronoun in SEVERAL:
        return member.plural or (not member.person and member.state is None and member.verdict.weight > 0)
    return True


def _score(pronoun: str, appearance: Appearance, distance: int) -> float:
    member = appearance.member
    fading = FADING**distance
    score = -float(distance) + fading * (SUBJECT * appearance.subject + SOURCE * appearance.source)
    score += PLACE * appearance.place + NAMED * member.named
    if pronoun in SEVERAL:
        score += 1.0 * member.plural
    return score


def by_noun(phrase: Phrase, sentence: int, history: list[Appearance], actors: Actors) -> Member | None:
    """ "the group", "the ministry", "the spokesman": the nearest actor of such a kind, or called so."""
    head = phrase.head
    allowed: tuple[SpeakerKind, ...] = actors.anaphors.get(head) or (
        actors.anaphors.get(head[:-1], ()) if head.endswith("s") else ()
    )
    for appearance in reversed(history):
        member = appearance.member
        if head in member.nouns and member.plural == phrase.plural:
            return member
    if not allowed:
        return None
    candidates = [
        a for a in history
        if not a.member.person and a.member.kind in allowed
        and (a.member.plural == phrase.plural or a.member.named or head == "group")
        and not a.place and sentence - a.sentence <= 2 * REACH
    ]  # fmt: skip
    if not candidates:
        return None
    return max(
        candidates, key=lambda a: (_score("it", a, sentence - a.sentence) - (a.member.plural != phrase.plural), a.token)
    ).member


def person_before(history: list[Appearance], sentence: int) -> Member | None:
    """ "the 54-year-old": the nearest person."""
    found = [a for a in history if a.member.person and sentence - a.sentence <= REACH]
    return max(found, key=lambda a: (_score("he", a, sentence - a.sentence), a.token)).member if found else None
