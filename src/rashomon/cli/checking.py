"""The commands about the program: ``rashomon schema`` and ``rashomon doctor``."""

import io
import json
import sys
from pathlib import Path

import click

from rashomon.cli.program import main
from rashomon.errors import InputError
from rashomon.records import Report
from rashomon.settings import Settings


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

    from rashomon.pipeline import analyse, load_models
    from rashomon.reading import Defaults, read_inputs
    from rashomon.world.gazetteer import CREDIT

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
