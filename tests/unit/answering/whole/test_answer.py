"""The sample article as a whole, asked for in plain words."""

from pathlib import Path

import pytest

from qa.conversation.memory import Conversation
from qa.engine import open_index
from qa.errors import UsageError
from qa.model import AnswerKind, Outcome
from tests.support.desk import Desk

Built = tuple[Path, Path]


KINDS = [
    ("summarize", AnswerKind.SUMMARY),
    ("What is this article about?", AnswerKind.SUMMARY),
    ("who is quoted?", AnswerKind.QUOTES),
    ("what does Kumar say?", AnswerKind.QUOTES),
    ("who is in this article?", AnswerKind.PEOPLE),
    ("timeline", AnswerKind.TIMELINE),
    ("which countries are mentioned?", AnswerKind.LIST),
    ("all the numbers", AnswerKind.LIST),
    ("which organisations are mentioned", AnswerKind.LIST),
]


@pytest.mark.parametrize(("question", "kind"), KINDS)
def test_the_items_stand_where_they_are_said_to(
    built: Built, question: str, kind: AnswerKind
) -> None:
    """Letter for letter, each in the passage whose number it has; the first is the answer."""
    text = (built[0] / "putin-india-summit.txt").read_text("utf-8")
    with open_index(built[1]) as engine:
        answer = engine.ask(question, limit=2)
    assert (answer.outcome, answer.kind, answer.confidence) == (Outcome.ANSWERED, kind, 1.0)
    assert answer.items
    assert [passage.rank for passage in answer.passages] == [1, 2]
    for item in answer.items:
        assert text[item.char_start : item.char_end] == item.text
        if item.passage:
            cited = answer.passages[item.passage - 1].citation
            assert cited.char_start <= item.char_start < item.char_end <= cited.char_end
    first = answer.items[0]
    assert answer.answer
    assert (answer.answer.text, answer.answer.passage) == (first.text, 1)
    for passage in answer.passages:
        lit = passage.sentence
        assert text[lit.char_start : lit.char_end] == lit.text


def test_one_speaker_is_quoted_alone(built: Built) -> None:
    """By a part of the name; of whom nobody is quoted by is asked as ever."""
    with open_index(built[1]) as engine:
        answer = engine.ask("what does Kumar say?")
        assert {item.speaker for item in answer.items} == {"Rajan Kumar"}
        assert engine.ask("what does Snow White say?").kind is AnswerKind.STATEMENT


def test_a_statement_about_something_is_asked_for_as_ever(built: Built) -> None:
    """It has a topic."""
    with open_index(built[1]) as engine:
        assert engine.ask("what did Pant say about the US?").kind is AnswerKind.STATEMENT


def test_what_has_no_subject_leaves_that_of_the_conversation(built: Built) -> None:
    """The question after it leans on the one before it."""
    with open_index(built[1]) as engine:
        conversation = Conversation()
        engine.ask("Who is Harsh Pant?", conversation=conversation)
        engine.ask("timeline", conversation=conversation)
        assert [turn.question for turn in conversation.turns] == ["Who is Harsh Pant?"]
        engine.ask("what does Kumar say?", conversation=conversation)
        assert len(conversation.turns) == 2


def test_an_unknown_article_is_refused(built: Built) -> None:
    """As for any question."""
    with open_index(built[1]) as engine, pytest.raises(UsageError):
        engine.ask("who is quoted?", within="nothing")


def test_an_article_that_quotes_nobody_says_so(desk: Desk) -> None:
    """Plainly, and with no passage."""
    desk.write("rose.txt", "A rose is a flower.\n\nIt grows in gardens.\n")
    desk.rebuild(annotations=True)
    with open_index(desk.index) as opened:
        answer = opened.ask("who is quoted?")
    assert (answer.outcome, answer.kind) == (Outcome.NOT_FOUND, AnswerKind.QUOTES)
    assert (answer.reason, answer.answer, answer.passages) == ("Nobody is quoted.", None, ())


def test_an_index_without_marks_answers_as_before(desk: Desk) -> None:
    """It holds none to answer from."""
    desk.write_three()
    desk.rebuild(annotations=False)
    with open_index(desk.index) as opened:
        assert opened.ask("who is quoted?").kind is not AnswerKind.QUOTES
