"""Amounts and counts in sentences made for the purpose."""

import pytest

from qa.annotating.numbers import find_numbers
from tests.support.parsed_articles import parsed, written


def numbers(sentence: str) -> list[str]:
    """Return the numbers of a sentence."""
    document, blocks = parsed(sentence)
    return written(document, find_numbers(document, blocks))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The bridge cost about 43 million dollars.", ["43 million dollars"]),
        ("It cost $1.5 billion, or €1,400m.", ["$1.5 billion", "€1,400m"]),
        ("Nearly 12.5% of 3,200 voters stayed away.", ["12.5%", "3,200"]),
        ("The house passed it 230-197.", ["230-197"]),
        ("Two-thirds of the seats are empty.", ["Two-thirds"]),
        ("Hundreds came, tens of thousands watched.", ["Hundreds", "tens of thousands"]),
        ("Eleven players and twenty-five fans were hurt.", ["Eleven", "twenty-five"]),
        ("After a three-day strike and five months of talks", ["three", "five"]),
    ],
)
def test_amounts_and_counts_are_found(sentence: str, found: list[str]) -> None:
    """With magnitude, sign and money, without what says how exact they are."""
    assert numbers(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "It opened on May 14, 1998, at 9 a.m. on Monday.",
        "He came second, she was 5th.",
        "The two leaders met, and one of them left.",
        "They bought an S-400 and a Saab-37.",
    ],
)
def test_what_counts_nothing_is_left_out(sentence: str) -> None:
    """Dates, ordinals, parts of names, and "the two" of what is known."""
    assert numbers(sentence) == []
