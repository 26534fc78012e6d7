"""Text → what stands together by its layout rather than by its grammar: tables, and lists of names with their numbers.

No word of a language is known here: what a head or a name means is for the stages to say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rashomon.records import Span

_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"[\s|:+=_-]+")
_SEPARATORS = (re.compile(r"\s*\|\s*"), re.compile(r"\s*\t\s*"), re.compile(r" {2,}"))
_NUMBER = r"[~≈<>≥≤]?\s?(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?\+?"
_FILLED = re.compile(rf"(?:[^\W\d]+\s){{0,3}}{_NUMBER}")
_NAME = r"[^\W\d_][^\d:;,()|\n]*?"
_BULLET = r"(?:[-–—•*·▪]\s+)?"
_END = r"(?=\s*(?:[,;.)]|$|\n|(?:and|&)\s))"
_ITEM = re.compile(rf"\s*(?:and\s+|&\s+)?({_NAME})\s*(?::|[-–—]|\()?\s*({_NUMBER})\)?{_END}")
_BETWEEN = re.compile(r"\s*(?:[,;]|(?=and\s)|(?=&))")
_ITEM_LINE = re.compile(rf"\s*{_BULLET}({_NAME})\s*(?::|[-–—]|\()?\s*({_NUMBER})\)?[.,;]?\s*")
_ITEM_TEXT = re.compile(rf"\s*{_BULLET}({_NAME})\s*(?::|[-–—])\s*([^\n]*\d[^\n]*)")
_HEAD = re.compile(r"(?:^|(?<=[.;!?]\s)|(?<=[-–—•*·▪]\s))([^\W\d_][^\d:;.|\n]{2,60}):", re.M)
LEAST = 2  # rows of a list, and lines of a table


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of a text by rows. ``head`` has one cell for each column, one for all of a list ("Deaths by district: …"), or none."""

    head: tuple[Span, ...]
    rows: tuple[tuple[Span, ...], ...]

    def row_at(self, offset: int) -> tuple[Span, ...] | None:
        """The row that holds ``offset``."""
        return next((row for row in self.rows if row[0][0] <= offset < row[-1][1]), None)


@lru_cache(maxsize=8)  # three stages ask for the same text one after another
def find_grids(text: str) -> tuple[Grid, ...]:
    """The tables and lists of a text, in its order."""
    if "|" not in text and "\t" not in text and "  " not in text and ":" not in text:
        return ()
    return tuple(sorted((*_tables(text), *_lists(text)), key=lambda grid: grid.rows[0][0]))


def _tables(text: str) -> Iterator[Grid]:
    """Lines that follow one another, cut by one kind of separator into as many cells each, some of them numbers."""
    run: list[tuple[Span, ...]] = []
    kind = None
    for line in [*_LINE.finditer(text), None]:
        cut = _cells(text, line.span()) if line is not None else None
        if line is not None and run and kind == 0 and _RULE.fullmatch(line.group()):
            continue  # the rule below a head
        if run and (cut is None or cut[0] != kind or len(cut[1]) != len(run[0])):
            yield from _table(text, run)
            run = []
        if cut is not None:
            kind, cells = cut
            run.append(cells)


def _table(text: str, run: Sequence[tuple[Span, ...]]) -> Iterator[Grid]:
    filled = [any(_FILLED.fullmatch(text, *cell) for cell in row[1:]) for row in run]
    if len(run) < LEAST or 2 * sum(filled[1:]) < len(run):  # an empty cell here and there is "-" or a word
        return
    head, rows = ((), run) if filled[0] else (run[0], run[1:])
    yield Grid(head, tuple(rows))


def _cells(text: str, line: Span) -> tuple[int, tuple[Span, ...]] | None:
    """The kind of separator and the cells of a line; None where it has none."""
    start, end = line
    for kind, separator in enumerate(_SEPARATORS):
        begin, stop = start, end
        while begin < stop and text[begin] in " |":
            begin += 1
        while begin < stop and text[stop - 1] in " |":
            stop -= 1
        if kind == 0 and text[start:end].lstrip().startswith("||"):
            begin = start
        bounds = [begin]
        for found in separator.finditer(text, begin, stop):
            bounds += [found.start(), found.end()]
        bounds.append(stop)
        if len(bounds) > LEAST:
            return kind, tuple(zip(bounds[::2], bounds[1::2], strict=True))
    return None


def _lists(text: str) -> Iterator[Grid]:
    """ "HEAD: name 12, name 9 and name 4", in one line or below one another."""
    for head in _HEAD.finditer(text):
        rows = list(_items(text, head.end())) or list(_item_lines(text, head.end()))
        if len(rows) >= LEAST:
            yield Grid((head.span(1),), tuple(rows))


def _items(text: str, at: int) -> Iterator[tuple[Span, ...]]:
    while (item := _ITEM.match(text, at)) is not None and "\n" not in item.group():
        yield item.span(1), item.span(2)
        between = _BETWEEN.match(text, item.end())
        if between is None:
            return
        at = between.end()


def _item_lines(text: str, at: int) -> Iterator[tuple[Span, ...]]:
    lines = _LINE.finditer(text, at)
    for line in lines:
        if not line.group().strip():
            continue
        item = _ITEM_LINE.fullmatch(text, *line.span()) or _ITEM_TEXT.fullmatch(text, *line.span())
        if item is None:
            return
        yield item.span(1), item.span(2)
