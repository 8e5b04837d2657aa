"""Candidates are ordered by the views and what the reader found."""

import numpy as np
import pytest

from qa.answering.ranking import certainty, fuse, rank, sort_order
from qa.readers.protocol import FoundSpan
from qa.retrieval.protocol import Candidates


def candidates(dense: list[float], coverage: list[float] | None = None) -> Candidates:
    """Return candidates with these cosines, the sentence's being the passage's."""
    count = len(dense)
    return Candidates(
        keys=np.arange(count, dtype=np.uint64),
        dense=np.array(dense),
        sentence=np.array(dense),
        bm25=np.zeros(count),
        coverage=np.array(coverage or [0.0] * count),
        sentence_scores=np.array(dense),
        offsets=np.arange(count + 1),
    )


def test_the_fused_figure_weighs_the_three_views() -> None:
    """Two parts passage, three parts sentence, two parts words."""
    found = candidates([0.7], [0.35])

    assert fuse(found).tolist() == pytest.approx([(5 * 0.7 + 2 * 0.35) / 7])


def test_the_fused_figure_stays_between_0_and_1() -> None:
    """A cosine may be below 0; a figure that is shown is not."""
    assert fuse(candidates([-0.9])).tolist() == [0.0]


def test_equals_keep_the_order_of_the_articles() -> None:
    """The same question gives the same order, whatever order the views brought."""
    found = candidates([0.5, 0.5, 0.5])

    assert sort_order(found, fuse(found)).tolist() == [0, 1, 2]


def test_what_the_reader_is_sure_of_comes_first() -> None:
    """A passage a little further off that answers goes before a near one that does not."""
    found = candidates([0.60, 0.55, 0.10])
    spans = {0: FoundSpan(0, 4, -8.0), 1: FoundSpan(2, 9, 6.0)}

    assert rank(found, fuse(found), spans).order.tolist() == [1, 0, 2]


def test_what_was_not_read_comes_after_all_that_was() -> None:
    """Nobody knows what the reader would have said of it."""
    found = candidates([0.9, 0.2])

    ranking = rank(found, fuse(found), {1: FoundSpan(0, 1, -9.0)})

    assert ranking.order.tolist() == [1, 0]
    assert ranking.fused[0] < ranking.fused[1]


def test_without_a_reader_the_views_decide() -> None:
    """`--reader none` orders by the fused figure alone."""
    found = candidates([0.2, 0.8])

    assert rank(found, fuse(found), {}).order.tolist() == [1, 0]


def test_certainty_is_a_half_where_an_answer_is_as_likely_as_none() -> None:
    """And goes to 0 and 1 at the ends, without overflow."""
    assert certainty(np.array([-1e9, 0.0, 1e9])).tolist() == pytest.approx([0, 0.5, 1], abs=1e-4)
