"""Questions for an article as a whole are known in many wordings, and no others are taken so."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.question_type import may_ask_for_whole
from qa.answering.whole.recognition import Topic, WholeQuestion, recognise
from tests.support.paths import ROOT
from tests.unit.answering.whole.wordings import ASKED, NOT_ASKED, SPOKEN_BY

LEAST = 120
DATA = ROOT / "tests" / "data"


def test_there_are_enough_wordings_to_measure_by() -> None:
    """A handful would show nothing."""
    assert min(len(ASKED) + len(SPOKEN_BY), len(NOT_ASKED)) >= LEAST
    assert {topic for topic, _ in ASKED} == set(Topic)


@pytest.mark.parametrize(("topic", "question"), ASKED)
def test_what_asks_for_the_whole_is_recognised(topic: Topic, question: str) -> None:
    """Short and long, polite and sloppy, with the slips that people make."""
    assert recognise(question) == WholeQuestion(topic)
    assert may_ask_for_whole(question)


@pytest.mark.parametrize(("speaker", "question"), SPOKEN_BY)
def test_a_speaker_without_a_topic_asks_for_what_they_say(speaker: str, question: str) -> None:
    """Whether anybody of the name is quoted, the article tells."""
    assert recognise(question) == WholeQuestion(Topic.QUOTES, speaker)
    assert may_ask_for_whole(question)


@pytest.mark.parametrize("question", NOT_ASKED)
def test_what_asks_for_a_fact_is_left_alone(question: str) -> None:
    """It holds the same words, and a topic that the article may tell of."""
    assert recognise(question) is None


@pytest.mark.parametrize("name", ["article_dev", "article_chat_dev"])
def test_no_question_of_a_set_is_taken_for_one(name: str) -> None:
    """They all ask for facts."""
    lines = (DATA / name / "questions.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    assert [question for question in questions if recognise(question)] == []


@given(st.text(max_size=200))
def test_any_text_is_looked_at_without_a_fault(text: str) -> None:
    """Whatever is typed."""
    recognise(text)
