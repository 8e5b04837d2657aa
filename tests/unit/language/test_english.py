"""The English word lists hold words as the rules compare them, each once."""

import re

import pytest

from qa.language import english

LISTS = {
    name: words
    for name, words in vars(english).items()
    if name.isupper() and isinstance(words, tuple | frozenset)
}
CAPITALISED = {"STOPPED_ABBREVIATIONS", "NAMES_IN_IAN", "COUNTRY_ABBREVIATIONS", "PEOPLES"}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_each_word_once(name: str) -> None:
    """A word that stands twice is a slip."""
    words = LISTS[name]
    assert words
    assert len(words) == len(set(words))


@pytest.mark.parametrize("name", sorted(LISTS.keys() - CAPITALISED))
def test_words_are_in_lower_case(name: str) -> None:
    """Texts are compared in lower case; "I" of a clause and "OK" are written so by people."""
    assert all(word in {"I", "OK"} or word == word.lower() for word in LISTS[name])


def test_alternatives_match_any_of_the_words_and_capture_nothing() -> None:
    """In the order given, so that a rule decides which is tried first."""
    pattern = re.compile(english.alternatives(("can", "can't")))
    assert pattern.groups == 0
    assert [pattern.match(text) is not None for text in ("can", "cant", "will")] == [
        True,
        True,
        False,
    ]
