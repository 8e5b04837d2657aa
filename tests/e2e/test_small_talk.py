"""Lines that ask nothing find nothing, alone and in a conversation, which they leave as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.conversation.memory import Conversation
from qa.engine import Engine, open_index
from qa.model import Outcome
from tests.support.idle_lines import IDLE_LINES

LINES = [line for lines in IDLE_LINES.values() for line in lines]


@pytest.fixture(scope="module")
def engine(built: tuple[Path, Path]) -> Iterator[Engine]:
    """An engine on the sample article."""
    with open_index(built[1]) as opened:
        # The reader's threads start with the first question and are ended with the engine.
        opened.ask("Who invited Putin to India?")
        yield opened


def test_a_line_that_asks_nothing_finds_nothing(engine: Engine) -> None:
    """Alone and after an answered question, which is still what the next one refers to."""
    conversation = Conversation()
    first = engine.ask("Who invited Putin to India?", conversation=conversation)
    assert first.outcome is Outcome.ANSWERED
    for line in LINES:
        alone, after = engine.ask(line), engine.ask(line, conversation=conversation)
        assert alone.outcome is after.outcome is Outcome.NOT_FOUND, line
        assert after.searched == line
        assert after.answer is None
        assert after.confidence == alone.confidence
    assert [turn.question for turn in conversation.turns] == ["Who invited Putin to India?"]


def test_a_follow_up_still_refers_to_the_turn_before_the_small_talk(engine: Engine) -> None:
    """Thanks change no subject."""
    conversation = Conversation()
    for line in ("Who invited Putin to India?", "thanks"):
        engine.ask(line, conversation=conversation)
    answer = engine.ask("when?", conversation=conversation)
    assert answer.searched == "when? (Who invited Putin to India)"


def test_why_is_not_answered_with_who(engine: Engine) -> None:
    """The question is for a reason, whatever it was completed with."""
    conversation = Conversation()
    first = engine.ask("Who invited Putin to India?", conversation=conversation)
    assert first.outcome is Outcome.ANSWERED
    answer = engine.ask("why?", conversation=conversation)
    assert answer.searched == "why? (Who invited Putin to India)"
    assert answer.outcome is not Outcome.ANSWERED
