"""Noun phrases in sentences made for the purpose."""

from itertools import pairwise

import pytest

from qa.annotating.phrases import find_phrases
from tests.support.parsed_articles import parsed, written


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        (
            "Norway sells over 35% of Germany's natural gas imports.",
            "over 35% of Germany's natural gas imports",
        ),
        ("The fire destroyed more than 200 wooden houses.", "more than 200 wooden houses"),
        ("The firm is the biggest maker of steel pipes.", "the biggest maker of steel pipes"),
        ("She signed a “fair trade” agreement.", "a “fair trade” agreement"),
        ("Six of the banks have closed.", "Six of the banks"),
    ],
)
def test_a_phrase_is_whole(sentence: str, phrase: str) -> None:
    """What stands before the noun, how exact a number is, and what "of" adds belong to it."""
    document, blocks = parsed(sentence)
    assert phrase in written(document, find_phrases(document, blocks))


def test_phrases_are_in_order_and_apart() -> None:
    """None lies in another, none begins or ends with a mark."""
    document, blocks = parsed(
        "“We, the owners of the shop (a family of five), sold it,” said Ann Reed, its manager.",
        "At least half of the town's 4,000 people had bought bread there for many years.",
    )
    marks = find_phrases(document, blocks)
    assert all(a.end <= b.start for a, b in pairwise(marks))
    assert all(text[0].isalnum() and text[-1].isalnum() for text in written(document, marks))
