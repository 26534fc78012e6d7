"""Names of files, folders and patterns → open streams, one at a time and in a fixed order."""

import glob
import gzip
import io
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import IO

from rashomon.reading.decode import one_line
from rashomon.reading.kinds import READ_SUFFIXES

STDIN = "-"
HEAD = 4_096  # bytes from which a kind is told
BUFFER = 1 << 16
_GZIP = b"\x1f\x8b"
_ADDRESS = re.compile(r"(?i)[a-z][a-z0-9+.-]+://")
DAMAGE = (OSError, EOFError, zlib.error)  # what reading on in a broken file or archive raises


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that could not be read: where it came from, and why with what to do. Each is one line."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


def unreadable(source: str, reason: str) -> Unreadable:
    """Make an ``Unreadable`` of any words: they become one printable line."""
    return Unreadable(one_line(source), one_line(reason))


@dataclass(frozen=True, slots=True)
class Source:
    """An open input, unpacked where it was gzipped. ``name`` is ``STDIN`` for standard input; ``suffix`` is in lower case.

    ``head`` are its first bytes; ``stream`` begins with them.
    """

    name: str
    suffix: str
    head: bytes
    stream: IO[bytes]


class _Rewound(io.RawIOBase):
    """A stream whose first bytes were taken off, with these in front again: a pipe cannot be rewound."""

    def __init__(self, head: bytes, stream: IO[bytes] | gzip.GzipFile) -> None:
        self._head = head
        self._read = getattr(stream, "read1", stream.read)  # read() would lose what comes before a break

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)] or self._read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def open_sources(inputs: Sequence[str], *, stdin: IO[bytes]) -> Iterator[Source | Unreadable]:
    """Open every input in turn; a source is closed when the next one is asked for."""
    for name in inputs:
        if name == STDIN:
            yield from _unpacked(STDIN, "", stdin)
        elif _ADDRESS.match(name):
            yield unreadable(name, "addresses are not read yet; save the page and give the file")
        elif glob.has_magic(name) and not os.path.lexists(name):
            found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
            if not found:
                yield unreadable(name, "no file matches; check the pattern")
            for path in found:
                yield from _path(path)
        else:
            yield from _path(name)


def _path(name: str) -> Iterator[Source | Unreadable]:
    try:
        mode = os.stat(name).st_mode  # noqa: PTH116 - a Path would spell the name anew
    except (OSError, ValueError) as error:
        yield _told(name, error)
        return
    if not S_ISDIR(mode):
        yield from _file(name)
        return
    empty = True
    for found in _walk(Path(name), frozenset()):
        empty = False
        if isinstance(found, Unreadable):
            yield found
        else:
            yield from _file(str(found))
    if empty:
        yield unreadable(name, "the folder holds no files; give another")


def _walk(folder: Path, above: frozenset[str]) -> Iterator[Path | Unreadable]:
    """The files of a folder in the order of their names, without hidden ones. A folder inside itself is not entered."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        inside = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except OSError as error:
        yield _told(str(folder), error)
        return
    for path in inside:
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield _told(str(path), error)
            continue
        if S_ISDIR(mode):
            yield from _walk(path, above | {real})
        elif not S_ISREG(mode):
            yield unreadable(str(path), "is no ordinary file; give it by its own name to read it")
        elif (suffix := _suffix(str(path))) not in READ_SUFFIXES:
            yield unreadable(str(path), f"files of the kind {suffix} are not read; give text, HTML or JSON lines")
        else:
            yield path


def _suffix(name: str) -> str:
    return Path(name.lower().removesuffix(".gz")).suffix


def _file(name: str) -> Iterator[Source | Unreadable]:
    try:
        stream = open(name, "rb")  # noqa: PTH123, SIM115 - the name as it was given; closed below
    except (OSError, ValueError) as error:
        yield _told(name, error)
        return
    with stream:
        yield from _unpacked(name, _suffix(name), stream)


def _unpacked(name: str, suffix: str, stream: IO[bytes]) -> Iterator[Source | Unreadable]:
    try:
        head = stream.read(HEAD)
        unpacked = _rewound(head, stream)
        if head.startswith(_GZIP):
            packed = gzip.GzipFile(fileobj=unpacked)
            head = packed.read1(HEAD)
            unpacked = _rewound(head, packed)
    except DAMAGE as error:
        yield _told(name, error)
        return
    yield Source(name, suffix, head, unpacked)


def _rewound(head: bytes, stream: IO[bytes] | gzip.GzipFile) -> io.BufferedReader:
    return io.BufferedReader(_Rewound(head, stream), BUFFER)


def _told(name: str, error: Exception) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        return unreadable(name, "no such file or folder; check the name")
    if isinstance(error, PermissionError):
        return unreadable(name, "may not be read; check its permissions")
    if isinstance(error, OSError) and error.strerror:
        return unreadable(name, f"cannot be read ({error.strerror}); check the file")
    return unreadable(name, f"is damaged ({error}); fetch it again")
