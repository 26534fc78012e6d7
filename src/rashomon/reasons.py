"""The reasons behind a question → text for the terminal: its status, its grouping, its number, and what was kept apart."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rashomon.board import STATUS_STYLE, said, short_id
from rashomon.records import Account, Analysis, Question, Tie

RELATIONS = {
    "agrees": "agrees", "differs": "differs", "denies": "denies", "updates": "updates an earlier account", "retracts": "takes back",
    "narrows": "makes precise", "widens": "leaves vague", "repeats": "repeats its origin", "not_comparable": "is not comparable",
}  # fmt: skip


def why_page(
    question: Question, ties: Sequence[Tie], *, sentence: str, titles: Mapping[str, str], claim: str | None = None
) -> RenderableType:
    """Why the question has its status, its accounts and its number; ``titles`` names related questions by their ids."""
    by_claim = {a.claim: a for a in question.accounts}
    parts: list[RenderableType] = [Text(question.question, style="bold")]
    status = question.status.replace("_", " ")
    parts.append(Text(f"{status}: {question.reason}", style=STATUS_STYLE[question.status]))
    shown = [a for a in question.accounts if claim in {None, a.claim}]
    parts.append(_head("How the accounts stand"))
    for account in shown:
        relation = RELATIONS.get(account.relation or "", "no longer counts" if account.superseded_by else "stands")
        parts.append(_line(f"{_named(account)} {relation}{f': {account.reason}' if account.reason else ''}"))
    parts.append(_head("Why they answer one question"))
    for tie in ties:
        one, other = by_claim[tie.claim], by_claim[tie.other]
        parts.append(_line(f"{_named(one)} with {_named(other)}: {tie.score:.0%} likely, {tie.least:.0%} joins two"))
        parts += [Padding(Text(reason, style="dim"), (0, 4)) for reason in tie.reasons]
    if not ties:
        parts.append(_line("one account alone"))
    if question.trace and claim is None:
        parts.append(_head(f"How the number was made (policy {question.trace[0]})"))
        parts += [_line(step) for step in question.trace[1:]]
    if question.related and claim is None:
        parts.append(_head("What was kept apart"))
        parts += [_line(f"{titles.get(r.question, r.question)} {r.reason}") for r in question.related]
    if claim is None:
        parts += [_head("To quote"), _line(sentence)]
    return Group(*parts)


def silent_table(rows: Sequence[tuple[Question, Sequence[str], Sequence[str]]]) -> RenderableType:
    """One row a question: who is accused and was not heard, which sides have no account."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Question", width=36, overflow="fold")
    table.add_column("Accused, not heard", width=20, overflow="fold")
    table.add_column("Silent sides", width=20, overflow="fold")
    for question, accused, sides in rows:
        title = Text.assemble(
            question.question, "\n", (f"{short_id(question)} {question.status.replace('_', ' ')}", "dim")
        )
        table.add_row(title, "; ".join(accused), "; ".join(sides))
    return Group(table, Text("Silence in these reports is no refusal to answer.", style="dim"))


def _named(account: Account) -> str:
    return f"{account.speaker} ({said(account)}, {account.report})"


def _head(words: str) -> Text:
    return Text(f"\n{words}", style="bold")


def _line(words: str) -> Padding:
    return Padding(Text(words), (0, 2))


def unclaimed_page(analysis: Analysis) -> RenderableType:
    """Which words of a report make no claim, in the order of the text, and why."""
    if not analysis.unclaimed:
        return Text("No words of this report name an event, an intention or a number without making a claim.")
    table = Table(box=None, pad_edge=False)
    for column in ("At", "Words", "Would have told", "Why not", "Veto"):
        table.add_column(column, overflow="fold")
    for told in analysis.unclaimed:
        what = f"{told.kind}: {told.predicate}" if told.predicate else told.kind
        table.add_row(f"{told.span[0]}–{told.span[1]}", Text(told.words), what, Text(told.reason), told.veto)
    return table
