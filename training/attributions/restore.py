"""``python -m training.attributions.restore FILE.onnx OUT.pt --body FOLDER``: a shipped file → a checkpoint to train on from.

What ``export`` did is undone: 8-bit numbers less their zero point (128, or 0 in older files) times their scale, weights divided by what
evened out their inputs. The rounding stays.
"""

import argparse
import base64
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.attributions.model import ARCS, Tagger

EVENED = {
    "attention.self.": "in",
    "attention.output.dense": "mixed",
    "intermediate.dense": "up",
    "output.dense": "down",
}


def restore(tagger: Tagger, path: Path) -> None:
    """Copy the file's weights into the tagger."""
    model = onnx.load(str(path))
    held = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in model.graph.initializer}
    meta = {e.key: np.frombuffer(base64.b64decode(e.value), np.float32).copy() for e in model.metadata_props}
    state = tagger.state_dict()
    for name in state:
        whole = f"tagger.{name}"
        if whole in held:
            state[name] = held[whole]
        elif f"{whole}_Transposed" in held:  # the tags' own layer, which keeps 32 bits
            state[name] = held[f"{whole}_Transposed"].T
        elif f"{whole}_Transposed_quantized" in held:
            numbers, zero_point, scale = (
                held[f"{whole}_Transposed_{part}"] for part in ("quantized", "zero_point", "scale")
            )
            state[name] = ((numbers.float() - zero_point.float()) * scale).T * _evening(name, held)
    state["body.embeddings.word_embeddings.weight"] = held["table"].float() * held["scale"]
    for name in ("transitions", "first", "last"):
        state[name] = torch.from_numpy(meta[name]).reshape(state[name].shape).clamp(min=-1e3)  # -1e4: not allowed
    for arc in ARCS:
        state[f"weights.{arc}"] = torch.from_numpy(meta[f"{arc}.weights"])
        state[f"nothing.{arc}"] = torch.from_numpy(meta[f"{arc}.nothing"])
    tagger.load_state_dict(state)


def _evening(name: str, held: dict[str, torch.Tensor]) -> torch.Tensor:
    """What the columns of a weight were divided by before they were rounded, as factors; ones for layers outside the body."""
    layer = name.removeprefix("body.encoder.layer.")
    if layer == name:
        return torch.ones(1)
    number, _, part = layer.partition(".")
    return held[next(f"smooth_{evened}{number}" for start, evened in EVENED.items() if part.startswith(start))]


def main() -> None:
    """Restore and save."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("file", type=Path)
    given.add_argument("out", type=Path)
    given.add_argument("--body", required=True)
    given = given.parse_args()
    tagger = Tagger(given.body)
    restore(tagger, given.file)
    torch.save(tagger.state_dict(), given.out)


if __name__ == "__main__":
    main()
