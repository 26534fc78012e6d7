"""Transcripts: paragraphs that each begin with who speaks, a turn for each: "DARA VOSS, HOST: …", "VOSS: …", "Q: …"."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rashomon.attributions.answers import denies_shortly
from rashomon.attributions.drafts import Draft, narrowed
from rashomon.attributions.spans import DASHES, Reader
from rashomon.languages.cues import Cues
from rashomon.world.actors import Actors

LONGEST_LABEL = 16  # tokens: a name with its offices
LONGEST_NAME = 5  # words of a label that are not all in capitals, but for what is in brackets
SMALL = frozenset(
    {"of", "the", "for", "and", "al", "de", "van", "bin", "'s", "’s", "-", ",", ".", "(", ")", "&", "/", *DASHES}
)
COLONS = frozenset({":", "):"})
LEAST_LABELLED = 0.5  # of the paragraphs from the first turn to the last


class Turn(NamedTuple):
    """The label before the colon, and what is said in it, in tokens; ``paragraph`` counts those of the text."""

    label: range
    said: range
    paragraph: int


def with_turns(drafts: list[Draft], reader: Reader, cues: Cues, actors: Actors) -> list[Draft]:
    """The drafts, and where the text is a transcript one for each turn; what others read in a turn stays within it."""
    turns = _turns(reader, cues, actors)
    if not turns:
        return drafts
    home = {i: n for n, turn in enumerate(turns) for i in (*turn.label, *range(turn.label.stop, turn.said.stop))}
    labels = frozenset(i for turn in turns for i in range(turn.label.start, turn.label.stop + 1))
    kept: list[Draft] = []
    for draft in drafts:
        at = min(draft.cue, default=None)
        if at is None or at not in home:
            kept.append(draft)
        elif draft.cue.isdisjoint(labels) and draft.source.isdisjoint(labels):
            kept.append(narrowed(draft, draft.content & frozenset(turns[home[at]].said), reader))
    guest = _guest(turns, reader)
    for turn in turns:
        source = frozenset(turn.label)
        if guest and _text(turn.label, reader).lower() in cues.answering:
            source = guest
        said = frozenset(turn.said)
        kept.append(Draft("turn", "say", frozenset({turn.label.stop}), source, said))
    return [d for d in kept if d.content]


def _turns(reader: Reader, cues: Cues, actors: Actors) -> list[Turn]:
    """The turns of a transcript, or none where the text is none."""
    paragraphs = reader.paragraphs
    found = [
        Turn(label, range(_beginning(label.stop + 1, p.stop, reader), p.stop), n)
        for n, p in enumerate(paragraphs)
        if (label := _label(p, reader)) is not None
    ]
    if len({_text(t.label, reader) for t in found}) < 2:
        return []
    if len(found) < LEAST_LABELLED * (found[-1].paragraph - found[0].paragraph + 1):
        return []
    talking = sum(_is_talk(t.said, reader, cues) for t in found)
    if talking * 2 <= len(found) or not _is_talk_between(found, reader, cues, actors):
        return []
    return [
        _lengthened(t, following, paragraphs, reader) for t, following in zip(found, [*found[1:], None], strict=True)
    ]


def _label(paragraph: range, reader: Reader) -> range | None:
    """What stands before a paragraph's first colon, where it is written as a name is."""
    tokens, text = reader.tokens, reader.parse.text
    colon = next((i for i in paragraph[: LONGEST_LABEL + 1] if tokens[i].text in COLONS), None)
    if (
        colon is None
        or colon == paragraph.start
        or colon + 1 >= paragraph.stop
        or text[tokens[colon].start - 1].isspace()
    ):
        return None
    label = range(paragraph.start, colon)
    outside, depth = [], 0
    for i in label:
        depth += tokens[i].text == "("
        if not depth and tokens[i].lower not in SMALL:
            outside.append(tokens[i].text)
        depth -= tokens[i].text == ")"
    if not outside or not all(w[:1].isupper() for w in outside):
        return None
    capitals = all(w.isupper() for w in outside)
    return label if capitals or len(outside) <= LONGEST_NAME else None


def _beginning(first: int, end: int, reader: Reader) -> int:
    """The first token said, behind a direction in brackets: "(Through interpreter) …"."""
    if reader.tokens[first].text not in {"(", "["}:
        return first
    closing = next((i for i in range(first, end) if reader.tokens[i].text in {")", "]"}), first)
    return closing + 1 if closing + 1 < end else first


def _is_talk(said: range, reader: Reader, cues: Cues) -> bool:
    """Whether a turn's words are spoken: they have a verb, are a question, or answer shortly."""
    tokens = [reader.tokens[i] for i in said]
    return any(t.pos in {"VERB", "AUX"} or t.text == "?" or t.lower in cues.answers for t in tokens)


def _is_talk_between(turns: Sequence[Turn], reader: Reader, cues: Cues, actors: Actors) -> bool:
    """Whether someone speaks again, is asked or gainsaid by the next, or all labels say by an office or title who speaks."""
    names = [_surname(t.label, reader) for t in turns]
    if len(set(names)) < len(names):
        return True
    for turn, following in pairwise(turns):
        asks = any(reader.tokens[i].text == "?" for i in turn.said)
        if following.paragraph == turn.paragraph + 1 and (asks or _answers(following.said, reader, cues)):
            return True
    return all(_has_office(t.label, reader, cues, actors) for t in turns)


def _answers(said: range, reader: Reader, cues: Cues) -> bool:
    """Whether a turn begins by answering the one before it."""
    first = reader.sentence_of(reader.tokens[said.start])
    tokens = reader.tokens[said.start : min(said.stop, first.last)]
    return tokens[0].lower in cues.answers or denies_shortly(tokens, cues)


def _has_office(label: range, reader: Reader, cues: Cues, actors: Actors) -> bool:
    words = [reader.tokens[i].lower for i in label]
    return any(actors.kind_of(w) or actors.role_of(w) or w in cues.answering for w in words)


def _surname(label: range, reader: Reader) -> str:
    """The last word of a label's name: "DARA VOSS, HOST" as "voss"."""
    end = next((i for i in label[1:] if reader.tokens[i].text in {",", "("}), label.stop)
    return reader.tokens[end - 1].lower


def _text(label: range, reader: Reader) -> str:
    return reader.parse.text[reader.tokens[label.start].start : reader.tokens[label.stop - 1].end]


def _lengthened(turn: Turn, following: Turn | None, paragraphs: Sequence[range], reader: Reader) -> Turn:
    """With the paragraphs up to the next turn, but for a stage direction in brackets."""
    end = turn.said.stop
    for paragraph in paragraphs[turn.paragraph + 1 : following.paragraph if following else turn.paragraph + 1]:
        if reader.tokens[paragraph.start].text in {"(", "["}:
            break
        end = paragraph.stop
    return turn._replace(said=range(turn.said.start, end))


def _guest(turns: Sequence[Turn], reader: Reader) -> frozenset[int]:
    """The one person named before the first turn: who answers under "A:"."""
    first = turns[0].label.start
    people = [e for e in reader.parse.entities if e.label == "PERSON" and e.last <= first]
    names = {reader.tokens[e.last - 1].text for e in people}
    return frozenset(range(people[0].first, people[0].last)) if len(names) == 1 else frozenset()
