"""Where a number is about that stands in a table or a list: the place of its row, or the one directly behind it."""

from collections.abc import Sequence

from rashomon.layout import find_grids
from rashomon.records import Place, Span, Token


def place_of_row(span: Span, text: str, places: Sequence[Place]) -> tuple[bool, Place | None]:
    """Whether a table or list tells the places of its rows, and that of the row of ``span``, else of its column; a row of sums has none."""

    def named(cells: Sequence[Span]) -> list[Place]:
        return [p for cell in cells for p in places if cell[0] <= p.span[0] and p.span[1] <= cell[1]]

    for grid in find_grids(text):
        if (row := grid.row_at(span[0])) is not None:
            column = next(n for n, cell in enumerate(row) if span[0] < cell[1])
            heads = grid.head[column : column + 1] if column else ()
            found = named((row[0], *heads))
            return bool(found or named([other[0] for other in grid.rows])), found[0] if found else None
    return False, None


def place_behind(at: int, tokens: Sequence[Token], places: Sequence[Place]) -> Place | None:
    """The place of "nine in Halvek", where the number ends before token ``at``: behind one preposition, with no noun between."""
    if at + 1 >= len(tokens) or tokens[at].pos != "ADP":
        return None
    return next((p for p in places if p.span[0] == tokens[at + 1].start), None)
