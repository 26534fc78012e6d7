"""Questions and reports → text for the terminal. Tables fit 80 columns."""

import re
from collections import Counter
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rashomon.ranking import ranked
from rashomon.records import Account, Analysis, Event, Number, Question, Span

STATUS_STYLE = {
    "disputed": "bold red",
    "denied": "bold magenta",
    "updated": "yellow",
    "agreed": "green",
    "single_source": "dim",
}
MARKS = {
    "source": "cyan underline",
    "cue": "bold",
    "content": "italic",
    "figure": "yellow",
    "place": "green",
    "time": "blue",
}
SHORT_ID = 8  # digits of an id that the board shows


def short_id(question: Question) -> str:
    """The beginning of a question's id, enough to ask for it by."""
    return question.id.removeprefix("question-")[:SHORT_ID]


def amount(value: Number | None) -> str:
    """A number with separators; an open bound is empty."""
    return "" if value is None else f"{value:,}"


def interval(low: Number | None, best: Number | None, high: Number | None) -> str:
    """An interval in short: ``100–800``, ``800+``, ``≤ 800`` or ``44``."""
    if low is not None and low == high:
        return amount(low)
    if low is None and high is None:
        return amount(best) or "–"
    if high is None:
        return f"{amount(low)}+"
    return f"≤ {amount(high)}" if low is None else f"{amount(low)}–{amount(high)}"


def said(account: Account) -> str:
    """What an account says: its figure, that it denies it or leaves it open, or its position."""
    if account.low is None and account.best is None and account.high is None:
        return account.position or account.polarity
    return with_stance(account, figure_words(account))


def figure_words(account: Account) -> str:
    """The figure of an account, whoever stands for it."""
    if account.approximator and account.best is not None:
        return f"{account.approximator} {amount(account.best)}"
    return account.approximator or interval(account.low, account.best, account.high)


def stands_for(account: Account) -> bool:
    """Whether an account gives its figure as its own: it neither denies it nor leaves it open."""
    return account.polarity == "asserted" and account.reality != "unknown"


def with_stance(account: Account, words: str) -> str:
    """A figure's words as its speaker means them: "26", "denies 26", "does not confirm 26"."""
    if stands_for(account):
        return words
    return f"denies {words}" if account.polarity == "denied" else f"does not confirm {words}"


def board_table(questions: Sequence[Question], *, most: int | None = None) -> RenderableType:
    """One row a question: status, words, low–high, accounts / origins / outlets, and who says what."""
    table = Table(box=None, pad_edge=False, expand=False, show_header=True, header_style="bold")
    table.add_column("Status", no_wrap=True, width=13)
    table.add_column("Question, and who says what", width=44, overflow="fold")
    table.add_column("Range", no_wrap=False, width=11, justify="right", overflow="fold")
    table.add_column("n/o/o", no_wrap=True, width=6, justify="right")
    shown = ranked(questions)[: most or len(questions)]
    for question in shown:
        lines = Text(question.question, style="bold" if question.status in {"disputed", "denied"} else "")
        lines.append(_voices(question), style="not bold dim")
        counts = f"{len(question.accounts)}/{question.origins}/{question.outlets}"
        table.add_row(
            Text.assemble((question.status.replace("_", " "), STATUS_STYLE[question.status]), "\n", (short_id(question), "dim")),
            lines,
            interval(question.low, question.best, question.high) if question.kind == "figure" else "", counts,
        )  # fmt: skip
    rest = len(questions) - len(shown)
    note = "n/o/o: accounts / origins / outlets. Open one: rashomon show ID."
    note += f" {rest} more: rashomon questions --all" if rest else ""
    return Group(table, Text(note, style="dim"))


def events_table(events: Sequence[Event], questions: Sequence[Question], *, most: int | None = None) -> RenderableType:
    """One row an event, what most reports tell of first: its days, title and look-alikes, and how many reports and questions it has."""
    about = Counter(q.event.id for q in questions if q.event is not None)
    titles = {e.id: e.title for e in events}
    reports = {e.id: len({told.report for told in e.episodes}) for e in events}
    table = Table(box=None, pad_edge=False, expand=False, show_header=True, header_style="bold")
    table.add_column("Day", no_wrap=True, width=10)
    table.add_column("Event, and what is not the same", width=48, overflow="fold")
    table.add_column("Reports", no_wrap=True, width=7, justify="right")
    table.add_column("Questions", no_wrap=True, width=9, justify="right")
    shown = sorted(events, key=lambda e: (-reports[e.id], -about[e.id]))[: most or len(events)]
    for event in shown:
        lines = Text(event.title)
        for other in event.apart:
            lines.append(f"\nnot {titles[other.event]}: {other.reason}", style="dim")
        day = Text.assemble(
            event.start.isoformat() if event.start else "", "\n", (event.id.removeprefix("event-")[:SHORT_ID], "dim")
        )
        table.add_row(day, lines, str(reports[event.id]), str(about[event.id]))
    rest = len(events) - len(shown)
    note = f"{rest} more: rashomon events --all" if rest else ""
    return Group(table, Text(note, style="dim"))


