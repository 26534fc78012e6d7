"""Parse → the stretches of text that name places, with what their words say of them.

The parser's GPE, LOC and FAC entities, what it took for persons or organisations in the position of a place, and further
occurrences of the same names.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rashomon.lexicon.countries import Countries
from rashomon.models import PlaceEntry
from rashomon.places.positions import (
    MOST_WORDS,
    TITLES,
    begins_name,
    has_organisation_word,
    in_place_position,
    inside_organisations,
    is_reckoned_from,
    said_to_be_town,
    stands_alone,
)
from rashomon.places.words import (
    ARTICLES,
    CLEARLY_IN,
    DATELINE,
    DISTRICT,
    PLACE_WORDS,
    PROVINCE,
    SAYING,
    TOWN,
    is_part,
)  # fmt: skip
from rashomon.records import Entity, Parse, Token

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
MAYBE_LABELS = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", ""})
FREE = frozenset({"", "QUANTITY"})  # "30 km north of X" is one entity to the parser
_SHORT_CAPITALS = re.compile(r"[A-Z]{2,5}s?(?:-[A-Z]+)?")
_LEADING = CLEARLY_IN | {"the"}
_WATERS = frozenset({"gulf", "bay", "sea", "strait", "straits"})
_MIXED_CAPITALS = re.compile(r"[A-Z][a-z]+[A-Z]\w*")  # "DfID"

Lookup = Callable[[str], Sequence[PlaceEntry]]


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``first`` to ``last`` (half-open) that name a place; ``shown_first`` to ``shown_last`` are the span that is given out.

    ``kind`` is the kind of entry that the words beside it ask for, ``parent`` the larger place named with it ("X, Y");
    ``placed`` says that the words before or after make it a place ("in X", "X province"), ``sure`` that the parser does.
    """

    first: int
    last: int
    shown_first: int
    shown_last: int
    name: str
    sure: bool
    kind: str | None = None
    parent: str | None = None
    placed: bool = False


def find_mentions(
    parse: Parse, lookup: Lookup, *, known: Lookup, countries: Countries, organisations: Container[str]
) -> list[Mention]:
    """Find them, in the order of the text; none overlaps another. ``known`` lets transliterations meet.

    ``organisations`` are names of actors, which are no places.
    """
    tokens = parse.tokens
    inside = inside_organisations(parse)
    surnames = {tokens[e.last - 1].text for e in parse.entities if e.label == "PERSON" and e.last - e.first > 1}
    found: dict[int, Mention] = {}
    taken: set[int] = set()

    def keep(first: int, last: int, *, sure: bool) -> None:
        mention = _described(parse, first, last, lookup, sure=sure)
        if not taken.intersection(range(mention.first, mention.last)):
            taken.update(range(mention.first, mention.last))
            found[mention.first] = mention

    for first, last in _datelines(parse):
        keep(first, last, sure=True)
    for entity in parse.entities:
        for first, last in _parts(parse, entity):
            name = _text(parse, first, last)
            if not begins_name(tokens[first]) or _is_demonym(name, countries) or name in organisations:
                continue
            if first in inside and (entity.label in PLACE_LABELS or has_organisation_word(tokens, first, last)):
                continue
            if entity.label in PLACE_LABELS:
                person = name in surnames and not in_place_position(tokens, first, last)
                if not person and not _is_label_wrong(parse, first, last, lookup, countries):
                    keep(first, last, sure=True)
            elif entity.label == "NORP" and name.lower() in countries.by_name:
                keep(first, last, sure=True)
            elif entity.label in MAYBE_LABELS and (
                _is_division(name, lookup, countries)
                or (in_place_position(tokens, first, last) and _is_known(name, known))
            ):
                keep(first, last, sure=False)
    for first, last in _unlabelled(parse, taken):
        name = _text(parse, first, last)
        if first in inside or name in organisations:
            continue
        if name.lower() in countries.by_name or (
            not _is_demonym(name, countries)
            and (_is_compiled(name, lookup) or (in_place_position(tokens, first, last) and _is_known(name, known)))
        ):
            keep(first, last, sure=is_reckoned_from(tokens, first))
    _join(parse, found, taken, inside | _unplaced(parse, countries, organisations), known, keep)
    _repeat(parse, found, taken, inside, keep)
    return _with_parents(parse, [found[first] for first in sorted(found)], lookup)


