"""JSON lines → reports, one line at a time, so that memory does not grow with their number.

The form: ``{"id", "url", "title", "publisher", "published", "text"}``; other keys are ignored. A line without an id goes by
its URL, else by its content.
"""

import io
import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from typing import Any

from rashomon.errors import InputError
from rashomon.reading.dates import SHOWN, read_date
from rashomon.reading.decode import decode, lines, one_line
from rashomon.reading.making import MOST_BYTES, Maker
from rashomon.reading.sources import DAMAGE, Source, Unreadable, unreadable
from rashomon.records import Report

SKIPPED = 1_000_000  # bytes that are read at a time of a line that is too long
_ONE_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\[\s*\n|\{\s*\n)")


def read_json_lines(source: Source, maker: Maker) -> Iterator[Report | Unreadable]:
    """Read each line as a report.

    Raises:
        InputError: the whole is one JSON document, or empty.
    """
    if _ONE_DOCUMENT.match(source.head):
        raise InputError("is one JSON document over several lines or a list; write one object a line (jq -c '.[]')")
    number = 0
    found = False
    rows = _lines(source)
    while True:
        try:
            line = next(rows)
        except StopIteration:
            break
        except DAMAGE as error:
            yield unreadable(source.name, f"is damaged after line {number} ({error}); the lines before it were read")
            return
        number += 1
        if line is not None and not line.strip():
            continue
        found = True
        try:
            yield _report(line, maker)
        except InputError as error:
            yield unreadable(f"{source.name}, line {number}", str(error))
    if not found:
        raise InputError("is empty; there is nothing to read")


def _lines(source: Source) -> Iterator[bytes | None]:
    """Each line in its own encoding, in UTF-8 where the whole is UTF-16; None for one that is too long."""
    if source.head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        wide = io.TextIOWrapper(source.stream, encoding="utf-16", errors="replace", newline="\n")
        yield from _bounded(lambda most: wide.readline(most).encode())
    else:
        yield from _bounded(source.stream.readline)


def _bounded(read_line: Callable[[int], bytes]) -> Iterator[bytes | None]:
    while line := read_line(MOST_BYTES + 1):
        if len(line) <= MOST_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = read_line(SKIPPED)
        yield None


def _report(line: bytes | None, maker: Maker) -> Report:
    if line is None:
        raise InputError(f"has more than {MOST_BYTES:,} bytes; split it into reports")
    row = _object(line)
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError("has no 'text'; give the report's words there")
    url = _words(row, "url")
    return maker.make(
        _id(row.get("id")) or url or "", lines(text), content=line, title=_words(row, "title"), title_apart=True, url=url,
        published=_published(row.get("published")), publisher=_words(row, "publisher"),
    )  # fmt: skip


def _object(line: bytes) -> dict[str, Any]:
    try:
        words = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = decode(line)
    try:
        row: Any = json.loads(words)
    except json.JSONDecodeError as error:
        raise InputError(f"is no JSON ({error.msg} at character {error.pos}); give one object a line") from error
    except RecursionError as error:
        raise InputError("is nested too deeply; give one flat object a line") from error
    except ValueError as error:  # an integer of more digits than Python reads
        raise InputError("holds a number that is too long; write it as a text") from error
    if not isinstance(row, dict):
        raise InputError("is no JSON object; give one object a line")
    return row


def _id(given: Any) -> str:
    """The given id as text: 7 and 7.0 are "7"."""
    if given is None or isinstance(given, str):
        return one_line(given or "")
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    raise InputError(f"'id' is {repr(given)[:SHOWN]}; give a text or a whole number")


def _published(given: Any) -> str | None:
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    if not isinstance(given, str):
        raise InputError(f"'published' is {repr(given)[:SHOWN]}, no date; write it as 2019-10-13")
    return read_date(given)


def _words(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return (one_line(value) or None) if isinstance(value, str) else None
