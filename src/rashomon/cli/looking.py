"""The commands that look at a situation: ``rashomon questions``, ``rashomon events``, ``rashomon show`` and ``rashomon why``."""

import json
import math
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict

import click

from rashomon.cli.program import BOARD_ROWS, SHORT_ID, console, existing, main, print_questions, with_format
from rashomon.errors import InputError, NotFoundError
from rashomon.records import Question
from rashomon.settings import Settings

_MOMENT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?)?)?")


def _moment(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _MOMENT.fullmatch(value):
        raise InputError(f"{option.opts[0]} {value!r} is no date; write it as 2024-05-13")
    return value


with_policy = click.option(
    "--policy", type=click.Choice(["range", "ucdp", "acled", "idmc"]), default="range", help="Of low, best, high."
)


@main.command()
@click.option(
    "--status", type=click.Choice(["disputed", "denied", "updated", "agreed", "single_source"]), help="Only those."
)
@with_policy
@click.option("--as-of", metavar="DATE", callback=_moment, help="As the reports published until then tell it.")
@click.option("--since", metavar="DATE", callback=_moment, help="Only those with an account published since.")
@click.option("--silent", is_flag=True, help="Who is accused and was not heard, and which sides are silent.")
@click.option(
    "--discreet", "hushed", is_flag=True, help="Leave out persons' names and quotations; places by province alone."
)
@click.option("--all", "everything", is_flag=True, help="All rows of the table, however many.")
@with_format("table")
@click.pass_obj
def questions(
    settings: Settings,
    /,
    status: str | None,
    silent: bool,
    hushed: bool,
    everything: bool,
    kind: str | None,
    **view: str | None,
) -> None:
    """Print the questions: who says what, side by side.

    \b
    Examples:
      rashomon questions --status disputed
      rashomon questions --policy ucdp --as-of 2019-10-12
      rashomon questions --since 2024-05-16
      rashomon questions --silent
      rashomon questions --silent --format csv > unheard.csv
      rashomon questions --format csv --discreet > board.csv
    """
    from rashomon.pipeline import look
    from rashomon.store import open_store

    with open_store(existing(settings.store)) as store:
        found = look(store, settings.situation, status=None if silent else status, **view)
    if hushed:
        from rashomon.export import discreet
        from rashomon.pipeline import load_models

        models = load_models()
        found = list(discreet(found, models.actors, models.gazetteer))
    kind = kind or ("table" if sys.stdout.isatty() else "json")
    most = None if everything else BOARD_ROWS
    if silent:
        _print_silent(found, status, kind, most)
    else:
        print_questions(found, kind, most=most)


def _print_silent(found: Sequence[Question], status: str | None, kind: str, most: int | None) -> None:
    """Who has not been heard, in the order of the board; sides are those of the whole situation."""
    from rashomon.comparing.views import silent
    from rashomon.export.tables import silent_csv
    from rashomon.ranking import ranked
    from rashomon.reasons import silent_table

    rows = {q.id: (q, accused, sides) for q, accused, sides in silent(found) if status in {None, q.status}}
    ordered = [rows[q.id] for q in ranked([q for q, _, _ in rows.values()])]
    if kind == "csv":
        click.echo(silent_csv(ordered), nl=False)
        return
    ordered = ordered[:most]
    if kind == "json":
        told = [
            {"question": q.id, "title": q.question, "status": q.status, "accused": list(accused), "sides": list(sides)}
            for q, accused, sides in ordered
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        console().print(silent_table(ordered) if ordered else "Every side has answered.")


@main.command()
@click.option("--all", "everything", is_flag=True, help="All rows of the table, however many.")
@click.option(
    "--format", "kind", type=click.Choice(["table", "json"]), help="How to print.  [default: table, or json when piped]"
)
@click.pass_obj
def events(settings: Settings, everything: bool, kind: str | None) -> None:
    """Print the events: what happened where and when, and which reports tell of it.

    An event that is near another and not the same is told with what keeps them apart.

    \b
    Examples:
      rashomon events
      rashomon events --format json > events.json
    """
    from rashomon import pipeline
    from rashomon.board import events_table
    from rashomon.store import open_store
    from rashomon.wire import events_to_json

    with open_store(existing(settings.store)) as store:
        questions = store.questions(settings.situation)
        found = pipeline.events(store, settings.situation)
    if (kind or ("table" if sys.stdout.isatty() else "json")) == "json":
        click.echo(events_to_json(found, questions))
    else:
        console().print(events_table(found, questions, most=None if everything else BOARD_ROWS))


@main.command()
@click.argument("name", metavar="QUESTION|REPORT")
@click.option("--format", "kind", type=click.Choice(["table", "json"]), default=None, help="How to print.")
@click.pass_obj
def show(settings: Settings, name: str, kind: str | None) -> None:
    """Show one question, or one report with its claims.

    A question comes with its accounts and their exact words, a report with source, cue, content and figures marked.

    \b
    Examples:
      rashomon show 4f2a81c0
      rashomon show herald-2
    """
    from rashomon.board import question_page, report_page
    from rashomon.store import open_store
    from rashomon.wire import analysis_to_json, questions_to_python

    kind = kind or ("table" if sys.stdout.isatty() else "json")
    with open_store(existing(settings.store)) as store:
        if name.startswith("question-") or (
            SHORT_ID.fullmatch(name) and not store.has_report(settings.situation, name)
        ):
            question = store.question(settings.situation, f"question-{name.removeprefix('question-')}")
            if kind == "json":
                click.echo(json.dumps(questions_to_python([question])[0], ensure_ascii=False, indent=1))
            else:
                console().print(question_page(question))
            return
        analysis = store.report(settings.situation, name)
        if kind == "json":
            click.echo(analysis_to_json(analysis))
        else:
            console().print(report_page(analysis))


@main.command()
@click.argument("name", metavar="QUESTION|REPORT")
@click.argument("claim", required=False)
@click.option("--not", "unclaimed", is_flag=True, help="Of a REPORT: which of its words make no claim, and why.")
@with_policy
@click.option("--format", "kind", type=click.Choice(["table", "json"]), default=None, help="How to print.")
@click.pass_obj
def why(settings: Settings, name: str, claim: str | None, unclaimed: bool, policy: str, kind: str | None) -> None:
    """Give the reasons for a grouping, a status and a number, or why words of a report make no claim.

    With a CLAIM, how its account stands and what ties it to each of the others. A sentence to copy comes last.

    \b
    Examples:
      rashomon why 4f2a81c0
      rashomon why 4f2a81c0 --policy ucdp
      rashomon why 4f2a81c0 claim-81aba7401122
      rashomon why reports/story.txt --not
    """
    from rashomon.comparing.policies import apply_policy
    from rashomon.pipeline import reasons
    from rashomon.quoting import copy_sentence
    from rashomon.reasons import unclaimed_page, why_page
    from rashomon.store import open_store

    if unclaimed:
        with open_store(existing(settings.store)) as store:
            analysis = store.report(settings.situation, name)
        if (kind or ("table" if sys.stdout.isatty() else "json")) == "table":
            console().print(unclaimed_page(analysis))
        else:
            click.echo(json.dumps([asdict(u) for u in analysis.unclaimed], ensure_ascii=False, indent=1))
        return
    with open_store(existing(settings.store)) as store:
        question = store.question(settings.situation, f"question-{name.removeprefix('question-')}")
        question = apply_policy(question, policy)
        claim = claim and _claim_of(question, claim)
        ties = reasons(store, settings.situation, question, claim=claim)
        outlets = {a.report.id: a.report.publisher or a.report.id for a in store.analyses(settings.situation)}
        titles = {q.id: q.question for q in store.questions(settings.situation)}
    sentence = copy_sentence(question, outlets)
    if (kind or ("table" if sys.stdout.isatty() else "json")) == "table":
        console().print(why_page(question, ties, sentence=sentence, titles=titles, claim=claim))
        return
    told = {
        "question": question.id, "title": question.question, "status": question.status, "reason": question.reason,
        "accounts": [
            {"claim": a.claim, "speaker": a.speaker, "report": a.report, "relation": a.relation, "reason": a.reason}
            for a in question.accounts if claim in {None, a.claim}
        ],
        "ties": [asdict(t) | {"score": t.score if math.isfinite(t.score) else None} for t in ties], "policy": question.policy, "trace": list(question.trace),
        "related": [asdict(r) for r in question.related], "sentence": sentence,
    }  # fmt: skip
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


def _claim_of(question: Question, name: str) -> str:
    """The one claim of a question whose id begins so."""
    found = [a.claim for a in question.accounts if a.claim.startswith(f"claim-{name.removeprefix('claim-')}")]
    if len(found) != 1:
        problem = "no claim" if not found else f"{len(found)} claims"
        raise NotFoundError(f"{problem} of this question begin with {name!r}; 'rashomon show' lists its accounts")
    return found[0]
