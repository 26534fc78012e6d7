"""Names that the words right beside them make places, whatever label the parser gave them.

English news names the public bodies, the people and the streets of a town by its name: "the Halvek Police Department", "a Halvek
man", "R-Halvek", "Ann Lee, 24, of Halvek", "Halvek, Dorn and Tarvos counties", "the 900 block of Dorn Road".
"""

from collections.abc import Callable, Iterator, Sequence

from rashomon.models import PlaceEntry
from rashomon.places.words import (
    AFFILIATED,
    BODY,
    BODY_WORDS,
    COMBINED,
    FEATURE,
    OF_BODY,
    PEOPLE,
    PLURAL,
    TITLES,
    is_part,
)
from rashomon.records import Parse, Token
from rashomon.world.countries import Countries

MOST_WORDS = 4  # of a place's name
MOST_MEMBERS = 12  # of a list
# Where a public body's name is "place + what it is" and tells where it serves. Elsewhere such names are translations ("Halvek
# Civil Council" may sit in another town), and states act through theirs everywhere.
LOCAL = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_JOINING = frozenset({"and", "or", "&", "/", ","})

Lookup = Callable[[str], Sequence[PlaceEntry]]


def find_runs(parse: Parse, lookup: Lookup, countries: Countries) -> Iterator[tuple[int, int, bool]]:
    """Tokens first to last (half-open) of each such name, and whether it is a place even where no gazetteer knows it."""
    tokens = parse.tokens
    i = 0
    while i < len(tokens):
        if not _is_capital(tokens[i]):
            i += 1
            continue
        end = i + 1
        while end < len(tokens) and _is_capital(tokens[end]) and tokens[end - 1].end + 1 >= tokens[end].start:
            end += 1
        yield from _of_run(tokens, i, end, lookup, countries)
        i = end


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos not in {"PRON", "DET", "AUX", "CCONJ", "SCONJ", "ADV", "VERB"}


def _of_run(
    tokens: Sequence[Token], first: int, end: int, lookup: Lookup, countries: Countries
) -> Iterator[tuple[int, int, bool]]:
    while first < end and tokens[first].lower in TITLES:
        first += 1
    if first == end:
        return
    if (last := _feature(tokens, first, end)) is not None:
        yield first, last, True
        return
    for members in (_body(tokens, first, end), _beside(tokens, first, end), _counties(tokens, first, end)):
        for one, last in members:
            if last - one == 1 and (tokens[one].pos != "PROPN" or tokens[one].entity == "NORP"):
                continue
            text = _text(tokens, one, last)
            if text.lower() in countries.by_name and not any(e.kind == "A" for e in lookup(text)[:3]):
                continue
            if is_local(text, lookup):
                yield one, last, False
                return


def is_local(name: str, lookup: Lookup) -> bool:
    """Whether towns, counties or states of that name lie where public bodies are called after the place that they serve."""
    return any(e.country in LOCAL and e.kind in "PAD" for e in lookup(name))


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(t.text for t in tokens[first:last])


def _feature(tokens: Sequence[Token], first: int, end: int) -> int | None:
    """The end of "West Broad Street", "Dorn River", "Halvek National Forest": proper names with a word of their kind."""
    for last in range(end, first + 1, -1):
        if tokens[last - 1].lower in FEATURE and last - first <= MOST_WORDS + 1:
            following = tokens[last] if last < end else None
            return last if following is None else None
    return None


def _body(tokens: Sequence[Token], first: int, end: int) -> Iterator[tuple[int, int]]:
    """ "Halvek" of "Halvek Police Department", "the University of Halvek", "Halvek County Sheriff's Office"."""
    for last in range(min(end, first + MOST_WORDS), first, -1):
        at = last + 1 if last < len(tokens) and tokens[last].lower in _POSSESSIVE else last
        generic = at
        while generic < len(tokens) and tokens[generic].text[:1].isupper() and tokens[generic].lower in BODY_WORDS:
            generic += 1
        if any(t.lower in BODY for t in tokens[at:generic]) and tokens[first].lower not in BODY_WORDS:
            yield first, last
    if first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in OF_BODY:
        for last in range(min(end, first + MOST_WORDS), first, -1):
            yield first, last


def _beside(tokens: Sequence[Token], first: int, end: int) -> Iterator[tuple[int, int]]:
    """ "a Halvek man", "R-Halvek", "Ann Lee, 24, of Halvek"."""
    following = tokens[end].lower if end < len(tokens) else ""
    if following in PEOPLE and end - first <= MOST_WORDS:
        yield first, end
    if following == "-" and end + 1 < len(tokens) and tokens[end + 1].lower in COMBINED:
        yield first, end
    if first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].text in AFFILIATED:
        yield first, end
    if first > 1 and tokens[first - 1].lower == "of" and _is_aged(tokens, first - 1):
        yield first, end


def _is_aged(tokens: Sequence[Token], of: int) -> bool:
    """Whether a person's name or age stands before "of"."""
    before = tokens[of - 1]
    if before.text == "," and of > 1:
        return tokens[of - 2].text.isdecimal()
    return before.entity == "PERSON"


def _counties(tokens: Sequence[Token], first: int, end: int) -> Iterator[tuple[int, int]]:
    """A member of "Halvek, Dorn and Tarvos counties"."""
    at = end
    for _ in range(3 * MOST_MEMBERS):
        if at >= len(tokens) or not (tokens[at].lower in _JOINING or _is_capital(tokens[at])):
            break
        at += 1
    if at > end and at < len(tokens) and tokens[at].lower in PLURAL and not is_part(tokens[first].text):
        yield first, end
