"""Bytes → reports: plain text, HTML and JSON lines; files, folders, patterns and standard input. Lazy: one report at a time.

What cannot be read comes out as ``Unreadable`` with one clear line, in its place in the order, and the rest goes on.
"""

import glob
import gzip
import hashlib
import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO, Any

from rashomon.errors import InputError
from rashomon.reading.decode import decode, lines
from rashomon.reading.language import find_language
from rashomon.records import Report

MOST_CHARACTERS = 2_000_000  # a longer text is no report but a collection; its parse would not fit into memory
MOST_BYTES = 4 * MOST_CHARACTERS
TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".md"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson", ".json"})
_HTML_START = re.compile(rb"^\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<(?:!doctype )?html)", re.I)
_DATE = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?$")
LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What texts without metadata are given. ``published`` is ISO 8601, with any precision."""

    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that could not be read: where it came from, and why with what to do."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


def read_inputs(
    inputs: Sequence[str], *, defaults: Defaults, stdin: IO[bytes] | None = None
) -> Iterator[Report | Unreadable]:
    """Read every input in turn; ``-`` is standard input.

    Raises:
        InputError: ``defaults.published`` is no date.
    """
    if defaults.published is not None:
        defaults = Defaults(published=read_date(defaults.published), publisher=defaults.publisher)
    return _told_once(_all(inputs, defaults, stdin))


def _told_once(found: Iterable[Report | Unreadable]) -> Iterator[Report | Unreadable]:
    """Let an id through again only with the same text; a second text under it is a named error."""
    seen: dict[str, str] = {}
    for item in found:
        if isinstance(item, Report):
            known = seen.setdefault(item.id, item.sha256[:16])
            if known != item.sha256[:16]:
                yield Unreadable(
                    item.id, "this id comes twice in one input with different texts; give one of them another id"
                )
                continue
        yield item


def _all(inputs: Sequence[str], defaults: Defaults, stdin: IO[bytes] | None) -> Iterator[Report | Unreadable]:
    for name in inputs:
        if name == "-":
            yield from _content("-", (stdin or sys.stdin.buffer).read(), "", defaults)
        elif re.match(r"^https?://", name):
            yield Unreadable(name, "addresses are not read yet; save the page and give the file")
        else:
            paths = (
                [Path(p) for p in sorted(glob.glob(name))]  # noqa: PTH207 - Path.glob takes no absolute pattern
                if glob.has_magic(name) and not Path(name).exists()
                else [Path(name)]
            )
            if not paths:
                yield Unreadable(name, "no file matches; check the pattern")
            for path in paths:
                yield from _path(path, defaults)


def _path(path: Path, defaults: Defaults) -> Iterator[Report | Unreadable]:
    try:
        if path.is_dir():
            inside = sorted(
                p
                for p in path.rglob("*")
                if p.is_file() and not any(q.startswith(".") for q in p.relative_to(path).parts)
            )
            if not inside:
                yield Unreadable(str(path), "the folder holds no files")
            for file in inside:
                yield from _file(file, defaults)
        elif not path.exists():
            yield Unreadable(str(path), "no such file or folder")
        else:
            yield from _file(path, defaults)
    except OSError as error:
        yield Unreadable(str(path), f"cannot be read ({error.strerror or error}); check the permissions")


def _file(path: Path, defaults: Defaults) -> Iterator[Report | Unreadable]:
    suffixes = [s.lower() for s in path.suffixes]
    packed = suffixes[-1:] == [".gz"]
    suffix = (suffixes[:-1] if packed else suffixes)[-1:] or [""]
    try:
        if suffix[0] in LINES_SUFFIXES:
            with gzip.open(path) if packed else path.open("rb") as stream:
                yield from _json_lines(str(path), stream, defaults)
            return
        if not packed and path.stat().st_size > MOST_BYTES:
            yield Unreadable(str(path), f"has more than {MOST_BYTES:,} bytes; split it into reports")
            return
        if packed:
            with gzip.open(path) as stream:
                content = stream.read(MOST_BYTES + 1)
        else:
            content = path.read_bytes()
        yield from _content(str(path), content, suffix[0], defaults)
    except (OSError, EOFError, zlib.error) as error:
        yield Unreadable(str(path), f"cannot be read ({getattr(error, 'strerror', None) or error}); check the file")


def _content(name: str, content: bytes, suffix: str, defaults: Defaults) -> Iterator[Report | Unreadable]:
    try:
        if content.lstrip()[:1] == b"{" and suffix not in HTML_SUFFIXES:
            yield from _json_lines(name, content.splitlines(keepends=True), defaults)
        elif suffix in HTML_SUFFIXES or _HTML_START.match(content[:500]):
            yield _html(name, content, defaults)
        else:
            yield _text(name, content, defaults)
    except InputError as error:
        yield Unreadable(name, str(error))


# ---- one report -------------------------------------------------------------------------------------------------


def _text(name: str, content: bytes, defaults: Defaults) -> Report:
    text = decode(content)
    return _report(name, text, content, title=find_title(text), defaults=defaults)


def find_title(text: str) -> str | None:
    """The first line, where it looks like a title: short, no full stop at its end, a blank line or a text after it."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    looks = 0 < len(first) <= LONGEST_TITLE and first[-1] not in ".,;:" and rest.strip() != ""
    return first if looks and (rest.startswith("\n") or len(rest.strip()) > 2 * len(first)) else None


