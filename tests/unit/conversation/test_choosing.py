"""Which form of a question is searched, and with which vector."""

from collections.abc import Sequence

import numpy as np
import pytest

from qa.conversation.choosing import HIGHLIGHTED, REWRITTEN, TYPED, prepare
from qa.conversation.memory import Turn
from qa.encoding.protocol import Vectors
from qa.model import Outcome
from qa.retrieval.protocol import Query

TYPED_VECTOR = np.array([1, 0, 0], np.float32)


class Encoder:
    """Gives texts the second and third unit vector, and remembers them."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Encode at most two texts."""
        self.texts += texts
        return np.eye(3, dtype=np.float32)[1 : 1 + len(texts)]


def after(outcome: Outcome = Outcome.ANSWERED) -> Turn:
    """Return the turn before the question."""
    sentence = "Dogs bark at the postman."
    return Turn("Who is Rex?", "Who is Rex?", outcome, sentence, sentence, sentence, "dogs.txt")


def never(query: Query) -> float:
    """Stand for a search that must not be made."""
    raise AssertionError(query)


def test_a_question_that_stands_alone_is_left_alone() -> None:
    """Nothing is encoded and nothing searched."""
    typed = Query("When does the train to Vienna leave?", TYPED_VECTOR)
    encode = Encoder()
    assert prepare(typed, after(), encode, never) is typed
    assert encode.texts == []


def test_a_question_that_refers_back_for_certain_is_rewritten_without_a_search() -> None:
    """Its vector is the mean of typed, rewritten, and highlighted text; of length 1."""
    encode = Encoder()
    query = prepare(Query("Why does he?", TYPED_VECTOR), after(), encode, never)
    assert query.text == "Why does Rex?"
    assert encode.texts == ["Why does Rex?", "Dogs bark at the postman. Why does he?"]
    mean = np.array([TYPED, REWRITTEN, HIGHLIGHTED])
    np.testing.assert_allclose(query.vector, mean / np.linalg.norm(mean), rtol=1e-6)
    assert query.vector.dtype == np.float32


def test_what_was_not_found_is_not_built_on() -> None:
    """The nearest sentence to a question without an answer says nothing about its topic."""
    encode = Encoder()
    query = prepare(Query("Why does he?", TYPED_VECTOR), after(Outcome.NOT_FOUND), encode, never)
    assert encode.texts == ["Why does Rex?"]
    mean = np.array([TYPED, REWRITTEN, 0])
    np.testing.assert_allclose(query.vector, mean / np.linalg.norm(mean), rtol=1e-6)


@pytest.mark.parametrize(
    ("plain", "rewritten", "searched"),
    [
        (0.5, 0.6, "Who was barking? (Who is Rex)"),
        (0.6, 0.5, "Who was barking?"),
    ],
)
def test_where_words_leave_it_open_the_better_find_decides(
    plain: float, rewritten: float, searched: str
) -> None:
    """A short question may begin something new."""
    scores = {"Who was barking?": plain, "Who was barking? (Who is Rex)": rewritten}
    typed = Query("Who was barking?", TYPED_VECTOR)
    query = prepare(typed, after(), Encoder(), lambda query: scores[query.text])
    assert query.text == searched
