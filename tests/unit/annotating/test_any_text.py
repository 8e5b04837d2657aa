"""Whatever the text, marks are in order, in the text, and never empty."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.annotating.dates import find_dates
from qa.annotating.names import find_names
from qa.annotating.numbers import find_numbers
from qa.annotating.phrases import find_phrases
from qa.annotations.values import DateMark, Mark
from qa.articles.document import Document
from tests.support.parsed_articles import parsed

FINDERS: list[Callable[..., Sequence[Mark | DateMark]]] = [find_dates, find_numbers, find_phrases]

_WORDS = (
    "Ann Reed|Mr|President|Kim Ok|the|of|,|(|)|“|”|'s|’s|-|—|U.S.|more than|35%|$4m|in 1990|May|3"
    "|Tuesday|said|who|, a|former|teacher|.|!|\u200b|é|𝒜|\n|ago|two years|administration|REED"
)
_PIECES = st.sampled_from(_WORDS.split("|"))
_TEXTS = st.lists(_PIECES, min_size=1, max_size=30).map(" ".join) | st.text(min_size=1, max_size=60)


def check(document: Document, marks: Sequence[Mark | DateMark]) -> None:
    """Assert that the marks are ordered and lie in the text."""
    assert all(0 <= mark.start < mark.end <= len(document.text) for mark in marks)
    assert all(a.end <= b.start for a, b in pairwise(marks))


@settings(max_examples=150)
@given(_TEXTS)
def test_marks_are_in_order_and_in_the_text(text: str) -> None:
    """Whatever is written."""
    document, blocks = parsed("Reed.", text)
    for find in FINDERS:
        check(document, find(document, blocks))
    names = find_names(document, blocks)
    for named in (*names.people, *names.organisations, *names.places):
        assert named.name
        assert named.mentions
        check(document, named.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "A" * 3000,
        "Ann Reed left. " * 1000,
        " ".join(f"A{i} Reed told B{i} Reed." for i in range(1000)),
        "REED — It rained. " * 1000,
        "Two years ago, in May, two years ago. " * 500,
        "1, 2, 3 and 4. " * 1000,
        ("one hundred and " * 50 + ". ") * 20,
        ("the end of " * 60 + "it. ") * 20,
        ("President " * 80 + "Reed. ") * 20,
        ("Ann-" * 60 + "Reed left. ") * 20,
    ],
    ids=lambda text: text[:12],
)
def test_monotonous_texts_end(text: str) -> None:
    """Time grows with the length of the text, however it is made."""
    document, blocks = parsed(text)
    find_names(document, blocks)
    for find in FINDERS:
        check(document, find(document, blocks))
