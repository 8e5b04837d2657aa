"""Ctrl-C while a question is answered or an answer is printed, in a real pseudo-terminal."""

import re
import signal
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

SLOW = ["-m", "tests.session.slow_session"]
QUESTION = "When does Putin arrive in India?"
INTERRUPT = "\x03"

Built = tuple[Path, Path]


def test_a_question_is_given_up_and_the_session_goes_on(built: Built) -> None:
    """The spinner goes, the prompt comes, and what was given up is no turn."""
    with session(*built, program=SLOW) as terminal:
        terminal.prompt().enter("Who reads slowly?").wait_for("reading")
        terminal.type(INTERRUPT).wait_for("stopped").prompt()
        assert terminal.lines[-3:] == ["› Who reads slowly?", "stopped", "›"]
        terminal.enter("/log").wait_for("nothing has been asked yet").prompt()
        terminal.enter(QUESTION).wait_for("[3] ").prompt()
        assert "reading" not in terminal.text
        assert terminal.type("\x04").exit_code() == 0


def test_ctrl_c_takes_effect_even_where_python_drops_the_exception(built: Built) -> None:
    """It comes while an object is being deleted, as happens after an import: it comes again."""
    with session(*built, program=SLOW) as terminal:
        terminal.prompt().enter("Who reads deafly and slowly?").wait_for("reading")
        terminal.type(INTERRUPT).wait_for("stopped").prompt()
        assert terminal.lines[-3:] == ["› Who reads deafly and slowly?", "stopped", "›"]


def test_ctrl_c_takes_effect_where_it_was_ignored_at_the_start(built: Built) -> None:
    """As in all that is started from a script in the background, which a session never is."""
    with session(*built, program=SLOW, prepare=_ignore_interrupts) as terminal:
        terminal.prompt().enter("Who reads slowly?").wait_for("reading")
        terminal.type(INTERRUPT).wait_for("stopped").prompt()


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def test_an_answer_is_cut_off_between_two_lines(desk: Desk) -> None:
    """What was printed before Ctrl-C stands there once, what comes after it not at all."""
    lines = [f"Train {n} to Vienna leaves at gate {n}. " + "It is late. " * 60 for n in range(200)]
    desk.write("trains.txt", "\n\n".join(lines))
    desk.rebuild()
    with session(desk.corpus, desk.index, rows=1000) as terminal:
        terminal.prompt().enter("/limit 100").wait_for("limit 100").prompt()
        # It fills what lies between it and the terminal, which reads no more than this, and waits.
        terminal.enter("Which train leaves to Vienna?").wait_for("[1] ")
        terminal.type(INTERRUPT).wait_for("stopped").prompt()
        ranks = [int(n) for n in re.findall(r"^\[(\d+)\] ", terminal.text, re.MULTILINE)]
        # On a busy machine the first may have gone over the edge of the screen.
        assert ranks == list(range(ranks[0], ranks[0] + len(ranks)))
        assert ranks[-1] < 100
        trains = re.findall(r"Train (\d+) to", terminal.text)
        assert len(trains) == len(set(trains))
        assert terminal.lines[-2:] == ["stopped", "›"]
        terminal.enter("/more").wait_for("there are no more passages").prompt()
