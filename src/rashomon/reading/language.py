"""Text → language, as an ISO 639-1 code. Deterministic, and careful with short texts, capitals, tables and foreign names."""

from functools import cache
from typing import Any

SAMPLE = 3_000  # characters that are looked at
# Natural-log evidence that a text in Latin letters must show against English. Measured: tables of company results in
# English reach 17, all-capitals headlines full of foreign names 52 (1 in 2,000 above 30), one sentence of another language 64 and more.
LEAST_EVIDENCE = 30.0
THE_EVERY = 250  # characters; a text with "the" more often is English, without asking further
FEW = 3  # times from which it counts: less often it may be quoted
LATIN = 0.5  # share of Latin letters from which a text is in the Latin script
# Languages that news is published in. The classifier knows others too, dead, planned or close to English, and takes tables for them.
_NEWS = frozenset(
    {
        "af", "am", "ar", "as", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et",
        "eu", "fa", "fi", "fr", "ga", "gl", "gu", "ha", "he", "hi", "hr", "ht", "hu", "hy", "id", "ig", "is", "it",
        "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lo", "lt", "lv", "mg", "mk", "ml", "mn", "mr", "ms", "mt",
        "my", "ne", "nl", "no", "om", "or", "pa", "pl", "ps", "pt", "ro", "ru", "rw", "si", "sk", "sl", "sn", "so",
        "sq", "sr", "sv", "sw", "ta", "te", "tg", "th", "tk", "tl", "tr", "tt", "ug", "uk", "ur", "uz", "vi", "xh",
        "yo", "zh", "zu",
    }
)  # fmt: skip


def find_language(text: str) -> str:
    """The language of the beginning of ``text``; English where nothing speaks clearly for another."""
    sample = text[:SAMPLE].lower()  # the classifier has seen few capitals
    if (times := sample.count(" the ")) >= FEW and times * THE_EVERY > len(sample):
        return "en"
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return "en"
    evidence = _evidence(sample)
    best = max(evidence, key=lambda language: evidence[language])
    latin = sample.isascii() or sum(_is_latin(c) for c in letters) >= LATIN * len(letters)
    if latin and evidence[best] - evidence.get("en", 0.0) < LEAST_EVIDENCE:
        return "en"
    return best


def _evidence(sample: str) -> dict[str, float]:
    return {language: float(score) for language, score in _identifier().rank(sample) if language in _NEWS}


def _is_latin(letter: str) -> bool:
    return letter < "\u0250" or "\u1e00" <= letter <= "\u1eff"


@cache
def _identifier() -> Any:
    import py3langid  # reads its model when it is first asked

    return py3langid
