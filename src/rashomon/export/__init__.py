"""Questions → files that other programs open."""

from rashomon.export.tables import COLUMNS, questions_csv, safe

__all__ = ["COLUMNS", "questions_csv", "safe"]
