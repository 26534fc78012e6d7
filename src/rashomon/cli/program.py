"""The program itself, and what its commands share: options, how reports are read in, how questions are printed."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from rashomon.errors import NotFoundError, RashomonError
from rashomon.records import Analysis, Question, Report
from rashomon.settings import Settings
from rashomon.world.actors import use_actors

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


def console(*, stderr: bool = False) -> Any:
    """A console as wide as the terminal, 100 columns at most; 80 where nobody looks."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = min(Console().width, 100) if stream.isatty() else 80
    return Console(stderr=stderr, width=max(60, width), highlight=False)


@click.group(cls=Rashomon, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--store", help="Path or URL of the store.  [default: rashomon.db, or $RASHOMON_STORE]")
@click.option("--situation", help="Name of the situation in it.  [default: default, or $RASHOMON_SITUATION]")
@click.option("--actors", envvar="RASHOMON_ACTORS", help="File of actors of your own.  [or $RASHOMON_ACTORS]")
@click.version_option(package_name="rashomon")
@click.pass_context
def main(ctx: click.Context, store: str | None, situation: str | None, actors: str | None) -> None:
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
    if actors:
        use_actors(actors, os.environ)


with_published = click.option(
    "--published", metavar="DATE", help="Publication date of texts that give none (2024-05-13)."
)
with_publisher = click.option("--publisher", metavar="NAME", help="Publisher of texts that give none.")
with_jobs = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=lambda: min(os.cpu_count() or 1, 8),
    show_default="one a core, 8 at most",
    help="Processes to analyse many reports with.",
)
with_inputs = click.argument("inputs", nargs=-1, required=True, metavar="PATH...")


def with_format(default: str) -> Callable[[Any], Any]:
    """The option how to print."""
    kinds = click.Choice(["table", "json", "csv"])
    return click.option(
        "--format", "kind", type=kinds, default=None, help=f"How to print.  [default: {default}, or json when piped]"
    )


def readable_reports(
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


def progress(items: Iterator[Analysis], words: str, *, total: int | None) -> Iterator[Analysis]:
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
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total=total)


def existing(store: str) -> str:
    """The store's name, where there is one: looking must not make a file."""
    if "://" not in store and not Path(store).exists():
        raise NotFoundError(f"no store at {store!r}; 'rashomon read' makes one, --store names another")
    return store


def print_questions(found: Sequence[Question], kind: str, *, most: int | None) -> None:
    """Questions as a table, JSON or CSV."""
    if kind == "json":
        from rashomon.wire import questions_to_json

        click.echo(questions_to_json(found))
    elif kind == "csv":
        from rashomon.export import questions_csv

        click.echo(questions_csv(found), nl=False)
    else:
        from rashomon.board import board_table

        console().print(board_table(found, most=most) if found else "No questions yet.")


with_port = click.option(
    "--port", type=click.IntRange(0, 65535), default=8413, show_default=True, help="Port; 0 takes a free one."
)
