"""Small values for tests."""

import hashlib

from rashomon.records import Report


def report(text: str, **values: object) -> Report:
    """A report of ``text``."""
    given: dict[str, object] = {"id": "r1", "publisher": "Lodrin Herald", "published": "2024-05-15"}
    return Report(text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **(given | values))  # type: ignore[arg-type]
