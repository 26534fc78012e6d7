"""Compiled knowledge of the field (words, actors, places) and its loader: data files → frozen values.

One module a lexicon; a stage is handed the loaded value and never reads a file itself.
"""

import tomllib
from importlib.resources import files
from typing import Any

from rashomon.errors import ModelError


def load_toml(name: str) -> dict[str, Any]:
    """Read a data file of this package.

    Raises:
        ModelError: the file is missing or is no TOML: the installation is damaged.
    """
    try:
        return tomllib.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"lexicon {name!r} cannot be read ({error}); install rashomon anew") from error