def _html(name: str, content: bytes, defaults: Defaults) -> Report:
    import trafilatura  # takes half a second to import: only where a page is read

    page = decode(content)
    found: Any = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)
    body = lines(found.text or "") if found is not None else ""
    if not body.strip():
        raise InputError("holds no article text; give the text itself")
    date = None
    if found.date:
        try:
            date = read_date(found.date)
        except InputError:
            date = None
    return _report(
        found.url or name, body, content, title=lines(found.title).strip() if found.title else None, apart=True, url=found.url,
        published=date, publisher=found.sitename or None, defaults=defaults,
    )  # fmt: skip


def _json_lines(name: str, stream: Iterable[bytes], defaults: Defaults) -> Iterator[Report | Unreadable]:
    found = False
    number = 0
    iterator = iter(stream)
    while True:
        try:
            line = next(iterator)
        except StopIteration:
            break
        except (OSError, EOFError, zlib.error) as error:
            yield Unreadable(
                f"{name}, after line {number}", f"the archive is damaged ({error}); the lines before it were read"
            )
            return
        number += 1
        if not line.strip():
            continue
        found = True
        where = f"{name}, line {number}"
        try:
            yield _json_report(where, line, defaults)
        except InputError as error:
            yield Unreadable(where, str(error))
    if not found:
        yield Unreadable(name, "is empty; there is nothing to read")


def _json_report(where: str, line: bytes, defaults: Defaults) -> Report:
    if len(line) > MOST_BYTES:
        raise InputError(f"has more than {MOST_BYTES:,} bytes; split it into reports")
    try:
        row: Any = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON ({error}); give one object a line") from error
    if not isinstance(row, dict):
        raise InputError("is no JSON object; give one object a line")
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError("has no 'text'; give the report's words there")
    published = row.get("published")
    if published is not None and not isinstance(published, str):
        raise InputError(f"'published' is {published!r}, no date; write it as 2019-10-13")
    given = row.get("id")
    url = row.get("url") if isinstance(row.get("url"), str) else None
    title = lines(row["title"]).strip() if isinstance(row.get("title"), str) else None
    return _report(
        str(given) if given not in (None, "") else url or where, lines(text), line, title=title or None, apart=True, url=url,
        published=read_date(published) if published else None,
        publisher=row["publisher"] if isinstance(row.get("publisher"), str) and row["publisher"] else None, defaults=defaults,
    )  # fmt: skip


def _report(
    name: str, text: str, content: bytes, *, title: str | None, defaults: Defaults, apart: bool = False, url: str | None = None,
    published: str | None = None, publisher: str | None = None,
) -> Report:  # fmt: skip
    """Make the report; a title that came apart is put in front unless the text begins with it."""
    if len(text) > MOST_CHARACTERS:
        raise InputError(f"has more than {MOST_CHARACTERS:,} characters; split it into reports")
    body_start = 0
    language = find_language(text)
    if apart and title and text.lstrip().partition("\n")[0].strip() != title:
        body_start = len(title) + 2
        text = f"{title}\n\n{text}"
    return Report(
        id=lines(name), url=url, title=title, publisher=publisher or defaults.publisher, published=published or defaults.published,
        language=language, sha256=hashlib.sha256(text.encode()).hexdigest(), source_sha256=hashlib.sha256(content).hexdigest(),
        text=text, body_start=body_start,
    )  # fmt: skip


def read_date(words: str) -> str:
    """An ISO 8601 date with the precision that it came with; RFC 2822 dates of feeds and pages too.

    Raises:
        InputError: the words are no date.
    """
    plain = words.strip()
    if _DATE.match(plain):
        try:
            padded = plain + "-01" * (2 - plain[:10].count("-")) if len(plain) < 10 else plain
            datetime.fromisoformat(padded.replace(" ", "T").replace("Z", "+00:00"))
            return plain.replace(" ", "T")
        except ValueError:
            pass
    try:
        return parsedate_to_datetime(plain).isoformat()
    except (TypeError, ValueError, IndexError) as error:
        raise InputError(f"{words!r} is no date; write it as 2019-10-13 or 2019-10-13T14:00Z") from error
