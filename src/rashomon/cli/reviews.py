"""The commands of review: ``rashomon reviews …``, ``rashomon forget`` and ``rashomon verify``."""

import json
import os
import sys
from typing import Any

import click

from rashomon.cli.program import existing, main, tell
from rashomon.errors import InputError
from rashomon.reviews.records import ACTS, FIELDS, LEVELS, Level, Review
from rashomon.settings import Settings

_by = click.option(
    "--by",
    default=lambda: os.environ.get("RASHOMON_REVIEWER") or os.environ.get("USER", ""),
    metavar="NAME",
    help="Who does it.  [default: $RASHOMON_REVIEWER, or your login]",
)
_why = click.option("--why", metavar="WORDS", help="The reason.")


@main.group()
def reviews() -> None:
    """Correct the machine: an append-only log of who decided what, when and why.

    \b
    Examples:
      rashomon reviews add confirm --claim claim-4f2a81c0d1e2
      rashomon reviews add correct --claim claim-4f2a81c0d1e2 --field figure --to 40-50 --why "the list names them"
      rashomon reviews add together --claim claim-4f2a81c0d1e2 --with claim-81aba7401122
      rashomon reviews undo 7 --why "mistaken"
    """


@reviews.command("list")
@click.option("--act", type=click.Choice(ACTS), help="Only those.")
@click.option("--actor", metavar="NAME", help="Only theirs.")
@click.option("--claim", help="Only those on this claim.")
@click.option("--format", "kind", type=click.Choice(["table", "json"]), default=None, help="How to print.")
@click.pass_obj
def list_reviews(settings: Settings, act: str | None, actor: str | None, claim: str | None, kind: str | None) -> None:
    """Print the log, the oldest entry first."""
    from rashomon.reviews.telling import entry_line, log_to_python
    from rashomon.store import open_store

    with open_store(existing(settings.store)) as store:
        log = store.log(settings.situation)
    wanted = [
        e
        for e in log
        if (not act or e.act == act)
        and (not actor or e.actor == actor)
        and (not claim or any(t.claim == claim for t in e.targets))
    ]
    if kind == "json" or (kind is None and not sys.stdout.isatty()):
        click.echo(json.dumps(log_to_python(wanted), ensure_ascii=False, indent=1))
    else:
        for entry in wanted:
            click.echo(entry_line(entry))


@reviews.command("add")
@click.argument("act", type=click.Choice([a for a in ACTS if a not in {"undo", "forget"}]))
@click.option("--claim", "claims", multiple=True, metavar="ID", help="A claim that is judged; may be repeated.")
@click.option("--with", "others", multiple=True, metavar="ID", help="A claim of the other side of a merge, a split, a comparison.")  # fmt: skip
@click.option("--question", metavar="ID", help="All claims of a question, as a whole.")
@click.option("--report", metavar="ID", help="The report of a claim to add, or to class.")
@click.option("--span", metavar="START-END", help="The characters of a claim to add.")
@click.option("--speaker", metavar="NAME", help="The speaker to name anew in the whole situation.")
@click.option("--field", type=click.Choice(FIELDS), help="What is corrected.")
@click.option("--to", metavar="VALUE", help="The right value; words, or JSON.")
@click.option("--seen", type=click.IntRange(0), help="Number of the last entry that you saw.  [default: the last]")
@_by
@_why
@click.pass_obj
def add_review(
    settings: Settings,
    /,
    act: str,
    claims: tuple[str, ...],
    others: tuple[str, ...],
    question: str | None,
    report: str | None,
    span: str | None,
    speaker: str | None,
    field: str | None,
    to: str | None,
    seen: int | None,
    by: str,
    why: str | None,
) -> None:
    """Do one act.

    ACT: confirm, reject, correct (--field --to), together and apart and not_comparable (--claim --with), note and verdict (--to),
    add (--report --span --to JSON), speaker (--speaker --to JSON), level (--report --to).
    """
    from rashomon.desk import review
    from rashomon.reviews.making import Wish
    from rashomon.reviews.telling import entry_line
    from rashomon.store import open_store

    with open_store(existing(settings.store)) as store:
        if question is not None:
            found = store.question(settings.situation, f"question-{question.removeprefix('question-')}")
            claims += tuple(a.claim for a in found.accounts)
        wish = Wish(
            act=act, actor=by, claims=claims, others=others, subject=speaker if act == "speaker" else report,
            span=_span(span), field=field, after=_value(to), why=why, question=question is not None, seen=seen,
        )  # fmt: skip
        entry = review(store, settings.situation, wish)
    click.echo(entry_line(entry))


def _span(words: str | None) -> tuple[int, int] | None:
    if words is None:
        return None
    first, _, last = words.partition("-")
    if not (first.isdigit() and last.isdigit()):
        raise InputError(f"no span {words[:40]!r}; give START-END, as in 120-164")
    return int(first), int(last)


def _value(words: str | None) -> Any:
    if words is not None and words.lstrip()[:1] == "{":
        try:
            return json.loads(words)
        except ValueError as error:
            raise InputError(f"--to is no JSON: {error}") from error
    return words


@reviews.command("undo")
@click.argument("number", type=click.IntRange(1))
@_by
@_why
@click.pass_obj
def undo(settings: Settings, number: int, by: str, why: str | None) -> None:
    """Take an entry back, by a further entry."""
    from rashomon.desk import review
    from rashomon.reviews.making import Wish
    from rashomon.reviews.telling import entry_line
    from rashomon.store import open_store

    with open_store(existing(settings.store)) as store:
        entry = review(store, settings.situation, Wish(act="undo", actor=by, undoes=number, why=why))
    click.echo(entry_line(entry))


