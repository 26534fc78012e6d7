"""Parse → quotations: spans between quotation marks, of any style, closed or not."""

import re

from rashomon.records import Parse, Span

_PAIRS = {"“": "”", "''": "''", '""': '""', "«": "»", "„": "“", '"': '"', "‘": "’", "``": "''", "'": "'"}
_OPENING = re.compile(r"``|''|\"\"|[“«„\"]|(?<![\w’'])[‘'](?=\S)")
LEAST_CHARACTERS = 2


def find_quotations(parse: Parse) -> list[Span]:
    """Spans with their marks, in order. One that is not closed ends with its paragraph; none holds another."""
    found: list[Span] = []
    for start, end in _paragraphs(parse):
        at = start
        while opening := _OPENING.search(parse.text, at, end):
            mark = opening.group()
            close = _closing(parse.text, opening.end(), end, mark)
            if close is None:
                if mark in "'‘":
                    at = opening.end()
                    continue
                close = end
            if close - opening.start() > LEAST_CHARACTERS:
                found.append((opening.start(), close))
            at = max(close, opening.end())
    return found


def _closing(text: str, start: int, end: int, mark: str) -> int | None:
    closer = _PAIRS[mark]
    at = start
    while (at := text.find(closer, at, end)) >= 0:
        last = at + len(closer)
        after = text[last : last + 1]
        before = text[at - 1 : at]
        if mark in "'‘":
            # An apostrophe stands inside a word or after a plural's s with a word to follow.
            if (
                not after.isalnum()
                and not before.isspace()
                and not (before == "s" and after == " " and text[last + 1 : last + 2].islower())
            ):
                return last
        elif mark != '"' or not before.isspace() or not after.isalnum():
            return last
        at += 1
    return None


def _paragraphs(parse: Parse) -> list[Span]:
    spans: list[Span] = []
    last = None
    for sentence in parse.sentences:
        if sentence.paragraph == last:
            spans[-1] = (spans[-1][0], sentence.end)
        else:
            spans.append((sentence.start, sentence.end))
            last = sentence.paragraph
    return spans
