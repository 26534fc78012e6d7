"""Statements of one question → accounts: what supersedes what, how each stands to the others, the status."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rashomon.comparing import figures, positions
from rashomon.comparing.beside import comparison_bar, find_beside
from rashomon.comparing.comparable import figures_apart
from rashomon.comparing.identities import name_key
from rashomon.comparing.origins import find_origins, give_back, is_own_voice, same_value
from rashomon.comparing.plans import moves, other_day
from rashomon.comparing.statements import Statement
from rashomon.comparing.telling import says, value
from rashomon.records import Account, Evidence, Figure, Number, Relation, Status, content_id

_NEWER = re.compile(
    r"\b(?:rais(?:ed|es|ing)|ris(?:es|en|ing)|rose|revised|updated|climb(?:s|ed)|has reached|now (?:stands|put))\b",
    re.I,
)
_OLDER = re.compile(
    r"\b(?:initial(?:ly)?|earlier (?:said|put|toll|report\w*|count)|previous(?:ly)?|at first|first (?:said|put))\b",
    re.I,
)
_ASIDE = re.compile(r"\([^)]*(?:\)|$)")  # "3,100 households (2,400 in the last report)"

ANYONE = frozenset({"the", "of", "a", "an", "group", "forces", "fighters", "rebels", "regime", "army", "troops", "militants", "terrorists", "terrorist", "state", "air"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """The accounts of a question with its status, the reason in words, and how many origins and outlets there are."""

    accounts: tuple[Account, ...]
    status: Status
    reason: str
    origins: int
    outlets: int


@dataclass(frozen=True, slots=True)
class _Standing:
    """The statements of a question in the order of publication, their origins, and which of them no longer count.

    ``superseded`` and ``narrowed`` lead from a statement to the one that took its place or made it precise, ``beside`` from one that still
    counts but can't be compared with the question's main body to why.
    """

    statements: tuple[Statement, ...]
    origins: tuple[str, ...]
    superseded: dict[int, int]
    narrowed: dict[int, int]
    aside: frozenset[int]
    beside: Mapping[int, str] = field(default_factory=dict)
    highest: Sequence[tuple[date, Number]] = ()

    @property
    def live(self) -> list[int]:
        gone = {*self.superseded, *self.narrowed, *self.aside, *self.beside}
        return [n for n, s in enumerate(self.statements) if n not in gone and not s.taken_back]


def judge_accounts(statements: Sequence[Statement], *, aside: frozenset[str] = frozenset()) -> Judged:
    """Make the accounts of one question, in the order of publication.

    ``aside`` are claims that someone found not to be comparable with the others: they are shown and count for nothing.
    """
    ordered = tuple(give_back(sorted(statements, key=lambda s: s.order)))
    origins = tuple(find_origins(ordered))
    left = frozenset(n for n, s in enumerate(ordered) if s.claim.id in aside)
    superseded, narrowed = _overtaken(ordered, origins, left)
    standing = _Standing(ordered, origins, superseded, narrowed, left, highest=_find_highest(ordered))
    opposed = _first_opposed(standing)
    renewed = max((n for n in standing.superseded.values() if n in standing.live), default=None)
    beside = find_beside(ordered, origins, standing.live, decisive=opposed[2] if opposed is not None else renewed)
    standing = replace(standing, beside=beside)
    status, reason = _status(standing)
    accounts = [_account(s, origins[n]) for n, s in enumerate(ordered)]
    related = []
    for n, account in enumerate(accounts):
        relation, words = _relation(n, standing)
        taken = superseded.get(n)
        related.append(
            replace(
                account,
                relation=relation,
                reason="; ".join(w for w in (words, ordered[n].folded, ordered[n].flag) if w) or None,
                superseded_by=accounts[taken].id if taken is not None else None,
            )
        )
    counted = {origin for origin, s in zip(origins, ordered, strict=True) if not s.is_open}
    return Judged(tuple(related), status, reason, max(1, len(counted)), len({s.outlet for s in ordered}))


# ---- what no longer counts --------------------------------------------------------------------------------------


def _overtaken(
    statements: Sequence[Statement], origins: Sequence[str], aside: frozenset[int]
) -> tuple[dict[int, int], dict[int, int]]:
    """Statements that one origin later put another value in place of or took back, and vague ones that were made precise."""
    superseded: dict[int, int] = {}
    withdrawn: dict[int, int] = {}
    narrowed: dict[int, int] = {}
    for n, later in enumerate(statements):
        for m, earlier in enumerate(statements):
            if m == n or m in aside or n in aside:
                continue
            one = origins[n] == origins[m] or moves(earlier, later)
            own = later.report.id == earlier.report.id and is_own_voice(earlier)
            if earlier.taken_back or later.taken_back:
                if one and later.taken_back and _is_given_up(earlier, later) and not earlier.taken_back:
                    withdrawn[m] = n
            elif (one or own) and _narrows(earlier, later):
                narrowed.setdefault(m, n)
            elif one and _changes(earlier, later) and _is_later(earlier, later) and not _stands_by(earlier, later):
                superseded[m] = n
    superseded = withdrawn | superseded
    for m, n in superseded.items():
        while n in superseded:
            n = superseded[n]
        superseded[m] = n
    return superseded, {m: n for m, n in narrowed.items() if m not in superseded}


def _is_given_up(earlier: Statement, later: Statement) -> bool:
    """Whether what the later statement takes back is what the earlier one said."""
    if earlier.figure is None or later.figure is None:
        return same_value(earlier, later) or positions.stance(earlier) != positions.stance(later)
    return bool(earlier.numbers & later.numbers) and not figures.conflict(earlier.figure, later.figure)


def _is_later(earlier: Statement, later: Statement) -> bool:
    """By publication; on a tie by the words for a newer and an older value."""
    first, second = earlier.report.published or "", later.report.published or ""
    if first[:10] != second[:10] or (len(first) == len(second) and first != second):
        return first < second
    told = later.report.text[slice(*later.claim.evidence)], earlier.report.text[slice(*earlier.claim.evidence)]
    if told[0] == told[1]:
        return False
    return (bool(_NEWER.search(told[0])) and not _NEWER.search(told[1])) or (
        bool(_OLDER.search(told[1])) and not _OLDER.search(told[0])
    )


def _stands_by(earlier: Statement, later: Statement) -> bool:
    """Whether the later sentence tells the earlier number beside its own: "21 in the area, 15 of them in the city"."""
    if earlier.figure is None or later.figure is None or earlier.figure.best is None:
        return False
    told = _ASIDE.sub("", later.report.text[slice(*later.claim.evidence)])
    number = re.search(rf"(?<![\w.,])(?:{re.escape(_bare_number(earlier.figure))})(?![\w%])", told)
    return number is not None and not (_NEWER.search(told) or _OLDER.search(told))


def _bare_number(figure: Figure) -> str:
    """The words of a figure from its number on: "40 million" of "about 40 million"."""
    found = re.search(r"\d.*$", figure.words, re.S)
    return found.group() if found else figure.words.split()[-1]


def _changes(earlier: Statement, later: Statement) -> bool:
    if earlier.figure is not None and later.figure is not None:
        if earlier.is_open or later.is_open:
            return False
        if earlier.claim.polarity != later.claim.polarity:
            return not figures.conflict(earlier.figure, later.figure)
        vague = "vague class" in later.figure.rule
        return not vague and not same_value(earlier, later) and figures_apart(earlier, later) is None
    return positions.oppose(earlier, later) is not None or moves(earlier, later)


def _narrows(earlier: Statement, later: Statement) -> bool:
    """Whether the later figure makes a vague one precise."""
    return (
        earlier.figure is not None and later.figure is not None and earlier.counts and later.counts and "vague class" in earlier.figure.rule
        and "vague class" not in later.figure.rule
        and (later.report.id == earlier.report.id or not figures.conflict(earlier.figure, later.figure))
    )  # fmt: skip


# ---- how accounts stand to one another --------------------------------------------------------------------------


def _status(standing: _Standing) -> tuple[Status, str]:
    statements, live = standing.statements, standing.live
    if (opposed := _first_opposed(standing)) is not None:
        return opposed[0], opposed[1]
    replaced = [(new, old) for old, new in standing.superseded.items() if new not in standing.beside]
    if replaced:
        new, old = max(replaced)
        if statements[new].taken_back:
            return "updated", f"{statements[new].speaker.name} took back {value(statements[old])}"
        return (
            "updated",
            f"{statements[new].speaker.name} first said {value(statements[old])}, later {value(statements[new])}",
        )
    if (risen := _risen(standing)) is not None:
        old, new = risen
        return "updated", f"the count rose from {value(statements[old])} to {value(statements[new])}"
    told = [n for n in live if _supports(statements[n])]
    number = _most_origins(told, standing)
    if number > 1:
        return "agreed", f"{number} independent origins whose values can all hold"
    return "single_source", f"all from one origin: {statements[(told or live or [0])[0]].speaker.name}"


def _first_opposed(standing: _Standing) -> tuple[Status, str, int] | None:
    """What the first two live statements that deny, else the first two that dispute one another, make of the question, and one of them."""
    live = standing.live
    found = [(*o, a) for i, a in enumerate(live) for b in live[i + 1 :] if (o := _opposed(a, b, standing)) is not None]
    return next((o for wanted in ("denied", "disputed") for o in found if o[0] == wanted), None)


def _agree(a: int, b: int, standing: _Standing) -> bool:
    """Whether two statements are comparable and both can hold: figures that meet, positions that answer alike."""
    first, second = standing.statements[a], standing.statements[b]
    if comparison_bar(first, second) is not None:
        return False
    if first.figure is not None and second.figure is not None:
        alike = first.claim.polarity == second.claim.polarity and not (first.is_open or second.is_open)
        return alike and not figures.conflict(_loosest(a, standing), _loosest(b, standing))
    if (first.claim.kind == "other") != (second.claim.kind == "other"):
        return False  # what is of no kind that is known may say something else altogether
    told = (first.claim.position, second.claim.position)
    if positions.UNTOLD & set(told):
        return told[0] == told[1]
    same = positions.stance(first) == positions.stance(second) and not other_day(first, second)
    return same and second.claim.id not in first.rivals


def _most_origins(told: Sequence[int], standing: _Standing) -> int:
    """How many origins stand behind one answer: all figures that can hold are one, of positions those that say or name the same."""
    statements, origins = standing.statements, standing.origins
    joined = [n for n in told if any(origins[m] != origins[n] and _agree(n, m, standing) for m in told)]
    if joined and statements[joined[0]].figure is not None:
        return len({origins[n] for n in joined})
    answers: list[tuple[frozenset[str], str]] = []
    for n in joined:
        statement = statements[n]
        position = statement.claim.position or ""
        named = statement.claim.kind == "responsibility"
        words = frozenset(name_key(position).split()) - ANYONE if named else frozenset({position})
        answers.append((words, origins[n]))
    return max((len({o for other, o in answers if other & words}) for words, _ in answers), default=1)


def _supports(statement: Statement) -> bool:
    """Whether it can make a question agreed: an outlet that tells an event as its own report, or says that nothing is known, does not."""
    if statement.figure is not None:
        return statement.counts
    return not is_own_voice(statement) and statement.claim.position not in positions.UNTOLD


def _opposed(a: int, b: int, standing: _Standing) -> tuple[Status, str] | None:
    first, second = standing.statements[a], standing.statements[b]
    if standing.origins[a] == standing.origins[b] or first.speaker_key == second.speaker_key:
        return None
    if first.figure is None or second.figure is None:
        return positions.oppose(first, second)
    if _rises(a, b, standing) or _rises(b, a, standing):
        return None
    if first.claim.polarity == second.claim.polarity and not _conflict(a, b, standing):
        return None
    return figures.oppose(first, second)


def _loosest(n: int, standing: _Standing) -> Figure:
    """The figure as its report words it with the least certainty: a headline says 31 for the "at least 31" of its text."""
    mine = standing.statements[n]
    assert mine.figure is not None
    for other in standing.statements:
        told = other.figure is not None and other.figure.high is None and other.figure.low == mine.figure.best
        if told and other.report.id == mine.report.id:
            assert other.figure is not None
            return other.figure
    return mine.figure


def _risen(standing: _Standing) -> tuple[int, int] | None:
    """A running count: what a later day's report raises."""
    live = [n for n in standing.live if standing.statements[n].figure is not None and standing.statements[n].counts]
    for n in reversed(live):
        for m in live:
            if _rises(m, n, standing):
                return m, n
    return None


