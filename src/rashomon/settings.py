"""Settings, frozen. They are made from the environment in one place, so that everything else stays pure."""

from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_STORE = "rashomon.db"
DEFAULT_SITUATION = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``store``: path or URL of the store (RASHOMON_STORE); ``situation``: its collection (RASHOMON_SITUATION).

    ``actors``: a registry of actors of one's own, beside the one that ships (RASHOMON_ACTORS).
    ``tiles``: address of map tiles with ``{z}``, ``{x}`` and ``{y}`` (RASHOMON_TILES), fetched by the reader's browser; none: the map needs
    no network. ``tiles_credit``: whom the map names for them (RASHOMON_TILES_CREDIT), the address's host where none is given.
    """

    store: str = DEFAULT_STORE
    situation: str = DEFAULT_SITUATION
    actors: str | None = None
    tiles: str | None = None
    tiles_credit: str | None = None

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the RASHOMON_ variables."""
        return cls(
            store=environ.get("RASHOMON_STORE", DEFAULT_STORE),
            situation=environ.get("RASHOMON_SITUATION", DEFAULT_SITUATION),
            actors=environ.get("RASHOMON_ACTORS") or None,
            tiles=environ.get("RASHOMON_TILES") or None,
            tiles_credit=environ.get("RASHOMON_TILES_CREDIT") or None,
        )
