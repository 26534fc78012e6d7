"""The bundled situation: an invented crisis in an invented country, and its hand-made key.

``reports.jsonl`` is in the project's input form, ``update.jsonl`` is a second batch with a new version of one report, and
``key.json`` says which questions the reports answer, with which accounts. The folder's README describes them.
"""

from importlib.resources import files
from pathlib import Path


def reports_path() -> Path:
    """Return where the reports are: JSON lines, one report each."""
    return _path("reports.jsonl")


def update_path() -> Path:
    """Return where the second batch is: a new version of one report, and one report that comes again unchanged."""
    return _path("update.jsonl")


def key_path() -> Path:
    """Return where the key is: one JSON object with stories, their questions and the questions' accounts."""
    return _path("key.json")


def _path(name: str) -> Path:
    return Path(str(files(__name__) / name))
