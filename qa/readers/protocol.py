"""What a reader is: a question and passages in, the best span of each out; runs no model."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

LONGEST_ANSWER = 30
"""Word pieces of an answer, at most."""

SPANS = 4
"""Spans of a passage that are returned, at most. Of facts in guardian_dev the right one is among
the best four of the five passages read in 0.87, among the five best alone in 0.75."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage and the text before it; an answer may be in `passage` but not in `before`.

    `cost` is what each further word piece takes from a span, in logits, where the best is chosen:
    who looks for a phrase wants the shorter of two that are nearly as good.
    """

    passage: str
    before: str = ""
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """The best span of a passage, as offsets into it.

    `margin` is the span's score less the score of "this passage does not answer", a difference of
    logits: above 0 if an answer is likelier than none. Margins of different passages compare.
    `others` are the next best spans of the passage that share no character with a better one.
    """

    start: int
    end: int
    margin: float
    others: tuple["FoundSpan", ...] = ()

    @classmethod
    def best_of(cls, spans: Iterable["FoundSpan"]) -> "FoundSpan":
        """Return the best of one or more spans with the others that are to be returned."""
        kept: list[FoundSpan] = []
        for span in sorted(spans, key=lambda span: -span.margin):
            if len(kept) < SPANS and all(
                span.end <= other.start or other.end <= span.start for other in kept
            ):
                kept.append(replace(span, others=()))
        return replace(kept[0], others=tuple(kept[1:]))


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
    """Return first and last position and score of the best span; see `best_spans`."""
    return next(best_spans(starts, ends, longest, most=1))


def best_spans(
    starts: NDArray[np.float32],
    ends: NDArray[np.float32],
    longest: int = LONGEST_ANSWER,
    *,
    most: int = SPANS,
    cost: float = 0.0,
) -> Iterator[tuple[int, int, float]]:
    """Yield first and last position and score of the best spans, none overlapping a better one.

    `starts` and `ends`, of shape (positions,), are the logits of an answer starting and ending at
    each position; a span's score is their sum. Spans hold at most `longest` positions. Each but the
    first counts `cost` against the span, though not in its score.
    """
    size = len(starts)
    at = np.arange(size)
    length = at[None, :] - at[:, None]
    sums = starts[:, None] + ends[None, :]
    scores = np.where((length >= 0) & (length < longest), sums - cost * length, -np.inf)
    for _ in range(most):
        first, last = divmod(int(scores.argmax()), size)
        if scores[first, last] == -np.inf:
            return
        yield first, last, float(sums[first, last])
        scores[: last + 1, first:] = -np.inf
