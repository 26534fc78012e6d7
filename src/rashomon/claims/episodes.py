"""Sentences → episodes: which incident each sentence of a report is about, and so where and when its claims are.

A report tells of one main incident, named by its title and first sentences, and of others beside it. A sentence that names a place, a
day or a deed which the main incident can't have opens or takes up another; one that names nothing goes on with the one before it.
What a claim does not say itself (where, when, by what deed) it takes from the episode of its sentence.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from rashomon.languages.claims import ClaimWords, load_claim_words
from rashomon.languages.deeds import Deeds
from rashomon.records import Parse, Place, Report, Sentence, Span, Time, Token

MOST_OPEN = 12  # episodes back that a sentence may take up again
LEAD = 3  # sentences of the body that still say what the report is about
DAY = len("2024-05-13")
SAID = len(" on ")  # a day so close behind a saying word is the day of saying
STAMP = 200  # characters of the body in which a date may be that of publication
LONGEST = 10  # days: a longer time tells no incident from another
RECENT = 10  # days before publication in which the main incident of a report mostly lies
SPECIFIC = 4  # UCDP precision up to which a place can tell one incident from another
NEAR = 0.5  # degrees within which two places may be one incident's
DATELINE = re.compile(  # where and when a report was filed, and for whom
    r"\s*[A-Z][^.\n]{1,60}?(?:\(([A-Z][^)\n]{1,40})\)\s*[-–—:]|\s[-–—]{1,2}\s)"
)
CLAUSES = frozenset(
    {
        "adverbial_clause",
        "relative_clause",
        "content_clause",
        "noun_clause",
        "parataxis",
        "preposition_clause",
        "clausal_subject",
        "conjunct",
    }
)
UNRESOLVED = 3.5  # a name that is in no gazetteer says more than a province and less than a town
DOWN = 2  # words in a clause below belong less to a figure than words of the clause above


@dataclass(frozen=True)
class Episode:
    """One incident of a report: ``id`` counts within it, ``e1`` is the main one. ``broad``: a war, not an incident."""

    id: str
    place: Place | None = None
    time: Time | None = None
    deeds: frozenset[str] = frozenset()
    broad: bool = False
    all_places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What sentences say of where, when and by what deed, and the look-ups among their words."""

    report: Report
    parse: Parse
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    deeds: Deeds
    spoken: tuple[Span, ...] = ()
    cues: tuple[int, ...] = ()
    words: ClaimWords = field(default_factory=load_claim_words)

    @cached_property
    def told_places(self) -> tuple[Place, ...]:
        """Places that say where something is, not who speaks ("the Capital-based group")."""
        text = self.parse.text
        filed, of_speakers, seated = self.filed, self._of_speakers, self._seated
        agencies = {(self.report.publisher or "").lower(), (filed.group(1) or "").lower() if filed else ""}
        return tuple(
            p
            for p in self.places
            if not of_speakers.match(text, p.span[1])
            and not seated.search(text, max(0, p.span[0] - 24), p.span[0])
            and text[p.span[0] : p.span[1]].lower() not in agencies
            and not self._in_dateline(p.span)
            and not self._is_spoken(p.span)
        )

    @cached_property
    def _of_speakers(self) -> re.Pattern[str]:
        """What makes of a place before it a speaker: "-based", "-led"."""
        return re.compile(rf"[-– ]{_any(self.words.based)}\b|[-–]{_any(self.words.led)}\b", re.I)

    @cached_property
    def _seated(self) -> re.Pattern[str]:
        """What makes of a place behind it a speaker: "the government in "."""
        return re.compile(rf"\b{_any(self.words.seated)} {_any(self.words.seats)} $", re.I)

    @cached_property
    def _saying(self) -> re.Pattern[str]:
        """What makes of a day behind it the day of saying: "said on "."""
        return re.compile(rf"\b{_any(self.words.saying)}\s+(?:{_any(self.words.on)}\s+)?$", re.I)

    @cached_property
    def filed(self) -> re.Match[str] | None:
        """The dateline: where and when the report was filed, and for whom."""
        return DATELINE.match(self.parse.text, self.report.body_start)

    def _in_dateline(self, span: Span) -> bool:
        return self.filed is not None and self.filed.start() <= span[0] < self.filed.end()

    @cached_property
    def told_times(self) -> tuple[Time, ...]:
        """Times that can be an incident's: no publication stamp, no long stretch, not the day on which it was said."""
        stamps = [t.span for t in self.times if self._is_stamp(t)]
        return tuple(
            t
            for t in self.times
            if t.start is not None
            and t.end is not None
            and (t.end - t.start).days <= LONGEST
            and not self._in_dateline(t.span)
            and not any(s - 3 <= t.span[1] and t.span[0] <= e + 3 for s, e in stamps)
            and not self._follows_cue(t.span[0])
            and not self._saying.search(self.parse.text, max(0, t.span[0] - 14), t.span[0])
        )

    def _is_stamp(self, time: Time) -> bool:
        """Whether it is the day of publication as the head of the report gives it."""
        day, head = (self.report.published or "")[:DAY], self.report.body_start + STAMP
        return (
            time.start is not None
            and time.start.isoformat() == day
            and time.span[0] < head
            and str(time.start.year) in time.words
        )

    def _is_spoken(self, span: Span) -> bool:
        """Whether a source of an attribution holds ``span`` whole."""
        i = bisect_right(self.spoken, (span[0], 1 << 60)) - 1
        return i >= 0 and self.spoken[i][0] <= span[0] and span[1] <= self.spoken[i][1]

    def _follows_cue(self, start: int) -> bool:
        """Whether a saying word ends so close before ``start`` that what stands there is the day of saying."""
        i = bisect_right(self.cues, start) - 1
        return i >= 0 and start - self.cues[i] <= SAID

    @cached_property
    def kinds(self) -> tuple[frozenset[str], ...]:
        """The kinds of deed that each token tells."""
        found = []
        for token in self.parse.tokens:
            kinds = self.deeds.words.get(token.lemma.lower()) or self.deeds.words.get(token.lower) or frozenset()
            if token.pos == "VERB":
                for child in token.children:
                    below = self.parse.tokens[child]
                    if below.relation in {"particle", "object", "adverb"}:
                        kinds = self.deeds.phrasal.get((token.lemma, below.lemma), kinds)
            found.append(kinds)
        return tuple(found)

    def told_kinds(self, tokens: Iterable[int]) -> frozenset[str]:
        """The kinds of deed among ``tokens``: those that a word alone tells, else what its words may tell."""
        found = [self.kinds[i] for i in tokens if self.kinds[i]]
        certain = [kinds for kinds in found if len(kinds) == 1]
        return frozenset().union(*(certain or found))

    def turns(self, sentence: Sentence) -> bool:
        """Whether a sentence says that it turns to another incident."""
        return self.parse.text[sentence.start : sentence.start + 30].lower().startswith(self.deeds.aside)

    def is_broad(self, tokens: Iterable[int]) -> bool:
        """Whether a word for a war or crisis stands among ``tokens``."""
        return any(self.parse.tokens[i].lemma in self.deeds.broad for i in tokens)


