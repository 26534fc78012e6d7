"""``python -m training.attributions.export PREPARED OUT CHECKPOINT… --body FOLDER``: the mean of checkpoints → one int8 ONNX file, and its scores.

The graph is written out by hand (one sequence, no padding, no mask) so that the runtime can fuse it; what decoding needs beside it
goes into the file's metadata. Linear layers are quantised dynamically, 8 bits, unsigned with zero point 128 (``unsigned`` says why), a
scale for each output channel; the table of words has a scale for each word; the tags' own layer and the small tables keep 32 bits.
"""

import argparse
import base64
import json
import math
import pickle
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from rashomon.attributions.tagging import Weights
from rashomon.attributions.windows import lay_out, pack
from rashomon.onnx import OnnxTagger
from training.attributions.evaluate import learned, score_documents
from training.attributions.model import Tagger
from training.attributions.unsigned import to_unsigned


class Graph(nn.Module):
    """The tagger's forward pass for one window, in plain operations."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger
        self.heads = tagger.body.config.num_attention_heads
        table = tagger.body.embeddings.word_embeddings.weight.detach()
        scale = table.abs().amax(1, keepdim=True) / 127
        self.register_buffer("table", torch.round(table / scale.clamp(min=1e-12)).to(torch.int8))
        self.register_buffer("scale", scale)
        self.peaks: dict[str, Tensor] | None = None

    def smooth(self, windows: Sequence[tuple[Tensor, Tensor]]) -> None:
        """Even out the inputs of the linear layers, which have one scale of 8 bits each (SmoothQuant, Xiao et al. 2023).

        A column's share of the spread goes from the input into the weights: input / s, weights * s, s from the peaks of both.
        """
        self.peaks = {}
        with torch.no_grad():
            for ids, features in windows:
                self(ids, features)
        peaks, self.peaks = self.peaks, None
        for n, layer in enumerate(self.tagger.body.encoder.layer):
            own = layer.attention.self
            for name, parts in (
                (f"in{n}", (own.query, own.key, own.value)), (f"mixed{n}", (layer.attention.output.dense,)),
                (f"up{n}", (layer.intermediate.dense,)), (f"down{n}", (layer.output.dense,)),
            ):  # fmt: skip
                weights = torch.stack([p.weight.detach().abs().amax(0) for p in parts]).amax(0)
                by = (peaks[name].clamp(min=1e-4) / weights.clamp(min=1e-4)).sqrt()
                by = by / by.log().mean().exp()
                self.register_buffer(f"smooth_{name}", 1 / by)
                with torch.no_grad():
                    for p in parts:
                        p.weight.mul_(by)

    def even(self, name: str, x: Tensor) -> Tensor:
        """A layer's input as it is, or evened out."""
        if self.peaks is not None:
            peak = x.abs().amax(0)
            self.peaks[name] = torch.maximum(self.peaks[name], peak) if name in self.peaks else peak
        return x * getattr(self, f"smooth_{name}") if hasattr(self, f"smooth_{name}") else x

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """``ids`` [piece], ``features`` [piece, 4] → [piece, TAGS], [piece, 8 * LINK]."""
        body = self.tagger.body
        embeddings = body.embeddings
        size = ids.shape[0]
        x = self.table[ids].float() * self.scale[ids]
        for n, table in enumerate(self.tagger.features):
            x = x + table(features[:, n])
        x = x + embeddings.position_embeddings.weight[:size] + embeddings.token_type_embeddings.weight[0]
        x = embeddings.LayerNorm(x)
        width = x.shape[1]
        for n, layer in enumerate(body.encoder.layer):
            own = layer.attention.self
            even = self.even(f"in{n}", x)
            shape = (size, self.heads, width // self.heads)
            q, k, v = (part(even).reshape(shape).transpose(0, 1) for part in (own.query, own.key, own.value))
            weights = torch.softmax(q @ k.transpose(1, 2) / math.sqrt(shape[2]), -1)
            mixed = (weights @ v).transpose(0, 1).reshape(size, width)
            x = layer.attention.output.LayerNorm(layer.attention.output.dense(self.even(f"mixed{n}", mixed)) + x)
            wide = nn.functional.gelu(layer.intermediate.dense(self.even(f"up{n}", x)))
            x = layer.output.LayerNorm(layer.output.dense(self.even(f"down{n}", wide)) + x)
        return self.tagger.tags(x), self.tagger.links(x)


def pack_array(array: np.ndarray) -> str:
    """float32 as base64."""
    return base64.b64encode(np.ascontiguousarray(array, np.float32).tobytes()).decode()


def calibration(prepared: Path) -> list[tuple[Tensor, Tensor]]:
    """One window of each fifteenth text of the training part."""
    with (prepared / "train.pickle").open("rb") as file:
        documents = pickle.load(file)[::15]
    laid = [lay_out(pack(d["chunks"])[0])[:2] for d in documents]
    return [(torch.tensor(ids), torch.tensor(features)) for ids, features in laid]


def export(tagger: Tagger, out: Path, windows: Sequence[tuple[Tensor, Tensor]], *, quantise: bool = True) -> None:
    """Write the file."""
    tagger.eval()
    graph = Graph(tagger).eval()
    if quantise:
        graph.smooth(windows)
    ids = torch.randint(1000, 2000, (40,))
    features = torch.zeros(40, 4, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            graph, (ids, features), str(plain), input_names=["ids", "features"], output_names=["tags", "links"],
            dynamic_axes={"ids": {0: "piece"}, "features": {0: "piece"}, "tags": {0: "piece"}, "links": {0: "piece"}},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        if quantise:
            names = [n.name for n in onnx.load(str(plain)).graph.node if n.name.startswith("/tags/")]
            kept = [*names, *(f"{name}_MatMul" for name in names)]  # what the quantiser makes of a Gemm
            quantize_dynamic(
                str(plain), str(out), per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=kept,
                op_types_to_quantize=["MatMul", "Gemm"],
            )  # fmt: skip
        else:
            out.write_bytes(plain.read_bytes())
    model = onnx.load(str(out))
    to_unsigned(model)
    del model.metadata_props[:]
    for name, array in learned(tagger).items():
        entry = model.metadata_props.add()
        entry.key, entry.value = name, pack_array(array)
    onnx.save(model, str(out))


def mean(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of checkpoints' weights; what is no number of weight is the first one's."""
    first = states[0]
    return {
        name: torch.stack([s[name] for s in states]).mean(0) if tensor.is_floating_point() else tensor
        for name, tensor in first.items()
    }


def main() -> None:
    """Export, then score the exported file on the dev part."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("prepared", type=Path)
    given.add_argument("out", type=Path)
    given.add_argument("checkpoints", type=Path, nargs="+", help="their mean is exported")
    given.add_argument("--body", required=True)
    given.add_argument("--full", action="store_true", help="32 bits")
    given = given.parse_args()
    torch.set_num_threads(1)
    tagger = Tagger(given.body)
    tagger.load_state_dict(mean([torch.load(path) for path in given.checkpoints]))
    export(tagger, given.out, calibration(given.prepared), quantise=not given.full)
    onnx_tagger = OnnxTagger(given.out)
    with (given.prepared / "dev.pickle").open("rb") as file:
        scores = score_documents(pickle.load(file), onnx_tagger.score, Weights.of(onnx_tagger.learned))
    print(json.dumps({"bytes": given.out.stat().st_size, **{k: round(v, 4) for k, v in scores.items()}}, indent=1))


if __name__ == "__main__":
    main()
