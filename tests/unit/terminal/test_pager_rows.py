"""An article cut into the rows of a window."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from qa.terminal.pager.rows import Mark, Row, cut_rows, row_at, segments_of

TEXT = "One two three four.\nFive six.\n"


def row_texts(text: str, width: int) -> list[str]:
    """Return the rows' texts."""
    return [text[row.start : row.end] for row in cut_rows(text, width)]


def test_rows_break_at_words_and_know_their_lines() -> None:
    """Where every line is a paragraph there is air between them; else lines stand as they are."""
    assert row_texts(TEXT, 10) == ["One two ", "three ", "four.", "", "Five six."]
    assert [row.line for row in cut_rows(TEXT, 10)] == [1, None, None, None, 2]
    assert row_texts("One\ntwo.\n\nThree.\n\nFour", 10) == ["One", "two.", "", "Three.", "", "Four"]
    assert row_texts("abcdefghij kl", 4) == ["abcd", "efgh", "ij ", "kl"]
    assert row_texts("", 10) == []


def test_wide_characters_count_for_two() -> None:
    """And a word of them is cut between characters."""
    assert row_texts("東京は日本の首都です", 6) == ["東京は", "日本の", "首都で", "す"]


@given(st.text(max_size=200), st.integers(1, 30))
def test_rows_hold_the_whole_text_in_order(text: str, width: int) -> None:
    """Nothing but newlines is left out, whatever the text."""
    rows = cut_rows(text, width)
    assert "".join(text[row.start : row.end] for row in rows) == text.replace("\n", "")
    assert all(a.end <= b.start for a, b in pairwise(rows))


@given(st.text(st.characters(codec="ascii", categories=("L", "P", "Zs")), max_size=200))
def test_no_row_is_wider_than_the_window(text: str) -> None:
    """Space at a row's end does not count."""
    assert all(wcswidth(row.rstrip()) <= 12 for row in row_texts(text, 12))


def test_the_row_of_an_offset_is_found() -> None:
    """Also past the end."""
    rows = cut_rows(TEXT, 10)
    assert [row_at(rows, offset) for offset in (0, 9, 14, 20, 99)] == [0, 1, 2, 4, 4]
    assert row_at((), 5) == 0


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], [("", "One two")]),
        ([Mark(4, 30, "lit")], [("", "One "), ("lit", "two")]),
        ([Mark(0, 2, "hit"), Mark(0, 7, "lit")], [("hit", "On"), ("lit", "e two")]),
        ([Mark(8, 9, "lit")], [("", "One two")]),
    ],
)
def test_a_row_is_styled_by_its_marks(marks: list[Mark], expected: list[tuple[str, str]]) -> None:
    """The first mark counts where several stand."""
    assert segments_of("One two three", Row(0, 7), marks) == expected


def test_a_row_is_harmless() -> None:
    """Whatever stands in the file."""
    assert segments_of("a\x1b[2J\u202e", Row(0, 6), []) == [("", "a␛[2J\ufffd")]
