"""The command line: parse, call, print. Data go to standard output, all else to standard error."""

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from rashomon.errors import InputError, NotFoundError, RashomonError
from rashomon.records import Analysis, Question, Report
from rashomon.settings import DEFAULT_STORE, Settings

PROGRESS_AFTER = 5  # reports from which a progress bar is worth its line
BOARD_ROWS = 25
SHORT_ID = re.compile(r"[0-9a-f]{4,12}")  # a question's id as the board shows it, or the beginning of it


class Rashomon(click.Group):
    """Turns an expected error into one line and exit code 2, in one place."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RashomonError as error:
            tell(f"Error: {error}")
            ctx.exit(2)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)


def tell(words: str) -> None:
    """A line on standard error."""
    click.echo(words, err=True)


def _console(*, stderr: bool = False) -> Any:
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = min(Console().width, 100) if stream.isatty() else 80
    return Console(stderr=stderr, width=max(60, width), highlight=False)


@click.group(cls=Rashomon, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--store", help="Path or URL of the store.  [default: rashomon.db, or $RASHOMON_STORE]")
@click.option("--situation", help="Name of the situation in it.  [default: default, or $RASHOMON_SITUATION]")
@click.version_option(package_name="rashomon")
@click.pass_context
def main(ctx: click.Context, store: str | None, situation: str | None) -> None:
    """Read many reports on one crisis; lay side by side who says what.

    \b
    Examples:
      rashomon demo
      rashomon read reports/ --published 2024-05-13
      rashomon questions --status disputed
      rashomon show 4f2a81c0
      rashomon extract reports.jsonl > extracts.jsonl
    """
    given = Settings.from_environ(os.environ)
    ctx.obj = Settings(store=store or given.store, situation=situation or given.situation)


_published = click.option("--published", metavar="DATE", help="Publication date of texts that give none (2024-05-13).")
_publisher = click.option("--publisher", metavar="NAME", help="Publisher of texts that give none.")
_jobs = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=lambda: min(os.cpu_count() or 1, 8),
    show_default="one a core, 8 at most",
    help="Processes to analyse many reports with.",
)
_inputs = click.argument("inputs", nargs=-1, required=True, metavar="PATH...")


def _format(default: str) -> Callable[[Any], Any]:
    kinds = click.Choice(["table", "json", "csv"])
    return click.option(
        "--format", "kind", type=kinds, default=None, help=f"How to print.  [default: {default}, or json when piped]"
    )


def _reports(
    inputs: Sequence[str], published: str | None, publisher: str | None, unread: list[str]
) -> Iterator[Report]:
    """The readable reports; what could not be read is told on standard error as it comes."""
    from rashomon.reading import Defaults, Unreadable, read_inputs

    for item in read_inputs(inputs, defaults=Defaults(published=published, publisher=publisher)):
        if isinstance(item, Unreadable):
            unread.append(str(item))
            tell(f"not read: {item}")
        else:
            yield item


@main.command()
@_inputs
@_published
@_publisher
@_jobs
@click.option(
    "--format", "kind", type=click.Choice(["table", "json", "csv"]), default=None, help="How to print the board."
)
@click.pass_obj
def read(
    settings: Settings,
    inputs: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    jobs: int,
    kind: str | None,
) -> None:
    """Read reports into the situation; print its board.

    PATH is a text, an HTML page, JSON lines (also .gz), a folder or a pattern of these, or - for standard input.

    \b
    Examples:
      rashomon read story.txt --published 2024-05-13 --publisher "Channel Nine"
      rashomon --situation tarvos read reports/ wire.jsonl.gz
    """
    unread: list[str] = []
    questions = _read(settings, list(_reports(inputs, published, publisher, unread)), jobs=jobs)
    _print_questions(questions, kind or ("table" if sys.stdout.isatty() else "json"), most=BOARD_ROWS)
    if unread:
        tell(f"{len(unread)} could not be read; the rest is in the store")
        raise SystemExit(1)


def _read(settings: Settings, reports: list[Report], *, jobs: int = 1) -> list[Question]:
    """Analyse what is new, keep it, and compare the situation anew."""
    from rashomon.pipeline import analyse_groups, refresh
    from rashomon.store import open_store

    counted = {"new": 0, "version": 0, "known": 0}
    with open_store(settings.store) as store:
        fresh = [report for report in reports if not store.known(settings.situation, report)]
        counted["known"] = len(reports) - len(fresh)
        carriers: dict[tuple[str, int, str], list[Report]] = {}
        for report in fresh:
            carriers.setdefault((report.sha256, report.body_start, report.language), []).append(report)
        for analysis in _progress(analyse_groups(carriers.values(), jobs=jobs), "reading", total=len(fresh)):
            counted[store.add(settings.situation, analysis)] += 1
        if fresh:
            refresh(store, settings.situation)
        if not reports and settings.situation not in store.situations():
            return []
        unread = sum(not r.analysed for r in reports)
        words = f"{counted['new']} new, {counted['version']} new versions, {counted['known']} known already"
        tell(f"{len(reports)} reports: {words}{f'; {unread} not analysed (not in English)' if unread else ''}")
        if not fresh:
            tell("nothing changed")
        return store.questions(settings.situation)


def _progress(items: Iterator[Analysis], words: str, *, total: int | None) -> Iterator[Analysis]:
    """A bar on standard error, where someone may be looking; a count where nobody knows how many will come."""
    if not sys.stderr.isatty() or (total is not None and total < PROGRESS_AFTER):
        yield from items
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total=total)


@main.command()
@_inputs
@_published
@_publisher
@_jobs
def extract(inputs: tuple[str, ...], published: str | None, publisher: str | None, jobs: int) -> None:
    """Analyse reports; write one JSON object a line.

    Nothing is stored.

    \b
    Examples:
      rashomon extract story.txt | jq .claims
      rashomon extract wire.jsonl.gz > extracts.jsonl
    """
    from rashomon.pipeline import analyse_all
    from rashomon.wire import analysis_to_json

    unread: list[str] = []
    found = analyse_all(_reports(inputs, published, publisher, unread), jobs=jobs)
    for analysis in found if sys.stdout.isatty() else _progress(found, "extracting", total=None):
        click.echo(analysis_to_json(analysis))
    if unread:
        tell(f"{len(unread)} could not be read")
        raise SystemExit(1)


@main.command()
@click.option(
    "--status", type=click.Choice(["disputed", "denied", "updated", "agreed", "single_source"]), help="Only those."
)
@click.option(
    "--policy", type=click.Choice(["range", "ucdp", "acled", "idmc"]), default="range", help="Of low, best, high."
)
@click.option("--as-of", metavar="DATE", help="As the reports published until then tell it.")
@click.option("--since", metavar="DATE", help="Only those with an account published since.")
@click.option("--all", "everything", is_flag=True, help="All rows of the table, however many.")
@_format("table")
@click.pass_obj
def questions(
    settings: Settings, /, status: str | None, everything: bool, kind: str | None, **view: str | None
) -> None:
    """Print the questions: who says what, side by side.

    \b
    Examples:
      rashomon questions --status disputed
      rashomon questions --policy ucdp --as-of 2019-10-12
      rashomon questions --format csv > board.csv
    """
    from rashomon.pipeline import look
    from rashomon.store import open_store

    with open_store(existing(settings.store)) as store:
        found = look(store, settings.situation, status=status, **view)
    _print_questions(
        found, kind or ("table" if sys.stdout.isatty() else "json"), most=None if everything else BOARD_ROWS
    )


def existing(store: str) -> str:
    """The store's name, where there is one: looking must not make a file."""
    if "://" not in store and not Path(store).exists():
        raise NotFoundError(f"no store at {store!r}; 'rashomon read' makes one, --store names another")
    return store


