"""Words that no article holds are matched to near ones that the articles do hold."""

from contextlib import closing

import numpy as np
import pytest

from qa.answering.spelling import corrected, edit_distance, nearest
from qa.retrieval.generation_searcher import GenerationSearcher
from qa.retrieval.protocol import Filters, Query
from tests.support.desk import Desk

COMMON = frozenset("bananas price bake bread wide".split())
TEXTS = [
    "Russian President Vladimir Putin is set to arrive in India on Thursday.",
    "They arrive. They arrived. India waits, and Indian bridges wait.",
    "The government pointed at the bridge. Government is good. What is that?",
    "Abu Dhabi lies on the Persian Gulf.",
]


def meant(word: str) -> str | None:
    """Return the word of the texts that was probably meant."""
    return nearest(word, lambda _, slips: TEXTS if slips else [])


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("puttin", "putin", 1),
        ("indea", "india", 1),
        ("recieve", "receive", 1),
        ("goverment", "government", 1),
        ("abc", "abc", 0),
        ("ab", "abcde", 3),
    ],
)
def test_a_slip_is_a_letter_added_left_out_changed_or_swapped(
    one: str, other: str, distance: int
) -> None:
    """What is farther apart than asked for is no more than that."""
    assert edit_distance(one, other, 2) == edit_distance(other, one, 2) == distance


@pytest.mark.parametrize(
    ("word", "word_meant"),
    [
        ("Puttin", "Putin"),
        ("arive", "arrive"),
        ("Indea", "India"),
        ("indea", "india"),
        ("goverment", "government"),
        ("govrenmnt", "government"),
        ("whats", None),
        ("cat", None),
        ("Modi", None),
        # Words of their own that are rare.
        ("abut", None),
        ("pertain", None),
    ],
)
def test_the_nearest_word_is_meant(word: str, word_meant: str | None) -> None:
    """As it is written; neither a function word nor anything for a short word."""
    assert meant(word) == word_meant


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("Where are tikcets sold?", "Where are tickets sold?"),
        ("who wears lether boots", "who wears leather boots"),
        ("Which town was floded?", "Which town was flooded?"),
        # Held by an article, in another form; a common word, or a form of one; nothing near.
        ("Do the trains leave?", "Do the trains leave?"),
        ("What is the price of bananas?", "What is the price of bananas?"),
        ("Who bakes the bread?", "Who bakes the bread?"),
        ("Where are submarines sold?", "Where are submarines sold?"),
        ("thats", "thats"),
    ],
)
def test_only_a_word_that_nobody_knows_is_replaced(
    question: str, searched: str, desk: Desk
) -> None:
    """By the word index, whose words are stems."""
    desk.write_three()
    desk.rebuild()
    with closing(desk.generation()) as generation:
        searcher = GenerationSearcher(generation)
        query = Query(question, np.zeros(1, np.float32))
        assert corrected(query, searcher, Filters(), COMMON.__contains__) == searched


def test_only_the_articles_asked_give_words(desk: Desk) -> None:
    """What stands in another article was not meant."""
    desk.write_three()
    desk.rebuild()
    with closing(desk.generation()) as generation:
        searcher = GenerationSearcher(generation)
        query = Query("who wears lether boots", np.zeros(1, np.float32))
        same = corrected(query, searcher, Filters("weather/*"), COMMON.__contains__)
        assert same == query.text


def test_what_was_searched_is_in_the_answer(desk: Desk) -> None:
    """The question stays as it was typed; a follow-up is completed from what was searched."""
    desk.write_three()
    desk.rebuild()
    answer = desk.ask("Where are tikcets sold?")
    assert answer.question == "Where are tikcets sold?"
    assert answer.searched == "Where are tickets sold?"
    # Of a model that the user chose nothing is known.
    assert desk.ask("Wo sind die Tickets?").notices == ()
    assert answer.passages == desk.ask("Where are tickets sold?").passages
