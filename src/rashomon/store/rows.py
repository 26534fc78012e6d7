"""Rows of the parts of reports, read in one go and handed out report by report."""

from itertools import groupby
from typing import Any

from sqlalchemy import Connection, and_, select

from rashomon.store import tables as t


def rows_by_report(connection: Connection, table: Any, where: Any) -> Any:
    """A function that gives the rows of one report; it must be asked in the order of the reports."""
    query = select(table).join(
        t.reports,
        and_(
            t.reports.c.situation == table.c.situation,
            t.reports.c.id == table.c.report,
            t.reports.c.version == table.c.version,
        ),
    )
    rows = connection.execute(query.where(where).order_by(table.c.report, table.c.version, table.c.position))
    groups = groupby(rows, key=lambda r: (r.report, r.version))
    waiting: list[Any] = [next(groups, None)]

    def of(key: tuple[str, int]) -> list[Any]:
        if waiting[0] is None or waiting[0][0] != key:
            return []
        own = list(waiting[0][1])
        waiting[0] = next(groups, None)
        return own

    return of