def _rises(a: int, b: int, standing: _Standing) -> bool:
    """Whether the count ``a``, which nobody had put as high as ``b`` by its day, is raised by ``b`` on a later one, and one names no speaker."""
    earlier, later = standing.statements[a], standing.statements[b]
    first, second = earlier.figure, later.figure
    if first is None or second is None or first.low is None or second.low is None or first.low >= second.low:
        return False
    if earlier.published is None or later.published is None or earlier.published >= later.published:
        return False
    if not (earlier.counts and later.counts and (_is_nameless(earlier) or _is_nameless(later))):
        return False
    if first.high is not None and not figures.conflict(first, second):
        return False
    at = bisect_right(standing.highest, earlier.published, key=lambda h: h[0])
    return not at or standing.highest[at - 1][1] < second.low


def _conflict(a: int, b: int, standing: _Standing) -> bool:
    """Whether two figures can't both hold, however loosely their reports word them."""
    figure = standing.statements[a].figure is not None and standing.statements[b].figure is not None
    return figure and figures.conflict(_loosest(a, standing), _loosest(b, standing))


def _find_highest(statements: Iterable[Statement]) -> list[tuple[date, Number]]:
    """Of each day the highest that is told by then."""
    made: list[tuple[date, Number]] = []
    told = ((s.published, s.figure.low) for s in statements if s.published and s.figure and s.figure.low is not None)
    for day, low in sorted(told):
        if not made or low > made[-1][1]:
            made.append((day, low))
    return made


