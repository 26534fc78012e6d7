"""The commands that read reports: ``rashomon read`` and ``rashomon extract``."""

import sys

import click

from rashomon.cli.program import (
    BOARD_ROWS,
    main,
    print_questions,
    progress,
    readable_reports,
    tell,
    with_inputs,
    with_jobs,
    with_published,
    with_publisher,
)
from rashomon.records import Question, Report
from rashomon.settings import Settings


@main.command()
@with_inputs
@with_published
@with_publisher
@with_jobs
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
    questions = read_in(settings, list(readable_reports(inputs, published, publisher, unread)), jobs=jobs)
    print_questions(questions, kind or ("table" if sys.stdout.isatty() else "json"), most=BOARD_ROWS)
    if unread:
        tell(f"{len(unread)} could not be read; the rest is in the store")
        raise SystemExit(1)


def read_in(settings: Settings, reports: list[Report], *, jobs: int = 1) -> list[Question]:
    """Analyse what is new, keep it, and compare the situation anew."""
    from rashomon.holding import refresh
    from rashomon.pipeline import analyse_groups
    from rashomon.store import open_store

    counted = {"new": 0, "version": 0, "known": 0}
    with open_store(settings.store) as store:
        fresh = [report for report in reports if not store.known(settings.situation, report)]
        counted["known"] = len(reports) - len(fresh)
        carriers: dict[tuple[str, int, str], list[Report]] = {}
        for report in fresh:
            carriers.setdefault((report.sha256, report.body_start, report.language), []).append(report)
        for analysis in progress(analyse_groups(carriers.values(), jobs=jobs), "reading", total=len(fresh)):
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


@main.command()
@with_inputs
@with_published
@with_publisher
@with_jobs
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
    found = analyse_all(readable_reports(inputs, published, publisher, unread), jobs=jobs)
    for analysis in found if sys.stdout.isatty() else progress(found, "extracting", total=None):
        click.echo(analysis_to_json(analysis))
    if unread:
        tell(f"{len(unread)} could not be read")
        raise SystemExit(1)
