"""The best span is the best pair of a start and an end, in order and not too long."""

import numpy as np

from qa.readers.protocol import best_span


def test_the_best_start_and_end_make_the_span() -> None:
    """Its score is the sum of both logits."""
    starts = np.array([0, 5, 0, 0], np.float32)
    ends = np.array([0, 0, 4, 0], np.float32)

    assert best_span(starts, ends) == (1, 2, 9.0)


def test_a_span_never_ends_before_it_starts() -> None:
    """However good the two ends are by themselves."""
    starts = np.array([0, 0, 9], np.float32)
    ends = np.array([9, 0, 1], np.float32)

    assert best_span(starts, ends) == (2, 2, 10.0)


def test_a_span_is_not_longer_than_allowed() -> None:
    """An answer is a phrase."""
    starts = np.array([9, 0, 0, 2], np.float32)
    ends = np.array([0, 1, 0, 9], np.float32)

    assert best_span(starts, ends, longest=2) == (3, 3, 11.0)
