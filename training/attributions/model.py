"""The tagger and linker in torch: a body, word features added to its embeddings, a CRF over BIOES tags, and two kinds of arcs.

The body is BERT (the student, which ships) or MPNet (the teacher, whose lowest layers may stay as they are).
"""

import math

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModel

from rashomon.attributions.decoding import LINK, PAIRS, TAGS, allowed
from rashomon.attributions.windows import SIZES

ARCS = ("content_cue", "cue_source")


def mpnet_ids(ids: Tensor) -> Tensor:
    """BERT's piece ids as MPNet's: the same vocabulary four places on, but for the marks [PAD], [CLS], [SEP] and [MASK]."""
    moved = ids + 4
    for mark, own in ((0, 1), (101, 0), (102, 2), (103, 30526)):
        moved = torch.where(ids == mark, own, moved)
    return moved


class Tagger(nn.Module):
    """``forward`` is what the exported graph holds: pieces and features → tag scores and link vectors of every piece."""

    def __init__(self, body: str, frozen: int = 0) -> None:
        super().__init__()
        self.frozen = frozen
        self.body = AutoModel.from_pretrained(body, attn_implementation="eager", attention_probs_dropout_prob=0.0,
                                              hidden_dropout_prob=0.0, add_pooling_layer=False)  # fmt: skip
        width = self.body.config.hidden_size
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in SIZES)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, TAGS)
        self.links = nn.Linear(width, 8 * LINK)
        self.transitions = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.first = nn.Parameter(torch.zeros(TAGS))
        self.last = nn.Parameter(torch.zeros(TAGS))
        self.weights = nn.ParameterDict({arc: nn.Parameter(torch.zeros(sum(PAIRS))) for arc in ARCS})
        self.nothing = nn.ParameterDict({arc: nn.Parameter(torch.randn(LINK) * 0.1) for arc in ARCS})
        follows, opens, closes = (torch.from_numpy(a) for a in allowed())
        self.register_buffer("follows", follows)
        self.register_buffer("opens", opens)
        self.register_buffer("closes", closes)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """``ids`` [batch, piece], ``features`` [batch, piece, 4] → [batch, piece, TAGS] and [batch, piece, 8 * LINK]."""
        words = sum(table(features[:, :, n]) for n, table in enumerate(self.features))
        if self.body.config.model_type == "mpnet":
            hidden = self.mpnet(ids, words, mask)
        else:
            embedded = self.body.get_input_embeddings()(ids) + words
            hidden = self.body(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        hidden = self.drop(hidden)
        return self.tags(hidden), self.links(hidden)

    def mpnet(self, ids: Tensor, words: Tensor, mask: Tensor | None) -> Tensor:
        """MPNet's layers by hand: no gradient goes into the frozen ones, so the words' features come in above them."""
        encoder = self.body.encoder
        inverse = 0.0 if mask is None else (1.0 - mask[:, None, None, :].float()) * -1e4
        with torch.no_grad():
            hidden = self.body.embeddings(mpnet_ids(ids))
            bias = encoder.compute_position_bias(hidden) + inverse
            for layer in encoder.layer[: self.frozen]:
                hidden = layer(hidden, None, bias)[0]
        hidden = hidden + words
        for layer in encoder.layer[self.frozen :]:
            hidden = layer(hidden, None, bias)[0]
        return hidden

    def crf(self) -> tuple[Tensor, Tensor, Tensor]:
        """Transitions, first and last, with -1e4 where a tag is not allowed."""
        return (self.transitions.masked_fill(~self.follows, -1e4), self.first.masked_fill(~self.opens, -1e4),
                self.last.masked_fill(~self.closes, -1e4))  # fmt: skip

    def partition(self, scores: Tensor, lengths: Tensor, crf: tuple[Tensor, Tensor, Tensor]) -> Tensor:
        """The log of the sum over all ways to tag each chunk. ``scores`` [chunk, word, TAGS], padded; transitions may differ by chunk."""
        transitions, first, last = crf
        inside = torch.arange(scores.shape[1])[None] < lengths[:, None]
        alpha = scores[:, 0] + first
        moves = transitions.exp()  # 0 where not allowed
        for word in range(1, scores.shape[1]):
            top = alpha.max(1, keepdim=True).values.detach()
            through = torch.log(((alpha - top).exp()[:, None] @ moves)[:, 0] + 1e-30) + top + scores[:, word]
            alpha = torch.where(inside[:, word, None], through, alpha)
        return torch.logsumexp(alpha + last, 1)

    def tag_loss(self, scores: Tensor, targets: Tensor, moves: Tensor, lengths: Tensor) -> Tensor:
        """Cross entropy of the chunks' taggings, summed: the negative log likelihood where the targets are sure.

        ``targets`` is the chance of each tag, 0 where padded; ``moves`` [TAGS, TAGS] how often each tag should follow another in all.
        """
        transitions, first, last = self.crf()
        expected = (targets * scores).sum() + (moves * transitions).sum() + (targets[:, 0] * first).sum()
        expected = expected + (targets[torch.arange(len(scores)), lengths - 1] * last).sum()
        return self.partition(scores, lengths, (transitions, first, last)).sum() - expected

    def marginals(self, scores: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """What a student should learn: the chance of each tag, and how often each follows another in each chunk."""
        transitions, first, last = (part.detach() for part in self.crf())
        with torch.enable_grad():  # the derivatives of the partition function
            scores = scores.detach().requires_grad_()
            own = transitions.repeat(len(scores), 1, 1).requires_grad_()
            found = torch.autograd.grad(self.partition(scores, lengths, (own, first, last)).sum(), (scores, own))
        return found[0], found[1]

    def arc_scores(self, arc: str, dependents: Tensor, heads: Tensor, stands: Tensor) -> Tensor:
        """[dependent, head + 1]; the same sum as decoding.Linker."""
        tables = torch.from_numpy(np.cumsum((0, *PAIRS[:-1])))
        products = torch.relu(dependents) @ torch.cat([heads, self.nothing[arc][None]]).T / math.sqrt(LINK)
        near = self.weights[arc][stands + tables].sum(-1)
        return products + torch.cat([near, near.new_zeros(len(near), 1)], 1)