def _voices(question: Question) -> str:
    """Each speaker's latest answer (of one report its first), in the order of publication."""
    latest: dict[str, Account] = {}
    for account in question.accounts:
        if account.superseded_by is None and account.relation not in {"retracts", "widens"}:
            kept = latest.setdefault(account.speaker, account)
            if (kept.published or "")[:10] < (account.published or "")[:10]:
                latest[account.speaker] = account
    voices = [f"{speaker}: {said(account)}" for speaker, account in latest.items()]
    more = f"; and {len(voices) - 4} more" if len(voices) > 4 else ""
    return "\n" + "; ".join(voices[:4]) + more


def question_page(question: Question) -> RenderableType:
    """A question with its accounts, each with its exact words."""
    head = Table.grid(padding=(0, 1))
    head.add_column(style="dim", width=9)
    head.add_column(width=68, overflow="fold")
    head.add_row(
        "status", Text(f"{question.status.replace('_', ' ')}: {question.reason}", style=STATUS_STYLE[question.status])
    )
    if question.kind == "figure":
        head.add_row("range", f"{interval(question.low, question.best, question.high)} (policy: {question.policy})")
    if question.place is not None:
        where = f" ({question.place.lat:.3f}, {question.place.lon:.3f})" if question.place.lat is not None else ""
        head.add_row("place", escape(f"{question.place.name}{where}"))
    head.add_row("counts", f"{len(question.accounts)} accounts, {question.origins} origins, {question.outlets} outlets")
    head.add_row("id", question.id)
    parts: list[RenderableType] = [Text(question.question, style="bold"), head]
    for account in question.accounts:
        via = f" via {', '.join(account.via)}" if account.via else ""
        line = Text.assemble(
            (f"\n{account.speaker}", "bold"), f" ({account.speaker_kind}{via}): ", (said(account), "yellow")
        )
        if account.relation:
            line.append(f"  {account.relation}", style="dim")
        parts.append(line)
        parts.append(Padding(Text(f"“{' '.join(account.evidence.quote.split())}”"), (0, 2)))
        place = f"{account.report}, {account.published or 'no date'}, characters {account.evidence.start}–{account.evidence.end}"
        parts.append(Padding(Text(place, style="dim"), (0, 2)))
        if account.reason:
            parts.append(Padding(Text(account.reason, style="dim italic"), (0, 2)))
    for related in question.related:
        parts.append(Text(f"\nrelated: {related.question}: {related.reason}", style="dim"))
    return Group(*parts)


def report_page(analysis: Analysis) -> RenderableType:
    """A report with the words of its claims marked, and its attributions listed."""
    report = analysis.report
    text = Text(report.text)
    spans: list[tuple[str, Span]] = []
    for attribution in analysis.attributions:
        spans += [(role, span) for role in ("content", "source", "cue") for span in getattr(attribution, role)]
    spans += [("figure", f.span) for f in analysis.figures] + [("place", p.span) for p in analysis.places]
    spans += [("time", t.span) for t in analysis.times]
    for role, (start, end) in spans:
        text.stylize(MARKS[role], start, end)
    title = (
        f"{report.id} · {report.publisher or 'unnamed outlet'} · {report.published or 'no date'} · {report.language}"
    )
    legend = Text.assemble(*((f"{role} ", style) for role, style in MARKS.items()))
    if not report.analysed:
        legend = Text(f"not analysed: language {report.language}", style="yellow")
    listed = Table(box=None, pad_edge=False, header_style="bold")
    for column, width in (("Who", 20), ("Act", 9), ("What", 47)):
        listed.add_column(column, width=width, overflow="fold")
    names = {s.id: s.name for s in analysis.speakers}
    for attribution in analysis.attributions:
        content = " … ".join(report.text[s:e] for s, e in attribution.content)
        act = attribution.act if attribution.polarity == "asserted" else f"{attribution.act} ✗"
        listed.add_row(escape(names.get(attribution.speaker or "", "–")), act, escape(re.sub(r"\s+", " ", content)))
    return Group(Text(title, style="bold"), legend, Text(""), text, Text(""), listed)