def _print_questions(found: Sequence[Question], kind: str, *, most: int | None) -> None:
    if kind == "json":
        from rashomon.wire import questions_to_json

        click.echo(questions_to_json(found))
    elif kind == "csv":
        from rashomon.export import questions_csv

        click.echo(questions_csv(found), nl=False)
    else:
        from rashomon.board import board_table

        _console().print(board_table(found, most=most) if found else "No questions yet.")


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
                _console().print(question_page(question))
            return
        analysis = store.report(settings.situation, name)
        if kind == "json":
            click.echo(analysis_to_json(analysis))
        else:
            _console().print(report_page(analysis))


@main.command()
@click.argument("form", type=click.Choice(["extract", "questions"]), required=False)
def schema(form: str | None) -> None:
    """Print the JSON Schema of `extract` and `questions`."""
    from rashomon.wire import json_schemas

    schemas = json_schemas()
    click.echo(json.dumps(schemas[form] if form else schemas, ensure_ascii=False, indent=1))


@main.command()
@click.pass_obj
def doctor(settings: Settings) -> None:
    """Say what is installed, and whose data it uses."""
    from importlib.metadata import version

    from rashomon.lexicon.gazetteer import CREDIT
    from rashomon.pipeline import analyse, load_models
    from rashomon.reading import Defaults, read_inputs

    models = load_models()
    click.echo(f"rashomon   {version('rashomon')}, Python {sys.version.split()[0]}")
    click.echo(f"parser     {getattr(models.parser, 'name', 'unnamed')} (MIT), spaCy {version('spacy')}")
    click.echo(f"gazetteer  {CREDIT}")
    probe = io.BytesIO("LODRIN — At least 12 people were killed, police said on Monday.".encode())
    report = next(iter(read_inputs(["-"], defaults=Defaults(published="2024-05-13"), stdin=probe)))
    if not isinstance(report, Report) or not analyse(report, models).claims:
        raise InputError("the built-in example could not be analysed; install rashomon anew")
    click.echo("analysis   works")
    exists = "://" in settings.store or Path(settings.store).exists()
    click.echo(f"store      {settings.store}{'' if exists else ' (not made yet)'}")


