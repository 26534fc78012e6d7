"""Text → parse: tokens, sentences and entities with offsets into the whole text.

A paragraph is parsed by itself. Line breaks inside one (hard-wrapped text) count as spaces; offsets never move.
"""

import re
from itertools import pairwise

from rashomon.languages.grammar import Grammar, load_grammar
from rashomon.models import ParsedToken, Parser
from rashomon.records import Entity, Parse, Sentence, Span, Token

MOST_CHARACTERS = 20_000  # a longer paragraph is cut at white space: the parser's memory grows with its length
WRAPPED_WIDTH = 100  # lines that all stay below it and go on in lower case are one wrapped paragraph

_DASH_IN_NUMBERS = re.compile(r"(?<=\d)[–‑](?=\d)|(?<=\w)‑(?=\w)")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


def split_sentences(text: str, parser: Parser, *, body_start: int = 0, grammar: Grammar | None = None) -> Parse:
    """Parse ``text``; the title before ``body_start``, if there is one, is a paragraph of its own.

    ``grammar`` names the parser's labels; without one, the grammar of English.
    """
    relations = (grammar or load_grammar()).relations
    spans = _paragraphs(text, body_start)
    parsed = parser.parse([_plain(text[start:end]) for start, end in spans])
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for number, ((offset, _), rows) in enumerate(zip(spans, parsed, strict=True)):
        first = len(tokens)
        rows_kept, positions = _without_spaces(rows)
        children: list[list[int]] = [[] for _ in rows_kept]
        for i, row in enumerate(rows_kept):
            if (head := positions[row.head]) != i:
                children[head].append(first + i)
        for i, row in enumerate(rows_kept):
            word = text[offset + row.start : offset + row.end]
            tokens.append(
                Token(
                    first + i, offset + row.start, offset + row.end, word, word.lower(), row.lemma, row.pos, row.tag, row.dep,
                    first + positions[row.head], row.entity, tuple(children[i]), relations.get(row.dep, "other"),
                )
            )  # fmt: skip
        starts = [i for i, row in enumerate(rows_kept) if row.sentence_start or i == 0]
        for begin, end in pairwise([*starts, len(rows_kept)]):
            sentences.append(
                Sentence(
                    first + begin, first + end, tokens[first + begin].start, tokens[first + end - 1].end, number,
                    offset < body_start,
                )
            )  # fmt: skip
        entities += _entities(rows_kept, tokens, first)
    return Parse(text=text, tokens=tuple(tokens), sentences=tuple(sentences), entities=tuple(entities))


def _plain(text: str) -> str:
    """The text as the parser is given it, of the same length: it does not know that "12–15" are two numbers, only that "12-15" are."""
    return _DASH_IN_NUMBERS.sub("-", text.replace("\n", " "))


def _without_spaces(rows: list[ParsedToken]) -> tuple[list[ParsedToken], list[int]]:
    """Leave out white-space tokens; the second list gives each old position its new one (a space that of the word before)."""
    kept: list[ParsedToken] = []
    positions: list[int] = []
    for row in rows:
        if row.pos != "SPACE":
            kept.append(row)
        elif row.sentence_start and len(rows) > len(positions) + 1:
            following = len(positions) + 1
            rows[following] = rows[following]._replace(sentence_start=True)
        positions.append(max(0, len(kept) - 1))
    return kept, positions


def _entities(rows: list[ParsedToken], tokens: list[Token], first: int) -> list[Entity]:
    found: list[Entity] = []
    begin: int | None = None
    for i in range(len(rows) + 1):
        ended = i == len(rows) or not rows[i].entity or rows[i].entity_start
        if begin is not None and ended:
            found.append(
                Entity(
                    first + begin, first + i, tokens[first + begin].start, tokens[first + i - 1].end, rows[begin].entity
                )
            )
            begin = None
        if i < len(rows) and rows[i].entity and begin is None:
            begin = i
    return found


def _paragraphs(text: str, body_start: int) -> list[Span]:
    """Spans of the paragraphs, without white space around them."""
    spans: list[Span] = []
    parts = [(0, body_start), (body_start, len(text))] if body_start else [(0, len(text))]
    for part_start, part_end in parts:
        start = part_start
        for blank in [*_BLANK_LINES.finditer(text, part_start, part_end), None]:
            end = blank.start() if blank else part_end
            spans += [piece for line in _lines(text, start, end) for piece in _pieces(text, *line)]
            start = blank.end() if blank else part_end
    return spans


def _lines(text: str, start: int, end: int) -> list[Span]:
    """One span for a wrapped block, else one for each of its lines."""
    breaks = [m.start() for m in re.finditer("\n", text[start:end])]
    if not breaks:
        return [(start, end)]
    bounds = [start, *(start + b for b in breaks), end]
    lines = list(pairwise(bounds))
    firsts = [text[a + 1 : b].lstrip()[:1] for a, b in lines[1:]]
    wrapped = all(b - a <= WRAPPED_WIDTH for a, b in lines) and any(c.islower() for c in firsts)
    return [(start, end)] if wrapped else lines


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """Cut what is too long for the parser at a sentence's end, else at white space, and strip white space."""
    pieces: list[Span] = []
    while start < end:
        stop = end
        if end - start > MOST_CHARACTERS:
            window = text[start : start + MOST_CHARACTERS]
            cut = max(window.rfind(". "), window.rfind("\n"))
            cut = cut + 1 if cut > 0 else window.rfind(" ")
            stop = start + (cut if cut > 0 else MOST_CHARACTERS)
        piece = text[start:stop]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            pieces.append((start + left, start + len(piece.rstrip())))
        start = stop
    return pieces
