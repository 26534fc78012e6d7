"""Parse → the stretches of text that name places, with what their words say of them.

The parser's GPE, LOC and FAC entities, what it took for persons or organisations in the position of a place, and further
occurrences of the same names.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from rashomon.places.datelines import PLACE_LABELS, find_datelines
from rashomon.places.described import Lookup, Mention, described, text_of, with_parents
from rashomon.places.listed import find_listed
from rashomon.places.positions import (
    MOST_WORDS,
    begins_name,
    has_organisation_word,
    in_place_position,
    inside_organisations,
    is_reckoned_from,
    is_said_to_be_place,
)
from rashomon.places.repeated import join, repeat
from rashomon.places.runs import find_runs
from rashomon.places.words import CLEARLY_IN, SAYING, TITLES, is_part
from rashomon.records import Entity, Parse, Token
from rashomon.world.countries import Countries

__all__ = ["WELL_KNOWN", "Mention", "describe", "find_mentions"]

MAYBE_LABELS = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", ""})
SEVERAL_TOWNS = frozenset({"towns", "villages", "cities"})
FREE = frozenset({"", "QUANTITY"})  # "30 km north of X" is one entity to the parser
WELL_KNOWN = 100_000  # inhabitants
_SHORT_CAPITALS = re.compile(r"[A-Z]{2,5}s?(?:-[A-Z]+)?")
_LEADING = CLEARLY_IN | {"the"}
_MIXED_CAPITALS = re.compile(r"[A-Z][a-z]+[A-Z]\w*")  # "DfID"


def find_mentions(
    parse: Parse, lookup: Lookup, *, known: Lookup, countries: Countries, organisations: Container[str]
) -> list[Mention]:
    """Find them, in the order of the text; none overlaps another. ``known`` lets transliterations meet.

    ``organisations`` are names of actors, which are no places.
    """
    tokens = parse.tokens
    inside = inside_organisations(parse)
    persons = _persons(parse, lookup)
    peoples = _peoples(parse, known)
    found: dict[int, Mention] = {}
    taken: set[int] = set()

    def keep(first: int, last: int, *, sure: bool) -> None:
        mention = described(parse, first, last, lookup, sure=sure)
        if not taken.intersection(range(mention.first, mention.last)):
            taken.update(range(mention.first, mention.last))
            found[mention.first] = mention

    for first, last in find_datelines(parse):
        keep(first, last, sure=True)
    found = {first: replace(mention, dateline=True) for first, mention in found.items()}
    for first, last in find_listed(parse):
        if text_of(parse, first, last) not in organisations:
            keep(first, last, sure=True)
            if first in found:
                found[first] = replace(found[first], placed=True)
    told: set[int] = set()  # the words beside these say that they are places
    for first, last, certain in find_runs(parse, lookup, countries):
        name = text_of(parse, first, last)
        if name not in organisations and not _is_demonym(name, countries):
            keep(first, last, sure=certain)
            told.add(first)
            if certain and first in found:
                found[first] = replace(found[first], placed=True)
    for entity in parse.entities:
        for first, last in _parts(parse, entity):
            name = text_of(parse, first, last)
            if not begins_name(tokens[first]) or _is_demonym(name, countries) or name in organisations:
                continue
            if first in inside and (entity.label in PLACE_LABELS or has_organisation_word(tokens, first, last)):
                continue
            if entity.label in PLACE_LABELS:
                person = name in persons and not in_place_position(tokens, first, last)
                if not person and name not in peoples and not _is_label_wrong(parse, first, last, lookup, countries):
                    keep(first, last, sure=True)
            elif entity.label == "NORP":
                if (
                    name.lower() in countries.by_name
                    or (
                        first
                        and tokens[first - 1].lower in CLEARLY_IN
                        and tokens[first].pos == "PROPN"
                        and _is_known(name, known)
                    )
                    or (is_said_to_be_place(tokens, first, last) and _is_known(name, known))
                ):
                    keep(first, last, sure=True)
            elif entity.label in MAYBE_LABELS:
                if is_said_to_be_place(tokens, first, last) and _may_be_named(name, tokens[first]):
                    keep(first, last, sure=True)
                elif name in persons and not (first and tokens[first - 1].lower in CLEARLY_IN):
                    continue
                elif _is_division(name, lookup, countries, person=_is_person(tokens, entity)) or (
                    in_place_position(tokens, first, last) and _is_known(name, known)
                ):
                    keep(first, last, sure=False)
    for first, last in _unlabelled(parse, taken):
        name = text_of(parse, first, last)
        if first in inside or name in organisations:
            continue
        if name.lower() in countries.by_name or (
            not _is_demonym(name, countries)
            and (_is_compiled(name, lookup) or (in_place_position(tokens, first, last) and _is_known(name, known)))
        ):
            keep(first, last, sure=is_reckoned_from(tokens, first))
    for first, last in _after_towns(parse):
        free = taken.isdisjoint(range(first, last)) and inside.isdisjoint(range(first, last))
        name = text_of(parse, first, last)
        if (
            free
            and name not in organisations
            and name not in persons
            and not _is_demonym(name, countries)
            and _is_known(name, known)
        ):
            keep(first, last, sure=False)
    small = _small_names(parse)
    found = {n: m for n, m in found.items() if m.name not in small or tokens[max(0, n - 1)].lower in CLEARLY_IN}
    barred = inside | _unplaced(parse, countries, organisations)
    join(parse, found, taken, barred, lambda name: _is_known(name, known), keep)
    repeated = [m for m in found.values() if m.sure or m.first in told]
    repeat(parse, [m for m in repeated if m.name not in persons], taken, inside, lookup, keep)
    return with_parents(parse, [found[first] for first in sorted(found)], lookup)


def _small_names(parse: Parse) -> set[str]:
    """Words that have a capital letter but once and are written without one too: a headline's "Monitor" is a monitor, no town."""
    counts = Counter(t.text for t in parse.tokens)
    return {w for w, n in counts.items() if n == 1 and w[:1].isupper() and w[1:].islower() and w.lower() in counts}


