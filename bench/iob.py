"""PolNeAR as tokenised IOB instances, the form in which the literature scores it: a folder with ``valid.txt``.

Each instance is a report of its own: its tokens joined by single spaces. A found span becomes labels on the tokens that it touches;
attributions with a parent are left out; spans are maximal runs of one role that begin at B- (or at a change of role). Micro F1 over
exact spans, by role, over all instances. Published for CofeNet-BERT on the test part: source .832, cue .753, content .729.

    python -m bench.iob FOLDER
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.attribution_scores import Hits
from bench.finding import Finder, trained
from rashomon.parsing import SpacyParser
from rashomon.records import Attribution
from rashomon.sentences import split_sentences

ROLES = ("source", "cue", "content")


def spans(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """(role, first, last) of IOB labels; an I- after another role or O begins a span.

    >>> spans(["B-cue", "I-cue", "I-source", "O"])
    [('cue', 0, 1), ('source', 2, 2)]
    """
    found = []
    start, role = 0, ""
    for i, label in enumerate([*labels, "O"]):
        tag, _, name = label.partition("-")
        if role and (tag != "I" or name != role):
            found.append((role, start, i - 1))
            role = ""
        if tag != "O" and not role:
            start, role = i, name
    return found


def labels_of(tokens: Sequence[str], attributions: Iterable[Attribution]) -> list[str]:
    """The labels that found spans give to the tokens of ``" ".join(tokens)``."""
    bounds, at = [], 0
    for token in tokens:
        bounds.append((at, at + len(token)))
        at += len(token) + 1
    labels = ["O"] * len(tokens)
    for attribution in attributions:
        if attribution.parent:
            continue
        for role, found in zip(ROLES, (attribution.source, attribution.cue, attribution.content), strict=True):
            for start, end in found:
                touched = [i for i, (s, e) in enumerate(bounds) if s < end and e > start]
                for i in touched:
                    labels[i] = f"{'B' if i == touched[0] else 'I'}-{role}"
    return labels


def score(folder: Path, *, file: str = "valid.txt", finder: Finder | None = None) -> dict[str, float]:
    """``<role>_f1`` over all instances of the file, in [0, 1]."""
    parser, find = SpacyParser(), finder or trained()
    hits = dict.fromkeys(ROLES, Hits())
    with (folder / file).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found = find(split_sentences(" ".join(row["tokens"]), parser))
            gold, given = set(spans(row["labels"])), set(spans(labels_of(row["tokens"], found)))
            for role in ROLES:
                expected, read = ({s for s in side if s[0] == role} for side in (gold, given))
                same = len(expected & read)
                hits[role] += Hits(same, len(read), same, len(expected))
    return {f"{role}_f1": counted.rates()[2] for role, counted in hits.items()}


if __name__ == "__main__":
    for name, value in score(Path(sys.argv[1])).items():
        print(f"{name:26s} {value:.3f}")
