"""Credit lines by their form."""

import pytest

from qa.articles.credits import is_update, recognize_credit
from qa.articles.document import Metadata


@pytest.mark.parametrize(
    ("line", "metadata"),
    [
        ("Edited by: Darko Janjevic", Metadata()),
        ("Edited by Anne-Sophie Brändlin and John Silk", Metadata()),
        ("Written by Jane Doe", Metadata(author="Jane Doe")),
        ("Author: Jane Doe", Metadata(author="Jane Doe")),
        ("Authors: Jane Doe, Ludwig van Roe", Metadata(author="Jane Doe, Ludwig van Roe")),
        ("Reporting by Jane Doe in Delhi; editing by John Roe", Metadata()),
        ("Source: Reuters", Metadata(source="Reuters")),
        ("Photo: Jane Doe/AFP", Metadata()),
        ("PHOTOS BY JANE DOE", Metadata()),
        ("Published: 2024-01-02", Metadata(date="2024-01-02")),
        ("Last updated on 3 January 2024", Metadata(date="2024-01-03")),
    ],
)
def test_credit_lines_are_recognised_anywhere(line: str, metadata: Metadata) -> None:
    """An editor or photographer is credited without becoming the author."""
    assert recognize_credit(line, near_top=False) == metadata


@pytest.mark.parametrize(
    ("line", "metadata"),
    [
        ("By Jane Doe", Metadata(author="Jane Doe")),
        ("By Jane Doe | 2 January 2024", Metadata(author="Jane Doe", date="2024-01-02")),
        ("January 2, 2024", Metadata(date="2024-01-02")),
    ],
)
def test_bylines_and_bare_dates_count_near_the_top_only(line: str, metadata: Metadata) -> None:
    """Further down the same words are something else."""
    assert recognize_credit(line, near_top=True) == metadata
    assert recognize_credit(line, near_top=False) is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Written by hand in the 12th century, the book survived.",
        "Source: the ministry did not say who gave the order.",
        "Photo: two leaders shake hands in Delhi",
        "Edited by whom?",
        "By Monday",
        "By then it was late.",
        "edited by: Darko Janjevic",
        "Updated plans were shown on Monday.",
        "Edited by: Jane\nDoe",
        "Edited by: " + "Jane " * 60,
    ],
)
def test_sentences_are_no_credits(line: str) -> None:
    """Whatever leaves a doubt stays body."""
    assert recognize_credit(line, near_top=True) is None


def test_an_update_is_distinguished_from_a_publication() -> None:
    """The date of publication is the article's; an update's only where there is no other."""
    assert is_update("Last updated: 2024-01-02")
    assert not is_update("Published: 2024-01-02")
