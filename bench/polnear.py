"""Attributions on PolNeAR (Newell, Margolin & Ruths, LREC 2018): a folder with ``gold_<part>.jsonl`` and ``<part>/text/``.

The numbers are those of ``bench.attribution_scores``, in [0, 1]. PolNeAR marks no attribution inside another, so found ones
that have a parent are left out. A text that makes the stage crash counts as one in which nothing was found; ``crashes`` counts
them. ``rule_<confidence>`` is the share of the found attributions of one confidence that match.

    python -m bench.polnear FOLDER [dev|train]
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

from bench.attribution_scores import Hits, Roles, count, match, tokens_of, total
from rashomon.attributions import find_attributions
from rashomon.lexicon.cues import load_cues
from rashomon.models import Parser
from rashomon.parsing import SpacyParser
from rashomon.records import Attribution
from rashomon.sentences import split_sentences


def score(folder: Path, *, part: str = "dev", parser: Parser | None = None) -> dict[str, float]:
    """Score the texts of ``part``; see the module's docstring for the numbers."""
    parser, cues = parser or SpacyParser(), load_cues()
    counts, crashes = [], 0
    rules: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for line in (folder / f"gold_{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (folder / part / "text" / f"{row['doc']}.txt").read_bytes().decode()
        found: list[Attribution] = []
        try:
            found = [a for a in find_attributions(split_sentences(text, parser), cues) if a.parent is None]
        except Exception:  # noqa: BLE001 - whatever goes wrong in one text is a miss of that text
            crashes += 1
        roles = [as_roles(a) for a in found]
        counts.append(count(text, row["attributions"], roles))
        hits = {j for _, j in match(tokens_of(text, row["attributions"]), tokens_of(text, roles))}
        for j, attribution in enumerate(found):
            rules[attribution.confidence][0] += j in hits
            rules[attribution.confidence][1] += 1
    scores = {**total(counts), "crashes": float(crashes)}
    return scores | {f"rule_{c:.2f}": Hits(h, n).rates()[0] for c, (h, n) in sorted(rules.items())}


def as_roles(attribution: Attribution) -> Roles:
    """The three roles by name, as the gold has them."""
    return {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}


if __name__ == "__main__":
    for name, value in score(Path(sys.argv[1]), part=(sys.argv[2:] or ["dev"])[0]).items():
        print(f"{name:26s} {value:.3f}")
