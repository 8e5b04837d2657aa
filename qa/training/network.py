"""The reader as a network: the encoder's transformer and one linear layer for span starts and ends.

Position 0 of each row stands for "this passage does not answer".
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from torch import nn
from torch.nn.functional import pad
from transformers import BertModel

from qa.readers.protocol import LONGEST_ANSWER
from qa.training.examples import Batch

DROPOUT = 0.1

Loss = Callable[[torch.Tensor, torch.Tensor, Batch], torch.Tensor]
"""Start and end logits of a batch, and the batch, to the mean loss of its groups."""

# Finite, so that a sum of none has a gradient.
_IMPOSSIBLE = -1e4
_drawing = threading.local()


class SequenceDropout(nn.Module):
    """Drops a feature in all positions of a row at once.

    On a CPU, drawing a number for every activation costs a sixth of a training step; drawing one
    for every row and feature costs nothing (Gal & Ghahramani 2016 use it for recurrent networks).
    """

    def __init__(self, rate: float) -> None:
        """Drop with this probability while training."""
        super().__init__()
        self._rate = rate

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return the activations, of shape (rows, positions, features), some features zeroed."""
        if not self.training:
            return hidden
        shape = (hidden.shape[0], 1, hidden.shape[2])
        source: torch.Generator | None = getattr(_drawing, "source", None)
        kept = torch.rand(shape, generator=source) >= self._rate
        return hidden * (kept / (1 - self._rate)).to(hidden.dtype)


@contextmanager
def seeded_dropout(seed: int) -> Iterator[None]:
    """Let what this thread drops depend on the seed alone."""
    _drawing.source = torch.Generator().manual_seed(seed)
    try:
        yield
    finally:
        _drawing.source = None


class ReaderModel(nn.Module):
    """Start and end logits for every position."""

    def __init__(self, transformer: BertModel) -> None:
        """Put a fresh head on a transformer; its word vectors stay as they are.

        Words that the training material lacks, above all names in news, keep their place among
        those that it holds.
        """
        super().__init__()
        self.transformer = transformer
        transformer.embeddings.word_embeddings.weight.requires_grad = False
        self.head = nn.Linear(transformer.config.hidden_size, 2)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        for module in list(transformer.modules()):
            if isinstance(getattr(module, "dropout", None), nn.Dropout) and hasattr(
                module, "LayerNorm"
            ):
                module.dropout = SequenceDropout(DROPOUT)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return start logits and end logits, both of shape (rows, positions), float32."""
        hidden = self.transformer(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        logits = self.head(hidden).float()
        return logits[..., 0], logits[..., 1]


def fresh_model(folder: Path) -> ReaderModel:
    """Return an untrained reader with the encoder's weights from the folder.

    Attention in plain steps trains faster on a CPU than the fused one.
    """
    transformer = BertModel.from_pretrained(
        folder,
        add_pooling_layer=False,
        attn_implementation="eager",
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=DROPOUT,
        local_files_only=True,
    )
    return ReaderModel(transformer)


def loss(start: torch.Tensor, end: torch.Tensor, batch: Batch, shared: float = 0.5) -> torch.Tensor:
    """Return the mean loss of a batch.

    For each row, the likelihood of the right position (several right ones are summed) among the
    passage's and position 0, as in SQuAD 2.0 readers. To it comes, times `shared`, the same over
    all rows of a group together, of scores *above the row's own position 0*: so one number, the
    margin over "no answer", is calibrated in each passage and compares across passages (shared
    normalisation of Clark & Gardner 2018).
    """
    allowed = batch.types.bool()
    total = start.new_zeros(())
    for logits, right in ((start, batch.starts), (end, batch.ends)):
        own = allowed.clone()
        own[:, 0] = True
        alone = _log_sum(logits, own) - _log_sum(logits, right)
        margins = logits - logits[:, :1]
        together = [
            _shared(margins[rows], allowed[rows], right[rows])
            for rows in _rows_of_groups(batch.group)
        ]
        total = total + alone.mean() + shared * torch.stack(together).mean()
    return total / 2


def choosing_loss(
    start: torch.Tensor, end: torch.Tensor, batch: Batch, alone: float = 0.5
) -> torch.Tensor:
    """Return the mean loss of choosing one span of all that a group's passages hold, or none.

    The choice is among the margins of whole spans, as when a question is answered, and silence,
    whose margin is 0. To it comes, times `alone`, the same in each passage by itself.
    """
    margins = _span_margins(start, end, batch.types.bool())
    right = _span_margins(start, end, batch.types.bool(), batch.starts, batch.ends)
    answers = batch.starts[:, 1:].any(1)
    wanted = torch.where(answers, right.flatten(1).logsumexp(1), 0.0)
    total = start.new_zeros(())
    for rows in _rows_of_groups(batch.group):
        answered = rows[answers[rows]]
        chosen = wanted[answered].logsumexp(0) if len(answered) else start.new_zeros(())
        total = total + _with_silence(margins[rows].flatten()) - chosen
    apart = _with_silence(margins.flatten(1)) - wanted
    return total / (batch.group.max() + 1) + alone * apart.mean()


def _span_margins(
    start: torch.Tensor,
    end: torch.Tensor,
    allowed: torch.Tensor,
    starts: torch.Tensor | None = None,
    ends: torch.Tensor | None = None,
) -> torch.Tensor:
    """Return the margin of each span by its row, first position and length less one.

    Where there is no such span it is hugely negative: one that leaves the passage, or that does not
    begin at `starts` and end at `ends`.
    """
    may_start = allowed if starts is None else allowed & starts
    may_end = allowed if ends is None else allowed & ends
    possible = may_start[:, :, None] & _following(may_end)
    margins = start[:, :, None] + _following(end) - (start[:, :1] + end[:, :1])[:, :, None]
    return margins.masked_fill(~possible, _IMPOSSIBLE)


def _following(values: torch.Tensor) -> torch.Tensor:
    """Return for each position the values from it on, as many as an answer may be long."""
    return pad(values, (0, LONGEST_ANSWER - 1)).unfold(1, LONGEST_ANSWER, 1)


def _with_silence(margins: torch.Tensor) -> torch.Tensor:
    return pad(margins, (1, 0)).logsumexp(-1)


def _shared(margins: torch.Tensor, allowed: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    none = margins.new_zeros(1)
    everything = torch.cat([none, margins[allowed]]).logsumexp(0)
    answers = margins[right & allowed]
    return everything - (answers.logsumexp(0) if answers.numel() else none[0])


def _rows_of_groups(group: torch.Tensor) -> list[torch.Tensor]:
    return [torch.nonzero(group == number)[:, 0] for number in range(int(group.max()) + 1)]


def _log_sum(logits: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
    return logits.masked_fill(~where, -torch.inf).logsumexp(1)
