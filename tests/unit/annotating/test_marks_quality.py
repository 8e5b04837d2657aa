"""How many of the names, dates and numbers of labelled news articles are found, and how well."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from qa.annotating.dates import find_dates
from qa.annotating.names import Names, find_names
from qa.annotating.numbers import find_numbers
from qa.annotations.values import DateMark, Mark, Named
from tests.support.labelled_articles import (
    LabelledArticle,
    Span,
    is_same_name,
    labelled_articles,
    overlap,
)

# Precision and recall, each a little under what is measured: people .97 and 1, organisations .89
# and .91, places .89 and .91, dates 1 and 1, numbers .96 and 1.
_NAMES = {"people": (0.94, 0.97), "organisations": (0.84, 0.86), "places": (0.85, 0.87)}
_MARKS: dict[str, tuple[Callable[..., Sequence[Mark | DateMark]], float, float]] = {
    "dates": (find_dates, 0.96, 0.96),
    "numbers": (find_numbers, 0.92, 0.95),
}
_SAME = 0.5  # of the union of two spans their overlap is at least, so that they are one


def _overlap(mark: Mark | DateMark, span: Span) -> float:
    return overlap((mark.start, mark.end), span)


def _names(article: LabelledArticle, kind: str) -> tuple[Named, ...]:
    names: Names = find_names(article.document, article.blocks)
    return {
        "people": names.people,
        "organisations": names.organisations,
        "places": names.places,
    }[kind]


def _required(labels: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (label for label in labels if not label.get("optional"))


@pytest.mark.parametrize("kind", _NAMES)
def test_names_are_found_as_well_as_measured(kind: str) -> None:
    """A name counts as found where one shares its words."""
    found = right = labelled = 0
    for article in labelled_articles():
        named = _names(article, kind)
        labels = list(_required(article.labels[kind]))
        found += len(named)
        labelled += len(labels)
        right += sum(any(is_same_name(n.name, label["name"]) for n in named) for label in labels)
    precision, recall = _NAMES[kind]
    assert right / found >= precision
    assert right / labelled >= recall


def test_the_mentions_of_people_are_found() -> None:
    """Nearly each place where a person is named, and hardly another."""
    found = right = labelled = missed = 0
    for article in labelled_articles():
        spans = [span for label in article.labels["people"] for span in label["spans"]]
        marks = [mark for person in _names(article, "people") for mark in person.mentions]
        found += len(marks)
        labelled += len(spans)
        right += sum(any(_overlap(mark, span) > _SAME for span in spans) for mark in marks)
        missed += sum(not any(_overlap(mark, span) > _SAME for mark in marks) for span in spans)
    assert right / found >= 0.96
    assert missed / labelled <= 0.03


@pytest.mark.parametrize("kind", _MARKS)
def test_dates_and_numbers_are_found_as_well_as_measured(kind: str) -> None:
    """A mark counts as found where one overlaps it by half."""
    find, precision, recall = _MARKS[kind]
    found = right = labelled = 0
    for article in labelled_articles():
        marks = find(article.document, article.blocks)
        spans = [label["span"] for label in article.labels[kind]]
        found += len(marks)
        labelled += len(spans)
        right += sum(any(_overlap(mark, span) >= _SAME for mark in marks) for span in spans)
    assert right / found >= precision
    assert right / labelled >= recall
