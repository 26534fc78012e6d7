"""Two versions of a text → what changed, sentence by sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

_ENDS = re.compile(r"(?<=[.!?…])[”\"’')]*\s+|\n+")  # coarse on purpose: it only has to cut both versions alike
MOST_SENTENCES = 3000  # of a version; what lies beyond is not compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Sentences that both versions have, or one of them alone."""

    kind: Literal["kept", "removed", "added"]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a version changed in the one before it."""

    version: int
    before: int
    changes: tuple[Change, ...]


def revisions(texts: Mapping[int, str]) -> tuple[Revision, ...]:
    """What each version of a report changed, the newest first; nothing where there is one version only."""
    pairs = pairwise(sorted(texts, reverse=True))
    return tuple(Revision(version=new, before=old, changes=tell_changes(texts[old], texts[new])) for new, old in pairs)


def tell_changes(before: str, after: str) -> tuple[Change, ...]:
    """The sentences of both texts in order, each kept, removed or added.

    >>> [(c.kind, c.sentences) for c in tell_changes("One fell. Two ran.", "One fell. Three ran.")]
    [('kept', ('One fell.',)), ('removed', ('Two ran.',)), ('added', ('Three ran.',))]
    """
    old, new = _sentences(before), _sentences(after)
    found: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change(kind="kept", sentences=old[a:b]))
            continue
        found += [Change(kind="removed", sentences=old[a:b])] if b > a else []
        found += [Change(kind="added", sentences=new[c:d])] if d > c else []
    return tuple(found)


def _sentences(text: str) -> tuple[str, ...]:
    pieces, start = [], 0
    for end in _ENDS.finditer(text):
        pieces.append(text[start : end.end()])
        start = end.end()
    whole = (" ".join(piece.split()) for piece in [*pieces, text[start:]])
    return tuple(piece for piece in whole if piece)[:MOST_SENTENCES]
