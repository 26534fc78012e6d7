"""``python -m training.attributions.distil PREPARED OUT``: a teacher's chances of tags → the student that ships.

The teacher reads unlabelled news (``prepare`` draws it) and a share of the texts whose gold is known, each as it is or altered. The student
learns the chances of the teacher's tags (the exact cross entropy between the two CRFs' taggings) and, in known texts, the gold
too; the teacher's own attributions stand in for gold arcs in unlabelled ones. What the teacher says is kept in OUT/taught.pickle.
"""

import argparse
import pickle
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from rashomon.attributions.decoding import ROLES
from rashomon.attributions.tagging import Weights, attribute
from rashomon.attributions.windows import lay_out, pack
from training.attributions.evaluate import learned, runner
from training.attributions.model import Tagger
from training.attributions.prepare import spans_of
from training.attributions.train import SEED, fit, load

SHARE = 0.5  # of the teacher where the gold is known
EACH = 8  # of so many known texts the teacher reads one as it is and one altered


def teach(teacher: Tagger, document: dict[str, Any]) -> dict[str, Any]:
    """The document with the chances of its tags by chunk and, where it has no gold, the teacher's attributions."""
    teacher.eval()
    windows = pack(document["chunks"])
    run, scores, taught = runner(teacher), [], []
    for chunks in windows:
        ids, features, words, ranges = lay_out(chunks)
        scores.append(run(ids, features))
        lengths = torch.tensor([end - begin for begin, end in ranges])
        padded = torch.zeros(len(ranges), int(lengths.max()), scores[-1].tags.shape[1])
        for n, (begin, end) in enumerate(ranges):
            padded[n, : end - begin] = torch.from_numpy(scores[-1].tags[words[begin:end]])
        with torch.autocast("cpu", enabled=False):
            chances, moves = (part.numpy() for part in teacher.marginals(padded, lengths))
        taught += [
            (c[:size].astype(np.float16), m) for c, m, size in zip(chances, moves, lengths.tolist(), strict=True)
        ]
    known = document["gold"] is not None
    spans = document["spans"]
    if not known:
        said = iter(scores)
        found = attribute(windows, lambda *_: next(said), Weights.of(learned(teacher)))
        spans = spans_of(document["chunks"], [{role: getattr(one, role) for role in ROLES} for one in found])
    return {**document, "spans": spans, "taught": taught, "share": SHARE if known else 1.0}


def read(teacher: Tagger, prepared: Path) -> list[dict[str, Any]]:
    """Every text that the teacher is to read, with what it says."""
    plain, altered = load(prepared / "train.pickle"), load(prepared / "altered.pickle")
    known = [(n, plain[n]) for n in range(0, len(plain), EACH)]
    known += [(n, altered[2 * n + n // EACH % 2]) for n in range(EACH // 2, len(plain), EACH)]
    texts = [(None, d) for d in load(prepared / "unlabelled.pickle")] + known
    found, began, pieces = [], time.process_time(), 0
    for count, (n, document) in enumerate(texts, 1):
        with torch.no_grad():
            found.append({**teach(teacher, document), "number": n})
        pieces += sum(len(c.ids) for c in document["chunks"])
        if count % 100 == 0 or count == len(texts):
            print(f"taught {count}/{len(texts)} {pieces} pieces {round(time.process_time() - began)} s", flush=True)
    return found


def main() -> None:
    """Teach and learn."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("prepared", type=Path)
    given.add_argument("out", type=Path)
    given.add_argument("--body", required=True, help="the student's")
    given.add_argument("--start", type=Path, required=True, help="the student's weights to begin with")
    given.add_argument("--teacher", type=Path, required=True, help="the teacher's weights")
    given.add_argument("--teacher-body", required=True)
    given.add_argument("--frozen", type=int, default=6, help="as the teacher was trained")
    given.add_argument("--epochs", type=int, default=2)
    given.add_argument("--rate", type=float, default=6e-5)
    given.add_argument("--heads", type=float, default=4e-4, help="rate of what lies above the body")
    given.add_argument("--known", type=int, default=250, help="further texts with gold alone, drawn for each epoch")
    given.add_argument("--seed", type=int, default=SEED)
    given.add_argument("--limit", type=int, default=None, help="stop after so many steps (to try things)")
    given = given.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    kept = given.out / "taught.pickle"
    if not kept.exists():
        teacher = Tagger(given.teacher_body, given.frozen)
        teacher.load_state_dict(torch.load(given.teacher))
        with torch.autocast(
            "cpu", dtype=torch.bfloat16
        ):  # held open: the weights are rounded once, not for each window
            found = read(teacher, given.prepared)
        with kept.with_suffix(".partial").open("wb") as file:
            pickle.dump(found, file)
        kept.with_suffix(".partial").rename(kept)
        del teacher, found
    taught = load(kept)
    plain, altered = load(given.prepared / "train.pickle"), load(given.prepared / "altered.pickle")
    numbers = {d["number"] for d in taught}
    others = [n for n in range(len(plain)) if n not in numbers]

    def draw(_: int, rng: random.Random) -> list[dict[str, Any]]:
        drawn = rng.sample(others, min(given.known, len(others)))
        return taught + [plain[n] if rng.random() < 0.6 else altered[2 * n + rng.randrange(2)] for n in drawn]

    model = Tagger(given.body)
    model.load_state_dict(torch.load(given.start))
    fit(model, draw, load(given.prepared / "dev.pickle"), given.out, epochs=given.epochs, rate=given.rate,
        heads=given.heads, seed=given.seed, limit=given.limit)  # fmt: skip


if __name__ == "__main__":
    main()
