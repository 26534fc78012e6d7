"""Parse → windows: the wordpieces that the tagger reads at a time, with what the parser said of each word.

A *word* is what the encoder's tokenizer takes for one (letters and digits, or one punctuation mark); spans begin and end at words.
A *chunk* is a paragraph, or the sentences of one that fit; a *window* is as many chunks as fit. The training reads with this module too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rashomon.models import Pieces
from rashomon.records import Parse, Token

MOST_PIECES = 192  # wordpieces of a window: what the tagger was trained on; longer ones confuse it
CLS, SEP = 101, 102
NONE = 0  # the parser said nothing

TAGS = (
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "HYPH", "IN", "JJ", "JJR", "JJS", "LS",
    "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD",
    "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "_SP", "``",
)  # fmt: skip
LABELS = (
    "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc", "ccomp", "compound",
    "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta", "neg", "nmod", "npadvmod", "nsubj",
    "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj", "predet", "prep", "prt", "punct", "quantmod",
    "relcl", "xcomp",
)  # fmt: skip
CLAUSES = ("ccomp", "xcomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass", "pcomp", "conj")
SIZES = (len(TAGS) + 1, len(LABELS) + 1, len(CLAUSES) + 1, len(CLAUSES) + 1)
"""How many values each feature has: the word's tag, its label, the widest clause that it opens, the widest that it closes."""

_TAG = {tag: n for n, tag in enumerate(TAGS, 1)}
_LABEL = {label: n for n, label in enumerate(LABELS, 1)}
_CLAUSE = {label: n for n, label in enumerate(CLAUSES, 1)}

Feature = tuple[int, int, int, int]
NOTHING: Feature = (NONE, NONE, NONE, NONE)
Encode = Callable[[str], Pieces]


@dataclass(slots=True)
class Chunk:
    """Words in a row: ``firsts`` is the place of each one's first piece in ``ids``, ``starts`` and ``ends`` are code points of the text."""

    paragraph: int
    ids: list[int]
    firsts: list[int]
    starts: list[int]
    ends: list[int]
    sentences: list[int]
    features: list[Feature]

    def part(self, first: int, last: int) -> "Chunk":
        """Words ``first`` to ``last`` (half-open) as a chunk of their own."""
        begin = self.firsts[first]
        end = self.firsts[last] if last < len(self.firsts) else len(self.ids)
        return Chunk(
            self.paragraph, self.ids[begin:end], [f - begin for f in self.firsts[first:last]], self.starts[first:last],
            self.ends[first:last], self.sentences[first:last], self.features[first:last],
        )  # fmt: skip


def read_chunks(parse: Parse, encode: Encode, most: int = MOST_PIECES) -> list[Chunk]:
    """The chunks of a report, in order."""
    features = word_features(parse.tokens)
    chunks: list[Chunk] = []
    first = 0
    sentences = parse.sentences
    while first < len(sentences):
        last = first
        while last < len(sentences) and sentences[last].paragraph == sentences[first].paragraph:
            last += 1
        chunk = _paragraph(parse, first, last, encode, features)
        if chunk.firsts:
            chunks += _cut(chunk, most - 2)
        first = last
    return chunks


def pack(chunks: Sequence[Chunk], most: int = MOST_PIECES) -> list[list[Chunk]]:
    """Chunks in a row as long as they fit, one separator after each."""
    windows: list[list[Chunk]] = []
    room = 0
    for chunk in chunks:
        size = len(chunk.ids) + 1
        if not windows or size > room:
            windows.append([])
            room = most - 1
        windows[-1].append(chunk)
        room -= size
    return windows


def lay_out(chunks: Sequence[Chunk]) -> tuple[list[int], list[Feature], list[int], list[tuple[int, int]]]:
    """Pieces, features of each, places of the words' first pieces, and each chunk's words."""
    ids, features = [CLS], [NOTHING]
    words: list[int] = []
    ranges: list[tuple[int, int]] = []
    for chunk in chunks:
        begin = len(words)
        words += [len(ids) + first for first in chunk.firsts]
        ranges.append((begin, len(words)))
        for n, first in enumerate(chunk.firsts):
            end = chunk.firsts[n + 1] if n + 1 < len(chunk.firsts) else len(chunk.ids)
            features += [chunk.features[n]] * (end - first)
        ids += [*chunk.ids, SEP]
        features.append(NOTHING)
    return ids, features, words, ranges


def word_features(tokens: Sequence[Token]) -> list[Feature]:
    """What the parser says of each token."""
    size = len(tokens)
    left, right = [size] * size, [-1] * size
    for i in range(size):  # the first token to reach an ancestor is its leftmost: each ancestor is set once
        j = i
        while left[j] > i:
            left[j] = i
            j = tokens[j].head
    for i in range(size - 1, -1, -1):
        j = i
        while right[j] < i:
            right[j] = i
            j = tokens[j].head
    opens: list[tuple[int, int]] = [(0, NONE)] * size
    closes: list[tuple[int, int]] = [(0, NONE)] * size
    for token in tokens:
        clause = _CLAUSE.get(token.dep)
        if clause is None or (token.dep == "conj" and token.pos not in {"VERB", "AUX"}):
            continue
        begin, end = left[token.i], right[token.i]
        while end > begin and tokens[end].pos == "PUNCT":
            end -= 1
        while begin < end and tokens[begin].pos == "PUNCT":
            begin += 1
        opens[begin] = max(opens[begin], (end - begin, clause))
        closes[end] = max(closes[end], (end - begin, clause))
    return [(_TAG.get(t.tag, NONE), _LABEL.get(t.dep, NONE), opens[t.i][1], closes[t.i][1]) for t in tokens]


def _paragraph(parse: Parse, first: int, last: int, encode: Encode, features: list[Feature]) -> Chunk:
    sentences, tokens = parse.sentences, parse.tokens
    offset = sentences[first].start
    ids, words, places = encode(parse.text[offset : sentences[last - 1].end])
    chunk = Chunk(sentences[first].paragraph, list(ids), [], [], [], [], [])
    word: int | None = -1
    token, final, sentence = sentences[first].first, sentences[last - 1].last - 1, first
    for n, (number, (start, end)) in enumerate(zip(words, places, strict=True)):
        if number == word:
            chunk.ends[-1] = offset + end
            continue
        word = number
        start += offset
        while token < final and tokens[token].end <= start:
            token += 1
        while sentence + 1 < last and sentences[sentence + 1].start <= start:
            sentence += 1
        chunk.firsts.append(n)
        chunk.starts.append(start)
        chunk.ends.append(offset + end)
        chunk.sentences.append(sentence)
        chunk.features.append(features[token])
    return chunk


def _cut(chunk: Chunk, most: int) -> list[Chunk]:
    """Cut what does not fit, at the last sentence that does, else at the last word."""
    parts: list[Chunk] = []
    firsts, size = chunk.firsts, len(chunk.firsts)
    begin = 0
    while begin < size and len(chunk.ids) - firsts[begin] > most:
        end = begin + 1
        while end < size and (firsts[end + 1] if end + 1 < size else len(chunk.ids)) - firsts[begin] <= most:
            end += 1
        cut = end
        while begin + 1 < cut < size and chunk.sentences[cut] == chunk.sentences[cut - 1]:
            cut -= 1
        cut = cut if cut > begin + 1 else end
        parts.append(chunk.part(begin, cut))
        begin = cut
    if begin < size:
        parts.append(chunk.part(begin, size))
    return parts
