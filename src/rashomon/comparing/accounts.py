"""Statements of one question → accounts: origins, what supersedes what, how each stands to the others, the status."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.comparing import figures, positions
from rashomon.comparing.statements import Statement, evidence_words
from rashomon.records import Account, Evidence, Status, content_id

NEAR_COPY = 0.75  # share of common content words from which two sentences are one take


@dataclass(frozen=True, slots=True)
class Judged:
    """The accounts of a question with its status, the reason in words, and how many origins and outlets there are."""

    accounts: tuple[Account, ...]
    status: Status
    reason: str
    origins: int
    outlets: int


def judge_accounts(statements: Sequence[Statement]) -> Judged:
    """Make the accounts of one question, in the order of publication."""
    ordered = _repeated(sorted(statements, key=lambda s: s.order))
    origins = _origins(ordered)
    superseded = _superseded(ordered, origins)
    accounts = [_account(s, origins[n], statements=ordered) for n, s in enumerate(ordered)]
    live = [n for n in range(len(ordered)) if n not in superseded]
    status, reason = _status(ordered, live, origins, superseded)
    related = []
    for n, account in enumerate(accounts):
        if n in superseded:
            later = superseded[n]
            account = replace(account, superseded_by=accounts[later].id, relation="updates" if n in superseded else None,
                              reason=f"the same speaker later: {_value(ordered[later])}")  # fmt: skip
        else:
            account = _related(account, n, ordered, live, origins)
        related.append(account)
    return Judged(
        tuple(related), status, reason, len({origins[n] for n in range(len(ordered))}), len({s.outlet for s in ordered})
    )


def _repeated(statements: list[Statement]) -> list[Statement]:
    """The report's own voice that repeats what the same report attributes is that speaker's account."""
    made = []
    for statement in statements:
        if statement.claim.attribution is None:
            same = [
                s
                for s in statements
                if s.report.id == statement.report.id and s.claim.attribution is not None and _same_value(s, statement)
            ]
            if same:
                statement = replace(
                    statement, speaker=same[0].speaker, speaker_key=same[0].speaker_key, via=same[0].via
                )
        made.append(statement)
    return made


def _same_value(a: Statement, b: Statement) -> bool:
    if a.figure is not None and b.figure is not None:
        return (a.figure.low, a.figure.best, a.figure.high) == (b.figure.low, b.figure.best, b.figure.high) or (
            a.figure.best is not None and a.figure.best == b.figure.best
        )
    return a.figure is b.figure and (a.claim.position, a.claim.polarity) == (b.claim.position, b.claim.polarity)


def _origins(statements: Sequence[Statement]) -> list[str]:
    """One origin: one speaker, the unnamed mouths of one party, and near-copies of one sentence with one value."""
    keys: list[str] = []
    words = [evidence_words(s.report, s.claim.evidence) for s in statements]
    for n, statement in enumerate(statements):
        speaker = statement.speaker
        key = f"party {speaker.party}" if not speaker.named and speaker.party else f"speaker {statement.speaker_key}"
        if not speaker.named and not speaker.party:
            key = f"{key} in {statement.report.id}"
        for earlier in range(n):
            if statements[earlier].report.id == statement.report.id or not _same_value(statement, statements[earlier]):
                continue
            share = len(words[n] & words[earlier]) / max(1, len(words[n] | words[earlier]))
            if share >= NEAR_COPY:
                key = keys[earlier]
                break
        keys.append(key)
    return keys


def _superseded(statements: Sequence[Statement], origins: Sequence[str]) -> dict[int, int]:
    """Earlier account → the later one of the same speaker with another value."""
    found: dict[int, int] = {}
    latest: dict[str, int] = {}
    for n, statement in enumerate(statements):
        key = statement.speaker_key if statement.speaker.named or statement.claim.attribution is None else origins[n]
        before = latest.get(key)
        later = before is not None and (statement.report.published or "") > (statements[before].report.published or "")
        if before is not None and later and not _same_value(statements[before], statement):
            if statement.figure is None or not _narrows(statements[before], statement):
                found[before] = n
            for old, new in list(found.items()):
                if new == before:
                    found[old] = n
        latest[key] = n
    return found


def _narrows(earlier: Statement, later: Statement) -> bool:
    return (
        earlier.figure is not None and later.figure is not None and "vague class" in earlier.figure.rule
        and not figures.conflict(earlier.figure, later.figure)
    )  # fmt: skip


def _status(
    statements: Sequence[Statement], live: Sequence[int], origins: Sequence[str], superseded: dict[int, int]
) -> tuple[Status, str]:
    for a in live:
        for b in live:
            if a < b and (found := _opposed(statements[a], statements[b], origins[a] == origins[b])):
                return found
    if superseded:
        old, new = max(superseded.items(), key=lambda item: item[1])
        return (
            "updated",
            f"{statements[new].speaker.name} first said {_value(statements[old])}, later {_value(statements[new])}",
        )
    if len({origins[n] for n in live}) > 1:
        return "agreed", f"{len({origins[n] for n in live})} independent origins whose values can all hold"
    return "single_source", f"all from one origin: {statements[live[0]].speaker.name}" if live else "one origin"


def _opposed(a: Statement, b: Statement, one_origin: bool) -> tuple[Status, str] | None:
    if one_origin or a.speaker_key == b.speaker_key:
        return None
    if a.figure is not None and b.figure is not None:
        return figures.oppose(a, b)
    return positions.oppose(a, b)


def _value(statement: Statement) -> str:
    return (
        statement.figure.words
        if statement.figure is not None
        else (statement.claim.position or statement.claim.polarity)
    )


def _related(
    account: Account, n: int, statements: Sequence[Statement], live: Sequence[int], origins: Sequence[str]
) -> Account:
    """How an account stands to the first of another origin, or to the account that it repeats."""
    for m in live:
        if m != n and (found := _opposed(statements[n], statements[m], origins[n] == origins[m])):
            relation = "denies" if found[0] == "denied" and statements[n].claim.polarity == "denied" else "differs"
            return replace(account, relation=relation, reason=found[1])  # type: ignore[arg-type]
    for m in live:
        if m == n:
            continue
        if origins[m] == origins[n] and _same_value(statements[m], statements[n]) and m < n:
            return replace(
                account,
                relation="repeats",
                reason=f"the same origin as {statements[m].report.id}: {statements[m].speaker.name}",
            )
    for m in live:
        if m != n and origins[m] != origins[n]:
            return replace(
                account,
                relation="agrees",
                reason=f"can hold together with {statements[m].speaker.name}: {_value(statements[m])}",
            )
    return account


def _account(statement: Statement, origin: str, *, statements: Sequence[Statement]) -> Account:
    claim, figure, report = statement.claim, statement.figure, statement.report
    start, end = claim.evidence
    low, best, high = (figure.low, figure.best, figure.high) if figure is not None else (None, None, None)
    return Account(
        id=content_id("account", claim.id), claim=claim.id, report=report.id, published=report.published,
        speaker=statement.speaker.name, party=statement.speaker.party, speaker_kind=statement.speaker.kind, via=statement.via,
        origin=content_id("origin", origin), low=low, best=best, high=high, approximator=figure.approximator if figure else None,
        position=claim.position if figure is None else None, polarity=claim.polarity, modality=claim.modality, said_at=claim.said_at,
        evidence=Evidence(quote=report.text[start:end], start=start, end=end)
    )  # fmt: skip
