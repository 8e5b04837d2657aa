"""Which passages hold the same text, as noted in a generation."""

import numpy as np

from qa.storage.keys import EqualRows, Rows, equal_pairs
from qa.storage.vector_cache import as_digests, text_digest


def _equal(texts: str) -> EqualRows:
    """Return the equal rows of passages of one letter each."""
    return EqualRows(equal_pairs(as_digests([text_digest(text) for text in texts])))


def _rows(*rows: int) -> Rows:
    return np.array(rows, np.int64)


def test_each_row_leads_to_the_first_of_its_text() -> None:
    """Rows whose text is theirs alone lead to themselves and are not counted."""
    equal = _equal("abcbabx")
    assert len(equal) == 5
    assert equal.first(np.arange(7)).tolist() == [0, 1, 2, 1, 0, 1, 6]
    assert equal.later().tolist() == [3, 4, 5]
    assert equal.others(1).tolist() == [3, 5]
    assert equal.others(2).tolist() == []


def test_among_some_rows_the_first_is_one_of_them() -> None:
    """What was not asked for is no place of a passage, and stands for none."""
    equal = _equal("abcbabx").among(_rows(0, 3, 5, 6))
    assert equal.first(_rows(0, 3, 5, 6)).tolist() == [0, 3, 3, 6]
    assert equal.later().tolist() == [5]
    assert equal.others(3).tolist() == [5]
    assert equal.others(0).tolist() == []
    assert len(equal.among(_rows())) == 0


def test_nothing_is_noted_where_no_text_stands_twice() -> None:
    """As in most corpora, and in one without passages."""
    assert len(_equal("abc")) == len(_equal("a")) == len(_equal("")) == 0
    assert _equal("abc").first(_rows(2, 0)).tolist() == [2, 0]
