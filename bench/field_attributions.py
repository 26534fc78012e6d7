"""Attributions on the field corpus: a folder with ``field_dev.jsonl`` (other parts: give the file's name).

The numbers of ``bench.attribution_scores``, in [0, 1], nested attributions included, and over the pairs that match there:

* ``act``, ``polarity``, ``modality``, ``kind``: the share of matched pairs that agree.
* ``parent_p``, ``parent_r``, ``parent_f1``: of the matched found attributions that have a parent, the share whose parent is
  matched with the gold one's parent; the same of the matched gold ones that have one.

A text that makes the stage crash counts as one in which nothing was found; ``crashes`` counts them.

    python -m bench.field_attributions FOLDER [--bootstrap 1000]      intervals of attribution F1, texts drawn anew so many times

A folder without ``field_dev.jsonl`` is scored by its ``attributions_gold.jsonl``: spans alone.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.attribution_scores import Hits, agreement, count, interval, match, tokens_of, total
from bench.finding import Finder, trained
from bench.polnear import as_roles
from rashomon.models import Parser
from rashomon.parsing import SpacyParser
from rashomon.records import Attribution
from rashomon.sentences import split_sentences

LABELS = ("act", "polarity", "modality", "kind")


def score(
    folder: Path, *, file: str = "field_dev.jsonl", parser: Parser | None = None, finder: Finder | None = None
) -> dict[str, float]:
    """Score every text of the file; see the module's docstring for the numbers."""
    counts, rates = _read(folder, file=file, parser=parser, finder=finder)
    return {**total(counts), **rates}


def _read(
    folder: Path, *, file: str = "field_dev.jsonl", parser: Parser | None = None, finder: Finder | None = None
) -> tuple[list[dict[str, Hits]], dict[str, float]]:
    """The counts of each text, and what is no count of spans."""
    parser, find = parser or SpacyParser(), finder or trained()
    counts, crashes, parents = [], 0, Hits()
    labels: dict[str, list[tuple[str, str]]] = {name: [] for name in LABELS}
    for line in (folder / file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, gold = row["text"], row["attributions"]
        found: tuple[Attribution, ...] = ()
        try:
            found = find(split_sentences(text, parser))
        except Exception:  # noqa: BLE001 - whatever goes wrong in one text is a miss of that text
            crashes += 1
        roles = [as_roles(a) for a in found]
        counts.append(count(text, gold, roles))
        pairs = match(tokens_of(text, gold), tokens_of(text, roles))
        for i, j in pairs:
            for name in LABELS:
                labels[name].append((gold[i][name], getattr(found[j], name)))
        parents += parent_hits(gold, found, pairs)
    rates = zip(("parent_p", "parent_r", "parent_f1"), parents.rates(), strict=True)
    shares = {name: agreement(pairs)[0] for name, pairs in labels.items()}
    return counts, {**shares, **dict(rates), "crashes": float(crashes)}


def score_spans(folder: Path, *, finder: Finder | None = None) -> dict[str, float]:
    """Score a folder that has ``attributions_gold.jsonl`` and ``attributions_text/``: spans alone."""
    return total(span_counts(folder, finder=finder))


def span_counts(folder: Path, *, finder: Finder | None = None) -> list[dict[str, Hits]]:
    """The counts of each text of such a folder."""
    parser, find = SpacyParser(), finder or trained()
    counts = []
    for line in (folder / "attributions_gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (folder / "attributions_text" / f"{row['doc']}.txt").read_bytes().decode()
        counts.append(count(text, row["attributions"], [as_roles(a) for a in find(split_sentences(text, parser))]))
    return counts


def parent_hits(gold: Sequence[dict[str, Any]], found: Sequence[Attribution], pairs: Sequence[tuple[int, int]]) -> Hits:
    """Count the matched attributions whose parents are matched with one another."""
    partner = {found[j].id: gold[i]["id"] for i, j in pairs}
    right = sum(
        found[j].parent is not None and partner.get(found[j].parent or "") == gold[i]["parent"] for i, j in pairs
    )
    given = sum(found[j].parent is not None for _, j in pairs)
    expected = sum(gold[i]["parent"] is not None for i, _ in pairs)
    return Hits(right, given, right, expected)


def main() -> None:
    """Print the scores and, where asked for, the intervals."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("folder", type=Path)
    given.add_argument("--bootstrap", type=int, default=0, metavar="DRAWS")
    chosen = given.parse_args()
    counts, rates = (
        _read(chosen.folder) if (chosen.folder / "field_dev.jsonl").exists() else (span_counts(chosen.folder), {})
    )
    for name, value in {**total(counts), **rates}.items():
        print(f"{name:26s} {value:.3f}")
    for name in ("attribution", "attribution_strict") if chosen.bootstrap else ():
        low, high = interval(counts, name, chosen.bootstrap)
        print(f"{name + '_f1':26s} 95 % interval {low:.3f} to {high:.3f} ({len(counts)} texts)")


if __name__ == "__main__":
    main()
