"""What a stage may ask of a model: one Protocol a question, and the rule-based twin that tests and the bench use."""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol


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
