"""Stories → accounts: the board made of all reports of ``accounts-dev``, scored by the corpora's own ``score/accounts.py``.

The script stands beside the corpora (``score/`` next to ``data/``) and holds the definitions; it is run, not copied. Shares are in
[0, 1]. The second scorer does the same for the bundled situation and its key.
"""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

from rashomon.pipeline import analyse, compare, load_models
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Question, Report
from rashomon.wire import questions_to_python

KEYS = ("differences_f1", "grouping_f1", "state", "figures_recall", "positions_recall", "speaker")


def score(folder: Path) -> dict[str, float]:
    """Score the stories of ``folder`` (articles_*.jsonl and gold_*.json)."""
    gold = next(iter(sorted(folder.glob("gold_*.json"))))
    articles = next(iter(sorted(folder.glob("articles_*.jsonl"))))
    return _scored(gold, articles, folder.parent.parent / "score" / "accounts.py")


def score_bundled(folder: Path) -> dict[str, float]:
    """Score the bundled situation; ``folder`` only says where the scorer is."""
    from rashomon.demo import key_path, reports_path

    return _scored(key_path(), reports_path(), folder.parent.parent / "score" / "accounts.py")


def board(articles: Path) -> list[Question]:
    """The questions of all reports in a file of JSON lines."""
    models = load_models()
    reports = [r for r in read_inputs([str(articles)], defaults=Defaults()) if isinstance(r, Report)]
    return list(compare((analyse(report, models) for report in reports), models))


def _scored(gold: Path, articles: Path, script: Path) -> dict[str, float]:
    publishers = {}
    for line in articles.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        publishers[str(row["id"])] = row.get("publisher")
    result, _ = _load(script).score(
        json.loads(gold.read_text(encoding="utf-8")), questions_to_python(board(articles)), publishers
    )
    return {key: float(result[key]) for key in KEYS}


def _load(script: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("accounts_scorer", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
