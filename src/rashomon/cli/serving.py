"""The commands that show the board at once: ``rashomon serve`` and ``rashomon demo``."""

import click

from rashomon.cli.program import BOARD_ROWS, existing, main, print_questions, readable_reports, tell, with_port
from rashomon.cli.reading import read_in
from rashomon.settings import DEFAULT_STORE, Settings


@main.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; beyond this machine only with --token.",
)
@with_port
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
    serve_at(settings, host, port, token)


def serve_at(settings: Settings, host: str, port: int, token: str | None) -> None:
    """Listen until someone stops it."""
    from rashomon.web.serving import check_door, run

    check_door(host, token)
    run(settings, host=host, port=port, token=token, tell=tell)


@main.command()
@click.option(
    "--format", "kind", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print the board."
)
@click.option("--serve", "serving", is_flag=True, help="Open the board in the browser instead.")
@with_port
@click.pass_obj
def demo(settings: Settings, kind: str, serving: bool, port: int) -> None:
    """Read the bundled situation; print its board."""
    from rashomon.board import short_id
    from rashomon.demo import reports_path
    from rashomon.ranking import ranked

    unread: list[str] = []
    found = read_in(
        Settings(store=settings.store, situation="demo"),
        list(readable_reports([str(reports_path())], None, None, unread)),
    )
    where = "" if settings.store == DEFAULT_STORE else f"--store {settings.store} "
    if serving:
        serve_at(Settings(store=settings.store, situation="demo"), "127.0.0.1", port, None)
        return
    print_questions(found, kind, most=BOARD_ROWS)
    tell(f"in the browser:  rashomon {where}--situation demo serve")
    first = next(iter(ranked(found)), None)
    if first is not None:
        tell(f"one of them:      rashomon {where}--situation demo show {short_id(first)}")
    tell("your own reports: rashomon read FOLDER --published 2024-05-13")
