"""Headings of plain text by form and neighbours."""

import pytest

from qa.articles.headings import ends_sentence, has_heading_form, is_heading

BODY = "Ties between the two countries were launched shortly after independence in 1947."


@pytest.mark.parametrize(
    "line",
    [
        "US tariffs pushing India towards Russia",
        "Why are Russia and India so close?",
        "India and Moscow want ‘strategic autonomy’ in a shifting world",
        "‘Strategic autonomy’ in a shifting world",
        "2024 in review",
        "What next for the U.S. economy",
        "Does it work?",
        "CHAPTER I",
    ],
)
def test_headings_have_a_form(line: str) -> None:
    """Short, no end of sentence but a question's, a capital or digit first."""
    assert has_heading_form(line)
    assert is_heading(line, BODY, BODY)
    assert is_heading(line, None, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "He left.",
        "“Go away”",
        "“Never” he said",
        "“What is it?”",
        "Why did you do it?",
        "Where was he?",
        "Really?",
        "and then there was light",
        "- apples",
        "1. Apples",
        "It was late. He left",
        "The following points:",
        "Salt, pepper,",
        "Leaders in Delhi Image: Reuters",
        "See https://example.org for more",
        "Name\tAge",
        "...",
        "1947",
        "word " * 20,
    ],
)
def test_whatever_is_in_doubt_is_body(line: str) -> None:
    """Sentences, dialogue, list items, captions and fragments are not headings."""
    assert not has_heading_form(line)


def test_neighbours_decide() -> None:
    """A heading stands between the end of a sentence and prose; runs of short lines do not."""
    line = "Salt and pepper"
    assert is_heading(line, BODY, BODY)
    assert not is_heading(line, BODY, None)
    assert not is_heading(line, BODY, "Sugar")
    assert not is_heading(line, "Sugar", BODY)
    assert not is_heading(line, "You need:", BODY)
    assert not is_heading(line, BODY, "Mix well.")


@pytest.mark.parametrize("text", ["He left.", "“Go!”", "It is so.[12]", "(See above.)", "是。"])
def test_ends_of_sentences(text: str) -> None:
    """Closing marks and note numbers may follow the mark that ends a sentence."""
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["", "He left", "as follows:", "in 1945", "[a] 1945"])
def test_other_ends(text: str) -> None:
    """Words, colons and years do not end a sentence."""
    assert not ends_sentence(text)