def _after_towns(parse: Parse) -> Iterator[tuple[int, int]]:
    """Capitalised words behind "towns", "villages" and the like in one sentence: "two towns near the border, X and Y"."""
    tokens = parse.tokens
    for sentence in parse.sentences:
        at = next((i for i in range(sentence.first, sentence.last) if tokens[i].lower in SEVERAL_TOWNS), None)
        while at is not None and at < sentence.last:
            last = at
            while last < sentence.last and tokens[last].text[:1].isupper() and tokens[last].pos == "PROPN":
                last += 1
            if at < last <= at + MOST_WORDS and tokens[at].entity in {"", "PERSON", "ORG", "NORP"}:
                yield at, last
            at = max(last, at + 1)


def _persons(parse: Parse, lookup: Lookup) -> set[str]:
    """Surnames, and single names that speak and aren't those of a well-known place."""
    tokens = parse.tokens
    persons = {
        tokens[e.last - 1].text
        for e in parse.entities
        if e.label == "PERSON" and e.last - e.first > 1 and tokens[e.first].lower not in CLEARLY_IN
    }
    for entity in parse.entities:
        if (
            entity.last - entity.first == 1
            and entity.last < len(tokens)
            and tokens[entity.last].lower in SAYING
            and not is_said_to_be_place(tokens, entity.first, entity.last)
            and not any(e.kind != "P" or e.population >= WELL_KNOWN for e in lookup(tokens[entity.first].text))
        ):
            persons.add(tokens[entity.first].text)
    return persons


def _peoples(parse: Parse, known: Lookup) -> set[str]:
    """Names without an entry that stand before a noun wherever they stand ("Halvek officials", "Halvek-led"): of peoples and parties."""
    tokens = parse.tokens
    single = {e.first for e in parse.entities if e.label in PLACE_LABELS and e.last - e.first == 1}
    names = {tokens[i].text for i in single if not known(tokens[i].text)}
    for token in tokens:
        if token.text in names:
            following = tokens[token.i + 1] if token.i + 1 < len(tokens) else token
            joined = following.text == "-" and following.start == token.end
            if not joined and not (following.pos in {"NOUN", "ADJ"} and following.text.islower()):
                names.discard(token.text)
    return names


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
        if position < len(tokens):
            mention = described(parse, position, max(last, position + 1), lookup, sure=True)
            mentions.append(replace(mention, name=" ".join(parse.text[start:end].split())))
    return with_parents(parse, mentions, lookup)


