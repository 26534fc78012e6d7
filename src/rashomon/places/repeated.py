"""Places that follow from others: further members of a list, further occurrences of a name."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from rashomon.places.described import Lookup, Mention, text_of
from rashomon.places.positions import MOST_WORDS, stands_alone
from rashomon.places.runs import is_local
from rashomon.places.words import ARTICLES, MEDIA
from rashomon.records import Parse, Token

UNREPEATED = frozenset({"NORP", "EVENT", "LAW", "WORK_OF_ART"})


def repeat(
    parse: Parse, named: Sequence[Mention], taken: set[int], inside: set[int], lookup: Lookup, keep: Callable[..., None]
) -> None:
    """Further occurrences of names that were found: one sense per report.

    In a longer name only those count that English-language local news uses so ("the Halvek Arts Festival" in Halvek's own paper).
    """
    tokens = parse.tokens
    by_word: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for mention in named:
        words = tuple(t.text for t in tokens[mention.first : mention.last])
        by_word[words[0]].add(words)
    for token in tokens:
        if token.text not in by_word or token.i in taken or token.entity in UNREPEATED:
            continue
        for words in sorted(by_word[token.text], key=len, reverse=True):
            last = token.i + len(words)
            if tuple(t.text for t in tokens[token.i : last]) == words and not any(
                t.i in taken for t in tokens[token.i : last]
            ):
                if _may_repeat(tokens, token, last, inside, lookup):
                    keep(token.i, last, sure=True)
                break


def _may_repeat(tokens: Sequence[Token], token: Token, last: int, inside: set[int], lookup: Lookup) -> bool:
    longer = token.i in inside or (
        token.entity in {"PERSON", "ORG"} and stands_alone(tokens, tokens[token.i], tokens[last - 1]) is False
    )
    if not longer:
        return True
    if token.entity == "PERSON" or not is_local(" ".join(t.text for t in tokens[token.i : last]), lookup):
        return False
    if token.i > 1 and tokens[token.i - 1].lower == "of" and tokens[token.i - 2].text[:1].isupper():
        return False  # "University of Halvek"
    after = tokens[last].lower if last < len(tokens) else ""
    return after not in MEDIA


def join(
    parse: Parse, found: dict[int, Mention], taken: set[int], barred: set[int], is_known: Callable[[str], bool],
    keep: Callable[..., None],
) -> None:  # fmt: skip
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
            and last not in taken
            and last not in barred
            and _names(tokens, first, last)
        ):
            last += 1
        if mention.shown_last < first < last and is_known(text_of(parse, first, last)):
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