def describe(parse: Parse, spans: Sequence[tuple[int, int]], lookup: Lookup) -> list[Mention]:
    """Mentions at given spans of the text, for measuring resolution by itself."""
    tokens = parse.tokens
    mentions = []
    position = 0
    for start, end in sorted(spans):
        while position < len(tokens) and tokens[position].end <= start:
            position += 1
        last = position
        while last < len(tokens) and tokens[last].start < end:
            last += 1
        described = (
            _described(parse, position, max(last, position + 1), lookup, sure=True) if position < len(tokens) else None
        )
        if described is not None:
            mentions.append(replace(described, name=" ".join(parse.text[start:end].split())))
    return _with_parents(parse, mentions, lookup)


def _text(parse: Parse, first: int, last: int) -> str:
    return " ".join(parse.text[parse.tokens[first].start : parse.tokens[last - 1].end].split())


def _parts(parse: Parse, entity: Entity) -> Iterator[tuple[int, int]]:
    """The entity cut at commas and "and", without articles, possessives and the words of a kind around it."""
    tokens = parse.tokens
    first = entity.first
    for i in range(entity.first, entity.last + 1):
        if i < entity.last and not (
            tokens[i].text in {",", "/", ";", "–", "—"} or (tokens[i].lower == "and" and entity.label == "GPE")
        ):
            continue
        last = i
        while first < last and (
            tokens[first].lower in _LEADING or tokens[first].pos == "PUNCT" or not begins_name(tokens[first])
        ):
            first += 1
        while last > first and (
            tokens[last - 1].lower in {"'s", "’s", "'", "’", "s"} or tokens[last - 1].pos == "PUNCT"
        ):
            if tokens[last - 1].text.endswith("."):
                break
            last -= 1
        if first < last:
            yield first, last
        first = i + 1


def _described(parse: Parse, first: int, last: int, lookup: Lookup, *, sure: bool) -> Mention:
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
        tokens[first].text[0].islower() or not lookup(_text(parse, first, last))
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
    elif after in TOWN or said_to_be_town(tokens, first):
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
        first, last, shown_first, shown_last, _text(parse, first, last), sure, kind,
        placed=in_place_position(tokens, shown_first, last),
    )  # fmt: skip


def _is_demonym(name: str, countries: Countries) -> bool:
    return name.lower() in countries.by_demonym and name.lower() not in countries.by_name


def _is_known(name: str, lookup: Lookup) -> bool:
    return not _SHORT_CAPITALS.fullmatch(name) and bool(lookup(name))


def _is_compiled(name: str, lookup: Lookup) -> bool:
    """Whether it is one of the seas, regions and sites of the compiled list, which are known by their names alone."""
    return len(name) > 4 and any(e.geonameid is None for e in lookup(name))


def _is_division(name: str, lookup: Lookup, countries: Countries) -> bool:
    """A state, or a first-order division by its full name: these need no position of a place."""
    if name.lower() in countries.by_name:
        return True
    if _is_compiled(name, lookup):
        return True
    return len(name) > 4 and any(e.kind == "A" and e.name.casefold() == name.casefold() for e in lookup(name)[:3])


