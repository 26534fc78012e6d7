"""The words of a source → a phrase: its noun, what stands before and after it, the name in it, what it is in apposition to."""

from dataclasses import dataclass
from functools import cached_property

from rashomon.speakers.names import glue, is_office, read_name
from rashomon.speakers.words import (
    BEING,
    DAYS,
    DETERMINERS,
    LEADING,
    LONGEST_PERSON,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    Gender,
    Word,
    clean,
    read_words,
)  # fmt: skip
from rashomon.world.actors import Actors

MANY = frozenset({"some", "many", "several", "most", "both", "all", "these", "those"})


@dataclass(frozen=True)
class Phrase:
    """A noun phrase.

    ``before`` are the words up to its noun (the last of them), ``after`` its prepositional phrases, ``name`` the proper name that
    it is or ends in, ``beside`` its appositions; ``owner`` is the possessive pronoun's person ("her party"), ``determiner`` the first
    word where it is one.
    """

    text: str
    words: tuple[Word, ...]
    determiner: str
    before: tuple[Word, ...]
    after: tuple[tuple[str, tuple[Word, ...]], ...]
    name: tuple[Word, ...]
    person: bool
    beside: tuple["Phrase", ...] = ()
    joint: bool = False

    @property
    def head(self) -> str:
        """The noun in lower case, or '' where the phrase is a bare name."""
        return self.before[-1].lower if self.before else ""

    @property
    def owner(self) -> str:
        """The pronoun of the possessive determiner, or ''."""
        return POSSESSIVES.get(self.determiner, "")

    @cached_property
    def spelling(self) -> str:
        """The name as it is written."""
        return " ".join(w.text for w in self.name)

    @cached_property
    def plural(self) -> bool:
        """Whether it is several people."""
        if self.name or not self.before:
            return self.joint or (not self.name and self.determiner in MANY)
        head = self.before[-1]
        if self.determiner in {"a", "an", "one", "another", "this"}:
            return False
        people = head.lower in {"people", "men", "women", "children", "families", "seamen", "servicemen", "policemen"}
        return people or (head.lower.endswith("s") and not head.lower.endswith(("ss", "press", "news", "us")))


def read_phrase(text: str, actors: Actors, *, people: frozenset[str] = frozenset()) -> Phrase:
    """Take the words of a source apart; ``people`` are the names in the report that the parser takes for persons."""
    plain = clean(text)
    words = list(read_words(plain))
    while len(words) > 1 and words[0].lower in LEADING:
        words.pop(0)
        plain = plain.partition(" ")[2].lstrip(", ")
    segments = _segments(words)
    if segments and (length := _leading_person(segments[0], people)):  # "X Y director of the mill", without its comma
        segments[:1] = [segments[0][:length], segments[0][length:]]
    if len(segments) > 1 and segments[0][0].lower in PREPOSITIONS:  # "On Sunday morning, the rebels"
        segments = segments[1:]
        words = words[words.index(segments[0][0]) :]
        plain = plain[plain.index(segments[0][0].text, plain.index(",") if "," in plain else 0) :]
    joint = _is_list(segments) and not _is_double_office(segments, actors, people)
    first = segments[0] if segments else []
    beside = [] if joint else [s for s in segments[1:] if s]
    phrase = _core(plain, first if not joint else words, actors, people)
    others = tuple(_core(" ".join(w.text for w in s), s, actors, people) for s in beside)
    return Phrase(
        text=plain, words=tuple(words), determiner=phrase.determiner, before=phrase.before, after=phrase.after,
        name=phrase.name, person=phrase.person, beside=others, joint=joint,
    )  # fmt: skip


def _segments(words: list[Word]) -> list[list[Word]]:
    """The parts between commas, up to a relative clause."""
    parts: list[list[Word]] = [[]]
    start = 0
    for n, word in enumerate(words):
        if n < start:
            continue
        if word.lower in RELATIVES and n and not word.capital:
            start = _predicate(words, n)
            if not start:
                break
            parts.append([])
            continue
        if word.text in {",", ";", "(", ")", "–", "—"}:
            parts.append([])
        else:
            parts[-1].append(word)
    return [p for p in parts if p]


def _predicate(words: list[Word], n: int) -> int:
    """Where the noun begins in "who is the head of …", "who serves as a minister"; 0 where the clause says something else."""
    if words[n].lower != "who" or n + 1 >= len(words) or words[n + 1].lower not in BEING:
        return 0
    return next((k for k in range(n + 2, min(n + 5, len(words))) if words[k].lower in {"a", "an", "the"}), 0)


def _is_list(segments: list[list[Word]]) -> bool:
    """ "A, B and C": short parts, the last with "and"."""
    if not any(w.lower in {"and", "or", "&"} for s in segments for w in s):
        return False
    if len(segments) == 1:
        n = next(i for i, w in enumerate(segments[0]) if w.lower in {"and", "or", "&"})
        follows = segments[0][n + 1 : n + 2]
        return (
            bool(n)
            and bool(follows)
            and not follows[0].text[:1].isdigit()
            and not any(w.lower in PREPOSITIONS for w in segments[0][:n])
        )
    if any(s[0].text[:1].isdigit() for s in segments):
        return False
    return all(len(s) <= 6 for s in segments) and any(w.lower in {"and", "or"} for w in segments[-1][:3])


