"""Sections by the names that a user types."""

import pytest

from qa.errors import UsageError
from qa.overview.sections import Section, read_sections


def test_sections_are_read_in_any_order_and_shown_in_theirs() -> None:
    """Blanks, case and repetition do not count; some have a second name."""
    assert read_sections("Quotes, summary,quotes,") == (Section.SUMMARY, Section.QUOTES)
    assert read_sections("timeline") == (Section.DATES,)
    assert read_sections("organizations") == (Section.ORGANISATIONS,)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("qoutes", "an article has no section 'qoutes'; did you mean 'quotes'?"),
        ("zzz", "an article has no section 'zzz'; name some of summary, outline, quotes, people"),
        (" , ", "no section is named; name some of summary, outline"),
    ],
)
def test_what_is_no_section_is_told(typed: str, message: str) -> None:
    """With the nearest name, or all of them."""
    with pytest.raises(UsageError) as caught:
        read_sections(typed)
    assert str(caught.value).startswith(message)
