"""Every value that flows between the stages, in the order in which it arises.

All of them are frozen and hold neither row ids nor clock times; a *span* is a half-open pair of Unicode code points into
``Report.text``. Ids of attributions, speakers, figures, places and times (``a1 s1 f1 p1 t1``) count within their report;
ids of claims, accounts and questions are content ids and stay the same from run to run.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rashomon.happenings import Episode as Episode
from rashomon.happenings import Event as Event
from rashomon.happenings import LookAlike as LookAlike
from rashomon.happenings import QuestionEvent as QuestionEvent
from rashomon.happenings import QuestionPlace as QuestionPlace

Span = tuple[int, int]
Number = int | float

AttributionKind = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "say", "report", "claim", "confirm", "deny", "accuse", "warn", "threaten", "promise", "demand", "estimate",
    "believe", "order", "predict",
]  # fmt: skip
Polarity = Literal["asserted", "denied"]
Modality = Literal["fact", "unconfirmed", "opinion", "intention", "threat", "expectation", "conditional"]
SpeakerKind = Literal[
    "government", "armed_group", "military", "police", "igo", "ngo", "monitor", "political_party", "company", "union",
    "news_agency", "outlet", "medical", "witness", "activist", "expert", "other",
]  # fmt: skip
ClaimKind = Literal["figure", "occurrence", "status", "responsibility", "intention", "other"]
QuestionKind = Literal["figure", "occurrence", "status", "responsibility", "intention"]
Status = Literal["single_source", "agreed", "disputed", "denied", "updated"]
Relation = Literal[
    "agrees", "differs", "denies", "updates", "retracts", "narrows", "widens", "repeats", "not_comparable"
]  # fmt: skip
StockFlow = Literal["stock", "flow"]
Quantifier = Literal["Exact", "More than", "Less than", "Approximately"]
Scope = Literal["incident", "cumulative"]
Reality = Literal[
    "happened", "did_not", "attempted", "prevented", "wished", "planned", "possible", "conditional", "unknown"
]  # fmt: skip


def content_id(kind: str, *parts: object) -> str:
    """Name a value by its content: ``kind`` and twelve hexadecimal digits of the SHA-256 of ``parts``.

    >>> content_id("claim", "r1", (1, 2))
    'claim-800226bd9324'
    """
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()
    return f"{kind}-{digest[:12]}"


def number(value: float) -> Number:
    """Return a whole number as int, any other as float, so that 800 is written as 800."""
    return int(value) if float(value).is_integer() else value


# ---- reading ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text with its metadata.

    ``text`` is what was analysed: the title, a blank line and the body when the title came apart from it (``body_start`` is
    then where the body begins, else 0). ``published`` is ISO 8601 with the precision that it came with. ``sha256`` is of
    ``text`` in UTF-8, ``source_sha256`` of the bytes that it was read from. ``language`` is an ISO 639-1 code.
    """

    id: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str = "en"
    sha256: str
    source_sha256: str | None = None
    text: str
    body_start: int = 0

    @property
    def analysed(self) -> bool:
        """Whether the report is in a language that the stages read."""
        return self.language == "en"


# ---- sentences --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the parse. ``head`` and ``children`` are indices into ``Parse.tokens``; a root is its own head.

    ``pos`` is the universal tag, ``tag`` the Penn tag, ``dep`` the ClearNLP label of spaCy's English models, ``relation`` what the
    language's grammar calls it (``languages/<language>/grammar.toml``), ``entity`` the OntoNotes label of the entity that the token is
    in, or ''.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    children: tuple[int, ...]
    relation: str = "other"


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: tokens ``first`` to ``last`` (half-open) and its OntoNotes label."""

    first: int
    last: int
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` to ``last`` (half-open). ``paragraph`` counts from 0; the title is a paragraph of its own."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int
    in_title: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """A report's tokens, sentences and entities, in the order of the text."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]


