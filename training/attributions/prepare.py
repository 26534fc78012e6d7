"""``python -m training.attributions.prepare CORPORA OUT``: PolNeAR → chunks of words with features and gold spans (pickles).

Writes ``dev.pickle``, ``train.pickle`` (texts as they are) and ``altered.pickle`` (two altered forms of each text). Runs in the
environment of the package, since the parser's word features belong to what the tagger reads.
"""

import argparse
import json
import pickle
import random
import sys
import time
from pathlib import Path

from tokenizers import Tokenizer

from rashomon.attributions.windows import Chunk, Encode, read_chunks
from rashomon.models import Pieces
from rashomon.parsing import SpacyParser
from rashomon.sentences import split_sentences
from training.attributions.altered import alter, moved

SEED = 20261125
ROLES = ("source", "cue", "content")


def encoder(path: Path) -> Encode:
    """Text → pieces, by the encoder's tokenizer."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def encode(text: str) -> Pieces:
        found = tokenizer.encode(text, add_special_tokens=False)
        return Pieces(found.ids, found.word_ids, found.offsets)

    return encode


def spans_of(chunks: list[Chunk], attributions: list[dict]) -> list[tuple]:
    """(role, chunk, first word, last word, attribution) of each gold span; one that leaves its chunk is cut there."""
    found = []
    for number, attribution in enumerate(attributions):
        for role in ROLES:
            for start, end in attribution[role]:
                for c, chunk in enumerate(chunks):
                    if chunk.starts[0] >= end or chunk.ends[-1] <= start:
                        continue
                    inside = [
                        w
                        for w, (s, e) in enumerate(zip(chunk.starts, chunk.ends, strict=True))
                        if s < end and e > start
                    ]
                    if inside:
                        found.append((role, c, inside[0], inside[-1], number))
    return found


def document(name: str, text: str, attributions: list[dict], parser: SpacyParser, encode: Encode) -> dict:
    """One text as the training reads it."""
    chunks = read_chunks(split_sentences(text, parser), encode)
    return {"doc": name, "text": text, "gold": attributions, "chunks": chunks, "spans": spans_of(chunks, attributions)}


def main() -> None:
    """Prepare all parts."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("corpora", type=Path)
    given.add_argument("out", type=Path)
    given.add_argument("--tokenizer", type=Path, required=True)
    given = given.parse_args()
    parser, encode = SpacyParser(), encoder(given.tokenizer)
    given.out.mkdir(parents=True, exist_ok=True)
    for part, name in (("dev", "dev"), ("train", "train"), ("train", "altered")):
        began, documents = time.time(), []
        with (given.corpora / "polnear" / f"gold_{part}.jsonl").open(encoding="utf-8", newline="\n") as lines:
            for n, line in enumerate(lines):
                row = json.loads(line)
                with (given.corpora / "polnear" / part / "text" / f"{row['doc']}.txt").open(
                    encoding="utf-8", newline=""
                ) as file:
                    text = file.read()
                if name != "altered":
                    documents.append(document(row["doc"], text, row["attributions"], parser, encode))
                    continue
                for k in range(2):
                    new, places = alter(text, random.Random(f"{SEED} {n} {k}"))
                    gold = [{role: moved(a[role], places) for role in ROLES} for a in row["attributions"]]
                    documents.append(document(row["doc"], new, gold, parser, encode))
        partial = given.out / f"{name}.partial"
        with partial.open("wb") as file:
            pickle.dump(documents, file)
        partial.rename(given.out / f"{name}.pickle")
        print(
            name,
            len(documents),
            sum(len(c.ids) for d in documents for c in d["chunks"]),
            "pieces",
            round(time.time() - began),
            "s",
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
