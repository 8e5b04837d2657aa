"""How many of the quotations of labelled news articles are found, and with the right speaker."""

from collections.abc import Iterator
from typing import Any

import pytest

from qa.annotating.names import find_names
from qa.annotating.quotations import find_quotations
from qa.annotations.values import Quotation
from tests.support.labelled_articles import (
    LabelledArticle,
    is_same_name,
    labelled_articles,
    overlap,
)

# A little under what is measured, .98 each: a change of the parse or a rule may cost a quotation.
_PRECISION = 0.94
_RECALL = 0.94
_RIGHT_SPEAKER = 0.94

_SAME = 0.6  # of the union of two spans their overlap is at least, so that they are one quotation
_NEAR = 0.4


def _likeness(quotation: Quotation, label: dict[str, Any]) -> float:
    span = (quotation.start, quotation.end)
    return max(overlap(span, label["quote"]), overlap(span, label.get("clause", label["quote"])))


def _outcomes(article: LabelledArticle) -> Iterator[str]:
    """Yield "found" and "right speaker", "wrong" and "missed" for each quotation."""
    people = find_names(article.document, article.blocks).people
    labels = article.labels["quotes"]
    left = [label for label in labels if not label.get("weak") and not label.get("optional")]
    for quotation in find_quotations(article.document, article.blocks, people):
        label = next((label for label in left if _likeness(quotation, label) >= _SAME), None)
        if label is not None:
            left.remove(label)
            yield "found"
            names = [label["speaker"], *label.get("speaker_alt", [])]
            if any(is_same_name(quotation.speaker, name) for name in names):
                yield "right speaker"
        elif not any(_likeness(quotation, label) >= _NEAR for label in labels):
            yield "wrong"
    yield from ("missed" for _ in left)


@pytest.mark.long
def test_quotations_of_labelled_articles() -> None:
    """Precision, recall and speakers stay where they were measured."""
    outcomes = [outcome for article in labelled_articles() for outcome in _outcomes(article)]
    found = outcomes.count("found")
    assert found / (found + outcomes.count("wrong")) >= _PRECISION
    assert found / (found + outcomes.count("missed")) >= _RECALL
    assert outcomes.count("right speaker") / found >= _RIGHT_SPEAKER
