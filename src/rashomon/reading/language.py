"""Text → language, as an ISO 639-1 code. Deterministic, and careful with short texts, capitals and foreign names."""

import re
from functools import cache
from typing import Any

SAMPLE = 3_000  # characters that are looked at
LEAST_WORDS = 12  # a shorter text is taken as English if it is written in Latin letters
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "in", "a", "is", "was", "for", "on", "that", "said", "with", "by", "at", "from", "it", "as", "has", "its",
     "be", "were", "are", "have", "after", "an", "his", "he", "not", "will"}
)  # fmt: skip
MANY_ENGLISH = 0.12  # share of function words from which a text is English without asking further


@cache
def _identifier() -> Any:
    import py3langid

    return py3langid


def find_language(text: str) -> str:
    """The language of the beginning of ``text``."""
    sample = text[:SAMPLE]
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if not words:
        return "en"
    if sum(w in _ENGLISH for w in words) >= MANY_ENGLISH * len(words):
        return "en"
    latin = sum(c.isascii() for c in sample if c.isalpha()) >= 0.8 * sum(c.isalpha() for c in sample)
    if latin and len(words) < LEAST_WORDS:
        return "en"
    found = str(_identifier().classify(sample.lower())[0])
    # Tables and lists of names confuse the classifier: without any other language's function words they stay English.
    return found if not latin or sum(w in _ENGLISH for w in words) < 0.06 * len(words) else "en"
