"""Runs the trained tagger: the only module that knows ONNX Runtime and the tokenizer.

One thread and one window at a time: quicker on a core than batches, and the same to the byte whatever else is read.
"""

import base64
from collections.abc import Sequence
from functools import cached_property
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
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        with as_file(FOLDER / "attributions.onnx") as shipped:
            path = self._path or shipped
            if not path.is_file():
                raise ModelError(f"there is no tagger at {path}")
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

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
