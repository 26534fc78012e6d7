"""``python -m training.attributions.evaluate PREPARED CHECKPOINT --body FOLDER``: scores of a checkpoint on PolNeAR's dev part."""

import argparse
import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from bench.attribution_scores import count, total

from rashomon.attributions.decoding import ROLES
from rashomon.attributions.tagging import Run, Weights, attribute
from rashomon.attributions.windows import Feature, pack
from rashomon.models import Scores
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


def evaluate(model: Tagger, documents: Sequence[dict[str, Any]]) -> dict[str, float]:
    """The same by the model in torch."""
    model.eval()

    def run(ids: Sequence[int], features: Sequence[Feature]) -> Scores:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            tags, links = model(torch.tensor([list(ids)]), torch.tensor([list(features)]))
        return Scores(tags[0].float().numpy(), links[0].float().numpy())

    return score_documents(documents, run, Weights.of(learned(model)))


def main() -> None:
    """Load and score."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("prepared", type=Path)
    given.add_argument("checkpoint", type=Path)
    given.add_argument("--body", required=True)
    given.add_argument("--frozen", type=int, default=0, help="as it was trained")
    given = given.parse_args()
    torch.set_num_threads(1)
    model = Tagger(given.body, given.frozen)
    model.load_state_dict(torch.load(given.checkpoint))
    with (given.prepared / "dev.pickle").open("rb") as file:
        print(json.dumps(evaluate(model, pickle.load(file)), indent=1))


if __name__ == "__main__":
    main()
