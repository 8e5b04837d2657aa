"""Dates as articles write them."""

import pytest

from qa.articles.dates import to_iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-01-02", "2024-01-02"),
        ("2024-01-02T10:30:00Z", "2024-01-02T10:30:00Z"),
        ("2024-01-02 10:30", "2024-01-02T10:30:00"),
        ("2024-01-02T10:30+02:00", "2024-01-02T10:30:00+02:00"),
        ("2 January 2024", "2024-01-02"),
        ("January 2, 2024", "2024-01-02"),
        ("Jan. 2nd, 2024", "2024-01-02"),
        ("Tuesday, 2 Jan 2024", "2024-01-02"),
        ("Sept. 11, 2001 at 8:46 a.m. EST", "2001-09-11"),
    ],
)
def test_dates_become_iso(text: str, iso: str) -> None:
    """A time of day is kept only where it is written in ISO form."""
    assert to_iso(text) == iso


@pytest.mark.parametrize(
    "text", ["", "03/04/2024", "2024-02-30", "31 February 2024", "May 2024", "2024", "In May"]
)
def test_what_is_no_clear_date_is_none(text: str) -> None:
    """Neither day nor month is ever guessed."""
    assert to_iso(text) is None
