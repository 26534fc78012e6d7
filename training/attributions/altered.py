"""Alters texts as other outlets and other ways of keeping them do, so that the tagger has met those too. Offsets are mapped along."""

import random
import re
from collections.abc import Sequence

STYLES = (("“", "”", "‘", "’"), ('"', '"', "'", "'"), ("‘", "’", "“", "”"), ("'", "'", '"', '"'), ("«", "»", "‘", "’"),
          ("``", "''", "`", "'"))  # fmt: skip
_QUOTE = re.compile(r"[“”\"]|``|''")
_END = re.compile(r"(?<=[\w”\"')])[.!?]+(?=[”\"’']?(?:\s|$))")


class Altered:
    """A text that is altered character by character; ``place`` says where an offset of the original went."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.pieces = list(text)

    def replace(self, start: int, end: int, by: str) -> None:
        """Put ``by`` in the place of a stretch."""
        self.pieces[start:end] = [by] + [""] * (end - start - 1)

    def finish(self) -> tuple[str, list[int]]:
        """The new text, and the new offset of every old one."""
        places, at = [], 0
        for piece in self.pieces:
            places.append(at)
            at += len(piece)
        return "".join(self.pieces), [*places, at]


def lose_quotes(text: Altered, _: random.Random) -> None:
    """Take all quotation marks and apostrophes away."""
    for found in re.finditer(r"[“”\"‘’'«»]|``", text.original):
        text.replace(found.start(), found.end(), "")


def change_quotes(text: Altered, rng: random.Random) -> None:
    """Write double quotation marks in another style."""
    opening, closing, inner, _ = rng.choice(STYLES)
    opened = False
    for found in re.finditer(r"[“”\"\n]|``|(?<!')''", text.original):
        mark = found.group()
        if mark == "\n":
            opened = False
            continue
        opens = mark in {"“", "``"} or (mark == '"' and not opened)
        text.replace(found.start(), found.end(), opening if opens else closing)
        opened = opens
    if opening in {"‘", "'"}:
        for found in re.finditer(r"(?<!\w)‘|(?<=\w)’(?!\w)", text.original):
            text.replace(found.start(), found.end(), inner if found.group() == "‘" else "”")


def tokenise(text: Altered, _: random.Random) -> None:
    """Part punctuation from words by spaces, as treebanks do."""
    source = text.original
    opened = False
    for found in re.finditer(r"[“”\"\n]|[(),;:?!%$\[\]]|n[’']t\b|(?<=\w)[’'](?:s|re|ve|ll|m|d)\b|(?<=[\w.])[’'](?=\s)|\.(?=[”\"’')]*(?:\s*$|\n|\s+[“\"‘A-Z(]))|—|–",
                             source):  # fmt: skip
        mark, start, end = found.group(), found.start(), found.end()
        if mark == "\n":
            opened = False
            continue
        if mark in '“”"':
            opens = mark == "“" or (mark == '"' and not opened)
            opened = opens
            new = "`` " if opens else " ''"
        elif (
            mark == "."
            and re.search(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Jr)$", source[max(0, start - 5) : start])
        ) or (mark in ",:" and source[start - 1 : start].isdigit() and source[end : end + 1].isdigit()):
            continue
        elif mark in "([":
            new = {"(": "-LRB- ", "[": "-LSB- "}[mark]
        elif mark in ")]":
            new = {")": " -RRB-", "]": " -RSB-"}[mark]
        elif mark == "$":
            new = "$ "
        elif mark in "—–":
            new = " -- "
        else:
            new = " " + mark.replace("’", "'")
        text.replace(start, end, new)


def change_case(text: Altered, rng: random.Random) -> None:
    """Write all in capitals or all in small letters."""
    change = rng.choice((str.upper, str.lower))
    text.pieces = [change(c) if len(change(c)) == 1 else c for c in text.pieces]


def lose_stops(text: Altered, rng: random.Random) -> None:
    """Take the full stops away, and in half of the texts the commas."""
    for found in _END.finditer(text.original):
        text.replace(found.start(), found.end(), "")
    if rng.random() < 0.5:
        for found in re.finditer(r",(?=\s)", text.original):
            text.replace(found.start(), found.end(), "")


KINDS = ((0.40, lose_quotes), (0.20, change_quotes), (0.25, tokenise), (0.08, change_case), (0.07, lose_stops))


def alter(text: str, rng: random.Random) -> tuple[str, list[int]]:
    """One way of altering, drawn at random."""
    altered = Altered(text)
    rng.choices([k for _, k in KINDS], [w for w, _ in KINDS])[0](altered, rng)
    return altered.finish()


def moved(spans: Sequence[Sequence[int]], places: Sequence[int]) -> list[tuple[int, int]]:
    """Spans of the original in the altered text."""
    return [(places[start], places[end]) for start, end in spans]
