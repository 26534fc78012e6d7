"""Questions → an XLSX workbook: questions, accounts, the codebook and how to cite it."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from rashomon.export.tables import ACCOUNT_COLUMNS, COLUMNS, Cell, account_row, codebook, question_row
from rashomon.records import Question

MOST_CHARACTERS = 32_767  # that a cell of a spreadsheet holds
_WIDE = {"question": 46, "reason": 46, "quote": 70, "meaning": 90, "speaker": 26, "citation": 110}
# The file's own date is fixed: the same questions give the same bytes.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zones


def workbook(questions: Sequence[Question], citation: str) -> bytes:
    """The workbook. No cell is a formula or a link, whatever it begins with."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _MADE, "title": "Rashomon", "comments": citation[:255]})
        accounts = [account_row(q, a) for q in questions for a in q.accounts]
        _sheet(book, "questions", COLUMNS, [question_row(q) for q in questions])
        _sheet(book, "accounts", tuple(ACCOUNT_COLUMNS), accounts)
        _sheet(book, "codebook", ("table", "column", "meaning"), [list(row) for row in codebook()])
        _sheet(book, "citation", ("citation",), [[citation]])
    return out.getvalue()


def _sheet(book: Any, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    bold, top = book.add_format({"bold": True, "bottom": 1}), book.add_format({"valign": "top", "text_wrap": True})
    for n, column in enumerate(columns):
        sheet.write_string(0, n, column, bold)
        sheet.set_column(n, n, _WIDE.get(column, 14), top)
    sheet.freeze_panes(1, 0)
    for n, row in enumerate(rows, 1):
        for m, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(n, m, cell[:MOST_CHARACTERS])
            elif cell is not None:
                sheet.write_number(n, m, cell)
