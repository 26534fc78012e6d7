"""Where in a sentence a name stands: in the position of a place, inside an organisation's name, or as a person."""

from collections.abc import Sequence

from rashomon.places.words import (
    ARTICLES,
    CLEARLY_IN,
    DISTRICT,
    IN,
    MOVING,
    OF_PLACE,
    OF_SITE,
    ORGANISATION,
    OUTSKIRTS,
    PLACE_WORDS,
    PROVINCE,
    REACHING,
    SAYING,
    SITE,
    TITLES,
    TOWN,
    is_part,
)  # fmt: skip
from rashomon.records import Parse, Token

MOST_WORDS = 5  # of an unlabelled name


def begins_name(token: Token) -> bool:
    """Whether it is capitalised, or the article of an Arabic name ("al-Hudaydah")."""
    return token.text[:1].isupper() or token.lower.partition("-")[0] in ARTICLES


def inside_organisations(parse: Parse) -> set[int]:
    """Tokens inside an organisation's or an event's longer name, which are no places."""
    inside: set[int] = set()
    for entity in parse.entities:
        if entity.label in {"ORG", "EVENT", "LAW", "WORK_OF_ART", "PERSON"}:
            words = [t for t in parse.tokens[entity.first : entity.last] if t.lower not in {"the", "'s", "’s"}]
            if len(words) > 1 and words[0].lower not in CLEARLY_IN:  # "Near Halvek" is no name
                inside.update(range(entity.first, entity.last))
    for token in parse.tokens:
        if token.lower in ORGANISATION and token.text[:1].isupper() and token.entity not in {"LOC", "GPE"}:
            i = token.i - 1
            while i >= 0 and parse.tokens[i].pos in {"PROPN", "ADJ", "NOUN"} and parse.tokens[i].text[:1].isupper():
                inside.add(i)
                i -= 1
    return inside


def said_to_be_town(tokens: Sequence[Token], first: int) -> bool:
    """ "the town of X", "the border town X"."""
    if first and tokens[first - 1].lower in TOWN and tokens[first - 1].text.islower():
        return True
    return first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in TOWN


def is_reckoned_from(tokens: Sequence[Token], first: int) -> bool:
    """ "30 km north of X"."""
    return first > 1 and tokens[first - 1].lower == "of" and is_part(tokens[first - 2].text)


def _is_called_town(tokens: Sequence[Token], last: int) -> bool:
    """ "X, a town in"."""
    words = [t.lower for t in tokens[last : last + 4]]
    return len(words) > 2 and words[0] == "," and words[1] in {"a", "the"} and bool(TOWN.intersection(words[2:]))


def is_said_to_be_place(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words beside the name leave no doubt: "the town of X", "X province", "the X refugee camp", "the outskirts of X"."""
    if said_to_be_town(tokens, first) or is_reckoned_from(tokens, first) or _is_called_town(tokens, last):
        return True
    if first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in OUTSKIRTS:
        return True
    after = last
    while after < len(tokens) and after < last + 2 and tokens[after].lower in OF_SITE:
        after += 1
    if after >= len(tokens) or not tokens[after].text.islower():
        return False
    at_site = first > 1 and tokens[first - 1].lower == "the" and tokens[first - 2].lower in CLEARLY_IN
    return tokens[after].lower in PROVINCE | DISTRICT | TOWN or (
        (after > last or at_site) and tokens[after].lower in SITE and tokens[after].lower != "area"
    )


def in_place_position(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words beside the name make it a place: "in X", "fled X", "X province", "the town of X", "X, a village"."""
    before = tokens[first - 1] if first else None
    after = tokens[last].lower if last < len(tokens) else ""
    if last - first > MOST_WORDS or before is None:
        return False
    if is_said_to_be_place(tokens, first, last):
        return True
    if after in SAYING or before.lower.rstrip(".") in TITLES:
        return False
    if after in PLACE_WORDS:
        return True
    if before.lemma in REACHING or before.lower == "on":
        return True
    if is_part(before.text) and before.pos == "ADJ":
        return True
    if before.lower == "of" and first > 1 and tokens[first - 2].lower in OF_PLACE:
        return True
    if before.lower == "to" and before.relation == "preposition" and tokens[before.head].lemma in MOVING:
        return True
    if before.lower == "the" and first > 1:
        return tokens[first - 2].lower in CLEARLY_IN and after in PLACE_WORDS
    return before.lower in CLEARLY_IN or (
        before.lower in IN and before.pos == "ADP" and before.lower not in {"of", "to", "between"}
    )


def has_organisation_word(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a word of the name, or the one after it, heads an organisation's name."""
    return any(t.lower in ORGANISATION for t in tokens[first : last + 1])


def stands_alone(tokens: Sequence[Token], first: Token, last: Token) -> bool:
    """Whether no capitalised word stands right beside the name in the same entity."""
    beside = [tokens[i] for i in (first.i - 1, last.i + 1) if 0 <= i < len(tokens)]
    return not any(t.entity == first.entity and t.text[:1].isupper() for t in beside)
