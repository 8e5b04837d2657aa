"""The language of some words, by the small ones among them."""

import pytest

from qa.language.detection import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what did the minister say", "English"),
        ("pourquoi le ministre est dans la ville", "French"),
        ("warum ist der minister nicht da", "German"),
        ("cuándo llega el ministro y quién es", "Spanish"),
        ("perché il ministro è qui", "Italian"),
        ("quem é o ministro e onde foi", "Portuguese"),
        ("waarom komt het kabinet niet", "Dutch"),
        ("когда приедет министр и почему", "Russian"),
    ],
)
def test_each_language_is_known_by_its_small_words(text: str, language: str) -> None:
    """One question of each is enough."""
    assert detect_language(text.split()) == language


@pytest.mark.parametrize("text", ["", "xylophone", "the das", "Putin Modi"])
def test_no_or_equally_many_small_words_leave_it_unclear(text: str) -> None:
    """None rather than a guess."""
    assert detect_language(text.split()) is None
