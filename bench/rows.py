"""``python -m bench.rows EXTRACTS``: draw rows that claim a difference, with both quotations, for a reader to judge.

The board is that of all reports in a file of ``rashomon extract`` lines; drawn are questions with status disputed, denied or updated, by
a fixed seed. A row is true where its accounts answer one question and do differ, deny or update as it says. ``--lines TABLE.csv`` makes
JSON lines of a table with the columns date, text and source first.

    python -m bench.rows --lines ../shared/data/guardian-sdf/Guardian_SDF_sample.csv > guardian.jsonl
    python -m rashomon extract guardian.jsonl > guardian.extracts
    python -m bench.rows guardian.extracts --seed 1
"""

import argparse
import csv
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.kept import read_kept
from rashomon.pipeline import compare, load_models
from rashomon.records import Account, Question

CLAIMING = ("disputed", "denied", "updated")
SHOWN = 6  # accounts of one row
WIDTH = 400  # characters of a quotation


def main() -> None:
    """Draw and print, or make JSON lines of a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=30)
    parser.add_argument("--first", type=int, help="only so many reports, in the order of the file")
    given = parser.parse_args()
    if given.lines:
        print("\n".join(table_lines(given.path)))
        return
    questions = compare(read_kept(given.path, most=given.first), load_models())
    claiming = [q for q in questions if q.status in CLAIMING]
    counted = Counter(q.status for q in claiming)
    print(f"{len(questions)} questions, {len(claiming)} that claim a difference: {dict(sorted(counted.items()))}")
    for n, question in enumerate(draw(claiming, seed=given.seed, number=given.number), 1):
        print("\n".join(row_lines(n, question)))


def table_lines(path: Path) -> Iterator[str]:
    """The rows of a table as JSON lines of the input form."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as table:
        for n, row in enumerate(csv.DictReader(table), 1):
            report = {"id": f"row-{n}", "publisher": row["source"], "published": row["date"], "text": row["text"]}
            yield json.dumps(report, ensure_ascii=False)


def draw(questions: Sequence[Question], *, seed: int, number: int) -> list[Question]:
    """``number`` of ``questions``, or all; the same for one seed and one set of questions."""
    ordered = sorted(questions, key=lambda q: q.id)
    return random.Random(seed).sample(ordered, min(number, len(ordered)))


def row_lines(number: int, question: Question) -> Iterator[str]:
    """A row as a reader judges it: what is claimed, and the accounts that it rests on."""
    yield f"\n{number}. {question.id} {question.status} {question.kind} {question.measure or ''}: {question.question}"
    yield f"   {question.reason}"
    bearing = [a for a in question.accounts if a.superseded_by or a.relation in {"differs", "denies", "updates"}]
    for account in (bearing or question.accounts)[:SHOWN]:
        yield f"   - {account.report}, {account.published}, {account.speaker} ({account.speaker_kind}): {_said(account)}"
        yield f"     “{' '.join(account.evidence.quote.split())[:WIDTH]}”"


def _said(account: Account) -> str:
    if account.position is not None:
        return f"{account.position} ({account.polarity})"
    return f"{account.low}, {account.best}, {account.high}"


if __name__ == "__main__":
    main()
