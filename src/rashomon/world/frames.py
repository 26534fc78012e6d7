"""What a frame of a crisis event or state is (``frames.toml``): which question it answers, and what its target must be."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from rashomon.tables import WORLD, called, must_be_known, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameFacts:
    """One kind of event or state; what its fields mean stands at the head of ``frames.toml``."""

    family: str
    kind: Literal["occurrence", "status"]
    stance: Literal["affirm", "deny"] = "affirm"
    contradicts: bool = False
    deed: bool = False
    needs: Literal["place", "ground", "person", "truce"] | None = None
    needs_actor: Literal["side"] | None = None
    inside: Literal["phrase", "beside"] | None = None
    links: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    family: Mapping[str, str]
    frame: Mapping[str, FrameFacts]


@cache
def load_frame_facts(folder: Path = WORLD) -> Mapping[str, FrameFacts]:
    """Read ``frames.toml`` of a folder of the world: each frame by its name.

    Raises:
        LexiconError: the table is not of its form, or a frame is of a family that it does not name.
    """
    path = folder / "frames.toml"
    file = read_table(path, _File)
    for name, frame in file.frame.items():
        must_be_known(
            frame.family, file.family, where=f"{called(path)}: [frame.{name}] family", what="family of frames"
        )
    return file.frame
