"""Which words stand between quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.annotating.quoting.quotation_marks import find_marked

MARKS = "\"“”„‟«»‹›‘’‚'`"


def words(*texts: str) -> list[list[str]]:
    """Return the words in marks of each of some successive texts."""
    return [
        [text[stretch.start : stretch.end] for stretch in found]
        for text, found in zip(texts, find_marked(texts), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “yes, it is,” and left.", ["yes, it is"]),
        ('He said "yes" and "no."', ["yes", "no."]),
        ("‘The workers’ rights are gone,’ he said.", ["The workers’ rights are gone"]),
        ("Don’t ‘call’ the boys’ team.", ["call"]),
        ("They're the '90s kids' toys.", []),
        ("“He called it ‘a trap’ twice,” she said.", ["He called it ‘a trap’ twice"]),
        ("“A “nested” one,” she said.", ["A “nested” one"]),
        ("« Bonjour », dit-il, »ja« sagt er.", ["Bonjour", "ja"]),
        ("„Nein“, sagt sie, ”ja” hon.", ["Nein", "ja"]),
        ("``old'' and “mixed\" ones’’", ["old", "mixed"]),
        ("“Never closed. he said “Again.”", ["Never closed.", "Again."]),
        ('A pipe of 6" and one of 8" length.', []),
        ('“” "" ‘ ’', []),
    ],
)
def test_words_in_marks(text: str, inside: list[str]) -> None:
    """Marks of every kind, nested, mixed and missing."""
    assert words(text) == [inside]


def test_a_quotation_over_paragraphs() -> None:
    """Opened again in the next paragraph, or only closed there."""
    assert words("“One goes on.", "“Two ends,” he said.") == [["One goes on."], ["Two ends"]]
    assert words("“One goes on.", "Two ends,” he said.") == [["One goes on."], ["Two ends"]]


@given(st.lists(st.text(st.sampled_from(MARKS + "aB, .'s\n"), max_size=60), max_size=4))
def test_stretches_are_inside_the_text_and_without_their_marks(texts: list[str]) -> None:
    """In order, apart, never empty, and no mark of the pair at either edge."""
    for text, found in zip(texts, find_marked(texts), strict=True):
        reach = 0
        for stretch in found:
            assert reach <= stretch.outer_start <= stretch.start < stretch.end <= stretch.outer_end
            assert stretch.outer_end <= len(text)
            inside = text[stretch.start : stretch.end]
            assert inside == inside.strip()
            if not stretch.continued:
                assert stretch.outer_start < stretch.start
                opening = text[stretch.outer_start]
                assert opening in MARKS
                assert opening not in {inside[0], inside[-1]}
            reach = stretch.outer_end


def test_ten_thousand_marks() -> None:
    """Neither opening nor closing marks alone make the search slow."""
    for mark in ("“", "”", '"', "‘", "’", " '", "«", "„", "‘“", " “a", '" b'):
        find_marked([mark * 10_000, mark * 10_000])
