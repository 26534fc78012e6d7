"""``python -m training.attributions.evaluate PREPARED CHECKPOINT --body FOLDER``: scores of a checkpoint on PolNeAR's dev part.

With ``--corpora FOLDER`` the whole finder with the checkpoint in it is scored on the development corpora too.
"""

import argparse
import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from bench import field_attributions, iob
from bench.attribution_scores import count, total
from bench.finding import Finder

from rashomon.attributions import read_attributions
from rashomon.attributions.decoding import ROLES
from rashomon.attributions.tagging import Run, Weights, attribute
from rashomon.attributions.windows import Feature, pack
from rashomon.languages.cues import load_cues
from rashomon.models import Scores
from rashomon.onnx import OnnxTagger
from rashomon.world.actors import load_actors
from training.attributions.model import ARCS, Tagger


def learned(model: Tagger) -> dict[str, np.ndarray]:
    """What decoding needs beside the graph, by name."""
    arrays = dict(zip(("transitions", "first", "last"), model.crf(), strict=True))
    for arc in ARCS:
        arrays |= {f"{arc}.weights": model.weights[arc], f"{arc}.nothing": model.nothing[arc]}
    return {name: tensor.detach().numpy() for name, tensor in arrays.items()}


def score_documents(documents: Sequence[dict[str, Any]], run: Run, weights: Weights) -> dict[str, float]:
    """Every score of bench.attribution_scores over prepared documents."""
    counts = []
    for document in documents:
        found = [
            {role: getattr(one, role) for role in ROLES} for one in attribute(pack(document["chunks"]), run, weights)
        ]
        counts.append(count(document["text"], document["gold"], found))
    return total(counts)


def runner(model: Tagger) -> Run:
    """The model in torch as what ``attribute`` runs: one window at a time, 16 bits."""
    model.eval()

    def run(ids: Sequence[int], features: Sequence[Feature]) -> Scores:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            tags, links = model(torch.tensor([list(ids)]), torch.tensor([list(features)]))
        return Scores(tags[0].float().numpy(), links[0].float().numpy())

    return run


class TorchTagger:
    """The model in torch in the place of the shipped tagger (``rashomon.models.Tagger``)."""

    def __init__(self, model: Tagger) -> None:
        self.score, self.learned, self.encode = runner(model), learned(model), OnnxTagger().encode


def finder(model: Tagger) -> Finder:
    """The whole finder of attributions, with the model in it."""
    tagger, cues, actors = TorchTagger(model), load_cues(), load_actors()
    return lambda parse: read_attributions(parse, cues, actors, tagger)


def evaluate(model: Tagger, documents: Sequence[dict[str, Any]]) -> dict[str, float]:
    """The same by the model in torch."""
    return score_documents(documents, runner(model), Weights.of(learned(model)))


def main() -> None:
    """Load and score."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("prepared", type=Path)
    given.add_argument("checkpoint", type=Path)
    given.add_argument("--body", required=True)
    given.add_argument("--frozen", type=int, default=0, help="as it was trained")
    given.add_argument("--corpora", type=Path)
    given = given.parse_args()
    torch.set_num_threads(1)
    model = Tagger(given.body, given.frozen)
    model.load_state_dict(torch.load(given.checkpoint))
    with (given.prepared / "dev.pickle").open("rb") as file:
        print(json.dumps(evaluate(model, pickle.load(file)), indent=1))
    if given.corpora:
        find = finder(model)
        for name, scores in (
            ("polnear-iob", iob.score(given.corpora / "polnear-iob", finder=find)),
            ("field-dev", field_attributions.score(given.corpora / "field-dev", finder=find)),
            ("accounts-dev", field_attributions.score_spans(given.corpora / "accounts-dev", finder=find)),
        ):
            print(name, json.dumps({key: round(value, 4) for key, value in scores.items() if key.endswith("f1")}))


if __name__ == "__main__":
    main()
