"""How rare words are in news (``rarity.txt``): what two sentences share counts for more the fewer reports hold it.

The counts are fixed: what a word weighs does not depend on the reports that are compared. They are made by ``training/rarity.py``.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from rashomon.errors import LexiconError
from rashomon.tables import ENGLISH

LETTERS = 7  # by which words are told apart: "explosion" and "explosions" are one
_WORD = re.compile(r"[^\W\d_]{3,}")
STOP = frozenset(
    {"the", "and", "that", "was", "were", "are", "has", "have", "had", "said", "says", "say", "for", "with", "from", "which", "who",
     "been", "its", "their", "they", "them", "his", "her", "but", "not", "this", "there", "into", "after", "about", "more", "than",
     "least", "also", "people", "will", "would", "told", "according", "one", "two", "three", "when", "where", "while", "over", "some",
     "other", "all", "any", "out", "our", "she", "him", "you", "most", "many", "such", "being", "did", "does", "among"}
)  # fmt: skip


def content_words(text: str) -> frozenset[str]:
    """The beginnings of the words of a text that tell what it is about."""
    return frozenset(count_words(text))


def count_words(text: str) -> Counter[str]:
    """The same, with how often each is said."""
    return Counter(w[:LETTERS] for w in _WORD.findall(text.lower()) if w not in STOP)


class Rarity:
    """Inverse document frequencies: of ``reports`` reports, how few hold a word. A word that is not counted is the rarest."""

    def __init__(self, counts: Mapping[str, int] | None = None, reports: int = 0) -> None:
        self._rest: Rarity | None = None  # what is known of other words
        self._unknown = math.log(1 + reports) + 0.5
        self._weights = {word: math.log((1 + reports) / (1 + n)) + 0.5 for word, n in (counts or {}).items()}

    def weight(self, word: str) -> float:
        """How much a word tells."""
        found = self._weights.get(word)
        return found if found is not None else self._rest.weight(word) if self._rest is not None else self._unknown

    def among(self, reports: Iterable[Collection[str]], *, trusted: int) -> "Rarity":
        """How rare words are in some reports of one situation: what is known of news at large weighs as much as ``trusted`` of them.

        The report that has a word is not counted for it: of two that alone hold it, one does.
        """
        counts: Counter[str] = Counter()
        number = -1
        for words in reports:
            number += 1
            counts.update(words)
        found, all_in_all = Rarity(), max(0, number) + trusted
        for word, n in counts.items():
            share = (n - 1 + trusted * math.exp(0.5 - self.weight(word))) / all_in_all
            found._weights[word] = 0.5 - math.log(min(1.0, share))
        found._rest = self
        return found

    def length(self, words: frozenset[str]) -> float:
        """The length of a set of words as a vector of what they tell."""
        # The order of a set is not that of the next run, and sums of floats depend on it.
        return math.sqrt(math.fsum(self.weight(w) ** 2 for w in words))


@cache
def load_rarity() -> Rarity:
    """Read ``rarity.txt``.

    Raises:
        LexiconError: the file is missing or damaged: so is the installation.
    """
    try:
        text = (ENGLISH / "rarity.txt").read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        reports = int(lines[0])
        return Rarity({word: int(n) for n, *words in map(str.split, lines[1:]) for word in words}, reports)
    except (OSError, ValueError, IndexError) as error:
        raise LexiconError(f"english/rarity.txt cannot be read ({error}); install rashomon anew") from error
