"""Attributions on PolNeAR (Newell, Margolin & Ruths, LREC 2018): a folder with ``gold_<part>.jsonl`` and ``<part>/text/``.

The numbers are those of ``bench.attribution_scores``, in [0, 1]. PolNeAR marks no attribution inside another, so found ones
that have a parent are left out. A text that makes the stage crash counts as one in which nothing was found; ``crashes`` counts
them. ``words_per_second`` is of the finder alone, on given parses, in CPU time.

``direct_recall``, ``mixed_recall``, ``indirect_recall``: the share of gold attributions whose content has a found one's Jaccard index of at
least 0.5, by how much of the content stands in quotation marks (all, some, none of its words); ``…_matched``: those that
match a found attribution, source included.

    python -m bench.polnear FOLDER [dev|train] [rules]
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.attribution_scores import LEAST_JACCARD, Hits, Roles, Words, count, jaccard, match, tokens_of, total
from bench.finding import Finder, ruled, trained
from rashomon.attributions.quotations import find_quotations
from rashomon.models import Parser
from rashomon.parsing import SpacyParser
from rashomon.records import Attribution, Span
from rashomon.sentences import split_sentences


def score(
    folder: Path, *, part: str = "dev", parser: Parser | None = None, finder: Finder | None = None
) -> dict[str, float]:
    """Score the texts of ``part``; see the module's docstring for the numbers."""
    parser, find = parser or SpacyParser(), finder or trained()
    counts, crashes, words, spent = [], 0, 0, 0.0
    kinds: dict[str, Hits] = {}
    for line in (folder / f"gold_{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (folder / part / "text" / f"{row['doc']}.txt").read_bytes().decode()
        parse = split_sentences(text, parser)
        found: list[Attribution] = []
        began = time.process_time()
        try:
            found = [a for a in find(parse) if a.parent is None]
        except Exception:  # noqa: BLE001 - whatever goes wrong in one text is a miss of that text
            crashes += 1
        spent += time.process_time() - began
        words += len(text.split())
        roles = [as_roles(a) for a in found]
        counts.append(count(text, row["attributions"], roles))
        for name, hits in by_kind(text, row["attributions"], roles, find_quotations(parse)).items():
            kinds[name] = kinds.get(name, Hits()) + hits
    recalls = {name: hits.rates()[1] for name, hits in sorted(kinds.items())}
    return {**total(counts), **recalls, "crashes": float(crashes), "words_per_second": words / spent}


def by_kind(text: str, gold: Sequence[Roles], found: Sequence[Roles], quotations: Sequence[Span]) -> dict[str, Hits]:
    """``<kind>_recall`` and ``<kind>_matched`` of one text; only the gold side is counted."""
    expected, given = ([a for a in tokens_of(text, side) if a["content"]] for side in (gold, found))
    quoted = Words(text).touched(quotations)
    matched = {i for i, _ in match(expected, given)}
    counts: dict[str, Hits] = {}
    for i, one in enumerate(expected):
        content = one["content"]
        inside = len(content & quoted)
        kind = "indirect" if not inside else "direct" if inside == len(content) else "mixed"
        met = any(jaccard(content, other["content"]) >= LEAST_JACCARD for other in given)
        for name, hit in (("recall", met), ("matched", i in matched)):
            counts[f"{kind}_{name}"] = counts.get(f"{kind}_{name}", Hits()) + Hits(0, 0, int(hit), 1)
    return counts


def score_rules(folder: Path) -> dict[str, float]:
    """Score the rules alone."""
    return score(folder, finder=ruled())


def as_roles(attribution: Attribution) -> Roles:
    """The three roles by name, as the gold has them."""
    return {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}


if __name__ == "__main__":
    arguments = sys.argv[2:]
    finder = ruled() if "rules" in arguments else trained()
    part = "train" if "train" in arguments else "dev"
    for name, value in score(Path(sys.argv[1]), part=part, finder=finder).items():
        print(f"{name:26s} {value:.3f}")
