"""The places of datelines: “HALVEK, Varenia (Agency) –”."""

from bisect import bisect_left
from collections.abc import Iterator

from rashomon.places.words import DATELINE, LATER_DATELINE
from rashomon.records import Parse

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


def find_datelines(parse: Parse) -> Iterator[tuple[int, int]]:
    """Places before the dash at the start of the body, or in capitals at that of a paragraph: "HALVEK, Varenia (Agency) – "."""
    paragraph, first_done = -1, False
    for sentence in parse.sentences:
        if sentence.in_title or sentence.paragraph == paragraph:
            continue
        paragraph = sentence.paragraph
        found = DATELINE.match(parse.text, sentence.start, min(len(parse.text), sentence.start + 120))
        for group in ("place", "parent") if found else ():
            start, end = found.span(group) if found else (0, 0)
            inside = [
                t.i for t in parse.tokens[sentence.first : sentence.first + 25] if start <= t.start and t.end <= end
            ]
            if inside and (
                parse.text[start:end].isupper() or (not first_done and parse.tokens[inside[-1]].entity in PLACE_LABELS)
            ):
                yield inside[0], inside[-1] + 1
        first_done = True
    starts = [t.start for t in parse.tokens]
    for found in LATER_DATELINE.finditer(parse.text):
        for group in ("place", "parent"):
            if found[group]:
                yield bisect_left(starts, found.start(group)), bisect_left(starts, found.end(group))