# ---- analysis ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who (``source``), the saying word (``cue``) and what (``content``): PARC 3 and PolNeAR's three roles.

    ``source`` is empty where nobody is named ("is believed to"). ``parent`` is the attribution whose content this one
    stands in, ``addressee`` the agency or outlet that was told it ("told the Meridian agency"). ``confidence`` is in [0, 1].
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: AttributionKind
    act: Act
    polarity: Polarity = "asserted"
    modality: Modality = "fact"
    parent: str | None = None
    speaker: str | None = None
    addressee: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A resolved actor behind source spans: its fullest name, kind, party (the side that it speaks for) and mentions.

    The publisher and the agency under whose dateline a text stands are speakers too, without mentions. ``aliases`` are other
    names that this report gives it ("SOHR").
    """

    id: str
    name: str
    kind: SpeakerKind
    party: str | None
    named: bool
    mentions: tuple[Span, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A counted or measured quantity with the interval that its words allow; ``low <= best <= high`` where they are known.

    ``None`` is an open or unknown bound, never zero. ``quantifier`` is IDMC's, ``rule`` names the rule that made the interval.
    ``reality`` says whether what it counts happened, ``polarity`` whether someone denies it in words. ``quotable``: its words say it themselves;
    a sum of a list is computed, and a number without a noun may have taken what it counts from the figure before it.
    """

    id: str
    span: Span
    words: str
    measure: str
    low: Number | None
    best: Number | None
    high: Number | None
    approximator: str | None
    rule: str
    quantifier: Quantifier
    unit: str
    group: str | None = None
    part_of: str | None = None
    stock_flow: StockFlow | None = None
    scope: Scope | None = None
    agent: str | None = None
    superseded: bool = False
    polarity: Polarity = "asserted"
    reality: Reality = "happened"
    quotable: bool = True
    place: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another gazetteer entry that a place name may mean, with its score in [0, 1]."""

    name: str
    geonameid: int | None
    lat: float
    lon: float
    country: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A mention of a place. ``precision`` is UCDP's ``where_prec``, 1 (exact) to 7 (sea or air).

    An unresolved name has no coordinates; ``name`` is then its spelling in the text.
    """

    id: str
    span: Span
    name: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: int | None = None
    reason: str | None = None
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """An expression resolved to the days ``start`` to ``end`` (both included; None: open). ``precision`` is UCDP's ``date_prec``."""

    id: str
    span: Span
    words: str
    start: date | None
    end: date | None
    precision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One attributed proposition, normalised.

    ``attribution`` is None in the report's own voice; ``via`` names those through whom the speaker is quoted, outermost first.
    ``predicate`` is the frame of crisis events that the words name, or the head verb's lemma; of a figure its measure, or where that says
    nothing (``other``) the verb phrase ("were vaccinated"). ``actor`` does it, ``target`` undergoes it, both as the text words them. ``position`` is ``affirm``, ``deny`` or ``unclear``, or in a question of
    responsibility the actor named, ``not`` and the actor, ``no claim yet``, ``under investigation`` or ``unclear``. ``said_at``
    is the day it was said, as far as the text or the publication tells.
    ``reality`` says whether its words tell it as having happened. ``episode`` is the incident of the report that it belongs to (``e1``: the
    main one), ``deeds`` the kinds of deed named.
    """

    id: str
    attribution: str | None
    speaker: str | None
    via: tuple[str, ...] = ()
    said_at: str | None
    kind: ClaimKind
    text: str
    spans: tuple[Span, ...]
    figures: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    predicate: str | None
    actor: str | None = None
    target: str | None = None
    accused: str | None = None
    position: str | None = None
    polarity: Polarity = "asserted"
    modality: Modality = "fact"
    reality: Reality = "happened"
    episode: str | None = None
    deeds: tuple[str, ...] = ()
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclaimed:
    """Words that name an event, an intention or a number and make no claim, with the reason.

    ``kind`` and ``predicate`` are those of the claim that they would have made; a number without a measure has no predicate. ``veto`` names
    the rule that kept them from it (docs/vetoes.md), ``reason`` says it in words.
    """

    span: Span
    words: str
    kind: ClaimKind
    predicate: str | None
    veto: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that was read from one report. A report that is not analysed has empty stages; ``unclaimed`` is in the order of the text."""

    report: Report
    attributions: tuple[Attribution, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()


# ---- comparing --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that say it, and where they stand in the report's text."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One statement that answers a question: report, speaker, and a value or a position.

    ``reviewed`` says what a person decided about its claim, who and when. ``quotable``: the speaker says it so; a figure that is denied, computed,
    or counts what only the figure before it says, is no quotation.
    """

    id: str
    claim: str
    report: str
    published: str | None
    speaker: str
    party: str | None
    speaker_kind: SpeakerKind
    via: tuple[str, ...]
    origin: str
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    approximator: str | None = None
    position: str | None = None
    polarity: Polarity = "asserted"
    modality: Modality = "fact"
    reality: Reality = "happened"
    quotable: bool = True
    said_at: str | None = None
    relation: Relation | None = None
    reason: str | None = None
    superseded_by: str | None = None
    reviewed: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another question that is near but is not joined, and why."""

    question: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What holds two claims of one question together: the sum of the signals, the sum from which two are joined, and each signal in words."""

    claim: str
    other: str
    score: float
    least: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What several claims answer, the accounts that answer it and how they stand to one another.

    ``id`` is that of the founding claim's question; ``low``, ``best`` and ``high`` come from ``policy``, ``trace`` says how.
    ``reviewed`` says who judged it as a whole, and when; ``changed_after_review`` that accounts came since and made another answer of
    it; ``verdict`` and ``notes`` are people's, signed, and change nothing that the accounts say.
    """

    id: str
    aliases: tuple[str, ...] = ()
    question: str
    kind: QuestionKind
    measure: str | None = None
    unit: str | None = None
    place: QuestionPlace | None = None
    event: QuestionEvent | None = None
    status: Status
    policy: str = "range"
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    trace: tuple[str, ...] = ()
    reason: str
    origins: int
    outlets: int
    reviewed: str | None = None
    changed_after_review: bool = False
    verdict: str | None = None
    notes: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    accounts: tuple[Account, ...]
