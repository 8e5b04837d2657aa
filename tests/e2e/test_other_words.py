"""Names by their parts and misspelt words find what the articles' own words find."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.engine import Engine, open_index
from qa.model import Outcome


@pytest.fixture(scope="module")
def engine(built: tuple[Path, Path]) -> Iterator[Engine]:
    """An engine on the sample article."""
    with open_index(built[1]) as opened:
        # The reader's threads start with the first question and are ended with the engine.
        opened.ask("Who invited Putin to India?")
        yield opened


@pytest.mark.parametrize(
    ("question", "whole", "answer"),
    [
        ("Who is Kumar?", "Who is Rajan Kumar?", "Centre of Russian Studies"),
        ("Who is Sibal?", "Who is Kanwal Sibal?", "former Indian foreign secretary"),
        ("Who is Pant?", "Who is Harsh Pant?", "head of the strategic studies program"),
    ],
)
def test_who_somebody_is_stands_with_the_whole_name(
    engine: Engine, question: str, whole: str, answer: str
) -> None:
    """The answer is that to the whole name, which is searched, and shown, if that is surer."""
    found, named = engine.ask(question), engine.ask(whole)
    assert found.outcome is Outcome.ANSWERED
    assert found.answer is not None
    assert answer in found.answer.text
    assert found.answer == named.answer
    assert found.searched == (whole if found.confidence == named.confidence else question)
    assert found.confidence >= named.confidence


def test_misspelt_words_are_searched_as_the_articles_have_them(engine: Engine) -> None:
    """And what was searched is shown."""
    answer = engine.ask("Wen dose Puttin arive in Indea?")
    assert answer.searched == "Wen dose Putin arrive in India?"
    assert answer.outcome is not Outcome.NOT_FOUND
    assert "is set to arrive in India on Thursday" in answer.passages[0].text
    named = engine.ask("Who is Kummar?")
    assert (named.searched, named.outcome) == ("Who is Rajan Kumar?", Outcome.ANSWERED)


def test_a_question_in_another_language_gets_a_notice_that_names_other_models(
    engine: Engine,
) -> None:
    """No word of it is taken for a misspelt English one."""
    notice = (
        "the encoder and the reader know English alone; `qa rebuild --model "
        "paraphrase-multilingual-MiniLM-L12-v2 --reader deepset/xlm-roberta-base-squad2` takes "
        "those that know more languages"
    )
    for question in ("Wann kommt Putin nach Indien?", "Qui est Kumar ?", "谁是库马尔？"):
        answer = engine.ask(question)
        assert (answer.notices, answer.searched) == ((notice,), question)
    assert engine.ask("Who is Kumar?").notices == ()


def test_what_is_answered_needs_no_whole_name(engine: Engine) -> None:
    """It is searched as it was typed."""
    answer = engine.ask("When does Putin get to India?")
    assert (answer.searched, answer.outcome) == ("When does Putin get to India?", Outcome.ANSWERED)
