"""``python -m training.attributions.unsigned FILE.onnx OUT.onnx``: signed 8-bit weights → unsigned ones with zero point 128, the same values.

An x86-64 processor without 8-bit dot products multiplies unsigned inputs and signed weights in pairs whose sums have 16 bits, and cuts what
does not fit: signed weights read otherwise there. Unsigned ones are summed in 32 bits everywhere. ``export`` calls this; ``--sums`` writes
the small file by which ``rashomon.onnx`` sees at its start how the processor sums.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SHIFT = 128
ROWS, WIDTH, COLUMNS = 4, 64, 32  # what the processor is tried with


def to_unsigned(model: onnx.ModelProto) -> int:
    """Make the weights of every MatMulInteger unsigned, in place, and give how many there were to make."""
    held = {i.name: i for i in model.graph.initializer}
    made = 0
    for node in model.graph.node:
        if node.op_type != "MatMulInteger" or held[node.input[1]].data_type == TensorProto.UINT8:
            continue
        weights, zero_point = held[node.input[1]], held[node.input[3]]
        before = _values(weights, zero_point)
        for tensor in (weights, zero_point):
            shifted = numpy_helper.to_array(tensor).astype(np.int16) + SHIFT
            tensor.CopyFrom(numpy_helper.from_array(shifted.astype(np.uint8), tensor.name))
        if not np.array_equal(before, _values(weights, zero_point)):
            raise ValueError(f"{weights.name} would read otherwise")
        made += 1
    return made


def sums() -> onnx.ModelProto:
    """A model of one MatMulInteger: the largest weights there are, unsigned with zero point 128."""
    weights = np.full((WIDTH, COLUMNS), 127 + SHIFT, np.uint8)
    held = {"weights": weights, "zero_point": np.full(COLUMNS, SHIFT, np.uint8)}
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["given", "weights", "", "zero_point"], ["sums"])],
        "sums",
        [helper.make_tensor_value_info("given", TensorProto.UINT8, [ROWS, WIDTH])],
        [helper.make_tensor_value_info("sums", TensorProto.INT32, [ROWS, COLUMNS])],
        [numpy_helper.from_array(array, name) for name, array in held.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def _values(weights: TensorProto, zero_point: TensorProto) -> np.ndarray:
    """The whole numbers that the weights stand for."""
    wide = (numpy_helper.to_array(tensor).astype(np.int16) for tensor in (weights, zero_point))
    return np.subtract(*wide)


def main() -> None:
    """Read, change, write."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="FILE.onnx OUT.onnx, or with --sums OUT.onnx"
    )
    given.add_argument("--sums", action="store_true")
    given = given.parse_args()
    model = sums() if given.sums else onnx.load(str(given.files[0]))
    if not given.sums:
        print(f"{to_unsigned(model)} layers made unsigned")
    onnx.save(model, str(given.files[-1]))


if __name__ == "__main__":
    main()
