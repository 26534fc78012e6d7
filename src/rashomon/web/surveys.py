"""What the pages that look over many questions show: the timeline, the matrix and a speaker."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.errors import NotFoundError
from rashomon.quoting import spoken
from rashomon.records import Account, Question
from rashomon.store import Store
from rashomon.store.queries import Row
from rashomon.web.contexts import ShownAccount
from rashomon.web.filters import Filters

MOST_QUESTIONS = 60  # that a timeline looks at; a filter chooses others
MOST_LANES = 40
MATRIX_ROWS = 25
MATRIX_COLUMNS = 10
MOST_STATEMENTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A statement on its lane, as the first of its ``reports`` carries it; ``happened`` is when what it speaks of was, if it tells."""

    question: str
    title: str
    account: Account
    happened: tuple[str | None, str | None] | None
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """All that one speaker says, in the order of publication."""

    speaker: str
    kind: str
    party: str | None
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Lanes by speaker, those who say most first. ``days`` are all days of publication, ``hidden`` the speakers left out."""

    situation: str
    days: tuple[str, ...]
    lanes: tuple[Lane, ...]
    questions: int
    total: int
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A question, and the latest answer of each column's speaker to it (None: silence)."""

    question: Question
    cells: tuple[Account | None, ...]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPage:
    """Speakers by questions. ``columns`` are the speakers who answer most of these questions."""

    situation: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CueUse:
    """How often outlets introduce a speaker with a word."""

    cue: str
    outlets: tuple[tuple[str, int], ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question and what one speaker says to it."""

    question: Question
    accounts: tuple[ShownAccount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerPage:
    """A speaker: what outlets call them, their words for how they speak, all statements, and what they revised themselves."""

    situation: str
    name: str
    kinds: tuple[str, ...]
    parties: tuple[str, ...]
    called: tuple[str, ...]
    cues: tuple[CueUse, ...]
    answered: tuple[Answered, ...]
    revised: int
    statements: int


def timeline_page(store: Store, situation: str, filters: Filters, *, whole: Store | None = None) -> TimelinePage:
    """The accounts of the first questions under ``filters``; where ``until`` is set, only what was published by then.

    The days are those of ``whole``: a store that knows no later ones is looked at in ``store``.
    """
    page = store.page(situation, filters.query(), size=MOST_QUESTIONS)
    until = filters.until.isoformat() if filters.until else None
    pairs = [
        (row.question, account)
        for row in page.rows
        for account in row.question.accounts
        if account.published
        and (until is None or account.published[:10] <= until)
        and (not filters.speaker or account.speaker == filters.speaker)
    ]
    backing = store.backing(situation, [account for _, account in pairs])
    lanes: dict[str, list[Dot]] = {}
    for carried in _statements(pairs):
        question, account = carried[0]
        behind = backing.get(account.claim)
        dot = Dot(
            question=question.id,
            title=question.question,
            account=account,
            happened=behind.happened if behind else None,
            reports=len({a.report for _, a in carried}),
        )
        lanes.setdefault(account.speaker, []).append(dot)
    ordered = sorted(lanes.items(), key=lambda item: (-len(item[1]), item[0]))
    dated = page if whole is None or whole is store else whole.page(situation, filters.query(), size=MOST_QUESTIONS)
    days = {a.published[:10] for row in dated.rows for a in row.question.accounts if a.published}
    return TimelinePage(
        situation=situation,
        days=tuple(sorted(days)),
        lanes=tuple(
            Lane(speaker=name, kind=dots[0].account.speaker_kind, party=dots[0].account.party, dots=tuple(dots))
            for name, dots in ordered[:MOST_LANES]
        ),
        questions=len(page.rows),
        total=page.total,
        hidden=max(0, len(ordered) - MOST_LANES),
    )


def _statements(pairs: Sequence[tuple[Question, Account]]) -> list[list[tuple[Question, Account]]]:
    """Accounts in the order of publication, those of one origin that say the same together: a copy is no second statement."""
    told: dict[tuple[str, str, str, str], list[tuple[Question, Account]]] = {}
    for question, account in sorted(pairs, key=lambda pair: (pair[1].published or "", pair[1].id)):
        key = (question.id, account.speaker, account.origin, spoken(account))
        told.setdefault(key, []).append((question, account))
    return list(told.values())


def matrix_page(store: Store, situation: str, filters: Filters) -> MatrixPage:
    """The first questions under ``filters`` by the speakers who answer most of them."""
    page = store.page(situation, filters.query(), after=filters.cursor, size=MATRIX_ROWS)
    counted = Counter(name for row in page.rows for name in {a.speaker for a in row.question.accounts})
    columns = tuple(sorted(counted, key=lambda name: (-counted[name], name))[:MATRIX_COLUMNS])
    return MatrixPage(
        situation=situation,
        columns=columns,
        rows=tuple(_matrix_row(row, columns) for row in page.rows),
        total=page.total,
        next=page.after,
    )


def _matrix_row(row: Row, columns: Sequence[str]) -> MatrixRow:
    latest: dict[str, Account] = {}
    for account in row.question.accounts:
        if account.superseded_by is None or account.speaker not in latest:
            latest[account.speaker] = account
    cells = tuple(latest.get(name) for name in columns)
    return MatrixRow(question=row.question, cells=cells, others=len(latest) - sum(c is not None for c in cells))


def speaker_page(store: Store, situation: str, name: str) -> SpeakerPage:
    """All that is kept of the speaker ``name``.

    Raises:
        NotFoundError: nobody of that name answers a question.
    """
    questions = store.questions_of(situation, speaker=name, most=MOST_STATEMENTS)
    mine = [a for q in questions for a in q.accounts if a.speaker == name]
    if not mine:
        raise NotFoundError(f"no speaker {name!r} in situation {situation!r}; the board names them")
    backing = store.backing(situation, mine)
    cues: dict[str, Counter[str]] = {}
    for behind in (backing[claim] for claim in dict.fromkeys(a.claim for a in mine) if claim in backing):
        if behind.cue:
            cues.setdefault(behind.cue.casefold(), Counter())[behind.publisher or "unnamed outlet"] += 1
    called = Counter(words for a in mine if a.claim in backing for words in backing[a.claim].called)
    return SpeakerPage(
        situation=situation,
        name=name,
        kinds=_commonest(a.speaker_kind for a in mine),
        parties=_commonest(a.party for a in mine if a.party),
        called=tuple(words for words in _commonest(called.elements()) if words != name),
        cues=tuple(
            CueUse(cue=cue, outlets=tuple(sorted(n.items(), key=lambda i: (-i[1], i[0]))), total=n.total())
            for cue, n in sorted(cues.items(), key=lambda item: (-item[1].total(), item[0]))
        ),
        answered=tuple(
            Answered(
                question=q,
                accounts=tuple(
                    ShownAccount(account=a, backing=backing.get(a.claim))
                    for a in sorted((a for a in q.accounts if a.speaker == name), key=lambda a: a.published or "")
                ),
            )
            for q in questions
        ),
        revised=sum(a.superseded_by is not None for a in mine),
        statements=len(mine),
    )


def _commonest(values: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(values)
    return tuple(sorted(counted, key=lambda value: (-counted[value], value)))
