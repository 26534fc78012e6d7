"""``python -m bench.boards CORPORA``: the four gold sets by learned pairs, fitted and left out, and by the board that ships, side by side.

All rows but the last are made of the same statements (every claim that is read). *left out*: weights learned on the three other sets;
*tf-idf*: single linkage of sentences, with the threshold that is best on the three others; *ceiling*: the groups of the key; *as shipped*: the board
as it is, with the weights that ship, which were learned on all sets. The rows of one set can be compared with one another: differences move 2 to 5 points for each question.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from training.pairs import Pairs, learn_all, likelihoods, pairs_of

from bench.clusters import single_link
from bench.kept import extracts
from bench.labels import SETS, Collection, gather, paths, scorer, told
from rashomon.comparing.accounts import judge_accounts
from rashomon.comparing.blocks import FAINT
from rashomon.comparing.grouping import link_average
from rashomon.comparing.pairs.model import SIGNALS, Model
from rashomon.comparing.pairs.shared import sentence_words
from rashomon.pipeline import compare, load_models
from rashomon.wire import questions_to_python

COLUMNS = ("differences_f1", "grouping_f1", "state", "figures_recall", "positions_recall")
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
Groups = list[list[int]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    script = scorer(corpora)
    vars(script)["evidence_share"] = lru_cache(maxsize=None)(
        script.evidence_share
    )  # asked for the same texts each time
    sets = {name: gather(corpora, name) for name in SETS}
    pairs = {name: {kind: pairs_of(kind, c) for kind in SIGNALS} for name, c in sets.items()}
    everything = learn_all({kind: [pairs[name][kind] for name in SETS] for kind in SIGNALS})
    print(f"{'':18}{'':10}{'diff.':>8}{'group.':>8}{'state':>8}{'figures':>9}{'positions':>10}")
    for name, own in sets.items():
        others = [n for n in SETS if n != name]
        models = learn_all({kind: [pairs[n][kind] for n in others] for kind in SIGNALS})
        best = max(
            THRESHOLDS,
            key=lambda t: sum(_score(sets[n], _by_words(sets[n], pairs[n], t), script)["grouping_f1"] for n in others),
        )
        for row, groups in (
            ("left out", linked(own, pairs[name], models)),
            ("fitted", linked(own, pairs[name], everything)),
            ("tf-idf", _by_words(own, pairs[name], best)),
            ("ceiling", _by_key(own)),
        ):
            _print(name, row, _score(own, groups, script))
        _print(name, "as shipped", _of_product(corpora, own, script))


def _of_product(corpora: Path, collection: Collection, script: ModuleType) -> dict[str, Any]:
    """The score of the board itself, with the weights that ship."""
    made = questions_to_python(compare(extracts(paths(corpora, collection.name)[0]), load_models()))
    result: dict[str, Any] = script.score(collection.gold, made, collection.publishers)[0]
    return result


def linked(collection: Collection, pairs: Mapping[str, Pairs], models: Mapping[str, Model]) -> Groups:
    """The groups that average linkage makes of learned likelihoods."""
    made: Groups = []
    for kind, own in _kinds(collection).items():
        found = likelihoods(models[kind], pairs[kind].values)
        likely: dict[str, dict[str, float]] = {str(n): {} for n in own}
        for (a, b), value in zip(pairs[kind].numbers.tolist(), found, strict=True):
            if value >= FAINT:
                likely[str(a)][str(b)] = likely[str(b)][str(a)] = float(value)
        telling = {str(n) for n in own if collection.slots[n].tells_place}
        groups = link_average(list(likely), likely, least=models[kind].least, telling=telling)
        made += [[int(n) for n in group] for group in groups]
    return made


def _by_words(collection: Collection, pairs: Mapping[str, Pairs], least: float) -> Groups:
    made: Groups = []
    for kind, own in _kinds(collection).items():
        column = SIGNALS[kind].index(sentence_words)
        near = pairs[kind].numbers[pairs[kind].values[:, column] >= least]
        made += _groups(single_link(map(str, own), [(str(a), str(b)) for a, b in near.tolist()]))
    return made


def _by_key(collection: Collection) -> Groups:
    groups = defaultdict(list)
    for number in range(len(collection.slots)):
        groups[collection.matched.get(number, -1 - number)].append(number)
    return list(groups.values())


def _kinds(collection: Collection) -> dict[str, list[int]]:
    told_of: dict[str, list[int]] = {kind: [] for kind in SIGNALS}
    for n, slots in enumerate(collection.slots):
        told_of["position" if slots.statement.figure is None else "figure"].append(n)
    return told_of


def _groups(homes: Mapping[str, str]) -> Groups:
    groups = defaultdict(list)
    for number, home in homes.items():
        groups[home].append(int(number))
    return list(groups.values())


def _score(collection: Collection, groups: Iterable[Sequence[int]], script: ModuleType) -> dict[str, Any]:
    made = []
    for group in groups:
        statements = [collection.slots[n].statement for n in group]
        first = statements[0]
        if (
            first.figure is None
            and len({s.report.id for s in statements}) == 1
            and all(s.claim.kind == "other" for s in statements)
        ):
            continue  # in the ledger, and no question of the board
        made.append({
            "kind": "figure" if first.figure else "occurrence", "status": judge_accounts(statements).status, "accounts": [told(s) for s in statements]
        })  # fmt: skip
    result: dict[str, Any] = script.score(collection.gold, made, collection.publishers)[0]
    return result


def _print(name: str, row: str, result: Mapping[str, Any]) -> None:
    shown = "".join(f"{100 * result[column]:8.1f}" for column in COLUMNS)
    hits = f"  {result['differences_hit']} of {result['differences_gold']}, {result['differences_claimed']} claimed, {result['unjudged']} unjudged"
    print(f"{name:18}{row:10}{shown}{hits}, {result['distractors']} with a distractor", flush=True)


if __name__ == "__main__":
    main()
