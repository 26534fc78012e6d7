"""Actors in words → whether they are one side: "the army" and "government troops", "rebels" and "the TLF".

What the registry of actors and states knows goes first, then the words that two names share, then the camp that they stand in: a state
or those who fight it. ``None`` is an answer: the names do not tell.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.comparing.facts import Facts
from rashomon.comparing.statements import Statement
from rashomon.world.actors import Actors, load_actors

GENERAL = frozenset({"the", "a", "an", "of", "and", "its", "their", "by", "in", "for", "from", "some", "other", "group", "groups", "forces", "force", "fighters", "fighter", "troops", "soldiers", "s", "air", "jets", "planes", "warplanes", "aircraft", "spokesman", "movement", "men", "units", "officials", "strikes", "airstrikes", "raids", "people", "members", "government", "regime", "army", "military", "state", "ministry", "rebels", "rebel", "bomber", "al", "led", "backed", "suicide", "president", "so-called", "organisation", "authorities", "local", "security", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})  # fmt: skip
BACKED = ("-backed", "-led", "-supported", "-allied", "-funded", "-trained")
_CAMPS = {"armed_group": "rebel", "government": "state", "military": "state", "police": "state"}
_WORD = re.compile(r"[\w-]+")


def words_of(name: str) -> list[str]:
    """The words of an actor's name in lower case, without the possessive ending."""
    return [w for w in _WORD.findall(re.sub(r"[’']s\b", "", name.lower())) if w != "s"]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a name: well-known actors, states, telling words and camp."""

    actors: frozenset[str]
    states: frozenset[str]
    telling: frozenset[str]
    camp: str | None
    backers: frozenset[str]


class Sides:
    """Tells sides apart by the registry and by the speakers of one situation; ``states`` are its own: name or adjective → state.

    Statements come and go by report; what their speakers tell of names may change what others mean.
    """

    def __init__(
        self,
        statements: Iterable[Statement] = (),
        actors: Actors | None = None,
        *,
        states: Mapping[str, str] | None = None,
    ) -> None:
        self._actors = actors or load_actors()
        self._states = states or {}
        self._camps: Facts[str, str] = Facts()
        self._short: Facts[str, str] = Facts()
        self._parties: Facts[str, str] = Facts()
        self._persons: dict[str, set[str]] = defaultdict(set)  # by their first word
        self._camped: dict[str, set[str]] = defaultdict(set)  # names with a camp, by their first word in the alphabet
        self._known_names: dict[str, _Known] = {}
        self._by_word: dict[str, set[str]] = defaultdict(set)  # the known names, by each of their words
        self._listed: dict[str, list[str]] = defaultdict(list)
        for listed in self._actors.names:
            self._listed[(_WORD.findall(listed) or [""])[0]].append(listed)
        told: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            told[statement.report.id].append(statement)
        for report, own in told.items():
            self.put(report, own)

    def put(self, report: str, statements: Iterable[Statement] = ()) -> set[str]:
        """Learn from the speakers of a report, in place of what it told before; returns the names that mean something else now."""
        camps: set[tuple[str, str]] = set()
        short: set[tuple[str, str]] = set()
        parties: set[tuple[str, str]] = set()
        for speaker in {s.speaker for s in statements}:
            camp = _CAMPS.get(speaker.kind)
            name = " ".join(words_of(speaker.name))
            for told in (speaker.name, speaker.party or ""):
                plain = " ".join(words_of(re.sub(r"\s*\([^)]*\)", "", told)))
                if camp is not None and plain:
                    camps.add((plain, camp))
            if name and speaker.party and speaker.party != speaker.name:
                parties.add((name, " ".join(words_of(speaker.party))))
            short |= {(alias.lower(), name) for alias in speaker.aliases if alias.isupper() and len(alias) > 1}
        for name, _ in camps:
            self._camped[min(name.split())].add(name)
        for name, _ in parties:
            self._persons[name.split()[0]].add(name)
        stale = self._camps.put(report, camps) | self._short.put(report, short) | self._parties.put(report, parties)
        return {name for words in stale for name in self._holding(words.split()) if self._renew(name)}

    def _holding(self, words: Sequence[str]) -> set[str]:
        """The names asked before that hold all of ``words``."""
        return set.intersection(*(self._by_word.get(w, set()) for w in words)) if words else set()

    def _renew(self, name: str) -> bool:
        """Read a name anew; returns whether it means something else."""
        before = self._known_names.pop(name, None)
        return before is not None and self._known(name) != before

    def _known(self, name: str) -> _Known:
        if name not in self._known_names:
            self._known_names[name] = self._read(name)
        return self._known_names[name]

    def same(self, a: str, b: str) -> bool | None:
        """Whether two names are of one side; None where they do not tell."""
        one, other = self._known(a), self._known(b)
        if a == b or one.telling & other.telling or _initials(one, other):
            return True
        if one.actors and other.actors and one.actors & other.actors:
            return True
        if one.actors and other.actors and not one.camp == other.camp == "rebel":
            return False
        if one.states and other.states and "rebel" not in {one.camp, other.camp}:
            return bool(one.states & other.states)
        if one.backers & other.states or other.backers & one.states:
            return None  # "X-backed rebels" are neither X nor against X
        if one.camp is not None and other.camp is not None:
            if one.camp != other.camp:
                return False
            return None if (one.states or one.actors) and (other.states or other.actors) else True
        if (one.states and other.camp == "rebel" and one.camp is None) or (
            other.states and one.camp == "rebel" and other.camp is None
        ):
            return False
        return None

    def apart(self, a: str, b: str) -> bool:
        """Whether two names that hold and take one place are of two sides: known to be, or both names with nothing in common."""
        same = self.same(a, b)
        one, other = self._known(a), self._known(b)
        named = all(k.telling or k.states or k.actors for k in (one, other))
        return same is False or (same is None and named)

    def _read(self, name: str) -> _Known:
        words = words_of(name)
        countries = self._actors.countries
        words += [w for short in dict.fromkeys(words) for w in (self._short.get(short) or "").split()]
        # As whole words: an Arn is not in every warning.
        text = f" {' '.join(words)} "
        persons = {p for word in words for p in self._persons.get(word, ()) if f" {p} " in text}
        words += [w for person in sorted(persons) for w in (self._parties.get(person) or "").split()]
        text = " ".join(words)
        for word in words:
            self._by_word[word].add(name)
        # "US-led coalition" and "Turkish-backed rebels" are not the state that they name.
        plain = [p for w in words for p in ([w] if "-" not in w else [])]
        states = {
            iso
            for w in plain
            if (
                iso := countries.by_name.get(w)
                or countries.by_demonym.get(w)
                or countries.by_capital.get(w)
                or self._states.get(w)
            )
        }
        behind = [w.split("-")[0] for w in words if w.endswith(BACKED)]
        backers = {iso for w in behind if (iso := countries.by_name.get(w) or countries.by_demonym.get(w))}
        held = {
            known for word in {*_WORD.findall(name), ""} for known in self._listed.get(word, ()) if _holds(name, known)
        }
        actors = [self._actors.names[known] for known in held]
        listed = {a.party or a.name for a in actors if a.kind not in {"outlet", "news_agency"}}
        kinds = {a.kind for a in actors}
        lists = self._actors.lists
        rebel, state = bool(set(words) & lists["against_state"]), bool(set(words) & lists["of_state"])
        # A listed name goes before its words: an Islamic State is no state.
        camp = next((_CAMPS[k] for k in sorted(kinds) if k in _CAMPS), None)
        camp = camp or (None if rebel == state else "rebel" if rebel else "state")
        camp = camp or ("state" if "air force" in text or "airforce" in text else None)
        camped = sorted(n for word in set(words) for n in self._camped.get(word, ()) if set(n.split()) <= set(words))
        camp = camp or self._camps.get(text) or next((c for n in camped if (c := self._camps.get(n)) is not None), None)
        telling = frozenset(
            w
            for w in words
            if w not in GENERAL and w not in countries.by_name and w not in countries.by_demonym and len(w) > 1
        )
        return _Known(frozenset(listed), frozenset(states), telling - lists["against_state"], camp, frozenset(backers))


def _holds(name: str, known: str) -> bool:
    return known in name and re.search(rf"(?<![\w-]){re.escape(known)}(?![\w-])", name) is not None


def _initials(a: _Known, b: _Known) -> bool:
    """Whether a word of one begins as a word of the other ("Kesmari", "Kesmar")."""
    return any(len(x) > 4 and len(y) > 4 and (x.startswith(y) or y.startswith(x)) for x in a.telling for y in b.telling)
