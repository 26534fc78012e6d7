"""The words of a source, and the small words that part them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Gender = Literal["", "f", "m"]
_WORD = re.compile(r"[^\W_][\w’'.&/-]*|[,;()–—]")
_POSSESSIVE = re.compile(r"[’']s?$")
_AGE = re.compile(r"\d+-year-old")
QUOTES = "“”\"‘’'«»‹›„` \n\t"
EDGES = QUOTES + ",;:–—-…()"
PREPOSITIONS = frozenset({
    "of", "for", "in", "at", "from", "to", "with", "on", "near", "by", "under", "against", "inside", "outside",
    "between", "among", "over", "as", "within", "across", "during", "after", "behind", "around", "about", "into",
    "through", "since",
})  # fmt: skip
BELONGING = frozenset({"of", "for", "with", "from", "at", "by"})
RELATIVES = frozenset({"who", "whom", "whose", "which", "that", "where", "when", "speaking", "quoting", "citing"})
DETERMINERS = frozenset({
    "the", "a", "an", "some", "several", "many", "most", "both", "all", "any", "each", "every", "another", "other",
    "certain", "this", "these", "those", "no", "one", "two", "three",
})  # fmt: skip
POSSESSIVES: Mapping[str, str] = {
    "his": "he", "her": "she", "its": "it", "their": "they", "our": "we", "my": "i",
}  # fmt: skip
BEING = frozenset(
    ["is", "was", "are", "were", "serves", "served", "works", "worked", "doubles", "doubled", "acts", "acted"]
)
LEADING = frozenset({
    "but", "and", "or", "also", "meanwhile", "however", "even", "only", "then", "yet", "so", "while", "as", "if",
    "when", "although", "though", "because", "including",
})  # fmt: skip
JOINING = frozenset({"backed", "led", "allied", "aligned", "supported", "sponsored"})
LONGEST_PERSON = 5  # words of a person's name
DAYS = frozenset(["today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
PARTICLES = frozenset({
    "al", "el", "de", "da", "do", "dos", "das", "di", "van", "von", "der", "den", "bin", "ibn", "ben", "abu", "umm",
    "al-", "la", "le", "du", "ul", "bint",
})  # fmt: skip
_ARTICLES = ("al-", "el-", "ul-", "an-", "as-", "ash-", "ad-", "ar-", "at-", "az-", "bin-")


@dataclass(frozen=True, slots=True)
class Word:
    """A word without its possessive mark."""

    text: str
    lower: str
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is."""
        return self.text[:1].isupper() or (
            self.lower.startswith(_ARTICLES) and self.text.partition("-")[2][:1].isupper()
        )


def clean(text: str) -> str:
    """One line, without quotation marks and other marks around it."""
    words = text.split()
    while len(words) > 1 and words[-1].lower() in DAYS:
        words.pop()
    return " ".join(words).strip(EDGES)


def read_words(text: str) -> tuple[Word, ...]:
    """The words and commas of a text."""
    made: list[Word] = []
    for token in _WORD.findall(text):
        stripped = _POSSESSIVE.sub("", token)
        possessive = stripped != token
        word = stripped if possessive else token
        if word.endswith(".") and not (len(word) <= 5 and "." in word):
            word = word.rstrip(".")
        if word in JOINING and made and made[-1].capital:  # "Turkish backed", without its hyphen
            joined = f"{made.pop().text}-{word}"
            made.append(Word(joined, joined.lower(), False))
            continue
        made.append(Word(word, word.lower(), possessive))
    return tuple(made)


def is_age(word: str) -> bool:
    """ "54-year-old"."""
    return bool(_AGE.fullmatch(word))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without quotation marks and other marks at the edges."""
    inner = clean(text[start:end])
    if not inner:
        return start, end
    first, last = inner.split()[0], inner.split()[-1]
    left = text.index(first, start)
    return left, text.rindex(last, left, end) + len(last)


def squeezed(name: str) -> str:
    """Letters and digits alone, in lower case: "Jordan Times" as "jordantimes"."""
    return "".join(c for c in name.lower() if c.isalnum())