def _is_nameless(statement: Statement) -> bool:
    return is_own_voice(statement) or not (statement.speaker.named or statement.folded is not None)


def _relation(n: int, standing: _Standing) -> tuple[Relation | None, str | None]:
    """How an account stands to what it replaces or opposes, to what it repeats, or to the first of another origin."""
    statements, origins, live = standing.statements, standing.origins, standing.live
    mine = statements[n]
    if n in standing.aside:
        return "not_comparable", "not comparable with the others: set aside by a reviewer"
    if n in standing.beside:
        return "not_comparable", standing.beside[n]
    if mine.is_open:
        return None, f"{says(mine)} {value(mine)}: it supports no figure and opposes none"
    if mine.taken_back:
        return "retracts", f"{mine.speaker.name} no longer stands by {value(mine)}"
    if n in standing.superseded and statements[standing.superseded[n]].taken_back:
        return None, f"taken back by {statements[standing.superseded[n]].speaker.name}"
    if n in standing.superseded:
        return (
            None,
            f"superseded: {says(statements[standing.superseded[n]])} {value(statements[standing.superseded[n]])} later",
        )
    if n in standing.narrowed:
        return "widens", f"left vague what is told as {value(statements[standing.narrowed[n]])}"
    for m in live:
        if m != n and (found := _opposed(n, m, standing)) is not None:
            denies = found[0] == "denied" and mine.claim.polarity == "denied"
            return ("denies" if denies else "differs"), found[1]
    replaced = next((m for m in range(n) if standing.superseded.get(m) == n), None)
    if replaced is not None:
        return (
            "updates",
            f"in place of {value(statements[replaced])}, which {statements[replaced].speaker.name} said before",
        )
    lower = next((m for m in live if _conflict(m, n, standing) and _rises(m, n, standing)), None)
    if lower is not None:
        return "updates", f"the count rose from {value(statements[lower])}, as {says(statements[lower])} before"
    made_precise = next(
        (m for m in range(len(statements)) if standing.narrowed.get(m) == n and origins[m] == origins[n]), None
    )
    if made_precise is not None and made_precise < n:
        return "narrows", f"makes {value(statements[made_precise])} precise"
    for m in live:
        if m < n and origins[m] == origins[n] and same_value(statements[m], mine):
            return "repeats", f"the same origin as in {statements[m].report.id}: {statements[m].speaker.name}"
    for m in live:
        if m != n and origins[m] != origins[n] and _agree(n, m, standing):
            return "agrees", f"can hold together with {value(statements[m])}, as {says(statements[m])}"
    return None, None


def _stance(statement: Statement) -> str | None:
    """How a speaker stands to a figure that it does not give as its own."""
    return "unclear" if statement.is_open else "deny" if statement.claim.polarity == "denied" else None


def _account(statement: Statement, origin: str) -> Account:
    claim, figure, report = statement.claim, statement.figure, statement.report
    start, end = claim.evidence
    low, best, high = (figure.low, figure.best, figure.high) if figure is not None else (None, None, None)
    return Account(
        id=content_id("account", claim.id), claim=claim.id, report=report.id, published=report.published,
        speaker=statement.speaker.name, party=statement.speaker.party, speaker_kind=statement.speaker.kind, via=statement.via,
        origin=content_id("origin", origin), low=low, best=best, high=high, approximator=figure.approximator if figure else None,
        position=claim.position if figure is None else _stance(statement), polarity=claim.polarity, modality=claim.modality, reality=claim.reality, said_at=claim.said_at,
        quotable=figure is None or (figure.quotable and claim.polarity == "asserted"),
        evidence=Evidence(quote=report.text[start:end], start=start, end=end)
    )  # fmt: skip