def _leading_person(words: list[Word], people: frozenset[str]) -> int:
    """How many words a person's name at the start has, where a common noun follows it at once."""
    for length in range(min(LONGEST_PERSON, len(words) - 1), 1, -1):
        following = words[length]
        if " ".join(w.text for w in words[:length]) in people and not words[length - 1].possessive:
            small = following.lower in PREPOSITIONS or following.lower in {"and", "or", "&"}
            return length if not small and not following.capital else 0
    return 0


def _is_double_office(segments: list[list[Word]], actors: Actors, people: frozenset[str]) -> bool:
    """ "Plan and Trade Minister X Y": one office of two words, held by one person."""
    words = segments[0]
    n = next((i for i, w in enumerate(words) if w.lower in {"and", "&"}), 0)
    if len(segments) > 1 or not n or " ".join(w.text for w in words[-2:]) not in people:
        return False
    last = words[n - 1]
    named = " ".join(w.text for w in words[:n]) in people or last.text in people or bool(actors.find([last.text]))
    return not named and not is_office(last, actors) and len(words) > n + 3


def _core(text: str, words: list[Word], actors: Actors, people: frozenset[str]) -> Phrase:
    for length in range(min(LONGEST_PERSON, len(words) - 1), 1, -1):
        # A person's name at the end belongs to no prepositional phrase: "commissioner for refugees X Y".
        spelled = " ".join(w.text for w in words[-length:])
        before_it = words[-length - 1]
        apart = not before_it.capital or is_office(before_it, actors) or before_it.possessive
        apart = apart and before_it.lower not in PREPOSITIONS and before_it.lower not in {"and", "or", "&"}
        known = spelled in people or spelled.lower() in actors.leaders
        if known and apart and not is_office(words[-length], actors):
            rest = _core(text, words[:-length], actors, people)
            before = rest.before or rest.name
            return Phrase(text, tuple(words), rest.determiner, before, rest.after, tuple(words[-length:]), True)
    return _plain_core(text, words, actors, people)


def _plain_core(text: str, words: list[Word], actors: Actors, people: frozenset[str]) -> Phrase:
    known = actors.find([w.text for w in words])
    inside = {n for i, j, _ in known for n in range(i, j)}
    glued = {n for i, j, a in known if a.form == "actor" for n in range(i, j) if not words[n].capital} | glue(
        words, actors, people
    )
    cut = next(
        (n for n, w in enumerate(words) if n and n not in inside and n not in glued and w.lower in PREPOSITIONS),
        len(words),
    )
    core, rest = words[:cut], _tails(words, cut, inside | glued)
    determiner = core[0].lower if core and (core[0].lower in DETERMINERS or core[0].lower in POSSESSIVES) else ""
    if core and core[0].possessive and core[0].lower in DAYS:
        determiner = "the"
    if determiner and len(core) > 1:
        core = core[1:]
        glued = {n - 1 for n in glued}
    elif determiner:
        core = []
    core = _without_participle(core, actors)
    name, before, person = read_name(core, actors, people, glued)
    return Phrase(text, tuple(words), determiner, tuple(before), tuple(rest), tuple(name), person)


def _without_participle(core: list[Word], actors: Actors) -> list[Word]:
    """ "a report published last month" ends at the report."""
    for n in range(1, len(core)):
        word, noun = core[n], core[n - 1]
        told = not noun.capital and (actors.kind_of(noun.lower) is not None or actors.role_of(noun.lower) is not None)
        if told and not word.capital and word.lower.endswith(("ed", "ing")) and not _is_told(core[-1], actors):
            return core[:n]
    return core


def _is_told(word: Word, actors: Actors) -> bool:
    return word.capital or actors.kind_of(word.lower) is not None or actors.role_of(word.lower) is not None


def _tails(words: list[Word], cut: int, named: set[int]) -> list[tuple[str, tuple[Word, ...]]]:
    """The prepositional phrases from ``cut`` on; a preposition inside a name opens none."""
    tails: list[tuple[str, list[Word]]] = []
    for n in range(cut, len(words)):
        word = words[n]
        if word.lower in PREPOSITIONS and n not in named:
            tails.append((word.lower, []))
        elif tails:
            tails[-1][1].append(word)
    return [(p, tuple(w)) for p, w in tails if w]


def gender_of(phrase: Phrase, actors: Actors) -> Gender:
    """What titles and nouns say: '' where they say nothing."""
    for word in phrase.words:
        bare = word.lower.rstrip(".")
        if bare in actors.titles.get("women", ()):
            return "f"
        if bare in actors.titles.get("men", ()):
            return "m"
    if phrase.person and len(phrase.name) > 1:
        first = phrase.name[0].lower
        return "f" if first in actors.women else "m" if first in actors.men else ""
    return ""
