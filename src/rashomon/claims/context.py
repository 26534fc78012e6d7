"""What the claims of one report are made from, and the look-ups that all of them share: owner, place, time, voice, evidence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from rashomon.claims.episodes import LONGEST, SPECIFIC, Episode, Setting, clause_costs, find_episodes, inside
from rashomon.claims.rows import place_behind, place_of_row
from rashomon.clauses import Clauses
from rashomon.languages.claims import ClaimWords
from rashomon.languages.deeds import Deeds
from rashomon.languages.frames import Frames
from rashomon.records import (
    Attribution,
    Claim,
    ClaimKind,
    Figure,
    Modality,
    Parse,
    Place,
    Report,
    Sentence,
    Span,
    Speaker,
    Time,
    Token,
    content_id,
)

MOST_WORDS = 60  # evidence longer than this is cut to the words around the claim
_T = TypeVar("_T", Place, Time)
OF_STATE: dict[str, Modality] = {
    "planned": "intention", "possible": "expectation", "conditional": "conditional", "unknown": "unconfirmed",
}  # fmt: skip


@dataclass(frozen=True)
class Context:
    """What the claims of one report are made from, with the look-ups that all of them need."""

    report: Report
    clauses: Clauses
    attributions: tuple[Attribution, ...]
    speakers: dict[str, Speaker]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    frames: Frames
    deeds: Deeds

    @property
    def parse(self) -> Parse:
        """The words that it is all read from."""
        return self.clauses.parse

    @property
    def words(self) -> ClaimWords:
        """Closed classes of words that the making of claims asks for."""
        return self.frames.closed

    @cached_property
    def setting(self) -> Setting:
        """Where, when and by what deed the sentences say that things happened."""
        cues = tuple(sorted(end for a in self.attributions for _, end in a.cue))
        return Setting(
            self.report, self.parse, self.places, self.times, self.deeds, tuple(self.spoken_spans), cues, self.words
        )

    @cached_property
    def episodes(self) -> tuple[dict[str, Episode], tuple[str, ...]]:
        found, homes = find_episodes(self.setting)
        return {e.id: e for e in found}, homes

    @cached_property
    def _costs(self) -> dict[int, dict[int, int]]:
        return {}

    def costs(self, span: Span, sentence: Sentence) -> dict[int, int]:
        """How far the tokens of a sentence are from ``span``, in clauses."""
        tokens = self.tokens_in(*span)
        start = tokens[-1] if len(tokens) else sentence.first
        if start not in self._costs:
            self._costs[start] = clause_costs(self.parse, start, sentence, self.words)
        return self._costs[start]

    def episode_at(self, offset: int) -> Episode | None:
        """The episode of the sentence at ``offset``."""
        known, homes = self.episodes
        return known[homes[max(0, bisect_right(self.sentence_starts, offset) - 1)]] if homes else None

    def is_total(self, span: Span, sentence: Sentence) -> bool:
        """Whether the clause is about a war or crisis, not an incident."""
        costs = self.costs(span, sentence)
        return self.setting.is_broad(i for i in range(sentence.first, sentence.last) if costs.get(i, 9) <= 1)

    @cached_property
    def by_id(self) -> dict[str, Attribution]:
        return {a.id: a for a in self.attributions}

    @cached_property
    def sentence_starts(self) -> list[int]:
        return [s.start for s in self.parse.sentences]

    @cached_property
    def token_starts(self) -> list[int]:
        return [t.start for t in self.parse.tokens]

    @cached_property
    def _by_cue(self) -> list[tuple[int, int]]:
        return sorted((start, n) for n, a in enumerate(self.attributions) for start, _ in a.cue)

    @cached_property
    def cue_at(self) -> dict[int, Attribution]:
        """Token → the first attribution that has it in its cue."""
        found: dict[int, Attribution] = {}
        for attribution in self.attributions:
            for start, end in attribution.cue:
                for i in range(bisect_left(self.token_starts, start), bisect_left(self.token_starts, end)):
                    found.setdefault(i, attribution)
        return found

    def cued_in(self, start: int, end: int) -> list[Attribution]:
        """The attributions whose cue, or a part of it, begins between two offsets."""
        first, last = bisect_left(self._by_cue, (start, -1)), bisect_left(self._by_cue, (end, -1))
        return [self.attributions[n] for n in sorted({n for _, n in self._by_cue[first:last]})]

    @cached_property
    def owners(self) -> list[tuple[Span, Attribution]]:
        """Content spans in the order of their starts."""
        return sorted(
            (((s, e), a) for a in self.attributions for s, e in a.content), key=lambda pair: (pair[0], pair[1].id)
        )

    @cached_property
    def owner_of_token(self) -> list[Attribution | None]:
        """The innermost attribution whose content holds each token: spans are painted from the widest to the narrowest."""
        owner: list[Attribution | None] = [None] * len(self.parse.tokens)
        for (start, end), attribution in sorted(self.owners, key=lambda p: (p[0][0] - p[0][1], p[0], p[1].id)):
            for i in range(max(0, bisect_right(self.token_starts, start) - 1), len(owner)):
                if self.parse.tokens[i].start >= end:
                    break
                if self.parse.tokens[i].start >= start:
                    owner[i] = attribution
        return owner

    @cached_property
    def spoken_spans(self) -> list[Span]:
        return sorted(span for a in self.attributions for span in a.source)

    @cached_property
    def voiced(self) -> frozenset[int]:
        """Tokens of sources and cues: they say who speaks, not what."""
        return frozenset(
            i for a in self.attributions for start, end in (*a.source, *a.cue) for i in self.tokens_in(start, end)
        )

    @cached_property
    def place_names(self) -> frozenset[str]:
        """The words by which the report names places."""
        return frozenset(self.parse.text[p.span[0] : p.span[1]] for p in self.places)

    @cached_property
    def entity_of_token(self) -> dict[int, range]:
        """The tokens of the entity that each token is in."""
        return {i: range(e.first, e.last) for e in self.parse.entities for i in range(e.first, e.last)}

    def entity_at(self, token: int) -> list[int]:
        """The tokens of the entity that a token is in; none where it is in none."""
        return list(self.entity_of_token.get(token, ()))

    def place_before(self, offset: int) -> Place | None:
        """The exact or unresolved place last named before ``offset``; what a claim that names none is about."""
        earlier = [p for p in self.setting.told_places if p.span[0] < offset and (p.precision or 1) <= SPECIFIC]
        named = [p for p in earlier if not is_within(p.span, self.spoken_spans)]
        return named[-1] if named else None

    def tokens_in(self, start: int, end: int) -> range:
        first = max(0, bisect_right(self.token_starts, start) - 1)
        if first < len(self.parse.tokens) and self.parse.tokens[first].end <= start:
            first += 1
        return range(first, max(first, bisect_right(self.token_starts, end - 1)))

    def sentence_at(self, offset: int) -> Sentence:
        return self.parse.sentences[max(0, bisect_right(self.sentence_starts, offset) - 1)]

    def owner_at(self, offset: int) -> Attribution | None:
        i = max(0, bisect_right(self.token_starts, offset) - 1)
        return self.owner_of_token[i] if self.owner_of_token else None


# ---- where and when ---------------------------------------------------------------------------------------------


def situate(figure: Figure, context: Context) -> Figure:
    """Give a figure the place and the time that it is about."""
    sentence = context.sentence_at(figure.span[0])
    place = place_for(figure.span, sentence, context)
    time = time_for(figure.span, sentence, context)
    return replace(figure, place=place.id if place else None, time=time.id if time else None)


def place_for(span: Span, sentence: Sentence, context: Context) -> Place | None:
    """The place of the same clause, else of the sentence, else of the episode; a wide one only where no other is told.

    A state or city that is the source of an attribution says who speaks, not where.
    """
    by_rows, listed = place_of_row(span, context.parse.text, context.places)
    if by_rows:
        return listed
    at = context.tokens_in(*span).stop
    if (behind := place_behind(at, context.parse.tokens, context.setting.told_places)) is not None:
        return behind
    near = inside(context.setting.told_places, (sentence.start, sentence.end))
    own = _closest(span, [p for p in near if (p.precision or 1) <= SPECIFIC], sentence, context)
    if own is not None:
        return own
    wide = _closest(span, near, sentence, context)
    episode = context.episode_at(span[0])
    if episode is None or episode.place is None or (wide is not None and not _may_hold(wide, episode.place)):
        return wide
    return wide if context.is_total(span, sentence) else episode.place


def time_for(span: Span, sentence: Sentence, context: Context) -> Time | None:
    """The time of the same clause, else of the sentence, else of the episode."""
    own = _closest(span, inside(context.setting.told_times, (sentence.start, sentence.end)), sentence, context)
    if own is not None:
        return own
    long = nearest(span, inside(context.times, (sentence.start, sentence.end)))
    if long is not None and long.start is not None and long not in context.setting.told_times:
        day = (context.report.published or "")[:10]
        if long.end is None or (long.end - long.start).days > LONGEST or long.start.isoformat() != day:
            return long
    episode = context.episode_at(span[0])
    return episode.time if episode is not None and not context.is_total(span, sentence) else None


def deeds_for(span: Span, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """The kinds of deed that the clause names, else the sentence, else the episode."""
    costs = context.costs(span, sentence)
    kinds = context.setting.kinds
    told = [(costs.get(i, 9), i) for i in range(sentence.first, sentence.last) if kinds[i]]
    least = min((cost for cost, _ in told), default=9)
    episode = context.episode_at(span[0])
    if least > 1 and episode is not None and episode.deeds and not context.is_total(span, sentence):
        return tuple(sorted(episode.deeds))
    return tuple(sorted(context.setting.told_kinds(i for cost, i in told if cost == least)))


def _may_hold(wide: Place, place: Place) -> bool:
    return wide.country is None or wide.country == place.country


def _closest(span: Span, found: Sequence[_T], sentence: Sentence, context: Context) -> _T | None:
    """The one in the nearest clause of the same speaker's words, then the nearest in the text."""
    if not found:
        return None
    costs = context.costs(span, sentence)
    owner = context.owner_at(span[0])

    def distance(one: _T) -> tuple[bool, int, bool, int, Span]:
        tokens = context.tokens_in(*one.span)
        cost = costs.get(tokens[-1], 9) if len(tokens) else 9
        wide = getattr(one, "precision", None) == SPECIFIC
        return (context.owner_at(one.span[0]) is not owner, cost, wide, gap(span, one.span), one.span)

    return min(found, key=distance)


