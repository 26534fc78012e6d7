"""``python -m training.attributions.train PREPARED OUT --body FOLDER``: train, score the dev part after each epoch, keep each epoch.

Everything is drawn from SEED; one thread; the schedule is counted in steps.
"""

import argparse
import json
import pickle
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from rashomon.attributions.decoding import TAGS
from training.attributions.batches import Window, arrays, batches, epoch_windows, stands
from training.attributions.evaluate import evaluate
from training.attributions.model import Tagger

SEED = 20261125
EMA_STEPS, EMA = 5, 0.985


def loss_of(model: Tagger, batch: list[Window], rng: np.random.Generator) -> tuple[Tensor, float, float]:
    """The batch's loss, and its two parts as numbers."""
    ids, features, mask = (torch.from_numpy(a) for a in arrays(batch, rng))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, links = model(ids, features, mask)
    tags, links = tags.float(), links.float()
    chunks = [(row, begin, end) for row, w in enumerate(batch) for begin, end in w.chunks]
    longest = max(end - begin for _, begin, end in chunks)
    where = torch.zeros(len(chunks), longest, dtype=torch.long)
    rows = torch.tensor([row for row, _, _ in chunks])
    targets = torch.zeros(len(chunks), longest, TAGS)
    lengths = torch.tensor([end - begin for _, begin, end in chunks])
    for n, (row, begin, end) in enumerate(chunks):
        where[n, : end - begin] = torch.tensor(batch[row].words[begin:end])
        targets[n, : end - begin] = torch.from_numpy(batch[row].targets[begin:end])
    moves = torch.from_numpy(sum(w.moves.sum(0) for w in batch))
    tag_loss = model.tag_loss(tags[rows[:, None], where], targets, moves, lengths) / lengths.sum()
    total, count = tags.new_zeros(()), 0
    for row, one in enumerate(batch):
        words = torch.tensor(one.words)
        vectors = links[row].view(-1, 8, links.shape[-1] // 8)
        for n, (arc, dependent, head) in enumerate(
            (("content_cue", "content", "cue"), ("cue_source", "cue", "source"))
        ):
            a, b = torch.from_numpy(one.spans[dependent]), torch.from_numpy(one.spans[head])
            if not len(a):
                continue
            da = vectors[words[a[:, 0]], 4 * n] + vectors[words[a[:, 1]], 4 * n + 1]
            hb = vectors[words[b[:, 0]], 4 * n + 2] + vectors[words[b[:, 1]], 4 * n + 3]
            scores = model.arc_scores(arc, da, hb, torch.from_numpy(stands(one, dependent, head)))
            total = total + nn.functional.cross_entropy(scores, torch.from_numpy(one.heads[dependent]), reduction="sum")
            count += len(a)
    link_loss = total / max(1, count)
    return tag_loss + 0.15 * link_loss, tag_loss.item(), link_loss.item()


Draw = Callable[[int, random.Random], list[dict[str, Any]]]


def fit(model: Tagger, draw: Draw, dev: list[dict[str, Any]], out: Path, *, epochs: int, rate: float, heads: float,
        seed: int, limit: int | None) -> None:  # fmt: skip
    """Train on what ``draw`` gives for each epoch; after each, keep the averaged weights and their scores on ``dev``."""
    rng, numbers = random.Random(seed), np.random.default_rng(seed)
    out.mkdir(parents=True, exist_ok=True)
    log = out / "log.jsonl"
    still = ("embeddings.", "encoder.relative", *(f"encoder.layer.{n}." for n in range(model.frozen)))
    for name, parameter in model.body.named_parameters():
        if name.startswith(still) and (model.frozen or "LayerNorm" not in name):
            parameter.requires_grad_(False)
    body = [p for p in model.body.parameters() if p.requires_grad]
    own = [p for n, p in model.named_parameters() if not n.startswith("body.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": own, "lr": heads}], weight_decay=0.01, fused=True
    )
    steps = epochs * len(batches(epoch_windows(draw(1, random.Random(0)), random.Random(0)), random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.06 * steps), max(0.02, (steps - s) / (0.94 * steps)))
    )
    average = {n: p.detach().clone() for n, p in model.named_parameters() if p.requires_grad}
    step, began = 0, time.time()
    for epoch in range(1, epochs + 1):
        windows = epoch_windows(draw(epoch, rng), rng)
        pieces, sums = 0, np.zeros(3)
        model.train()
        for batch in batches(windows, rng):
            loss, tag_loss, link_loss = loss_of(model, batch, numbers)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
            step += 1
            if step % EMA_STEPS == 0:
                weight = 1 - min(EMA, (step / EMA_STEPS) / (step / EMA_STEPS + 10))
                with torch.no_grad():
                    for n, p in model.named_parameters():
                        if n in average:
                            average[n].lerp_(p, weight)
            pieces += sum(len(w.ids) for w in batch)
            sums += (tag_loss, link_loss, 1)
            if step % 50 == 0:
                print(f"epoch {epoch} step {step}/{steps} tags {sums[0] / sums[2]:.4f} links {sums[1] / sums[2]:.4f} "
                      f"{round(time.time() - began)} s", flush=True)  # fmt: skip
                sums[:] = 0
            if limit and step >= limit:
                break
        trained = {n: p.detach().clone() for n, p in model.named_parameters() if n in average}
        with torch.no_grad():
            for n, p in model.named_parameters():
                if n in average:
                    p.copy_(average[n])
        torch.save(model.state_dict(), out / f"epoch{epoch}.pt")
        scores = evaluate(model, dev)
        with torch.no_grad():
            for n, p in model.named_parameters():
                if n in average:
                    p.copy_(trained[n])
        row = {"epoch": epoch, "step": step, "seconds": round(time.time() - began), "pieces": pieces,
               **{k: round(v, 4) for k, v in scores.items() if k.endswith("f1")}}  # fmt: skip
        print(json.dumps(row), flush=True)
        with log.open("a") as file:
            file.write(json.dumps(row) + "\n")
        if limit and step >= limit:
            break


def load(path: Path) -> list[dict[str, Any]]:
    """A file that ``prepare`` wrote."""
    with path.open("rb") as file:
        return pickle.load(file)


def main() -> None:
    """Train."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("prepared", type=Path)
    given.add_argument("out", type=Path)
    given.add_argument("--body", required=True)
    given.add_argument("--frozen", type=int, default=0, help="lowest layers of an MPNet body that stay as they are")
    given.add_argument("--threads", type=int, default=1)
    given.add_argument("--epochs", type=int, default=8)
    given.add_argument("--rate", type=float, default=1e-4)
    given.add_argument("--seed", type=int, default=SEED)
    given.add_argument("--limit", type=int, default=None, help="stop after so many steps (to try things)")
    given = given.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    plain, altered = load(given.prepared / "train.pickle"), []

    def draw(epoch: int, rng: random.Random) -> list[dict[str, Any]]:
        if epoch > 1 and not altered:
            altered.extend(load(given.prepared / "altered.pickle"))
        return [
            d if epoch == 1 or rng.random() < 0.6 else altered[2 * n + rng.randrange(2)] for n, d in enumerate(plain)
        ]

    fit(Tagger(given.body, given.frozen), draw, load(given.prepared / "dev.pickle"), given.out, epochs=given.epochs,
        rate=given.rate, heads=1e-3, seed=given.seed, limit=given.limit)  # fmt: skip


if __name__ == "__main__":
    main()
