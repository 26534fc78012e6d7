"""Tables and lists by place → the names of their rows: "| District | Killed |", "Deaths by district: Lodrin 12, Halvek 9"."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from rashomon.layout import find_grids
from rashomon.places.words import DISTRICT, PROVINCE, SITE, SUMS, TOWN
from rashomon.records import Parse

KINDS = PROVINCE | DISTRICT | TOWN | SITE | {"country", "location", "place", "locality"}
_LAST_WORD = re.compile(r"(\w[\w-]*)\W*$")
_BY = re.compile(r"\b(?:by|per)\W+(?:\w+\W+){0,2}$", re.I)


def find_listed(parse: Parse) -> Iterator[tuple[int, int]]:
    """The tokens of each row's name where the head of its column or list says that they are places, as "district" does."""
    starts = [t.start for t in parse.tokens]
    for grid in find_grids(parse.text):
        head = parse.text[slice(*grid.head[0])] if grid.head else ""
        kind = _LAST_WORD.search(head)
        if kind is None or not ({kind[1].lower(), kind[1].lower().rstrip("s")} & KINDS):
            continue
        if len(grid.head) == 1 and not _BY.search(head[: kind.start()]):
            continue  # "Casualties in Halvek district: men 12, women 9"
        for row in grid.rows:
            first, last = bisect_left(starts, row[0][0]), bisect_left(starts, row[0][1])
            while last > first and not parse.tokens[last - 1].text[:1].isupper():
                last -= 1
            if (
                first < last
                and parse.tokens[first].text[:1].isupper()
                and parse.tokens[first].lower not in KINDS | SUMS
            ):
                yield first, last