def _any(words: Iterable[str]) -> str:
    """A pattern for any of ``words``."""
    return f"(?:{'|'.join(re.escape(w) for w in sorted(words))})"


def find_episodes(setting: Setting) -> tuple[tuple[Episode, ...], tuple[str, ...]]:
    """The episodes of a report, and for each sentence the id of its episode."""
    sentences = setting.parse.sentences
    if not sentences:
        return (), ()
    titles = [n for n, s in enumerate(sentences) if s.in_title]
    lead = [n for n, s in enumerate(sentences) if not s.in_title][:LEAD]
    main = _main(setting, [sentences[n] for n in (*titles, *lead)], sentences)
    episodes, homes, current = [main], [], main
    for n, sentence in enumerate(sentences):
        if n in titles or n in lead[:1]:
            homes.append(main.id)
            continue
        own = _of_sentence(setting, sentence)
        turns = setting.turns(sentence)
        if turns:
            current = _known(episodes, replace(own, id=f"e{len(episodes) + 1}", broad=False))
        elif own.broad:
            current = _known(episodes, replace(own, id=f"e{len(episodes) + 1}"))
        elif own.place or own.time or own.deeds:
            if _fits(own, main):
                current = main
            elif current.broad or current is main or not _fits(own, current):
                current = next(
                    (e for e in episodes[1:][-MOST_OPEN:] if not e.broad and _meets(own, e)), None
                ) or _known(episodes, replace(own, id=f"e{len(episodes) + 1}"))
        elif current.broad:
            current = main
        homes.append(current.id)
    return tuple(episodes), tuple(homes)


def _known(episodes: list[Episode], episode: Episode) -> Episode:
    episodes.append(episode)
    return episode


def _main(setting: Setting, lead: Sequence[Sentence], sentences: Sequence[Sentence]) -> Episode:
    """The main incident: what title and lead name first and most exactly; its place may come a little later."""
    told = [_of_sentence(setting, s) for s in lead]
    later = [_of_sentence(setting, s) for s in sentences[len(lead) : len(lead) + LEAD]]
    first = [i for s in lead[:2] for i in range(s.first, s.last)]
    deeds = setting.told_kinds(first) or frozenset().union(*(t.deeds for t in told))
    countries = _countries(setting, lead)
    place = _first([p for t in told if not t.broad for p in t.all_places], countries) or _first(
        [t.place for t in later if t.place and not t.broad and (not t.deeds or not deeds or t.deeds & deeds)], countries
    )
    if place is None and setting.filed is not None:
        place = next((p for p in setting.places if setting.filed.start() <= p.span[0] < setting.filed.end()), None)
    times = [t.time for t in (*told, *later) if t.time is not None and not t.broad]
    time = next((t for t in times if _recent(t, setting.report)), times[0] if times else None)
    return Episode("e1", place, time, deeds)


