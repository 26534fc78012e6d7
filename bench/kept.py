"""Analyses kept as the lines of ``rashomon extract``: what is measured on many reports need not analyse them each time."""

import gzip
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rashomon.records import Analysis
from rashomon.wire import analysis_from_json


def read_kept(path: Path, *, most: int | None = None) -> Iterator[Analysis]:
    """The analyses in a file of extracts (also .gz), or the first ``most`` of them."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in islice(lines, most):
            yield analysis_from_json(line)
