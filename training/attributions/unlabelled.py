"""``python -m training.attributions.unlabelled CORPORA OUT --tokenizer FILE``: news without gold → ``unlabelled.pickle``, for the teacher to read.

All of re3d (the field's own kinds of outlet) and Reuters stories of 80 words or more in an order drawn with the seed, those that tell
of violence first, until there are WORDS words. Each Reuters story is read once, as it is or altered, each text of re3d as it is and in
two altered forms.
"""

import argparse
import gzip
import json
import pickle
import random
import re
from collections.abc import Iterator
from pathlib import Path

from rashomon.parsing import SpacyParser
from training.attributions.altered import alter
from training.attributions.prepare import SEED, document, encoder

WORDS = 300_000
LEAST = 80  # words of a story
VIOLENCE = re.compile(
    r"\b(?:troops|rebels?|guerrillas?|army|soldiers?|police|missiles?|attack(?:s|ed)?|killed|wounded|ceasefire"
    r"|refugees?|militia|gunmen|shelling|hostages?)\b"
)


def reuters(corpora: Path, rng: random.Random) -> list[str]:
    """Stories with their titles, those of violence first."""
    with gzip.open(corpora / "reuters" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = [f"{row['title']}\n\n{row['text']}" for row in rows if len(row["text"].split()) >= LEAST]
    rng.shuffle(texts)
    return sorted(texts, key=lambda text: len(set(VIOLENCE.findall(text))) < 2)


def re3d(corpora: Path) -> list[str]:
    """Every text, with its title."""
    texts = []
    for path in sorted((corpora / "re3d").glob("*/documents.json")):
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            if line.strip():
                row = json.loads(line)
                texts.append(f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"])
    return texts


def forms(corpora: Path, words: int) -> Iterator[str]:
    """What is to be read, until there is enough."""
    rng, count = random.Random(SEED), 0
    for text in re3d(corpora):
        for form in (text, alter(text, rng)[0], alter(text, rng)[0]):
            count += len(form.split())
            yield form
    for text in reuters(corpora, rng):
        if count >= words:
            return
        form = text if rng.random() < 0.5 else alter(text, rng)[0]
        count += len(form.split())
        yield form


def main() -> None:
    """Draw and prepare."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("corpora", type=Path)
    given.add_argument("out", type=Path)
    given.add_argument("--tokenizer", type=Path, required=True)
    given.add_argument("--words", type=int, default=WORDS)
    given = given.parse_args()
    parser, encode = SpacyParser(), encoder(given.tokenizer)
    documents = []
    for n, text in enumerate(forms(given.corpora, given.words)):
        documents.append({**document(f"unlabelled{n}", text, [], parser, encode), "gold": None})
    with (given.out / "unlabelled.pickle").open("wb") as file:
        pickle.dump(documents, file)
    print(len(documents), sum(len(c.ids) for d in documents for c in d["chunks"]), "pieces")


if __name__ == "__main__":
    main()
