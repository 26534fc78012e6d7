"""Cues → whom they tell: "told the Meridian agency", as the words stand in the text. Whether it is an outlet is for the cast to say."""

from rashomon.records import Attribution, Span
from rashomon.speakers.mentions import Finder

TELLING = frozenset({"tell", "inform", "speak", "talk"})
THROUGH = frozenset({"to", "with"})


def find_addressees(finder: Finder, attributions: tuple[Attribution, ...]) -> dict[str, Span]:
    """Attribution → the name of whom it tells, where one stands after its cue."""
    found = {}
    for attribution in attributions:
        for start, end in attribution.cue:
            span = _addressee(finder, start, end)
            if span is not None and not any(
                s < span[1] and span[0] < e for s, e in (*attribution.source, *attribution.content)
            ):
                found[attribution.id] = span
                break
    return found


def _addressee(finder: Finder, start: int, end: int) -> Span | None:
    tokens = finder.tokens
    if not tokens:
        return None
    for i in range(finder.token_at(start), finder.token_at(end - 1) + 1):
        if tokens[i].lemma.lower() not in TELLING:
            continue
        told = [tokens[c] for c in tokens[i].children if c > i]
        told += [tokens[g] for c in told if c.lower in THROUGH for g in c.children]
        for noun in told:
            if noun.relation in {"object", "dative", "prepositional_object"} and noun.pos in {"NOUN", "PROPN"}:
                first, last = finder.edges(noun)
                return tokens[first].start, tokens[last].end
    return None