@reviews.command("orphans")
@click.pass_obj
def list_orphans(settings: Settings) -> None:
    """List the entries whose claims are not there any more.

    They are kept, and never moved to a claim that looks alike.
    """
    from rashomon.desk import orphans
    from rashomon.reviews.telling import entry_line
    from rashomon.store import open_store

    with open_store(existing(settings.store)) as store:
        found = orphans(store, settings.situation)
    for orphan in found.orphans:
        click.echo(f"{entry_line(orphan.review)}\n    not there: {', '.join(t.claim for t in orphan.missing)}")
    tell(f"{len(found.held)} attached, {len(found.orphans)} orphans")


@reviews.command("score")
@click.pass_obj
def score_machine(settings: Settings) -> None:
    """Say how often the machine was right, by stage, as people found."""
    from rashomon.reviews import replay
    from rashomon.reviews.teaching import score
    from rashomon.store import open_store

    with open_store(existing(settings.store)) as store:
        rows = score(replay(store.log(settings.situation)))
    click.echo(f"{'stage':12}{'judged':>8}{'right':>8}{'missed':>8}{'share':>8}")
    for row in rows:
        share = "–" if row.share is None else f"{row.share:.2f}"
        click.echo(f"{row.stage:12}{row.judged:8}{row.right:8}{row.missed:8}{share:>8}")


@reviews.command("export")
@click.option("--form", type=click.Choice(["log", "cases-figures", "cases-claims", "gold"]), default="log", show_default=True, help="JSON lines of the log; case files of a stage; gold of the questions that were judged.")  # fmt: skip
@click.pass_obj
def export_reviews(settings: Settings, form: str) -> None:
    """Write what the reviews teach."""
    from rashomon.desk import open_desk
    from rashomon.reviews import replay
    from rashomon.reviews.teaching import cases, gold
    from rashomon.reviews.telling import log_to_python
    from rashomon.store import open_store

    with open_store(existing(settings.store)) as store:
        desk = open_desk(store, settings.situation)
    if form == "log":
        for row in log_to_python(desk.log):
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "gold":
        click.echo(json.dumps(gold(settings.situation, desk.questions), ensure_ascii=False, indent=1))
    else:
        click.echo(cases(desk.analyses, replay(desk.log), form.removeprefix("cases-")), nl=False)


@reviews.command("share")
@click.argument("path", metavar="NEW_STORE")
@click.option("--level", type=click.Choice(LEVELS), default="public", show_default=True, help="Up to which level.")
@click.pass_obj
def share_store(settings: Settings, path: str, level: Level) -> None:
    """Write a store for others: without the reports that are above a level.

    Serve or export from it; nothing of the reports left out is in it. Say with `reviews add level` how confidential a report is.
    """
    from rashomon.desk import share
    from rashomon.store import open_store

    with open_store(existing(settings.store)) as store, open_store(path) as other:
        kept, left = share(store, settings.situation, other, level)
    click.echo(f"{kept} reports written, {left} left out (above {level})")


@main.command()
@click.argument("report", required=False)
@click.option("--whole-situation", is_flag=True, help="Delete the whole situation.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@_by
@_why
@click.pass_obj
def forget(settings: Settings, report: str | None, whole_situation: bool, yes: bool, by: str, why: str | None) -> None:
    """Delete a REPORT, or the whole situation, for good.

    Its texts and claims go, and whatever the log quotes of it; the log keeps that it happened. This cannot be undone.
    """
    from rashomon.desk import forget as delete
    from rashomon.store import open_store

    if (report is None) == (not whole_situation):
        raise click.UsageError("give a REPORT, or --whole-situation")
    what = f"report {report!r}" if report is not None else f"situation {settings.situation!r}"
    if not yes:
        click.confirm(f"Delete {what} for good?", abort=True, err=True)
    with open_store(existing(settings.store)) as store:
        entry: Review = delete(store, settings.situation, actor=by, report=report, why=why)
    tell(f"deleted {what} for good; entry {entry.number} of the log says so")


@main.command()
@click.pass_obj
def verify(settings: Settings) -> None:
    """Prove that every stored span equals its words, and that the log of reviews is as it was written.

    Exit code 1, and a line for each that does not. Keep the digest of a log elsewhere: it shows that nothing before it was cut off.
    """
    from rashomon.desk import orphans
    from rashomon.store import open_store

    with open_store(existing(settings.store)) as store:
        problems = list(store.verify())
        counted = {name: store.counts(name) for name in store.situations()}
        logs = {
            name: (len(store.log(name)), store.log_head(name), len(orphans(store, name).orphans)) for name in counted
        }
    for name, counts in counted.items():
        reviewed = ", {} entries of review (log {:.16}, {} orphans)".format(*logs[name]) if logs[name][0] else ""
        words = ", ".join(f"{counts[kind]} {kind}" for kind in ("reports", "claims", "questions"))
        click.echo(f"{name}: {words}{reviewed}")
    if problems:
        tell(
            "\n".join(
                [*problems, f"{len(problems)} do not hold; read the reports anew, or go back to a copy of the store"]
            )
        )
        raise SystemExit(1)
    click.echo("every span equals its words, and the log of reviews is whole")
