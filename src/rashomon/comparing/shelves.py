"""Voices filed under what they are found by and under what they ask for, so that a voice that comes or goes opens those alone that it may concern."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rashomon.comparing.identities import BODIES, LONG_NAME, OFFICES, Told, Voice
from rashomon.languages.rarity import LETTERS, load_rarity

MOST_BEARERS = 50  # names that hold one word: "Bank" is short for none of so many
SHORT = 2  # letters of a word that is in many names: "co", "de"
Handle = tuple[str, str | frozenset[str]]  # in what way, and which name, word or office


class Shelves:
    """The voices of a situation; ``told`` and ``offices`` (by the name that holds them) are what its reports tell of names.

    ``open`` are the voices that are to be judged anew.
    """

    def __init__(self, told: Told, offices: Mapping[str, Iterable[frozenset[str]]]) -> None:
        self._told, self._offices = told, offices
        self._found: dict[Handle, set[Voice]] = defaultdict(set)
        self._asking: dict[Handle, set[Voice]] = defaultdict(set)
        self._filed: dict[Voice, tuple[frozenset[Handle], frozenset[Handle]]] = {}
        self.open: set[Voice] = set()

    def __contains__(self, voice: Voice) -> bool:
        return voice in self._filed

    def put(self, voice: Voice) -> None:
        """File a voice by what the reports tell now."""
        found, asked = self._found_under(voice), self._asked_for(voice)
        self._filed[voice] = (found, asked)
        for handle in found:
            self._found[handle].add(voice)
            if len(self._found[handle]) == MOST_BEARERS + 1:
                self.open |= self._asking[handle]
        for handle in asked:
            self._asking[handle].add(voice)
        self.open |= {voice, *self.askers(voice)}

    def drop(self, voice: Voice) -> None:
        """Take a voice out."""
        self.open |= {voice, *self.askers(voice)}
        found, asked = self._filed.pop(voice)
        for handle in found:
            self._found[handle].discard(voice)
            if len(self._found[handle]) == MOST_BEARERS:
                self.open |= self._asking[handle]
        for handle in asked:
            self._asking[handle].discard(voice)

    def askers(self, voice: Voice) -> list[Voice]:
        """The voices that are judged against ``voice``: those after it that ask for what it is found by."""
        found, _ = self._filed.get(voice, (frozenset(), None))
        return [v for v in set().union(*(self._asking[h] for h in found)) if v.order > voice.order]

    def near(self, voice: Voice) -> set[Voice]:
        """The voices that ``voice`` is judged against: those before it that are found by what it asks for, one of the two by a name."""
        near: set[Voice] = set()
        for handle in self._filed[voice][1]:
            shelf = self._found[handle]
            if handle[0] != "word":
                near |= shelf
            elif len(shelf) <= MOST_BEARERS:
                near |= {v for v in shelf if voice.words <= v.words}
        return {v for v in near if v.order < voice.order and (voice.named or v.named)}

    def _found_under(self, voice: Voice) -> frozenset[Handle]:
        found: set[Handle] = {("name", voice.key)} | {("within", part) for part in _parts(voice.key)}
        if voice.listed:
            found.add(("listed", voice.listed))
        if voice.letters:
            found.add(("letters", voice.letters))
        if (meant := self._told.acronyms.get(voice.key)) is not None:
            found.add(("means", meant))
        if voice.named:
            found |= {("word", word) for word in voice.words}
            found |= {("holds", office) for office in self._offices.get(voice.key, ())}
        elif voice.words & OFFICES:
            found.add(("office", voice.words))
        return frozenset(found)

    def _asked_for(self, voice: Voice) -> frozenset[Handle]:
        names = [voice.key, self._told.acronyms.get(voice.key), voice.listed, *_parts(voice.key)]
        names += [voice.party] if voice.kind in BODIES else []
        asked: set[Handle] = {("name", name) for name in names if name}
        asked |= {("listed", name) for name in (voice.key, voice.listed) if name}
        asked |= {("within", voice.key), ("letters", voice.key), ("means", voice.key)}
        if voice.named:
            # Any one of its words finds the names that hold them all: the rarest finds the fewest others.
            asked |= {("word", word) for word in sorted(voice.words, key=_rareness)[-1:]}
            asked |= {("office", office) for office in self._offices.get(voice.key, ())}
        elif voice.words & OFFICES:
            asked.add(("holds", voice.words))
        return frozenset(asked)


def _rareness(word: str) -> tuple[bool, float, str]:
    return (len(word) > SHORT, load_rarity().weight(word[:LETTERS]), word)


def _parts(key: str) -> list[str]:
    """The runs of words within a description that are long enough to be a name."""
    words = key.split()
    return [
        " ".join(words[first:last])
        for first in range(len(words))
        for last in range(first + LONG_NAME, len(words) + 1)
        if last - first < len(words)
    ]
