"""Questions → files that other programs open."""

from rashomon.export.discretion import discreet
from rashomon.export.tables import COLUMNS, accounts_csv, codebook, questions_csv, safe
from rashomon.export.workbook import workbook

__all__ = ["COLUMNS", "accounts_csv", "codebook", "discreet", "questions_csv", "safe", "workbook"]