def nearest(span: Span, found: Sequence[_T]) -> _T | None:
    """The one nearest to ``span``; of equals the earlier."""
    return min(found, key=lambda f: (gap(span, f.span), f.span), default=None)


def gap(a: Span, b: Span) -> int:
    """Characters between two spans."""
    return max(0, b[0] - a[1], a[0] - b[1])


def is_inside(span: Span, sentence: Sentence) -> bool:
    """Whether a sentence holds a span whole."""
    return sentence.start <= span[0] and span[1] <= sentence.end


def is_within(span: Span, spans: list[Span]) -> bool:
    """Whether one of ``spans``, which are sorted, holds ``span`` whole."""
    i = bisect_right(spans, (span[0], 1 << 60)) - 1
    return i >= 0 and spans[i][0] <= span[0] and span[1] <= spans[i][1]


# ---- who said it, and how ---------------------------------------------------------------------------------------


def voice(attribution: Attribution | None, context: Context) -> tuple[str | None, tuple[str, ...]]:
    """The speaker of a claim and those through whom it came, outermost first."""
    carrier = ("s0",) if "s0" in context.speakers and context.speakers["s0"].kind == "news_agency" else ()
    if attribution is None:
        return ("s0" if "s0" in context.speakers else None), ()
    chain: list[str] = []
    speaker, parent = attribution.speaker, attribution.parent
    while parent is not None and parent in context.by_id:
        above = context.by_id[parent]
        if above.speaker and above.speaker != speaker and above.speaker not in chain:
            chain.insert(0, above.speaker)
        if speaker is None:
            speaker = above.speaker
        parent = above.parent
    told = attribution.addressee
    if told is not None and told != speaker and told not in chain:
        chain.append(told)
    carrier = () if carrier and (carrier[0] == speaker or carrier[0] in chain) else carrier
    return speaker or ("s0" if "s0" in context.speakers else None), (*carrier, *(c for c in chain if c != speaker))


