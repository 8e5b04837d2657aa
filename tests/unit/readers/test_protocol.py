"""The best span is the best pair of a start and an end, in order and not too long."""

import numpy as np

from qa.readers.protocol import SPANS, FoundSpan, best_span, best_spans


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


def test_the_next_best_spans_share_nothing_with_a_better_one() -> None:
    """A part of an answer, or more than it, is no other answer."""
    starts = np.array([0, 5, 4, 0, 3], np.float32)
    ends = np.array([0, 0, 4, 0, 2], np.float32)
    assert list(best_spans(starts, ends, most=2)) == [(1, 2, 9.0), (4, 4, 5.0)]


def test_the_best_of_some_spans_holds_the_others() -> None:
    """Best first, at most so many, none overlapping a better one."""
    spans = [FoundSpan(at, at + 2, float(at)) for at in range(0, 20, 2)]
    best = FoundSpan.best_of([FoundSpan(17, 19, 1.0), *spans])
    assert (best.start, best.margin) == (18, 18.0)
    assert [span.start for span in best.others] == [16, 14, 12][: SPANS - 1]


def test_a_cost_prefers_the_shorter_of_two_spans_and_leaves_its_score() -> None:
    """Nearly as good and shorter is better where a phrase is looked for."""
    starts = np.array([5.0, 0.0, 0.0], np.float32)
    ends = np.array([3.0, 0.0, 3.5], np.float32)
    assert next(best_spans(starts, ends)) == (0, 2, 8.5)
    assert next(best_spans(starts, ends, cost=0.3)) == (0, 0, 8.0)
