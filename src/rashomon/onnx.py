"""Runs the trained tagger: the only module that knows ONNX Runtime and the tokenizer.

One thread and one window at a time: quicker on a core than batches, and the same to the byte whatever else is read.

The files hold unsigned 8-bit weights, whose products are summed exactly on every processor. Where those of signed weights are too, the
weights are read as signed ones: the same values, and what is quickest there (8-bit dot products want signed weights).
"""

import base64
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from rashomon.errors import ModelError
from rashomon.models import Floats, Pieces, Scores

FOLDER = files("rashomon") / "weights"


class OnnxTagger:
    """The tagger and linker of ``rashomon/weights`` (or another file of the same form), loaded at first use."""

    def __init__(self, path: Path | None = None, tokenizer: Path | None = None) -> None:
        self._path, self._tokenizer_path = path, tokenizer

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        with as_file(FOLDER / "attributions.onnx") as shipped:
            path = self._path or shipped
            if not path.is_file():
                raise ModelError(f"there is no tagger at {path}")
            return session(as_signed(path.read_bytes()) if sums_signed_exactly() else path)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        with as_file(FOLDER / "tokenizer.json") as shipped:
            tokenizer = Tokenizer.from_file(str(self._tokenizer_path or shipped))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def learned(self) -> dict[str, Floats]:
        """From the file's metadata."""
        return {
            name: np.frombuffer(base64.b64decode(text), np.float32)
            for name, text in self._session.get_modelmeta().custom_metadata_map.items()
        }

    def encode(self, text: str) -> Pieces:
        """Text → wordpieces."""
        found = self._tokenizer.encode(text, add_special_tokens=False)
        return Pieces(found.ids, found.word_ids, found.offsets)

    def score(self, ids: Sequence[int], features: Sequence[tuple[int, ...]]) -> Scores:
        """One window → scores of its pieces."""
        tags, links = self._session.run(
            None, {"ids": np.array(ids, np.int64), "features": np.array(features, np.int64)}
        )
        return Scores(tags, links)


def session(model: Path | bytes) -> onnxruntime.InferenceSession:
    """A model loaded to be run on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    given = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(given, options, providers=["CPUExecutionProvider"])


@cache
def sums_signed_exactly() -> bool:
    """Whether this processor cuts nothing where it adds products with signed weights: tried with the largest there are."""
    return is_exact(as_signed((FOLDER / "sums.onnx").read_bytes()))


def is_exact(model: bytes) -> bool:
    """Whether the model of ``weights/sums.onnx``, in either form, gives the sums that it should: each weight is 127."""
    tried = session(model)
    rows, width = tried.get_inputs()[0].shape
    (sums,) = tried.run(None, {"given": np.full((rows, width), 255, np.uint8)})
    return bool((sums == width * 255 * 127).all())


def as_signed(model: bytes) -> bytes:
    """The same model with its unsigned 8-bit tensors signed: numbers and zero points are 128 less, so the values are the same."""
    made = np.frombuffer(model, np.uint8).copy()
    for _, kind, numbers in unsigned_tensors(model):
        made[kind] = SIGNED
        made[numbers] ^= 128
    return made.tobytes()


# The numbers of fields and types in ONNX's protobuf schema.
GRAPH, INITIALIZER, TYPE, NAME, NUMBERS = 7, 5, 2, 8, 9
UNSIGNED, SIGNED = 2, 3


def unsigned_tensors(model: bytes) -> Iterator[tuple[str, int, slice]]:
    """The unsigned 8-bit tensors that a model holds: name, where the byte of its type is, where its numbers are."""
    for field, begin, end in _fields(model, 0, len(model)):
        for inner, first, last in _fields(model, begin, end) if field == GRAPH else ():
            if inner == INITIALIZER:
                parts = {number: slice(at, to) for number, at, to in _fields(model, first, last)}
                if model[parts[TYPE].start] == UNSIGNED:
                    yield model[parts[NAME]].decode(), parts[TYPE].start, parts[NUMBERS]


def _fields(message: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The fields of a protobuf message: the number of each, where its content begins and where it ends."""
    while at < end:
        key, at = _varint(message, at)
        kind, size = key & 7, 0
        if kind == 2:  # with its length before it
            size, at = _varint(message, at)
        elif kind == 0:
            size = _varint(message, at)[1] - at
        else:
            size = 8 if kind == 1 else 4
        yield key >> 3, at, at + size
        at += size


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where it ends."""
    value = shift = 0
    while True:
        value |= (message[at] & 127) << shift
        shift, at = shift + 7, at + 1
        if message[at - 1] < 128:
            return value, at