def said_at(attribution: Attribution | None, context: Context) -> str | None:
    """The day named beside the cue ("said on Saturday"), else that of publication."""
    published = context.report.published
    day = published[:10] if published else None
    if attribution is None or not attribution.cue:
        return day
    sentence = context.sentence_at(attribution.cue[0][0])
    for time in context.times:
        beside = is_inside(time.span, sentence) and gap(attribution.cue[-1], time.span) <= 4
        if (
            beside
            and time.start is not None
            and time.start == time.end
            and context.owner_at(time.span[0]) is not attribution
        ):
            return time.start.isoformat()
    return day


def is_denied(token: Token, attribution: Attribution | None, context: Context) -> bool:
    """Whether what a word tells is denied: by what governs it, or by an attribution that it does not hang on.

    Where it hangs on the denying word the clauses have the last word: "dismissed a lawsuit over the strike that killed 12" denies no deaths.
    """
    if context.clauses.state(token.i).denied:
        return True
    if attribution is None or attribution.polarity != "denied":
        return False
    cue = {i for s, e in attribution.cue for i in context.tokens_in(s, e)}
    return token.i not in cue and not context.clauses.is_below(token.i, cue)


def modality_of(attribution: Attribution | None, token: Token | None, context: Context) -> Modality:
    """How the speaker stands to it: by what governs the word that tells it and by its adverbs, else by the cue."""
    if token is not None:
        state = context.clauses.state(token.i)
        if attribution is not None and attribution.modality == "threat" and state.kind in {"planned", "conditional"}:
            return "threat"
        if state.kind in OF_STATE and not (state.kind == "planned" and state.past):
            return OF_STATE[state.kind]
        hearsay = context.clauses.grammar.words.hearsay
        if any(context.parse.tokens[c].lower in hearsay for c in token.children):
            return "unconfirmed"
        if (
            token.tag == "VBN"
            and token.lemma in context.clauses.grammar.words.supposed
            and (attribution is None or attribution.modality == "fact")
        ):
            return "unconfirmed"  # "24 presumed dead"
    return attribution.modality if attribution else "fact"


