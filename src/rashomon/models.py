"""What a stage may ask of a model: one Protocol a question, and the rule-based twin that tests and the bench use."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class ParsedToken(NamedTuple):
    """One token as a parser gives it: offsets and ``head`` count within its paragraph (a root is its own head)."""

    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    entity_start: bool
    sentence_start: bool


class Parser(Protocol):
    """Finds tokens, sentences, dependencies and entities."""

    def parse(self, paragraphs: Sequence[str]) -> list[list[ParsedToken]]:
        """Parse each paragraph by itself; the answer for one does not depend on the others."""
        ...


class WordParser:
    """The parser's twin: words and sentence ends by regular expression, every token its own head, no entities."""

    _TOKEN = re.compile(r"\w+(?:[.,]\d+)*|[^\w\s]")

    def parse(self, paragraphs: Sequence[str]) -> list[list[ParsedToken]]:
        """Split into words and punctuation."""
        return [self._paragraph(text) for text in paragraphs]

    def _paragraph(self, text: str) -> list[ParsedToken]:
        tokens: list[ParsedToken] = []
        starts = True
        for i, found in enumerate(self._TOKEN.finditer(text)):
            word = found.group()
            alphabetic = word[0].isalpha()
            tokens.append(
                ParsedToken(
                    found.start(), found.end(), word.lower(), "X" if alphabetic else "NUM" if word[0].isdigit() else "PUNCT",
                    "", "dep", i, "", False, starts,
                )
            )  # fmt: skip
            starts = word in {".", "!", "?"}
        return tokens


class Pieces(NamedTuple):
    """A text's wordpieces: ids, the word of each, and its half-open code points; without special pieces."""

    ids: Sequence[int]
    words: Sequence[int | None]
    places: Sequence[tuple[int, int]]


class Scores(NamedTuple):
    """A tagger's answer for one window: [piece, tag] and [piece, roles of arcs * dimensions]."""

    tags: Floats
    links: Floats


class Tagger(Protocol):
    """Scores the wordpieces of a text for the finding of attributions; its twin is the finder by rules."""

    def encode(self, text: str) -> Pieces:
        """Cut a text into wordpieces."""
        ...

    def score(self, ids: Sequence[int], features: Sequence[tuple[int, ...]]) -> Scores:
        """Score one window; the answer does not depend on other windows."""
        ...

    @property
    def learned(self) -> Mapping[str, Floats]:
        """What decoding needs beside the scores, by name."""
        ...


class PlaceEntry(NamedTuple):
    """One entry of a gazetteer.

    ``kind``: P town or site, A first-order division, D second-order division, C state, R vague region, S sea or strait, W river,
    lake, mountain or desert. ``country`` is ISO 3166-1, or '' where it lies in several; ``admin1`` GeoNames' code of the first-order
    division. ``radius_km`` is the spread (root mean square distance) of a division's towns around its point, 0 where none is known.
    """

    geonameid: int | None
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    admin1_name: str
    population: int
    kind: str
    radius_km: float = 0.0


class GazetteerLike(Protocol):
    """Knows the places of a name."""

    def lookup(self, name: str, *, loose: bool = False) -> Sequence[PlaceEntry]:
        """Entries of that name, the most populous first; ``loose`` lets transliterations of it meet."""
        ...


class ListedGazetteer:
    """The gazetteer's twin: a few entries, found by their own name in any case, or its first six letters where ``loose``."""

    def __init__(self, entries: Sequence[PlaceEntry]) -> None:
        self._entries = sorted(entries, key=lambda e: (-e.population, e.name))

    def lookup(self, name: str, *, loose: bool = False) -> Sequence[PlaceEntry]:
        """Compare names in lower case."""
        wanted = name.casefold()[: 6 if loose else None]
        return [e for e in self._entries if e.name.casefold()[: 6 if loose else None] == wanted]
