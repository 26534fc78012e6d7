"""The 8-bit weights that are shipped: unsigned, and the same values on every processor."""

from pathlib import Path

import numpy as np
import pytest

from rashomon import onnx
from rashomon.onnx import FOLDER, OnnxTagger, as_signed, is_exact, session, sums_signed_exactly, unsigned_tensors

SHIPPED = (FOLDER / "attributions.onnx").read_bytes()
SUMS = (FOLDER / "sums.onnx").read_bytes()
LAYERS = 6 * 6 + 1  # query, key, value, output and two of the feed-forward in each of six layers, and the linker
WINDOW = [2000 + 7 * n for n in range(40)], [(n % 3, n % 2, 0, 0) for n in range(40)]


def test_the_shipped_weights_are_unsigned_with_zero_point_128() -> None:
    held = {name: np.frombuffer(SHIPPED[where], np.uint8) for name, _, where in unsigned_tensors(SHIPPED)}
    zero_points = [numbers for name, numbers in held.items() if name.endswith("_zero_point")]
    weights = [numbers for name, numbers in held.items() if name.endswith("_quantized")]
    assert len(zero_points) == len(weights) == LAYERS
    assert len(held) == 2 * LAYERS
    assert {int(n) for numbers in zero_points for n in numbers} == {128}
    # Both sides of the zero point are in use, and no further than signed numbers go.
    assert all(1 <= numbers.min() < 128 < numbers.max() <= 255 for numbers in weights)


def test_unsigned_weights_are_summed_exactly_here() -> None:
    assert is_exact(SUMS)


def test_as_signed_changes_numbers_and_types_alone() -> None:
    before, after = np.frombuffer(SUMS, np.uint8), np.frombuffer(as_signed(SUMS), np.uint8)
    changed = np.flatnonzero(before != after)
    found = list(unsigned_tensors(SUMS))
    assert [name for name, _, _ in found] == ["weights", "zero_point"]
    numbers = {n for _, _, where in found for n in range(where.start, where.stop)}
    assert {int(n) for n in changed} == numbers | {kind for _, kind, _ in found}
    assert {int(n) for n in after[list(numbers)].view(np.int8)} == {0, 127}
    assert not list(unsigned_tensors(as_signed(SUMS)))


def test_signed_and_unsigned_weights_score_alike_where_both_are_exact() -> None:
    if not sums_signed_exactly():
        pytest.skip("this processor cuts the sums of signed weights: it runs the unsigned ones")
    given = {"ids": np.array(WINDOW[0], np.int64), "features": np.array(WINDOW[1], np.int64)}
    unsigned, signed = (session(model).run(None, given) for model in (SHIPPED, as_signed(SHIPPED)))
    for one, other in zip(unsigned, signed, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("signed", [True, False])
def test_the_tagger_reads_them_as_the_processor_wants_them(signed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Path | bytes] = []
    monkeypatch.setattr(onnx, "sums_signed_exactly", lambda: signed)
    monkeypatch.setattr(onnx, "session", lambda model: given.append(model) or session(model))
    scores = OnnxTagger().score(*WINDOW)
    assert scores.tags.shape[0] == len(WINDOW[0])
    (model,) = given
    read = model if isinstance(model, bytes) else model.read_bytes()
    assert len(list(unsigned_tensors(read))) == (0 if signed else 2 * LAYERS)


def test_a_file_that_is_signed_already_is_read_as_it_is() -> None:
    signed = as_signed(SHIPPED)
    assert as_signed(signed) == signed
