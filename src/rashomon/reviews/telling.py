"""Entries → a line for people, and plain values for files."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from rashomon.board import interval
from rashomon.reviews.applying import told
from rashomon.reviews.records import Review

MOST_QUOTED = 60


def entry_line(entry: Review) -> str:
    """An entry in one line: number, when, who, what, on which words, before and after, why."""
    parts = [f"{entry.number:4}  {entry.at}  {entry.actor}: {told(entry)}"]
    if entry.undoes is not None:
        parts.append(f"entry {entry.undoes}")
    if entry.subject:
        parts.append(f"“{entry.subject}”")
    if entry.targets:
        parts.append(f"“{short(entry.targets[0].quote)}”")
        more = len(entry.targets) - 1
        parts.append(f"and {more} more" if more else "")
    if entry.field or entry.act in {"speaker", "level"}:
        parts.append(f"{value_words(entry.before)} → {value_words(entry.after)}")
    elif entry.act in {"note", "verdict"}:
        parts.append(str(entry.after))
    if entry.why:
        parts.append(f"({entry.why})")
    return " ".join(part for part in parts if part)


def short(words: str) -> str:
    """The beginning of a quotation."""
    plain = " ".join(words.split())
    return plain if len(plain) <= MOST_QUOTED else f"{plain[:MOST_QUOTED]}…"


def value_words(value: Any) -> str:
    """A value that was judged, in words."""
    if value is None:
        return "none"
    if not isinstance(value, dict):
        return str(value)
    if "low" in value:
        return interval(value["low"], value.get("best"), value["high"])
    if "start" in value:
        days = [value["start"] or "…", value.get("end") or "…"]
        return days[0] if days[0] == days[1] else "/".join(days)
    extra = [str(value[k]) for k in ("kind", "party") if value.get(k)] + list(value.get("aliases") or ())
    return f"{value.get('name')} ({', '.join(extra)})" if extra else str(value.get("name"))


def log_to_python(entries: Iterable[Review]) -> list[dict[str, Any]]:
    """Entries as plain values, in order."""
    return [asdict(entry) for entry in entries]
