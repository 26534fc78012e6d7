"""Nouns as a question counts them: without what counts or points, in the plural (``nouns.toml``)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rashomon.tables import ENGLISH, read_table

_SIBILANT = ("s", "x", "z", "ch", "sh")
_SINGULAR_S = ("ss", "us", "is")
_PLAIN = re.compile(r"[\w'’.,&/ -]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """``plural``: noun → the plural that no rule makes; ``unchanging`` nouns are plural as they stand, ``no_man`` only end in "-man".

    ``counting`` words stand before a noun and do not belong behind "how many"; ``behind`` words end the noun phrase proper.
    """

    plural: Mapping[str, str]
    unchanging: frozenset[str]
    no_man: frozenset[str]
    counting: frozenset[str]
    behind: frozenset[str]

    def counted(self, phrase: str) -> str | None:
        """A noun phrase as it stands behind "how many": "the third gunman" as "gunmen"; None where no noun is left."""
        words = phrase.split()
        while words and (
            words[0].lower() in self.counting or words[0][:1].isdigit() or _is_compound(words[0], self.counting)
        ):
            words.pop(0)
        if not words or not _PLAIN.fullmatch(" ".join(words)):
            return None
        end = next(
            (n for n, w in enumerate(words) if n and (w.lower() in self.behind or words[n - 1].endswith(","))),
            len(words),
        )
        head = words[end - 1]
        bare = head.rstrip(",")
        words[end - 1] = self.plural_of(bare) + head[len(bare) :]
        return " ".join(words)

    def plural_of(self, noun: str) -> str:
        """The plural of a noun, or the noun where it is plural or a name."""
        low = noun.lower()
        if low in self.plural:
            return self.plural[low] if noun.islower() else noun[:1] + self.plural[low][1:]
        if low in self.unchanging or low in self.plural.values() or not noun[-1:].isalpha():
            return noun
        if low.endswith("man") and low not in self.no_man:
            return f"{noun[:-3]}men"
        if low.endswith(("men", "children", "people")) or (low.endswith("s") and not low.endswith(_SINGULAR_S)):
            return noun
        if noun[:1].isupper() and low not in self.plural:
            return noun
        if low.endswith("y") and low[-2:-1] not in "aeiou":
            return f"{noun[:-1]}ies"
        return f"{noun}es" if low.endswith(_SIBILANT) else f"{noun}s"


def _is_compound(word: str, counting: frozenset[str]) -> bool:
    """ "twenty-one"."""
    parts = word.lower().split("-")
    return len(parts) > 1 and all(p in counting for p in parts)


@cache
def load_nouns(folder: Path = ENGLISH) -> Nouns:
    """Read ``nouns.toml`` of a language.

    Raises:
        LexiconError: the table is not of its form.
    """
    return read_table(folder / "nouns.toml", Nouns)