def evidence_for(span: Span, context: Context) -> Span:
    """The sentence that holds ``span``, cut to the words around it when it is very long."""
    sentence = context.sentence_at(span[0])
    if sentence.last - sentence.first <= MOST_WORDS:
        return (sentence.start, max(sentence.end, span[1]))
    tokens = context.tokens_in(*span)
    middle = tokens[0] if len(tokens) else sentence.first
    first = max(sentence.first, min(middle - MOST_WORDS // 2, sentence.last - MOST_WORDS))
    last = min(sentence.last, first + MOST_WORDS)
    return (context.parse.tokens[first].start, max(context.parse.tokens[last - 1].end, span[1]))


def make_claim(
    kind: ClaimKind,
    span: Span,
    attribution: Attribution | None,
    context: Context,
    *,
    verb: Token | None,
    **values: object,
) -> Claim:
    """A claim about the words at ``span``; ``values`` are the fields that its kind adds.

    Its id is made of spans and kind alone: a review holds on to it whatever else another model reads in the same words.
    """
    speaker, via = voice(attribution, context)
    evidence = evidence_for(span, context)
    episode = context.episode_at(span[0])
    spans = attribution.content if attribution and attribution.content else (evidence,)
    figures = values.get("figures") or ()
    text = " … ".join(" ".join(context.parse.text[s:e].split()) for s, e in spans)
    made: dict[str, object] = {
        "id": content_id("claim", context.report.id, context.report.sha256, spans, kind, span),
        "attribution": attribution.id if attribution else None,
        "speaker": speaker, "via": via, "said_at": said_at(attribution, context), "kind": kind, "text": text, "spans": spans,
        "figures": figures, "predicate": None, "polarity": attribution.polarity if attribution else "asserted",
        "modality": modality_of(attribution, verb, context), "evidence": evidence,
        "reality": context.clauses.state(verb.i).reality if verb is not None else "happened",
        "episode": episode.id if episode else None, "deeds": deeds_for(span, context.sentence_at(span[0]), context),
    }  # fmt: skip
    return Claim(**(made | values))  # type: ignore[arg-type]


def governing_verb(tokens: Iterable[int], context: Context) -> Token | None:
    """The verb that the first of ``tokens`` hangs on."""
    for i in tokens:
        token, steps = context.parse.tokens[i], 0
        while token.pos not in {"VERB", "AUX"} and token.head != token.i and steps < 12:
            token, steps = context.parse.tokens[token.head], steps + 1
        if token.pos in {"VERB", "AUX"}:
            return token
    return None
