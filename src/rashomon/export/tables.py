"""Questions → one row each, as CSV."""

import csv
import io
from collections.abc import Iterable

from rashomon.records import Number, Question

COLUMNS = (
    "id",
    "status",
    "kind",
    "measure",
    "unit",
    "question",
    "place",
    "low",
    "best",
    "high",
    "origins",
    "outlets",
    "accounts",
    "reason",
)
Cell = str | Number | None


def safe(value: Cell) -> Cell:
    """A cell that a spreadsheet shows and never runs as a formula: what begins like one gets an apostrophe in front.

    >>> [safe(v) for v in ("=1+1", "-5", -5, "Dorn", "\\t=1")]
    ["'=1+1", "'-5", -5, 'Dorn', "'\\t=1"]
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r\n" and value else value


def questions_csv(questions: Iterable[Question]) -> str:
    """The columns of ``COLUMNS`` for each question."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for question in questions:
        row = {name: getattr(question, name) for name in COLUMNS if name not in {"place", "accounts"}}
        row |= {"place": question.place.name if question.place else None, "accounts": len(question.accounts)}
        writer.writerow([safe(row[name]) for name in COLUMNS])
    return out.getvalue()
