"""The parser's labels of names → persons and bodies, by majority and by the words themselves."""

from collections import Counter

from rashomon.records import Parse
from rashomon.world.actors import Actors

OF_PERSONS = frozenset(
    {"administration", "government", "regime", "cabinet", "campaign", "team"}
)  # are called by a leader's name
PLACING = frozenset({"in", "at", "near", "inside", "across"})


def find_people(parse: Parse, actors: Actors) -> frozenset[str]:
    """The names that the parser takes for persons, single words by majority; a single word after "in" is a place."""
    votes: Counter[str] = Counter()
    full: set[str] = set()
    for entity in parse.entities:
        name = parse.text[entity.start : entity.end].removesuffix("'s").removesuffix("’s")
        if _is_known(name, actors):
            continue
        if " " in name:
            full |= {name} if entity.label == "PERSON" else set()
            continue
        placed = entity.last - entity.first == 1 and entity.first and parse.tokens[entity.first - 1].lower in PLACING
        votes[name] += 1 if entity.label == "PERSON" and not placed else -1
    return frozenset(full) | {name for name, count in votes.items() if count > 0 and not _is_noun(name, actors)}


def find_bodies(parse: Parse) -> frozenset[str]:
    """The words, in lower case, of the names of several words that the parser takes for bodies."""
    names = (parse.text[e.start : e.end].lower().split() for e in parse.entities if e.label == "ORG")
    return frozenset(word for name in names if len(name) > 1 and name[-1] not in OF_PERSONS for word in name)


def _is_known(name: str, actors: Actors) -> bool:
    """Whether it is, or holds in two words or more, the name of a well-known body."""
    words = name.split()
    return any(a.form == "actor" and (j - i > 1 or j - i == len(words)) for i, j, a in actors.find(words))


def _is_noun(word: str, actors: Actors) -> bool:
    """Whether a single word is a noun of speakers, whatever the parser takes it for ("the Observatory")."""
    return actors.kind_of(word) is not None or actors.role_of(word) is not None or actors.is_body(word)