def _parts(parse: Parse, entity: Entity) -> Iterator[tuple[int, int]]:
    """The entity cut at commas and "and", without articles, possessives and the words of a kind around it."""
    tokens = parse.tokens
    first = entity.first
    for i in range(entity.first, entity.last + 1):
        if i < entity.last and not (
            tokens[i].text in {",", "/", ";", "–", "—"}
            or (tokens[i].lower == "and" and entity.label == "GPE")
            or (i > entity.first and entity.label not in PLACE_LABELS and tokens[i].text in CLEARLY_IN)
            or (tokens[i].text == "-" and tokens[i - 1].end < tokens[i].start)
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


def _is_demonym(name: str, countries: Countries) -> bool:
    return name.lower() in countries.by_demonym and name.lower() not in countries.by_name


def _may_be_named(name: str, token: Token) -> bool:
    """Whether it has the form of a place's name: a proper noun, no initials ("the PYD village")."""
    return token.pos == "PROPN" and not _SHORT_CAPITALS.fullmatch(name) and not _MIXED_CAPITALS.fullmatch(name)


def _is_person(tokens: Sequence[Token], entity: Entity) -> bool:
    """Whether a name taken for a person's has no article before it ("the Danube")."""
    before = tokens[entity.first - 1].lower if entity.first else ""
    return entity.label == "PERSON" and "the" not in {before, tokens[entity.first].lower}


def _is_known(name: str, lookup: Lookup) -> bool:
    return not _SHORT_CAPITALS.fullmatch(name) and bool(lookup(name))


def _is_compiled(name: str, lookup: Lookup) -> bool:
    """Whether it is one of the seas, regions and sites of the compiled list, which are known by their names alone."""
    return len(name) > 4 and any(e.geonameid is None and (e.kind != "P" or e.population) for e in lookup(name))


def _is_division(name: str, lookup: Lookup, countries: Countries, *, person: bool) -> bool:
    """A state, or a first-order division by its full name: these need no position of a place."""
    if name.lower() in countries.by_name:
        return True
    if not person and _is_compiled(name, lookup):
        return True
    return len(name) > 4 and any(e.kind == "A" and e.name.casefold() == name.casefold() for e in lookup(name)[:3])


def _is_label_wrong(parse: Parse, first: int, last: int, lookup: Lookup, countries: Countries) -> bool:
    """Whether a GPE is rather a short name of an organisation or a part of a longer name."""
    name = text_of(parse, first, last)
    if name.lower() in countries.by_name:
        return False
    if _SHORT_CAPITALS.fullmatch(name) and not parse.text.isupper():
        return not any(e.kind == "A" for e in lookup(name))
    if _MIXED_CAPITALS.fullmatch(name) and not lookup(name):
        return True
    tokens = parse.tokens
    if first and tokens[first - 1].lower.rstrip(".") in TITLES:
        return True
    if last - first == 1 and is_part(name):
        return True
    if tokens[last - 1].text == "Day" or "Day" in [t.text for t in tokens[last : last + 2]]:
        return True  # "St. Patrick's Day"
    return (
        last < len(tokens)
        and tokens[last].lower in SAYING
        and not any(e.kind != "P" or e.population >= WELL_KNOWN for e in lookup(name))
    )


def _unlabelled(parse: Parse, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Sequences of capitalised words that the parser gave no label."""
    tokens = parse.tokens
    i = 0
    while i < len(tokens):
        if tokens[i].entity not in FREE or not begins_name(tokens[i]) or tokens[i].lower in _LEADING:
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


def _unplaced(parse: Parse, countries: Countries, organisations: Container[str]) -> set[int]:
    return {
        t.i for t in parse.tokens if t.entity == "NORP" or t.text in organisations or _is_demonym(t.text, countries)
    }
