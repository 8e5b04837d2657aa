"""Reads passages with an exported file; the reference for how its scores are to be used."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from qa.training.encoding import Row, RowMaker, collate
from qa.training.export import INPUTS
from qa.training.groups import Reading
from qa.training.material import Span

LONGEST_ANSWER = 30
"""Word pieces."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best span of a passage and its margin.

    `margin` is the span's score less the score of "this passage does not answer": a difference
    of logits, above 0 if the reader holds an answer to be likelier than none. `answer` are
    offsets in the passage.
    """

    margin: float
    answer: Span


class ExportedReader:
    """An exported reader and its tokenizer."""

    def __init__(self, path: Path, maker: RowMaker, threads: int = 0) -> None:
        """Open the file; 0 threads stands for as many as there are cores."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        self._maker = maker

    def read(self, readings: list[Reading]) -> list[Found]:
        """Return the best span of each, all read in one batch."""
        rows = [row for r in readings if (row := self._maker.row(_unanswered(r))) is not None]
        batch = collate(rows, [0] * len(rows))
        tensors = (batch.ids, batch.attention, batch.types)
        starts, ends = self._session.run(
            None, {name: t.numpy() for name, t in zip(INPUTS, tensors, strict=True)}
        )
        return [
            best_span(row, start, end) for row, start, end in zip(rows, starts, ends, strict=True)
        ]


def best_span(
    row: Row, start: np.ndarray[tuple[int], np.dtype[np.float32]],
    end: np.ndarray[tuple[int], np.dtype[np.float32]],
) -> Found:  # fmt: skip
    """Return the best span inside the passage, from the logits of its row."""
    first = len(row.ids) - 1 - len(row.offsets)
    size = len(row.offsets)
    if size == 0:
        return Found(-np.inf, Span(0, 0))
    scores = start[first : first + size, None] + end[None, first : first + size]
    length = np.arange(size)[None, :] - np.arange(size)[:, None]
    scores = np.where((length >= 0) & (length < LONGEST_ANSWER), scores, -np.inf)
    left, right = np.unravel_index(int(scores.argmax()), scores.shape)
    span = Span(row.offsets[int(left)][0], row.offsets[int(right)][1])
    return Found(float(scores[left, right] - start[0] - end[0]), span)


def _unanswered(reading: Reading) -> Reading:
    return Reading(reading.question, reading.before, reading.passage, ())
