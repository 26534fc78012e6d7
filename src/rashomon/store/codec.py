"""Records ↔ rows: the columns that are filtered by, and the rest as one JSON text."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from rashomon.records import number

_BOUNDS = frozenset({"low", "best", "high"})


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """The reader and writer of a record."""
    return TypeAdapter(kind)


def split(record: Any, columns: Sequence[str]) -> dict[str, Any]:
    """A record as its columns and the rest as JSON."""
    kind: Any = type(record)
    values = adapter(kind).dump_python(record, mode="json")
    row = {name: values.pop(name) for name in columns}
    return row | {"rest": json.dumps(values, ensure_ascii=False, sort_keys=True)}


def join(kind: Any, row: Any, columns: Sequence[str], **more: Any) -> Any:
    """A record of ``kind`` from its row; ``more`` is what other tables hold of it."""
    values = json.loads(row.rest)
    for name in columns:
        value = getattr(row, name)
        values[name] = number(value) if name in _BOUNDS and value is not None else value
    return adapter(kind).validate_python(values | more)