def _countries(setting: Setting, lead: Sequence[Sentence]) -> frozenset[str]:
    """The countries that title and lead name as such: a place elsewhere is not where the incident was."""
    return frozenset(
        p.country
        for s in lead
        for p in inside(setting.told_places, (s.start, s.end))
        if p.country is not None and (p.precision or 1) > SPECIFIC
    )


def _first(places: Sequence[Place], countries: frozenset[str]) -> Place | None:
    """The first of the most exact places, those in the countries named before others."""

    def rank(place: Place) -> tuple[bool, float, Span]:
        elsewhere = bool(countries) and place.country is not None and place.country not in countries
        return (elsewhere, UNRESOLVED if place.lat is None else place.precision or 1, place.span)

    return min(places, key=rank, default=None)


def _recent(time: Time, report: Report) -> bool:
    if not report.published or time.start is None or len(report.published) < DAY:
        return True
    return -1 <= (date.fromisoformat(report.published[:DAY]) - time.start).days <= RECENT


def _of_sentence(setting: Setting, sentence: Sentence) -> Episode:
    span = (sentence.start, sentence.end)
    places = [p for p in inside(setting.told_places, span) if (p.precision or 1) <= SPECIFIC]
    times = inside(setting.told_times, span)
    kinds = setting.told_kinds(range(sentence.first, sentence.last))
    broad = not places and not times and setting.is_broad(range(sentence.first, sentence.last))
    return Episode("", places[0] if places else None, times[0] if times else None, kinds, broad, tuple(places))


def _fits(own: Episode, other: Episode) -> bool:
    """Whether nothing that a sentence says keeps it from an episode."""
    if own.place and other.place and not near(own.place, other.place):
        return False
    if own.time and other.time and not _overlap(own.time, other.time):
        return False
    known = own.deeds and other.deeds
    placed = own.place and other.place
    return bool(not known or own.deeds & other.deeds or (placed and not own.time))


def _meets(own: Episode, other: Episode) -> bool:
    """Whether a sentence takes up an episode again: something in common and nothing against it."""
    same = (own.place and other.place) or (own.time and other.time)
    return bool(same) and _fits(own, other)


def _overlap(a: Time, b: Time) -> bool:
    assert a.start is not None
    assert b.start is not None
    assert a.end is not None
    assert b.end is not None
    return a.start <= b.end and b.start <= a.end


def near(a: Place, b: Place) -> bool:
    """Whether two places can be one incident's: the same, close by, or one wide enough to hold the other."""
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return a.name.lower() == b.name.lower()
    wide = max(a.precision or 1, b.precision or 1)
    reach = NEAR * (4 if wide == SPECIFIC else 1)
    return abs(a.lat - b.lat) <= reach and abs(a.lon - b.lon) <= reach


_T = TypeVar("_T", Place, Time)


def inside(found: Sequence[_T], span: Span) -> list[_T]:
    """Those that a span holds whole; ``found`` is in the order of the text."""
    first = bisect_left(found, span[0], key=lambda f: f.span[0])
    last = bisect_left(found, span[1], lo=first, key=lambda f: f.span[0])
    return [f for f in found[first:last] if f.span[1] <= span[1]]


def clause_costs(parse: Parse, start: int, sentence: Sentence, words: ClaimWords) -> dict[int, int]:
    """How far each token of a sentence is from token ``start`` in clauses: 1 for each clause up, ``DOWN`` for each below."""
    tokens = parse.tokens
    above: dict[int, int] = {}
    i, cost = start, 0
    while i not in above:
        above[i] = cost
        cost += _crosses(tokens[i], words)
        i = tokens[i].head
    costs = dict(above)
    for n in range(sentence.first, sentence.last):
        path, i = [], n
        while i not in costs and tokens[i].head != i:
            path.append(i)
            i = tokens[i].head
        base = costs.get(i, 9)
        for j in reversed(path):
            base += DOWN * _crosses(tokens[j], words)
            costs[j] = base
    return costs


def _crosses(token: Token, words: ClaimWords) -> int:
    if token.relation == "preposition" and token.lower in words.other_times:
        return 1  # "killed ten after a rocket attack": the rockets did not kill them
    return 1 if token.relation in CLAUSES and token.pos in {"VERB", "AUX"} else 0
