"""``example``: the attributions of one broadcaster's report, against a key kept as offsets (``example_report.json``).

The key names the text by its SHA-256 and holds none of it. Attributions on which two careful readers would differ are marked
``optional``: one that is found is neither a hit nor false.

* ``found``: how many of the others were found (by ``bench.attribution_scores.match``: content Jaccard index of 0.5, sources that share a token).
* ``precision``: of what was found, without the optional ones, the share that is in the key.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from bench.attribution_scores import Roles, match, tokens_of
from bench.polnear import as_roles
from rashomon.pipeline import analyse, load_models
from rashomon.records import Report

KEY = Path(__file__).with_name("example_report.json")


def score(folder: Path) -> dict[str, float]:
    """Score the example report in ``folder``."""
    key = json.loads(KEY.read_text(encoding="utf-8"))
    with (folder / "example-report-2019-10-13.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    if hashlib.sha256(text.encode()).hexdigest() != key["sha256"]:
        raise ValueError("the example report is another text than the one that the key was made for")
    report = Report(id="example", text=text, sha256=key["sha256"], published="2019-10-13", publisher="BBC")
    found, precision = against(
        text, key["attributions"], [as_roles(a) for a in analyse(report, load_models()).attributions]
    )
    return {"found": float(found), "precision": precision}


def against(text: str, key: Sequence[Roles], given: Sequence[Roles]) -> tuple[int, float]:
    """How many attributions of the key that are not optional were found, and the precision."""
    pairs = match(tokens_of(text, key), tokens_of(text, given))
    optional = sum(bool(key[i].get("optional")) for i, _ in pairs)
    counted = len(given) - optional
    return len(pairs) - optional, (len(pairs) - optional) / counted if counted else 0.0
