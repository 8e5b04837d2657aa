"""A batch with the real reader is answered side by side, and as its questions are one by one."""

from dataclasses import replace
from pathlib import Path

from qa.engine import open_index
from qa.errors import QAError
from qa.evaluation.sets import read_set
from qa.model import Answer, Question
from tests.support.paths import ROOT


def test_a_batch_gives_the_answers_of_single_questions(built: tuple[Path, Path]) -> None:
    """In order and to the last digit: how many are answered at once changes only the time."""
    questions = read_set(ROOT / "tests" / "data" / "article_dev").questions[:12]

    def untimed(answer: Answer | QAError) -> Answer:
        assert isinstance(answer, Answer)
        return replace(answer, elapsed_ms=0.0)

    with open_index(built[1]) as engine:
        together = engine.ask_many([Question(question.text) for question in questions])
        alone = [engine.ask(question.text) for question in questions]
    assert list(map(untimed, together)) == list(map(untimed, alone))
    assert any(answer.answer for answer in alone)
