"""What each page shows, as one typed value: the template draws it, its JSON twin writes it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rashomon.comparing.policies import POLICIES, apply_policy
from rashomon.quoting import copy_sentence, day, spoken
from rashomon.records import Account, Analysis, Attribution, Claim, Figure, Question, Related, Span, Speaker
from rashomon.store import Store
from rashomon.store.backing import Backing
from rashomon.store.queries import Facets, Head, Row, Version
from rashomon.web.changes import Revision, revisions
from rashomon.web.filters import Filters
from rashomon.web.marking import Paragraph, mark_paragraphs
from rashomon.web.wording import PRECISION_WORDS

MOST_COPIES = 30  # reports that share statements with one report, as shown beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """The board: one row a question. ``next`` is the cursor of the page after this, ``counts`` are of the whole situation."""

    situation: str
    rows: tuple[Row, ...]
    total: int
    next: str | None
    facets: Facets
    counts: dict[str, int]
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAccount:
    """An account, and what stands behind it in its report (None where the report has changed since)."""

    account: Account
    backing: Backing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The accounts that say the same. ``earlier``: those that their speakers have replaced since."""

    words: str
    earlier: bool
    accounts: tuple[ShownAccount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A question that is near and was not joined, with why."""

    question: Question
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """One question under a policy, its accounts by position, a sentence to copy, and what is near. ``policies`` can be chosen from."""

    situation: str
    question: Question
    positions: tuple[Position, ...]
    sentence: str
    related: tuple[Neighbour, ...]
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """A claim in the margin of its report, with who says it and the questions that it answers."""

    claim: Claim
    speaker: Speaker | None
    cue: str | None
    act: str | None
    figures: tuple[Figure, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearCopy:
    """Another report that carries statements of the same origin. ``same`` of them say the same here and there, ``other`` do not."""

    report: str
    same: int
    other: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report with its words marked, its claims, its versions, what each changed, and its near-copies."""

    situation: str
    head: Head
    paragraphs: tuple[Paragraph, ...]
    cards: dict[str, ClaimCard]
    versions: tuple[Version, ...]
    revisions: tuple[Revision, ...]
    copies: tuple[NearCopy, ...]
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationRow:
    """A situation and how much it holds."""

    name: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationsPage:
    """All situations of the store."""

    situations: tuple[SituationRow, ...]


def board_page(
    store: Store, situation: str, filters: Filters, facets: Facets, counts: dict[str, int], *, size: int
) -> BoardPage:
    """The board under ``filters``."""
    page = store.page(situation, filters.query(), after=filters.cursor, size=size)
    rows = tuple(replace(row, question=apply_policy(row.question, filters.policy or "range")) for row in page.rows)
    return BoardPage(
        situation=situation,
        rows=rows,
        total=page.total,
        next=page.after,
        facets=facets,
        counts=counts,
        policies=tuple(POLICIES),
    )


def question_page(store: Store, situation: str, name: str, policy: str | None = None) -> QuestionPage:
    """A question by its id, an older id of it or the beginning of its id; ``policy`` makes low, best and high anew."""
    question = store.question(situation, name)
    if policy is not None:
        question = apply_policy(question, policy)
    backing = store.backing(situation, question.accounts)
    groups: dict[tuple[bool, str], list[ShownAccount]] = {}
    for account in sorted(question.accounts, key=_size):
        key = (account.superseded_by is not None, spoken(account))
        groups.setdefault(key, []).append(ShownAccount(account=account, backing=backing.get(account.claim)))
    outlets = {a.report: b.publisher or a.report for a in question.accounts if (b := backing.get(a.claim)) is not None}
    return QuestionPage(
        situation=situation,
        question=question,
        positions=tuple(
            Position(words=words, earlier=earlier, accounts=tuple(sorted(own, key=lambda s: s.account.published or "")))
            for (earlier, words), own in sorted(groups.items(), key=lambda item: item[0][0])
        ),
        sentence=copy_sentence(question, outlets),
        related=_related(store, situation, question.related),
        policies=tuple(POLICIES) if question.kind == "figure" else (),
    )


def _size(account: Account) -> tuple[float, str]:
    value = next((v for v in (account.best, account.low, account.high) if v is not None), 0)
    return float(value), account.position or ""


def _related(store: Store, situation: str, related: Iterable[Related]) -> tuple[Neighbour, ...]:
    reasons = {r.question: r.reason for r in related}
    found = {q.id: q for q in store.some_questions(situation, list(reasons))} if reasons else {}
    return tuple(Neighbour(question=found[name], reason=reason) for name, reason in reasons.items() if name in found)


def report_page(
    store: Store, situation: str, name: str, span: Span | None, *, asked: Store | None = None
) -> ReportPage:
    """A report with its claims, and the characters ``span`` in focus; the questions are those of ``asked`` where it is given."""
    analysis = store.report(situation, name)
    versions = store.versions(situation, name)
    questions = (asked or store).questions_of(situation, report=name)
    report = analysis.report
    return ReportPage(
        situation=situation,
        head=Head(
            id=report.id, title=report.title, publisher=report.publisher, published=report.published, url=report.url,
            language=report.language, received=versions[0].received, version=versions[0].version,
        ),
        paragraphs=mark_paragraphs(analysis, focus=span, read_as=_read_as(analysis)),
        cards=_cards(analysis, questions),
        versions=tuple(versions),
        revisions=revisions(store.texts(situation, name)) if len(versions) > 1 else (),
        copies=_copies(name, questions),
        span=span,
    )  # fmt: skip


def _read_as(analysis: Analysis) -> dict[Span, str]:
    """What figures, places and times were read as, by their spans."""
    notes: dict[Span, str] = {}
    for figure in analysis.figures:
        notes[figure.span] = f"figure: {figure.measure}, {figure.unit}{f' ({figure.group})' if figure.group else ''}"
    for place in analysis.places:
        where = (
            f"{place.lat:.3f}, {place.lon:.3f}" if place.lat is not None and place.lon is not None else "not resolved"
        )
        precision = f", {PRECISION_WORDS[place.precision]}" if place.precision in PRECISION_WORDS else ""
        notes[place.span] = f"place: {place.name}, {where}{precision}"
    for time in analysis.times:
        days = [day(d.isoformat()) if d is not None else "open" for d in (time.start, time.end)]
        notes[time.span] = f"time: {days[0] if days[0] == days[1] else ' to '.join(days)}"
    return notes


def _cards(analysis: Analysis, questions: Iterable[Question]) -> dict[str, ClaimCard]:
    text = analysis.report.text
    speakers = {s.id: s for s in analysis.speakers}
    figures = {f.id: f for f in analysis.figures}
    attributions: dict[str, Attribution] = {a.id: a for a in analysis.attributions}
    answered: dict[str, list[Question]] = {}
    for question in questions:
        for account in question.accounts:
            if account.report == analysis.report.id and question not in answered.get(account.claim, ()):
                answered.setdefault(account.claim, []).append(question)
    cards = {}
    for claim in analysis.claims:
        said = attributions.get(claim.attribution or "")
        cards[claim.id] = ClaimCard(
            claim=claim,
            speaker=speakers.get(claim.speaker or ""),
            cue=" … ".join(text[s:e] for s, e in said.cue) if said and said.cue else None,
            act=said.act if said else None,
            figures=tuple(figures[name] for name in claim.figures if name in figures),
            questions=tuple(answered.get(claim.id, ())),
        )
    return cards


def _copies(report: str, questions: Iterable[Question]) -> tuple[NearCopy, ...]:
    """Reports whose accounts come from the same origins as this one's, and how many of them say the same."""
    counted: dict[str, list[int]] = {}
    for question in questions:
        mine = {a.origin: a for a in question.accounts if a.report == report}
        for account in question.accounts:
            twin = mine.get(account.origin)
            if account.report == report or twin is None:
                continue
            same = spoken(account) == spoken(twin)
            tallied = counted.setdefault(account.report, [0, 0])
            tallied[0 if same else 1] += 1
    most = sorted(counted.items(), key=lambda item: (-sum(item[1]), item[0]))[:MOST_COPIES]
    return tuple(NearCopy(report=name, same=same, other=other) for name, (same, other) in most)


def situations_page(store: Store) -> SituationsPage:
    """All situations with their counts."""
    return SituationsPage(
        situations=tuple(SituationRow(name=name, counts=store.counts(name)) for name in store.situations())
    )
