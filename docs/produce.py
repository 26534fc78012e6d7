"""``python docs/produce.py``: write what the documents show of the program's own output, between markers.

A block begins with ``<!-- produced: WHAT -->`` and ends with ``<!-- end -->``. WHAT is ``scores`` (the table of ``bench/floors.json``),
``help`` (that of every command), ``records`` (what each value that flows means), ``vetoes`` (what keeps words from making a claim) or the words of a command, run on the bundled
situation; ``{How many}`` in them is the id of the first question that begins so, ``| head N`` keeps the first N lines. ``--check`` writes nothing and
fails where a block is stale.
"""

import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from inspect import getdoc
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "docs/cli.md", "docs/records.md", "docs/vetoes.md")
BLOCK = re.compile(r"(?P<head><!-- produced: (?P<what>.+?) -->\n).*?(?P<foot><!-- end -->)", re.S)
NAMED = re.compile(r"\{(.+?)\}")
SCORES = json.loads((ROOT / "docs" / "scores.json").read_text(encoding="utf-8"))


def scores() -> str:
    """The measured scores that ``docs/scores.json`` names, as a table."""
    floors = json.loads((ROOT / "bench" / "floors.json").read_text(encoding="utf-8"))
    rows = ["| what | corpus | score |", "|---|---|---|"]
    for what, corpus, key in SCORES:
        name, field = key.split(".")
        rows.append(f"| {what} (`{key}`) | {corpus} | {floors[name][field]:.3f} |")
    return "\n".join(rows) + "\n"


def helps() -> str:
    """The help of the program and of each of its commands."""
    from click.testing import CliRunner

    from rashomon.cli import main as program

    parts = []
    named = [[name, *rest] for name in sorted(program.commands) for rest in _below(program.commands[name])]
    for words in ([], *named):
        told = CliRunner().invoke(program, [*words, "--help"], prog_name="rashomon").output
        parts.append(f"## rashomon {' '.join(words)}".rstrip() + f"\n\n```\n{told.strip()}\n```\n")
    return "\n".join(parts)


def _below(command: object) -> list[list[str]]:
    """The words that may follow a command: none, or one of its own commands."""
    return [[], *([name] for name in sorted(getattr(command, "commands", ())))]


def described() -> str:
    """Every record: what it means, and its fields with their types."""
    from rashomon import records
    from rashomon.reviews import records as reviews

    parts = []
    for record in (*vars(records).values(), reviews.Target, reviews.Review):
        if isinstance(record, type) and is_dataclass(record):
            lines = [f"## {record.__name__}\n", f"{getdoc(record)}\n", "| field | type |", "|---|---|"]
            lines += [f"| `{f.name}` | {_type_of(f.type)} |" for f in fields(record)]
            parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def refused() -> str:
    """Every row of vetoes, module by module: the name of each and when it speaks."""
    from rashomon.claims import retorts
    from rashomon.claims import vetoes as claims
    from rashomon.figures import singular, uncounted
    from rashomon.figures import vetoes as figures
    from rashomon.vetoing import meaning

    parts = []
    for module in (claims, retorts, uncounted, figures, singular):
        for name, row in vars(module).items():
            if isinstance(row, tuple) and row and all(map(callable, row)):
                lines = [
                    f"## {name}\n",
                    f"`{module.__name__.replace('.', '/')}.py`\n",
                    "| veto | speaks where |",
                    "|---|---|",
                ]
                lines += [f"| `{veto.__name__}` | {meaning(veto).replace('|', chr(92) + '|')} |" for veto in row]
                parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _type_of(kind: object) -> str:
    words = kind.__name__ if isinstance(kind, type) and not hasattr(kind, "__args__") else str(kind)
    return words.replace("rashomon.records.", "").replace("typing.", "").replace("datetime.", "").replace("|", "or")


def printed(command: str, store: Path) -> str:
    """What a command prints on the bundled situation, in a block of code."""
    words, _, most = command.partition(" | head ")
    if not store.exists():
        _run("demo", store)
    words = NAMED.sub(lambda named: _question_named(named.group(1), store), words.removeprefix("rashomon "))
    lines = _run(words, store).splitlines()[: int(most) if most else None]
    return "\n".join(["```", *(line.rstrip() for line in lines), "```"]) + "\n"


def _question_named(beginning: str, store: Path) -> str:
    asked = json.loads(_run("questions --format json", store))
    found = sorted(q["id"] for q in asked if q["question"].startswith(beginning))
    if not found:
        raise SystemExit(f"no question of the bundled situation begins with {beginning!r}")
    return found[0]


def _run(words: str, store: Path) -> str:
    call = [sys.executable, "-m", "rashomon", "--store", str(store), "--situation", "demo", *shlex.split(words)]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"{words}: {done.stderr.strip()}")
    return done.stdout


MADE: dict[str, Callable[[], str]] = {"scores": scores, "help": helps, "records": described, "vetoes": refused}


def produce(text: str, store: Path) -> str:
    """``text`` with every block made anew."""

    def made(block: re.Match[str]) -> str:
        what = block["what"]
        return block["head"] + (MADE[what]() if what in MADE else printed(what, store)) + block["foot"]

    return BLOCK.sub(made, text)


def main() -> int:
    """Write or check every document."""
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        for name in DOCUMENTS:
            path = ROOT / name
            before = path.read_text(encoding="utf-8")
            after = produce(before, Path(folder) / "demo.db")
            if after != before:
                stale.append(name)
                if "--check" not in sys.argv:
                    path.write_text(after, encoding="utf-8")
    if stale:
        print(f"{'stale' if '--check' in sys.argv else 'written'}: {', '.join(stale)}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
