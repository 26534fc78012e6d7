"""Speakers of many reports → one key for each actor, with the reason: who is who by the signals of ``identities``.

A body's people count as the body only where bodies speak with one voice (monitors, aid groups, armed groups, companies); organs of a
state stay apart. A short name that may mean two actors means neither. A voice is judged against those that come before it (``Voice.order``)
and are filed under what it asks for, so that a new report opens only the voices that ask for its names. The answer does not depend on the
order in which reports come.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.comparing.identities import (
    BODIES,
    JOIN,
    OFFICES,
    Told,
    Voice,
    judge_voices,
    name_key,
    read_name,
    read_voice,
)
from rashomon.comparing.shelves import Shelves
from rashomon.records import Analysis, Speaker
from rashomon.world.actors import Actors, load_actors

# Kinds whose unnamed speakers are the one named speaker of that kind, if there is but one.
CLASSES = frozenset({"monitor"})
LONGEST_OFFICE = 6  # words before a name


@dataclass(frozen=True, slots=True)
class Identity:
    """The actor behind a speaker: its key and name in the situation, and why the speaker is it (None: by its own name)."""

    key: str
    name: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Above:
    """Where a voice stands: the first voice of its actor, and why it is no actor of its own."""

    top: Voice
    reason: str | None = None


class Voices:
    """The actors of one situation."""

    def __init__(self, analyses: Iterable[Analysis] = (), actors: Actors | None = None) -> None:
        self._actors = actors or load_actors()
        self._read: dict[tuple[str, str, str | None, bool], Voice] = {}
        self._told = Told()
        self._by_report: dict[str, frozenset[Voice]] = {}
        self._unnamed: dict[str, set[str]] = defaultdict(set)  # by class: reports whose speakers are only called so
        self._reports: dict[Voice, set[str]] = {}
        self._sharing: dict[str, set[Voice]] = defaultdict(set)  # by their own name and by their side's
        self._offices: dict[str, set[frozenset[str]]] = defaultdict(set)  # by the name that holds them
        self._shelves = Shelves(self._told, self._offices)
        self._above: dict[Voice, _Above] = {}
        self._members: dict[Voice, set[Voice]] = {}  # by the first voice of an actor
        self._chosen: dict[Voice, Voice] = {}  # the voice of an actor that names it
        self._classed: dict[str, set[Voice]] = {kind: set() for kind in CLASSES}  # the named voices of a class
        self._only: dict[str, Identity | None] = dict.fromkeys(CLASSES)
        for analysis in analyses:
            self.put(analysis)
        self.settle()

    # ---- reports that come and go -------------------------------------------------------------------------------

    def put(self, analysis: Analysis) -> None:
        """Take the speakers of a report, in place of those of its version before; ``settle`` then says what that changes."""
        voices = {self._voice(s) for s in analysis.speakers} | set(self._bodies(analysis.speakers))
        self._replace(analysis.report.id, voices, self._acronyms(analysis.speakers), self._held(analysis))
        for kind in CLASSES:
            if any(s.kind == kind and not s.named for s in analysis.speakers):
                self._unnamed[kind].add(analysis.report.id)

    def drop(self, report: str) -> None:
        """Take out a report."""
        self._replace(report, set(), set(), set())

    def _replace(
        self, report: str, voices: set[Voice], acronyms: set[tuple[str, str]], held: set[tuple[str, frozenset[str]]]
    ) -> None:
        before = self._by_report.pop(report, frozenset())
        for kind in CLASSES:
            self._unnamed[kind].discard(report)
        if voices:
            self._by_report[report] = frozenset(voices)
        for voice in before - voices:
            self._reports[voice].discard(report)
            if not self._reports[voice]:
                self._unfile(voice)
                del self._reports[voice]
                for name in _names(voice):
                    self._sharing[name].discard(voice)
        stale = self._told.acronyms.put(report, acronyms)
        for office in self._told.offices.put(report, ((o, o[0]) for o in held)):
            stale.add(office[0])
            if self._told.offices.get(office) is None:
                self._offices[office[0]].discard(office[1])
            else:
                self._offices[office[0]].add(office[1])
        for voice in {v for name in stale for v in self._sharing.get(name, ())}:
            self._unfile(voice)
            self._file(voice)
        for voice in voices - before:
            if voice not in self._reports:
                self._reports[voice] = set()
                for name in _names(voice):
                    self._sharing[name].add(voice)
                self._file(voice)
            self._reports[voice].add(report)

    def settle(self) -> set[str]:
        """Judge anew what the reports since the last time touch; returns the reports of which a speaker is another actor now."""
        waiting, self._shelves.open = self._shelves.open, set()
        heap = [(voice.order, voice) for voice in waiting]
        heapq.heapify(heap)
        touched: dict[Voice, list[Voice]] = {}  # actors, with the voices that joined them
        judged: list[Voice] = []
        moved: set[Voice] = set()
        while heap:
            _, voice = heapq.heappop(heap)
            waiting.discard(voice)
            judged.append(voice)
            before = self._above.pop(voice, None)
            now = self._judge(voice) if voice in self._shelves else None
            if now is not None:
                self._above[voice] = now
            if before == now:
                continue
            moved.add(voice)
            for later in self._shelves.askers(voice):
                if later not in waiting:
                    waiting.add(later)
                    heapq.heappush(heap, (later.order, later))
            if before is None or now is None or before.top != now.top:
                if before is not None:
                    self._members[before.top].discard(voice)
                    touched.setdefault(before.top, [])
                if now is not None:
                    self._members.setdefault(now.top, set()).add(voice)
                    touched.setdefault(now.top, []).append(voice)
        renamed = self._name(touched)
        changed = moved | {v for top in renamed for v in self._members.get(top, ())}
        # What is first of its actor, and does not name it, has its reason by the one that does.
        tops = {self._above[v].top for v in judged if v in self._above}
        changed |= {top for top in tops if self._chosen[top] != top}
        return {r for v in changed for r in self._reports.get(v, ())} | self._settle_classes()

    def identity(self, speaker: Speaker, company: Sequence[Speaker] = ()) -> Identity:
        """The actor behind ``speaker``; ``company`` are the speakers of its report."""
        voice = self._voice(speaker)
        own = self._actor(voice)
        own = Identity(own.key, own.name, self._reason(voice) if own.name != speaker.name else None)
        if speaker.named or speaker.kind not in CLASSES or self._named(voice).key != voice.key:
            return own
        here = {self._actor(self._voice(s)) for s in company if s.named and s.kind == speaker.kind}
        only = next(iter(here)) if len(here) == 1 else None if here else self._only[speaker.kind]
        if only is None:
            return own
        return Identity(
            only.key, only.name, f"the only {speaker.kind} that {'this report' if here else 'the situation'} names"
        )

    # ---- what the reports tell ----------------------------------------------------------------------------------

    def _voice(self, speaker: Speaker) -> Voice:
        told = (speaker.name, speaker.kind, speaker.party, speaker.named)
        if told not in self._read:
            self._read[told] = read_voice(speaker, self._actors)
        return self._read[told]

    def _bodies(self, speakers: Iterable[Speaker]) -> Iterator[Voice]:
        """The bodies that someone speaks for, named as sides."""
        for speaker in speakers:
            if speaker.kind in BODIES and speaker.party and " and " not in speaker.party:
                words, states = read_name(speaker.party, self._actors)
                key = name_key(speaker.party)
                yield Voice(speaker.party, key, speaker.kind, key, True, words, states, key)

    def _acronyms(self, speakers: Iterable[Speaker]) -> set[tuple[str, str]]:
        return {
            (name_key(alias), name_key(speaker.name))
            for speaker in speakers
            for alias in speaker.aliases
            if alias.isupper() and len(alias) > 1 and not speaker.name.isupper()
        }

    def _held(self, analysis: Analysis) -> set[tuple[str, frozenset[str]]]:
        """The names of persons with the words before them that tell an office that one person holds."""
        found = set()
        for speaker in analysis.speakers:
            for start, end in speaker.mentions if speaker.named else ():
                before, name, _ = analysis.report.text[start:end].partition(speaker.name)
                words, _ = read_name(before, self._actors)
                if name and words & OFFICES and len(words) <= LONGEST_OFFICE:
                    found.add((name_key(speaker.name), words))
        return found

    # ---- who is who -----------------------------------------------------------------------------------------------

    def _file(self, voice: Voice) -> None:
        if voice.named and voice.kind in CLASSES:
            self._classed[voice.kind].add(voice)
        self._shelves.put(voice)

    def _unfile(self, voice: Voice) -> None:
        if voice.named and voice.kind in CLASSES:
            self._classed[voice.kind].discard(voice)
        self._shelves.drop(voice)

    def _judge(self, voice: Voice) -> _Above:
        """The actor that a voice most likely is of those before it, unless two are as likely."""
        judged = {other: judge_voices(voice, other, self._told) for other in self._shelves.near(voice)}
        best = max((score for score, _ in judged.values()), default=0.0)
        likely = sorted((o for o, (score, _) in judged.items() if score == best), key=lambda v: v.order)
        if best < JOIN or len({self._above[other].top for other in likely}) > 1:
            return _Above(voice)
        first = self._above[likely[0]]
        return _Above(first.top, judged[likely[0]][1] if likely[0].key != voice.key else first.reason)

    # ---- actors and their names ---------------------------------------------------------------------------------

    def _name(self, touched: Mapping[Voice, Sequence[Voice]]) -> set[Voice]:
        """Name the actors anew; returns those that another voice names now."""
        renamed = set()
        for top, joined in touched.items():
            own, old = self._members[top], self._chosen.pop(top, None)
            named = min((v for v in (old, *joined) if v in own) if old in own else own, key=_rank, default=None)
            if named is None:
                del self._members[top]
            else:
                self._chosen[top] = named
            if named != old:
                renamed.add(top)
        return renamed

    def _named(self, voice: Voice) -> Voice:
        """The voice that names its actor."""
        above = self._above.get(voice)
        return self._chosen[above.top] if above is not None else voice

    def _actor(self, voice: Voice) -> Identity:
        """The actor by its name, and by its side, for two sides may have an army each."""
        named = self._named(voice)
        own = named.party is None or named.party == named.key
        return Identity(named.key if own else f"{named.key} of {named.party}", named.name)

    def _reason(self, voice: Voice) -> str | None:
        """Why a voice is its actor, where they do not share their name."""
        above = self._above.get(voice)
        if above is None or above.reason is not None:
            return above.reason if above is not None else None
        named = self._named(voice)
        score, reason = judge_voices(voice, named, self._told)
        return reason if named.key != voice.key and score >= JOIN else None

    def _settle_classes(self) -> set[str]:
        """See which class has one named actor only; returns the reports whose unnamed speakers are another actor now."""
        reports: set[str] = set()
        for kind in CLASSES:
            actors: set[Identity] = set()
            for voice in self._classed[kind]:
                actors.add(self._actor(voice))
                if len(actors) > 1:
                    break
            only = next(iter(actors)) if len(actors) == 1 else None
            if only != self._only[kind]:
                self._only[kind] = only
                reports |= self._unnamed[kind]
        return reports


def _rank(voice: Voice) -> tuple[bool, bool, bool, bool, tuple[int | str, ...]]:
    """Bodies before their people, one before several, names before descriptions and short forms."""
    joint = " and " in voice.key
    return (voice.party != voice.key, joint, not voice.named, voice.name.isupper(), voice.order)


def _names(voice: Voice) -> set[str]:
    """Its own name and its side's."""
    return {voice.key, voice.party or voice.key}
