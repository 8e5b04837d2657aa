"""A follow-up that asks for something else is not answered by the last answer again."""

import pytest

from qa.conversation.memory import Turn
from qa.conversation.repetition import repeats_answer
from qa.model import Outcome


def _turn(question: str, answer: str) -> Turn:
    return Turn(question, question, Outcome.ANSWERED, answer=answer)


WHO = "Who opened the bridge?"


@pytest.mark.parametrize(
    ("question", "found", "last_question", "last_answer"),
    [
        ("why?", "Ann Reed", WHO, "Ann Reed"),
        ("Why?", "Ann Reed", WHO, "Mayor Ann Reed"),
        ("Why?", "Ann Reed, the new bridge is to stand for long", WHO, "Ann Reed"),
        ("and when was that?", "Ann Reed", WHO, "Ann Reed"),
        ("Which are they?", "two", "How many are there?", "two"),
        ("In what year?", "Ann Reed", WHO, "Ann Reed"),
    ],
)
def test_the_same_words_do_not_answer_another_question(
    question: str, found: str, last_question: str, last_answer: str
) -> None:
    """Who it was is not why, and how many is not which."""
    assert repeats_answer(question, found, _turn(last_question, last_answer))


@pytest.mark.parametrize(
    ("question", "found", "last_question", "last_answer"),
    [
        ("And who closed it?", "Ann Reed", WHO, "Ann Reed"),
        ("when?", "4 May 2021", WHO, "Ann Reed"),
        ("why?", "Ann Reed wanted to see the river", WHO, "Ann Reed"),
        ("in Bonn?", "Ann Reed", WHO, "Ann Reed"),
        ("Was it Ann Reed?", "Ann Reed", WHO, "Ann Reed"),
        ("When was that?", "2021", "In which year did it open?", "2021"),
        ("where?", "Rome", "Which city is it in?", "Rome"),
        ("where?", "at noon", "When?", "on 4 May at noon in the old town hall"),
    ],
)
def test_the_same_may_answer_the_same_question(
    question: str, found: str, last_question: str, last_answer: str
) -> None:
    """Nor is a new answer a repetition, or a part of a long one."""
    assert not repeats_answer(question, found, _turn(last_question, last_answer))
