"""Actors in words → whether they are one side: "the army" and "government troops", "rebels" and "the TLF".

What the registry of actors and states knows goes first, then the words that two names share, then the camp that they stand in: a state
or those who fight it. ``None`` is an answer: the names do not tell.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rashomon.comparing.statements import Statement
from rashomon.lexicon.actors import Actors, load_actors

GENERAL = frozenset({"the", "a", "an", "of", "and", "its", "their", "by", "in", "for", "from", "some", "other", "group", "groups", "forces", "force", "fighters", "fighter", "troops", "soldiers", "s", "air", "jets", "planes", "warplanes", "aircraft", "spokesman", "movement", "men", "units", "officials", "strikes", "airstrikes", "raids", "people", "members", "government", "regime", "army", "military", "state", "ministry", "rebels", "rebel", "bomber", "al", "led", "backed", "suicide", "president", "so-called", "organisation", "authorities", "local", "security"})  # fmt: skip
STATE = frozenset({"government", "regime", "army", "military", "state", "ministry", "loyalist", "loyalists", "pro-government", "soldiers"})  # fmt: skip
REBEL = frozenset({"rebel", "rebels", "insurgents", "insurgent", "militants", "militant", "separatists", "separatist", "terrorists", "terrorist", "opposition", "gangs", "guerrillas", "guerrilla", "jihadists", "islamists", "anti-government"})  # fmt: skip
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
    """Tells sides apart by the registry and by the speakers of one situation; ``states`` are its own: name or adjective → state."""

    def __init__(
        self, statements: Iterable[Statement], actors: Actors | None = None, *, states: Mapping[str, str] | None = None
    ) -> None:
        self._actors = actors or load_actors()
        self._states = states or {}
        self._camps: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._parties: dict[str, str] = {}
        for statement in statements:
            speaker = statement.speaker
            camp = _CAMPS.get(speaker.kind)
            for name in (speaker.name, speaker.party or ""):
                if camp is not None and name:
                    plain = re.sub(r"\s*\([^)]*\)", "", name)
                    self._camps.setdefault(" ".join(words_of(plain)), camp)
            if speaker.party and speaker.party != speaker.name:
                self._parties.setdefault(" ".join(words_of(speaker.name)), " ".join(words_of(speaker.party)))
            for alias in speaker.aliases:
                if alias.isupper() and len(alias) > 1:
                    self._short.setdefault(alias.lower(), " ".join(words_of(speaker.name)))
        self._known = lru_cache(maxsize=4096)(self._read)

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
        text = " ".join(words)
        for short, long in self._short.items():
            if short in words:
                text += f" {long}"
        for person, party in self._parties.items():
            if person and f" {person} " in f" {text} ":  # as whole words: an Arn is not in every warning
                text += f" {party}"
        words = text.split()
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
        listed = {
            actor.party or actor.name
            for known, actor in self._actors.names.items()
            if _holds(name, known) and actor.kind not in {"outlet", "news_agency"}
        }
        kinds = {actor.kind for known, actor in self._actors.names.items() if _holds(name, known)}
        rebel, state = bool(set(words) & REBEL), bool(set(words) & STATE)
        camp = None if rebel == state else "rebel" if rebel else "state"
        camp = camp or ("state" if "air force" in text or "airforce" in text else None)
        camp = camp or next((_CAMPS[k] for k in sorted(kinds) if k in _CAMPS), None)
        camp = (
            camp
            or self._camps.get(text)
            or next((c for n, c in sorted(self._camps.items()) if n and set(n.split()) <= set(words)), None)
        )
        telling = frozenset(
            w
            for w in words
            if w not in GENERAL and w not in countries.by_name and w not in countries.by_demonym and len(w) > 1
        )
        return _Known(frozenset(listed), frozenset(states), telling - REBEL, camp, frozenset(backers))


def _holds(name: str, known: str) -> bool:
    return known in name and re.search(rf"(?<![\w-]){re.escape(known)}(?![\w-])", name) is not None


def _initials(a: _Known, b: _Known) -> bool:
    """Whether a word of one begins as a word of the other ("Kesmari", "Kesmar")."""
    return any(len(x) > 4 and len(y) > 4 and (x.startswith(y) or y.startswith(x)) for x in a.telling for y in b.telling)
