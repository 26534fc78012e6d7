"""States with their names, capitals and the adjectives for them (``countries.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rashomon.tables import WORLD, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state: its ISO 3166-1 code, its name and capital ("" where it has none), other names in English, adjective and people."""

    iso: str
    name: str
    capital: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    country: tuple[Country, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """Look-ups, keyed in lower case: any name, adjective or people → ISO code; capital → ISO code; ISO code → name."""

    by_name: Mapping[str, str]
    by_demonym: Mapping[str, str]
    by_capital: Mapping[str, str]
    names: Mapping[str, str]


def read_countries(folder: Path = WORLD) -> tuple[Country, ...]:
    """The rows of ``countries.toml``.

    Raises:
        LexiconError: the table is not of its form.
    """
    return read_table(folder / "countries.toml", _File).country


@cache
def load_countries(folder: Path = WORLD) -> Countries:
    """Read ``countries.toml`` of a folder of the world.

    Raises:
        LexiconError: the table is not of its form.
    """
    rows = read_countries(folder)
    return Countries(
        by_name={name.lower(): row.iso for row in rows for name in (row.name, *row.names)},
        by_demonym={word.lower(): row.iso for row in rows for word in row.demonyms},
        by_capital={row.capital.lower(): row.iso for row in rows if row.capital},
        names={row.iso: row.name for row in rows},
    )
