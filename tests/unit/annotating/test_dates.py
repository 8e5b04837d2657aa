"""Dates in sentences made for the purpose."""

from dataclasses import replace

import pytest

from qa.annotating.dates import find_dates
from tests.support.parsed_articles import parsed


def dates(sentence: str, written_on: str | None = None) -> dict[str, str | None]:
    """Return the dates of a sentence and what they are in ISO 8601."""
    document, blocks = parsed(sentence)
    found = find_dates(replace(document, date=written_on), blocks)
    return {document.text[mark.start : mark.end]: mark.date for mark in found}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The bridge opened on 2 May 2014.", {"2 May 2014": "2014-05-02"}),
        ("It closed on November 3rd, 1998.", {"November 3rd, 1998": "1998-11-03"}),
        ("They met in February 2012 in Oslo.", {"February 2012": "2012-02"}),
        ("The school was built in 1911.", {"1911": "1911"}),
        ("She was born in the summer of 1987.", {"the summer of 1987": "1987"}),
        ("Prices fell between 2003 and 2006.", {"between 2003 and 2006": None}),
        ("Bands of the late 1970s came back.", {"the late 1970s": None}),
        ("It was a fort in the 14th century.", {"the 14th century": None}),
    ],
)
def test_absolute_dates_are_found_and_told(sentence: str, found: dict[str, str | None]) -> None:
    """A range, a decade and a century have no date that ISO 8601 could write exactly."""
    assert dates(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The court ruled late Thursday.", ["late Thursday"]),
        ("Rain began on Sunday morning.", ["Sunday morning"]),
        ("Voting ends at 8 p.m. on Monday.", ["8 p.m. on Monday"]),
        ("The factory closed three years ago.", ["three years ago"]),
        ("Hours earlier, the roof had gone.", ["Hours earlier"]),
        ("The talks will go on later this week.", ["later this week"]),
        ("In the next ten days we shall know.", ["the next ten days"]),
        ("Trade has grown in recent months.", ["recent months"]),
        ("It must be paid by the end of the year.", ["the end of the year"]),
        ("The letter was sent yesterday.", ["yesterday"]),
    ],
)
def test_dates_told_from_another_day_are_found(sentence: str, found: list[str]) -> None:
    """They are what is said, with the part of the day."""
    assert list(dates(sentence)) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "The march through the town may be long.",
        "He waited for two weeks and three days.",
        "The 40-year-old teacher has worked for decades.",
        "Shops are closed every Monday.",
        "The recent strikes cost 1,900 euros.",
        "She read the Sunday Times in a two-day visit.",
        "The village has 1950 inhabitants.",
    ],
)
def test_lengths_of_time_and_habits_are_no_dates(sentence: str) -> None:
    """Nor are words that only look like a month, nor counts that look like a year."""
    assert dates(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "written_on", "date"),
    [
        ("The mayor resigned on Tuesday.", "2024-03-08", "2024-03-05"),
        ("The mayor will resign on Tuesday.", "2024-03-08", "2024-03-12"),
        ("The mayor resigned on Friday.", "2024-03-08T09:30:00Z", "2024-03-08"),
        ("The mayor, on Tuesday a hero.", "2024-03-08", None),
        ("She resigned last week.", "2024-03-08", None),
        ("She resigned yesterday.", "2024-03-01", "2024-02-29"),
        ("She resigned on December 30.", "2024-01-08", "2023-12-30"),
        ("She resigned in January.", "2024-03-08", "2024-01"),
        ("She resigned in September.", "2024-03-08", None),
        ("She resigned last September.", "2024-03-08", "2023-09"),
        ("She resigned earlier this year.", "2024-03-08", "2024"),
        ("She will resign next month.", "2023-12-08", "2024-01"),
        ("She resigned on Tuesday.", None, None),
        ("She resigned on 31 February 2020.", "2024-03-08", None),
    ],
)
def test_what_the_article_s_own_date_tells(
    sentence: str, written_on: str | None, date: str | None
) -> None:
    """A day of the week needs the tense; half a year away no month is sure."""
    assert list(dates(sentence, written_on).values()) == [date]
