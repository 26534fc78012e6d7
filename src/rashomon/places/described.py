"""A stretch of text that names a place → what the words inside and beside it say of the place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rashomon.models import PlaceEntry
from rashomon.places.positions import in_place_position, said_to_be_town
from rashomon.places.words import DISTRICT, FEATURE, NAMED_TOWN, PLACE_WORDS, PROVINCE, is_part
from rashomon.records import Parse

_BESIDE = frozenset(
    {",", "near", "outside", "in", "at", "close", "to", "by", "of", "a", "refugee", "displacement", "military", "air"}
)
_NEARLY = frozenset({"near", "outside", "in", "at", "close"})
_WATERS = frozenset({"gulf", "bay", "sea", "strait", "straits"})

Lookup = Callable[[str], Sequence[PlaceEntry]]


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``first`` to ``last`` (half-open) that name a place; ``shown_first`` to ``shown_last`` are the span that is given out.

    ``kind`` is the kind of entry that the words beside it ask for, ``parent`` the larger place named with it ("X, Y");
    ``beside`` the town that it is said to lie in or near; ``dateline`` that it is the report's own place; ``placed`` says that the words before or after make it a place ("in X", "X province"), ``sure`` that the parser does.
    """

    first: int
    last: int
    shown_first: int
    shown_last: int
    name: str
    sure: bool
    kind: str | None = None
    parent: str | None = None
    beside: str | None = None
    placed: bool = False
    dateline: bool = False


def text_of(parse: Parse, first: int, last: int) -> str:
    """The words of the tokens, spaces made single."""
    return " ".join(parse.text[parse.tokens[first].start : parse.tokens[last - 1].end].split())


def described(parse: Parse, first: int, last: int, lookup: Lookup, *, sure: bool) -> Mention:
    """Look at the words beside and inside the name."""
    tokens = parse.tokens
    if (
        tokens[last - 1].lower in _WATERS
        and last + 1 < len(tokens)
        and tokens[last].lower == "of"
        and tokens[last + 1].text[0].isupper()
    ):
        last += 2
    shown_first, shown_last = first, last
    if last - first > 1 and is_part(tokens[first].text) and (
        tokens[first].text[0].islower()
        or (tokens[last - 1].lower not in FEATURE and not lookup(text_of(parse, first, last)))
    ):  # fmt: skip
        first += 1
    kind = None
    after = tokens[last].lower if last < len(tokens) else ""
    while last - first > 1 and tokens[last - 1].lower in PLACE_WORDS and tokens[last - 1].text[0].islower():
        after = tokens[last - 1].lower
        last -= 1
    if after in PROVINCE:
        kind = "A"
    elif after in DISTRICT:
        kind = "D"
    elif after in NAMED_TOWN or said_to_be_town(tokens, first):
        kind = "P"
    elif first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in PROVINCE | DISTRICT:
        kind = "A" if tokens[first - 2].lower in PROVINCE else "D"
    if (
        shown_first == first
        and first
        and is_part(tokens[first - 1].text)
        and tokens[first - 1].pos in {"ADJ", "ADV", "NOUN", "PROPN"}
    ):
        shown_first -= 1
        while shown_first > 1 and tokens[shown_first - 1].text == "-" and bool(is_part(tokens[shown_first - 2].text)):
            shown_first -= 2
    return Mention(
        first, last, shown_first, shown_last, text_of(parse, first, last), sure, kind,
        placed=in_place_position(tokens, shown_first, last),
    )  # fmt: skip


def with_parents(parse: Parse, mentions: list[Mention], lookup: Lookup) -> list[Mention]:
    """Give each mention the larger place that follows it: "X, Y", "X in Y", "X (Y)"."""
    tokens = parse.tokens
    result = list(mentions)
    for i, (mention, following) in enumerate(pairwise(mentions)):
        between = [t.lower for t in tokens[mention.last : following.first]]
        words = [w for w in between if w not in {"the"} and not is_part(w)]
        if words in ([","], ["("]) or (
            words and words[-1] == "in" and len(words) <= 4 and set(words[:-1]) <= PLACE_WORDS | {",", "a"}
        ):
            kinds = {e.kind for e in lookup(following.name)[:5]}
            if kinds & {"A", "C", "D"}:
                result[i] = replace(mention, parent=following.name)
        said = {w for w in words if w not in PLACE_WORDS}
        if words and len(words) <= 6 and said <= _BESIDE and said & _NEARLY:
            result[i] = replace(result[i], beside=following.name)
    return result
