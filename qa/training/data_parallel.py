"""Computes the gradients of one step on several cores, chunk by chunk.

Each chunk is read by one thread, and the next free thread takes the next one: threads that share
every operation wait for one another whenever the machine has something else to do. Sums are taken
in the order of the chunks, so that the result does not depend on which thread is ready first.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import torch
from torch.nn.functional import pad

from qa.training.examples import Batch
from qa.training.network import Loss, ReaderModel, seeded_dropout

_CHUNKS = 8


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows of like length, so that little is padded, and the longest one's length."""

    number: int
    rows: torch.Tensor
    longest: int


class DataParallel:
    """Threads that compute the gradients of chunks."""

    def __init__(self, model: ReaderModel, threads: int, loss: Loss) -> None:
        """Start the threads; each computes alone."""
        torch.set_num_threads(1)
        self._model = model
        self._loss = loss
        self._trained = [p for p in model.parameters() if p.requires_grad]
        self._pool = ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,))

    def gradients(self, batch: Batch, seed: int) -> float:
        """Put the gradients of the batch's loss into the parameters, and return the loss."""
        chunks = _chunks(batch)
        logits = list(self._pool.map(lambda chunk: self._forward(batch, chunk, seed), chunks))
        width = batch.ids.shape[1]
        back = torch.cat([chunk.rows for chunk in chunks]).argsort()
        start, end = (
            torch.cat(
                [pad(pair[side].detach(), (0, width - pair[side].shape[1])) for pair in logits]
            )[back].requires_grad_()
            for side in (0, 1)
        )
        value = self._loss(start, end, batch)
        toward = torch.autograd.grad(value, (start, end))
        work = zip(chunks, logits, strict=True)
        found = list(self._pool.map(lambda item: self._backward(item[0], item[1], toward), work))
        for place, parameter in enumerate(self._trained):
            total = found[0][place]
            for gradients in found[1:]:
                total += gradients[place]
            parameter.grad = total
        return float(value.detach())

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown()

    def _forward(self, batch: Batch, chunk: Chunk, seed: int) -> tuple[torch.Tensor, torch.Tensor]:
        rows, longest = chunk.rows, chunk.longest
        with (
            seeded_dropout(seed * _CHUNKS + chunk.number),
            torch.autocast("cpu", dtype=torch.bfloat16, cache_enabled=False),
        ):
            logits: tuple[torch.Tensor, torch.Tensor] = self._model(
                batch.ids[rows, :longest],
                batch.attention[rows, :longest],
                batch.types[rows, :longest],
            )
        return logits

    def _backward(
        self,
        chunk: Chunk,
        logits: tuple[torch.Tensor, torch.Tensor],
        toward: tuple[torch.Tensor, ...],
    ) -> tuple[torch.Tensor, ...]:
        wanted = [gradient[chunk.rows, : chunk.longest] for gradient in toward]
        return torch.autograd.grad(logits, self._trained, wanted)


def _chunks(batch: Batch) -> list[Chunk]:
    lengths = batch.attention.sum(1)
    parts = lengths.argsort(descending=True, stable=True).chunk(_CHUNKS)
    return [Chunk(number, rows, int(lengths[rows].max())) for number, rows in enumerate(parts)]
