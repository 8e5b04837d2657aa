"""Words, names and content words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.conversation.tokens import content_words, find_names, split_words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Who is Harsh Pant?", ["Harsh Pant"]),
        ("Does India's Prime Minister Modi meet Putin?", ["India", "Prime Minister Modi", "Putin"]),
        ("What did Modi, Putin and BRICS want?", ["Modi", "Putin", "BRICS"]),
        ("Putin’s visit to the US", ["Putin", "US"]),
        ("Where is it?", []),
        ("what does hal stand for", []),
        ("Who is D Bala Venkatesh Varma", ["D Bala Venkatesh Varma"]),
        ("", []),
    ],
)
def test_names_are_capitalised_words_in_a_row(text: str, names: list[str]) -> None:
    """Without a possessive; words that only build a question are none, even if capitalised."""
    found = find_names(text)
    assert [name.text for name in found] == names
    assert all(text[name.start : name.end] == name.text for name in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tell me more.", []),
        ("Okay, and what happened then?", []),
        ("Who's that?", []),
        ("Who backed the other side?", ["backed", "side"]),
        ("What is India’s nuclear-powered boat?", ["India’s", "nuclear-powered", "boat"]),
    ],
)
def test_content_words_are_not_function_words(text: str, words: list[str]) -> None:
    """Function words form a question or a conversation."""
    assert [word.text for word in content_words(text)] == words


@given(st.text(max_size=80))
def test_words_and_names_stand_where_they_say(text: str) -> None:
    """Offsets are the truth."""
    assert all(text[word.start : word.end] == word.text for word in split_words(text))
    assert all(text[name.start : name.end] == name.text for name in find_names(text))
