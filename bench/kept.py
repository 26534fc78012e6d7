"""Analyses kept as the lines of ``rashomon extract``: what is measured on many reports need not analyse them each time."""

import gzip
import hashlib
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import rashomon
from rashomon.pipeline import analyse_all
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Analysis, Report
from rashomon.wire import analysis_from_json, analysis_to_json

# What no analysis of one report asks: a change there leaves the extracts as they are.
AFTER = frozenset(
    {"board.py", "cli", "comparing", "demo", "desk.py", "export", "happenings.py", "holding.py", "ranking.py", "reasons.py", "reviews", "store", "web"}
)  # fmt: skip


def read_kept(path: Path, *, most: int | None = None) -> Iterator[Analysis]:
    """The analyses in a file of extracts (also .gz), or the first ``most`` of them."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in islice(lines, most):
            yield analysis_from_json(line)


def extracts(articles: Path) -> list[Analysis]:
    """The analyses of all reports in a file of JSON lines; kept outside the repository, by the code that made them and the file's bytes.

    They are kept below RASHOMON_KEPT, else in the user's cache.
    """
    kept = Path(os.environ.get("RASHOMON_KEPT") or Path.home() / ".cache" / "rashomon-bench")
    key = hashlib.sha256(articles.read_bytes()).hexdigest()[:8]
    path = kept / code_version() / f"{articles.parent.name}-{key}.jsonl"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        reports = (r for r in read_inputs([str(articles)], defaults=Defaults()) if isinstance(r, Report))
        begun = path.with_suffix(f".{os.getpid()}")
        with begun.open("w", encoding="utf-8") as lines:
            lines.writelines(f"{analysis_to_json(analysis)}\n" for analysis in analyse_all(reports))
        begun.replace(path)
    return list(read_kept(path))


def code_version() -> str:
    """A hash of all files that can change an analysis."""
    root = Path(rashomon.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        if path.relative_to(root).parts[0] not in AFTER:
            digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]
