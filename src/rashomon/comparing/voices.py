"""Speakers of many reports → one key for each actor, with the reason: who is who by the signals of ``identities``.

A body's people count as the body only where bodies speak with one voice (monitors, aid groups, armed groups, companies); organs of a
state stay apart. A short name that may mean two actors means neither. The answer does not depend on the order of the reports.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.comparing.identities import (
    BODIES,
    JOIN,
    LONG_NAME,
    OFFICES,
    Told,
    Voice,
    judge_voices,
    name_key,
    read_name,
    read_voice,
)
from rashomon.lexicon.actors import Actors, load_actors
from rashomon.records import Analysis, Speaker

# Kinds whose unnamed speakers are the one named speaker of that kind, if there is but one.
CLASSES = frozenset({"monitor"})
LONGEST_OFFICE = 6  # words before a name


@dataclass(frozen=True, slots=True)
class Identity:
    """The actor behind a speaker: its key and name in the situation, and why the speaker is it (None: by its own name)."""

    key: str
    name: str
    reason: str | None = None


class Voices:
    """The actors of one situation."""

    def __init__(self, analyses: Iterable[Analysis], actors: Actors | None = None) -> None:
        self._actors = actors or load_actors()
        self._read: dict[tuple[str, str, str | None, bool], Voice] = {}
        kept = list(analyses)
        speakers = [(analysis, speaker) for analysis in kept for speaker in analysis.speakers]
        self._voices = sorted({self._voice(s) for _, s in speakers} | self._bodies(speakers), key=lambda v: v.order)
        self._told = self._read_told(speakers)
        self._above = {voice: voice for voice in self._voices}
        self._reasons: dict[Voice, str] = {}
        self._join()
        self._keys = self._named_keys()
        self._classes: dict[str, set[Identity]] = defaultdict(set)
        for voice in self._voices:
            if voice.named and voice.kind in CLASSES:
                self._classes[voice.kind].add(self._keys[self._top(voice)])

    def identity(self, speaker: Speaker, company: Sequence[Speaker] = ()) -> Identity:
        """The actor behind ``speaker``; ``company`` are the speakers of its report."""
        voice = self._voice(speaker)
        own = self._keys.get(self._top(voice), Identity(voice.key, voice.name))
        own = Identity(own.key, own.name, self._reasons.get(voice) if own.name != speaker.name else None)
        if speaker.named or speaker.kind not in CLASSES or own.key != voice.key:
            return own
        here = {self._keys[self._top(self._voice(s))] for s in company if s.named and s.kind == speaker.kind}
        found = here or self._classes[speaker.kind]
        if len(found) != 1:
            return own
        only, where = next(iter(found)), "this report" if here else "the situation"
        return Identity(only.key, only.name, f"the only {speaker.kind} that {where} names")

    def _voice(self, speaker: Speaker) -> Voice:
        told = (speaker.name, speaker.kind, speaker.party, speaker.named)
        if told not in self._read:
            self._read[told] = read_voice(speaker, self._actors)
        return self._read[told]

    # ---- what the reports tell ----------------------------------------------------------------------------------

    def _bodies(self, speakers: Sequence[tuple[Analysis, Speaker]]) -> set[Voice]:
        """The bodies that someone speaks for, named as sides."""
        found = set()
        for _, speaker in speakers:
            if speaker.kind in BODIES and speaker.party and " and " not in speaker.party:
                words, states = read_name(speaker.party, self._actors)
                key = name_key(speaker.party)
                found.add(Voice(speaker.party, key, speaker.kind, key, True, words, states, key))
        return found

    def _read_told(self, speakers: Sequence[tuple[Analysis, Speaker]]) -> Told:
        acronyms: dict[str, Counter[str]] = defaultdict(Counter)
        where: dict[tuple[str, str], str] = {}
        initials: dict[str, set[str]] = defaultdict(set)
        offices: dict[str, dict[frozenset[str], str]] = defaultdict(dict)
        for analysis, speaker in speakers:
            key, report = name_key(speaker.name), analysis.report.id
            for alias in speaker.aliases:
                if alias.isupper() and len(alias) > 1 and not speaker.name.isupper():
                    acronyms[name_key(alias)][key] += 1
                    told = where.get((name_key(alias), key), report)
                    where[name_key(alias), key] = min(told, report)
            letters = "".join(w[0] for w in speaker.name.split() if w[:1].isupper()).lower()
            if speaker.named and len(letters) >= LONG_NAME:
                initials[letters].add(key)
            for office in self._offices(analysis, speaker):
                offices[key][office] = min(offices[key].get(office, report), report)
        return Told(
            acronyms={s: (long, where[s, long]) for s, longs in acronyms.items() for long in [_commonest(longs)]},
            initials={letters: frozenset(keys) for letters, keys in initials.items()},
            offices=dict(offices),
        )

    def _offices(self, analysis: Analysis, speaker: Speaker) -> set[frozenset[str]]:
        """The words before a person's name, where they tell an office that one person holds."""
        found = set()
        for start, end in speaker.mentions if speaker.named else ():
            before, name, _ = analysis.report.text[start:end].partition(speaker.name)
            words, _ = read_name(before, self._actors)
            if name and words & OFFICES and len(words) <= LONGEST_OFFICE:
                found.add(words)
        return found

    # ---- joining ------------------------------------------------------------------------------------------------

    def _join(self) -> None:
        """The fullest names first, so that a short one meets what longer ones have become."""
        by_word: dict[str, list[Voice]] = defaultdict(list)
        by_key: dict[str, list[Voice]] = defaultdict(list)
        by_office: dict[frozenset[str], list[Voice]] = defaultdict(list)
        by_letters: dict[str, list[Voice]] = defaultdict(list)
        for voice in self._voices:
            by_key[voice.key].append(voice)
            for word in voice.words:
                by_word[word].append(voice)
            for office in self._told.offices.get(voice.key, {}):
                by_office[office].append(voice)
        for letters, keys in self._told.initials.items():
            by_letters[letters] = [v for key in sorted(keys) for v in by_key[key]]
        for voice in self._voices:
            near = [
                *by_key[voice.key],
                *by_key[self._told.acronyms.get(voice.key, ("", ""))[0]],
                *by_letters[voice.key],
            ]
            near += by_key[voice.party or ""] if voice.kind in BODIES else []
            near += by_key[voice.listed or ""]
            near += [v for part in _parts(voice.key) for v in by_key[part]]
            near += by_office[voice.words] if not voice.named else []
            if voice.named and voice.words:
                rarest: list[Voice] = min((by_word[w] for w in sorted(voice.words)), key=len)
                near += rarest
            self._join_one(voice, near)

    def _join_one(self, voice: Voice, near: Iterable[Voice]) -> None:
        """To the likeliest of them, unless two actors are as likely."""
        judged = {
            other: judge_voices(voice, other, self._told)
            for other in near
            if other != voice and (voice.named or other.named)
        }
        best = max((score for score, _ in judged.values()), default=0.0)
        if best < JOIN:
            return
        likely = sorted((o for o, (score, _) in judged.items() if score == best), key=lambda v: v.order)
        if len({self._top(other) for other in likely}) > 1:
            return
        if self._top(likely[0]) != self._top(voice):
            self._above[self._top(voice)] = self._top(likely[0])
        if likely[0].key != voice.key:
            self._reasons[voice] = judged[likely[0]][1]

    def _top(self, voice: Voice) -> Voice:
        while (above := self._above.get(voice, voice)) != voice:
            voice = above
        return voice

    def _named_keys(self) -> dict[Voice, Identity]:
        """Of each actor: the name of the body, or the fullest one; its key has the side too where two actors share the name."""
        members: dict[Voice, list[Voice]] = defaultdict(list)
        for voice in self._voices:
            members[self._top(voice)].append(voice)
        chosen = {top: min(own, key=_rank) for top, own in members.items()}
        shared = Counter(voice.key for voice in chosen.values())
        return {
            top: Identity(v.key if shared[v.key] == 1 or v.party is None else f"{v.key} of {v.party}", v.name)
            for top, v in chosen.items()
        }


def _rank(voice: Voice) -> tuple[bool, bool, bool, bool, tuple[int, bool, bool, str, str, str, str, bool]]:
    """Bodies before their people, one before several, names before descriptions and short forms."""
    joint = " and " in voice.key
    return (voice.party != voice.key, joint, not voice.named, voice.name.isupper(), voice.order)


def _parts(key: str) -> list[str]:
    """The runs of words within a description that are long enough to be a name."""
    words = key.split()
    return [
        " ".join(words[first:last])
        for first in range(len(words))
        for last in range(first + LONG_NAME, len(words) + 1)
        if last - first < len(words)
    ]


def _commonest(counts: Counter[str]) -> str:
    return min(counts.items(), key=lambda item: (-item[1], item[0]))[0]