_port = click.option(
    "--port", type=click.IntRange(0, 65535), default=8413, show_default=True, help="Port; 0 takes a free one."
)


@main.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; beyond this machine only with --token.",
)
@_port
@click.option("--token", envvar="RASHOMON_TOKEN", help="Word that every request must show.  [or $RASHOMON_TOKEN]")
@click.pass_obj
def serve(settings: Settings, host: str, port: int, token: str | None) -> None:
    """Open the board in the browser: pages and a REST API on this machine.

    \b
    Examples:
      rashomon serve
      rashomon --situation tarvos serve --port 9000
    """
    existing(settings.store)
    _serve(settings, host, port, token)


def _serve(settings: Settings, host: str, port: int, token: str | None) -> None:
    from rashomon.web.serving import check_door, run

    check_door(host, token)
    run(settings, host=host, port=port, token=token, tell=tell)


@main.command()
@click.option(
    "--format", "kind", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print the board."
)
@click.option("--serve", "serving", is_flag=True, help="Open the board in the browser instead.")
@_port
@click.pass_obj
def demo(settings: Settings, kind: str, serving: bool, port: int) -> None:
    """Read the bundled situation; print its board."""
    from rashomon.board import short_id
    from rashomon.demo import reports_path
    from rashomon.ranking import ranked

    unread: list[str] = []
    found = _read(
        Settings(store=settings.store, situation="demo"), list(_reports([str(reports_path())], None, None, unread))
    )
    where = "" if settings.store == DEFAULT_STORE else f"--store {settings.store} "
    if serving:
        _serve(Settings(store=settings.store, situation="demo"), "127.0.0.1", port, None)
        return
    _print_questions(found, kind, most=BOARD_ROWS)
    tell(f"in the browser:  rashomon {where}--situation demo serve")
    first = next(iter(ranked(found)), None)
    if first is not None:
        tell(f"one of them:      rashomon {where}--situation demo show {short_id(first)}")
    tell("your own reports: rashomon read FOLDER --published 2024-05-13")


from rashomon import cli_reviews  # noqa: E402, F401 - its commands join those above