def _is_label_wrong(parse: Parse, first: int, last: int, lookup: Lookup, countries: Countries) -> bool:
    """Whether a GPE is rather a short name of an organisation or a part of a longer name."""
    name = _text(parse, first, last)
    if name.lower() in countries.by_name:
        return False
    if _SHORT_CAPITALS.fullmatch(name) and not parse.text.isupper():
        return not any(e.kind == "A" for e in lookup(name))
    if _MIXED_CAPITALS.fullmatch(name) and not lookup(name):
        return True
    tokens = parse.tokens
    if first and tokens[first - 1].lower.rstrip(".") in TITLES:
        return True
    return last < len(tokens) and tokens[last].lower in SAYING and not lookup(name)


def _unlabelled(parse: Parse, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Sequences of capitalised words that the parser gave no label."""
    tokens = parse.tokens
    i = 0
    while i < len(tokens):
        if tokens[i].entity not in FREE or not begins_name(tokens[i]) or tokens[i].lower == "the":
            i += 1
            continue
        last = i
        while last < len(tokens) and last - i < MOST_WORDS and _is_capitalised(tokens, i, last) and last not in taken:
            last += 1
        while last > i and not tokens[last - 1].text[:1].isupper():
            last -= 1
        if last > i:
            yield i, last
        i = max(last, i + 1)


def _is_capitalised(tokens: Sequence[Token], first: int, i: int) -> bool:
    token = tokens[i]
    if token.entity not in FREE:
        return False
    if token.text[:1].isupper():
        return token.pos in {"PROPN", "NOUN", "ADJ", "X"}
    joined = (token.text == "-" and i > first) or begins_name(token)
    return joined and i + 1 < len(tokens) and tokens[i + 1].text[:1].isalpha()


def _datelines(parse: Parse) -> Iterator[tuple[int, int]]:
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


def _repeat(
    parse: Parse, found: dict[int, Mention], taken: set[int], inside: set[int], keep: Callable[..., None]
) -> None:
    """Further occurrences of names that were found: one sense per report."""
    tokens = parse.tokens
    by_word: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for mention in found.values():
        if mention.sure:
            words = tuple(t.text for t in tokens[mention.first : mention.last])
            by_word[words[0]].add(words)
    for token in tokens:
        if (
            token.text not in by_word
            or token.i in taken
            or token.i in inside
            or (token.entity in {"NORP", "PERSON", "ORG"} and stands_alone(tokens, token) is False)
        ):
            continue
        for words in sorted(by_word[token.text], key=len, reverse=True):
            if tuple(t.text for t in tokens[token.i : token.i + len(words)]) == words:
                if not any(t.i in taken for t in tokens[token.i : token.i + len(words)]):
                    keep(token.i, token.i + len(words), sure=True)
                break


def _unplaced(parse: Parse, countries: Countries, organisations: Container[str]) -> set[int]:
    return {
        t.i for t in parse.tokens if t.entity == "NORP" or t.text in organisations or _is_demonym(t.text, countries)
    }


def _join(
    parse: Parse, found: dict[int, Mention], taken: set[int], barred: set[int], known: Lookup, keep: Callable[..., None]
) -> None:
    """Further members of a list of places: "A, B and C"."""
    tokens = parse.tokens
    waiting = [found[first] for first in sorted(found)]
    while waiting:
        mention = waiting.pop()
        first = mention.shown_last
        while first < len(tokens) and tokens[first].lower in {",", "and", "or"} and first - mention.shown_last < 2:
            first += 1
        last = first
        while (
            last < len(tokens)
            and last - first < MOST_WORDS
            and last not in taken | barred
            and _names(tokens, first, last)
        ):
            last += 1
        if mention.shown_last < first < last and _is_known(_text(parse, first, last), known):
            keep(first, last, sure=False)
            if first in found:
                waiting.append(found[first])


def _names(tokens: Sequence[Token], first: int, i: int) -> bool:
    token = tokens[i]
    return (
        (token.pos == "PROPN" and token.text[:1].isupper())
        or (token.text == "-" and i > first)
        or token.lower in ARTICLES
    )


def _with_parents(parse: Parse, mentions: list[Mention], lookup: Lookup) -> list[Mention]:
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
    return result
