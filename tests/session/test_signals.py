"""What a signal leaves of the terminal, in a real pseudo-terminal below a real shell."""

import itertools
import shutil
import signal
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.terminal_driver import Terminal, session, shell

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning"),
    pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with job control"),
]

QUESTION = "Who barks at the postman?"
SLOW = ["-m", "tests.session.slow_session"]
SUSPEND, INTERRUPT, LEAVE = "\x1a", "\x03", "\x04"
FIRST_SCREEN = b"\x1b[?1049l"

COUNTER = itertools.count()

Built = tuple[Path, Path]


@pytest.fixture
def three(desk: Desk) -> Desk:
    """An index of three articles."""
    desk.write_three()
    desk.rebuild()
    return desk


def modes(terminal: Terminal) -> str:
    """Return how the terminal is set, as the shell's programs find it."""
    lead = f"modes {next(COUNTER)} "
    terminal.enter(f'clear; echo "{lead}$(stty -g)"')
    terminal.wait_until(lambda: any(line.startswith(lead) for line in terminal.lines)).prompt("$")
    return terminal.lines[-2].removeprefix(lead)


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT], ids=lambda number: number.name
)
def test_a_signal_that_ends_the_session_leaves_the_terminal_as_it_was(
    three: Desk, number: signal.Signals
) -> None:
    """At any prompt and in an article: modes, screen and cursor; the exit code is 128 + n."""
    with shell(three.corpus, three.index) as terminal:
        before = modes(terminal)
        terminal.enter("qa --plain").prompt(">").send_signal(number).prompt("$")
        terminal.enter("echo plain $?").wait_for(f"plain {128 + number}\n").prompt("$")
        assert modes(terminal) == before
        for place in ("prompt", "article"):
            terminal.enter("qa").prompt().enter(QUESTION).wait_for("confidence").prompt()
            if place == "article":
                terminal.enter("/open 1").wait_for("┃ Dogs bark")
                assert not terminal.cursor_is_shown
                assert FIRST_SCREEN not in terminal.raw
            terminal.send_signal(number).prompt("$")
            assert terminal.cursor_is_shown
            assert "confidence" in terminal.text
            assert "Error" not in terminal.text
            assert (FIRST_SCREEN in terminal.raw) == (place == "article")
            terminal.enter("echo code $?").wait_for(f"code {128 + number}\n").prompt("$")
            assert modes(terminal) == before


def test_a_signal_ends_a_session_that_is_answering(built: Built) -> None:
    """The spinner goes, and the terminal is as it was."""
    with shell(*built, program=SLOW) as terminal:
        before = modes(terminal)
        terminal.enter("qa").prompt().enter("Who reads slowly?").wait_for("reading")
        terminal.send_signal(signal.SIGTERM).prompt("$")
        assert terminal.cursor_is_shown
        assert "reading" not in terminal.text
        terminal.enter("echo code $?").wait_for("code 143\n").prompt("$")
        assert modes(terminal) == before


def test_a_signal_ends_an_editor_first(three: Desk, tmp_path: Path) -> None:
    """It is asked to leave, and gives the terminal back itself."""
    editor = tmp_path / "editor"
    editor.write_text(
        """#!/bin/sh
        before=$(stty -g)
        trap 'stty $before; echo editor left; exit' TERM
        stty -echo
        echo editing
        while :; do sleep 0.1; done
        """
    )
    editor.chmod(0o755)
    with shell(three.corpus, three.index) as terminal:
        before = modes(terminal)
        terminal.enter(f"VISUAL= EDITOR={editor} qa").prompt()
        terminal.enter(QUESTION).wait_for("confidence").prompt()
        terminal.enter("/edit 1").wait_for("editing").send_signal(signal.SIGTERM)
        terminal.wait_for("editor left").prompt("$")
        terminal.enter("echo code $?").wait_for("code 143\n").prompt("$")
        assert modes(terminal) == before


def test_a_session_ends_with_its_terminal(three: Desk) -> None:
    """In an article too, by the signal: there is nothing left to draw on."""
    for place in ("prompt", "article"):
        with session(three.corpus, three.index) as terminal:
            terminal.prompt().enter(QUESTION).wait_for("confidence").prompt()
            if place == "article":
                terminal.enter("/open 1").wait_for("┃ Dogs bark")
            assert terminal.hang_up() == signal.SIGHUP


def test_ctrl_z_suspends_and_comes_back_whole(three: Desk) -> None:
    """With a question half typed, and in an article; the signal does what the key does."""
    with shell(three.corpus, three.index) as terminal:
        before = modes(terminal)
        terminal.enter("qa").prompt().type("Who barks ")
        for key in (True, False):
            terminal.wait_for("› Who barks")
            if key:
                terminal.type(SUSPEND)
            else:
                terminal.send_signal(signal.SIGTSTP)
            terminal.wait_for("Stopped").prompt("$")
            assert terminal.cursor_is_shown
            assert modes(terminal) == before
            terminal.enter("fg").wait_for("› Who barks").wait_for_foot("3 articles")
        terminal.enter("at the postman?").wait_for("confidence").prompt()
        assert "^Z" not in terminal.text
        terminal.enter("/open 1").wait_for("┃ Dogs bark").type(SUSPEND)
        terminal.wait_for("Stopped").prompt("$")
        assert terminal.cursor_is_shown
        terminal.enter("fg").wait_for("┃ Dogs bark").wait_for_foot("q back").type("q").prompt()
        terminal.type(LEAVE).prompt("$")
        assert modes(terminal) == before
        terminal.enter("qa --plain").prompt(">").type("Who barks ").wait_for("> Who barks")
        terminal.type(SUSPEND).wait_for("Stopped").prompt("$").enter("fg").wait_for("--plain\n")
        terminal.enter("at the postman?").wait_for("[1] dogs").prompt(">")


def test_ctrl_z_suspends_a_session_that_is_answering(built: Built) -> None:
    """The shell has its cursor; coming back, the question is still being answered."""
    with shell(*built, program=SLOW) as terminal:
        terminal.enter("qa").prompt().enter("Who reads slowly?").wait_for("reading")
        terminal.type(SUSPEND).wait_for("Stopped").prompt("$")
        assert terminal.cursor_is_shown
        terminal.enter("clear; fg").wait_for("reading").type(INTERRUPT).wait_for("stopped").prompt()
        terminal.type(LEAVE).prompt("$")
