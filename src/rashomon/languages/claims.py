"""Closed classes of words that the making of claims asks for (``claims.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rashomon.tables import ENGLISH, read_table

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWords:
    """Each list by its name; what it is for stands in ``claims.toml``."""

    speaking: Words
    others: Words
    of_bodies: Words
    it: Words
    of_persons: Words
    owning: Words
    anything: Words
    none: Words
    no_person: Words
    persons: Words
    spokesmen: Words
    personal_endings: tuple[str, ...]
    counts: Words
    partisans: Words
    truces: Words
    openings: tuple[str, ...]
    copulas: Words
    onto: Words
    at: Words
    where: Words
    among: Words
    to: Words
    aimed: Words
    holding: Words
    fuels: Words
    ending: Words
    priced: Words
    amounting: Words
    pointing: Words
    the_one: Words
    several: Words
    general: Words
    wars: Words
    during: Words
    blaming: Words
    over: Words
    charged: Words
    about: Words
    told_before: Words
    at_deeds: Words
    responsibility: Words
    nobody: Words
    no_claimant: Words
    nobody_begins: Words
    inquiries: Words
    series: Words
    done_in: Words
    spoken_for: Words
    pointing_back: Words
    bodies: Words
    accusations: Words
    such: Words
    telling_what: Words
    gainsaying: Words
    nays: Words
    no_intent: Words
    answering: Words
    particles: Words
    unavenged: Words
    what_will: Words
    by_when: Words
    participles: tuple[str, ...]
    not_had: Words
    plural: Mapping[str, str]
    based: Words
    led: Words
    seated: Words
    seats: Words
    saying: Words
    on: Words
    other_times: Words


@cache
def load_claim_words(folder: Path = ENGLISH) -> ClaimWords:
    """Read ``claims.toml`` of a language.

    Raises:
        LexiconError: the table is not of its form.
    """
    return read_table(folder / "claims.toml", ClaimWords)
