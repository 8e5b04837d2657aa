"""What a reader is: a question and passages in, the best span of each out; runs no model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

LONGEST_ANSWER = 30
"""Word pieces of an answer, at most."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage and the text before it; an answer may be in `passage` but not in `before`."""

    passage: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """The best span of a passage, as offsets into it.

    `margin` is the span's score less the score of "this passage does not answer", a difference of
    logits: above 0 if an answer is likelier than none. Margins of different passages compare.
    """

    start: int
    end: int
    margin: float


class Reader(Protocol):
    """Looks for the answer in passages."""

    def load(self) -> None:
        """Load what the first question needs; waits for a thread that does so already."""

    def close(self) -> None:
        """End the threads that it reads with; the next question starts them again."""

    def read(self, question: str, readings: Sequence[Reading]) -> list[FoundSpan]:
        """Return the best span of each passage; no span depends on the other passages."""


def best_span(
    starts: NDArray[np.float32], ends: NDArray[np.float32], longest: int = LONGEST_ANSWER
) -> tuple[int, int, float]:
    """Return first and last position and score of the best span.

    `starts` and `ends`, of shape (positions,), are the logits of an answer starting and ending at
    each position; a span's score is their sum. Spans hold at most `longest` positions.
    """
    size = len(starts)
    length = np.arange(size)[None, :] - np.arange(size)[:, None]
    scores = np.where((length >= 0) & (length < longest), starts[:, None] + ends[None, :], -np.inf)
    first, last = divmod(int(scores.argmax()), size)
    return first, last, float(scores[first, last])
