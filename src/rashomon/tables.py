"""Files of tables (TOML) → frozen dataclasses: the fields of a dataclass are the schema of its table.

One reader for all words of a language (``languages/<name>/*.toml``) and all facts of the world (``world/*.toml``). What may stand in a
table is what its dataclass says, no more: a field without a default must be there, no other may be, and each value is of its type. A
table in a table is a dataclass, or a ``Mapping`` where its keys are words; a list is a ``tuple`` or a ``frozenset``; a closed choice is
a ``Literal``. What is wrong is told in one line: file, table, field, word.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from itertools import chain, repeat
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, Unpack, get_args, get_origin, get_type_hints

from rashomon.errors import LexiconError

T = TypeVar("T")
HERE = Path(__file__).parent
ENGLISH = HERE / "languages" / "english"
WORLD = HERE / "world"
PLAIN: dict[type, str] = {str: "word", int: "whole number", float: "number", bool: "true or false"}


def read_table(path: Path, kind: type[T]) -> T:
    """Read the file at ``path`` as a ``kind``, a frozen dataclass.

    Raises:
        LexiconError: the file is missing, is no TOML, or holds what ``kind`` does not allow.
    """
    return as_table(parse(path), kind, called(path))


def as_table(data: Mapping[str, Any], kind: type[T], name: str) -> T:
    """The same for tables that are parsed; ``name`` is what the file is called.

    Raises:
        LexiconError: they hold what ``kind`` does not allow.
    """
    made: T = _as_dataclass(data, kind, name, ())
    return made


def parse(path: Path) -> dict[str, Any]:
    """The tables of a file as they stand there.

    Raises:
        LexiconError: the file is missing or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise LexiconError(f"{called(path)} cannot be read: {error}") from error


def called(path: Path) -> str:
    """What messages call a file: "english/measures.toml" is another one than "world/measures.toml"."""
    return f"{path.parent.name}/{path.name}"


def must_be_known(word: str, known: Collection[str], *, where: str, what: str) -> None:
    """Raise a ``LexiconError`` where one table names what another does not know; ``what`` says what that is ("measure of the world")."""
    if word not in known:
        raise LexiconError(f"{where}: {word!r} is no {what}{_meant(word, known)}")


def _as_dataclass(data: object, kind: Any, file: str, way: tuple[str, ...]) -> Any:
    if not isinstance(data, Mapping):
        raise _wrong(file, way, f"{data!r} is no table")
    known = _schema(kind)
    for key in data:
        if key not in known:
            raise _wrong(file, (*way, ""), f"there is no {key!r} here{_meant(key, known)}")
    missing = [
        f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING and f.name not in data
    ]
    if missing:
        raise _wrong(file, (*way, ""), f"{', '.join(missing)} is missing")
    return kind(**{key: _as(value, known[key], file, (*way, key)) for key, value in data.items()})


def _as(value: Any, kind: Any, file: str, way: tuple[str, ...]) -> Any:
    """``value`` as the type ``kind``."""
    origin, args = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _as_dataclass(value, kind, file, way)
    if origin is Literal:
        if value not in args:
            raise _wrong(file, way, f"{value!r} is none of {', '.join(map(str, args))}")
        return value
    if origin in {Union, UnionType}:
        return _as(value, next(a for a in args if a is not NoneType), file, way)
    if origin is Mapping:
        if not isinstance(value, Mapping):
            raise _wrong(file, way, f"{value!r} is no table")
        return {_as(k, args[0], file, way): _as(v, args[1], file, (*way, k)) for k, v in value.items()}
    if origin in {tuple, frozenset}:
        if not isinstance(value, list):
            raise _wrong(file, way, f"{value!r} is no list")
        first, rest = _members(args) if origin is tuple else ((), args[0])
        if len(value) < len(first) or (rest is None and len(value) > len(first)):
            raise _wrong(file, way, f"{value!r} is no list of {len(first)}")
        kinds = chain(first, repeat(rest))
        rows = is_dataclass(rest)  # told by their number
        return origin(
            _as(v, k, file, (*way, str(n)) if rows else way)
            for n, (v, k) in enumerate(zip(value, kinds, strict=False), 1)
        )
    return _plain(value, kind, file, way)


def _members(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Any]:
    """The types of a tuple's first members, and that of all others (None: there are none): ``tuple[float, float, *tuple[str, ...]]``."""
    if args[-1] is Ellipsis:
        return (), args[0]
    if get_origin(args[-1]) is Unpack:
        (rest,) = get_args(args[-1])
        return args[:-1], get_args(rest)[0]
    return args, None


def _plain(value: Any, kind: type, file: str, way: tuple[str, ...]) -> Any:
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind or (isinstance(value, str) and value != value.strip()):
        raise _wrong(file, way, f"{value!r} is no {PLAIN[kind]}")
    return value


@cache
def _schema(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _wrong(file: str, way: tuple[str, ...], what: str) -> LexiconError:
    """The error, with the way to it: the tables in brackets, then the field, "" where the table itself is wrong."""
    *tables, field = way or ("",)
    where = " ".join([f"[{'.'.join(tables)}]"] * bool(tables) + [field] * bool(field))
    return LexiconError(f"{file}: {where}: {what}" if where else f"{file}: {what}")


def _meant(word: str, known: Collection[str]) -> str:
    close = get_close_matches(word, sorted(known), n=1)
    return f"; do you mean {close[0]!r}?" if close else f"; there are {', '.join(sorted(known))}"
