"""Bytes → reports: plain text, HTML and JSON lines; files, folders, patterns and standard input. Lazy: one report at a time.

What cannot be read comes out as ``Unreadable`` with one clear line, in its place in the order, and the rest goes on.
``sources`` opens, ``kinds`` tells what came, ``text``, ``html`` and ``jsonl`` read it, ``making`` makes the report.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import IO

from rashomon.errors import InputError
from rashomon.reading.dates import read_date
from rashomon.reading.decode import check_encoding
from rashomon.reading.html import read_page
from rashomon.reading.jsonl import read_json_lines
from rashomon.reading.kinds import find_kind
from rashomon.reading.making import MOST_BYTES, MOST_CHARACTERS, Defaults, Maker
from rashomon.reading.sources import DAMAGE, STDIN, Source, Unreadable, open_sources, unreadable
from rashomon.reading.text import read_text
from rashomon.records import Report

__all__ = ["MOST_BYTES", "MOST_CHARACTERS", "Defaults", "Unreadable", "read_date", "read_inputs"]


def read_inputs(
    inputs: Sequence[str], *, defaults: Defaults, stdin: IO[bytes] | None = None
) -> Iterator[Report | Unreadable]:
    """Read every input in turn; ``-`` is standard input (``stdin``, or the process's own).

    A report that is repeated, same id and same text, comes out each time; a second text under an id does not.

    Raises:
        InputError: ``defaults.published`` is no date, or ``defaults.encoding`` no encoding.
    """
    maker = Maker(
        Defaults(
            published=read_date(defaults.published) if defaults.published is not None else None,
            publisher=defaults.publisher,
            encoding=check_encoding(defaults.encoding) if defaults.encoding is not None else None,
        )
    )
    return _read_all(inputs, maker, stdin)


def _read_all(inputs: Sequence[str], maker: Maker, stdin: IO[bytes] | None) -> Iterator[Report | Unreadable]:
    for source in open_sources(inputs, stdin=stdin or sys.stdin.buffer):
        if isinstance(source, Unreadable):
            yield source
            continue
        try:
            yield from _read(source, maker)
        except InputError as error:
            yield unreadable(source.name, str(error))
        except DAMAGE as error:
            yield unreadable(source.name, f"cannot be read to its end ({error}); check the file")


def _read(source: Source, maker: Maker) -> Iterator[Report | Unreadable]:
    kind = find_kind(source.head, source.suffix)
    if kind == "lines":
        yield from read_json_lines(source, maker)
        return
    content = source.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise InputError(f"has more than {MOST_BYTES:,} bytes; split it into reports")
    read_one = read_page if kind == "page" else read_text
    # What comes by standard input has no name that would tell it from what comes next: its content names it.
    yield read_one("" if source.name == STDIN else source.name, content, maker)
