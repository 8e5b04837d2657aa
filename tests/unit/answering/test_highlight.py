"""The nearest sentence is highlighted, unless its words or the reader say otherwise."""

import numpy as np

from qa.answering.ranking import highlight_sentence
from qa.model import Passage, Sentence
from qa.readers.protocol import FoundSpan

TEXT = "He came. She left on Monday."
PASSAGE = Passage(
    start=100,
    end=100 + len(TEXT),
    text=TEXT,
    paragraph=1,
    line_start=1,
    line_end=1,
    section=None,
    sentences=(Sentence(100, 108, "He came."), Sentence(109, 128, "She left on Monday.")),
)
STEMS = [{"came"}, {"left", "monday"}]


def test_the_nearest_sentence_is_highlighted() -> None:
    """Where no word of the question stands in any."""
    assert highlight_sentence(PASSAGE, np.array([0.5, 0.4]), STEMS, {"xylophone": 1.0}, None) == 0


def test_words_of_the_question_outweigh_a_little_nearness() -> None:
    """A sentence that holds all of them gains."""
    assert highlight_sentence(PASSAGE, np.array([0.5, 0.4]), STEMS, {"left": 2.0}, None) == 1


def test_the_sentence_with_a_sure_answer_is_highlighted() -> None:
    """What the reader found lies at offsets into the passage."""
    monday = FoundSpan(TEXT.index("Monday"), TEXT.index("Monday") + 6, 9.0)

    assert highlight_sentence(PASSAGE, np.array([0.6, 0.3]), STEMS, {}, monday) == 1


def test_a_guess_of_the_reader_changes_nothing() -> None:
    """Its margin says that no answer is likelier."""
    guess = FoundSpan(TEXT.index("Monday"), TEXT.index("Monday") + 6, -20.0)

    assert highlight_sentence(PASSAGE, np.array([0.6, 0.3]), STEMS, {}, guess) == 0
