"""States with their names, capitals and the adjectives for them (``countries.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rashomon.tables import WORLD, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """Look-ups, keyed in lower case: any name, adjective or people → ISO code; capital → ISO code; ISO code → name."""

    by_name: Mapping[str, str]
    by_demonym: Mapping[str, str]
    by_capital: Mapping[str, str]
    names: Mapping[str, str]


@cache
def load_countries() -> Countries:
    """Read ``countries.toml``."""
    rows = parse(WORLD / "countries.toml")["country"]
    return Countries(
        by_name={name.lower(): row["iso"] for row in rows for name in (row["name"], *row["names"])},
        by_demonym={word.lower(): row["iso"] for row in rows for word in row["demonyms"]},
        by_capital={row["capital"].lower(): row["iso"] for row in rows if row["capital"]},
        names={row["iso"]: row["name"] for row in rows},
    )
