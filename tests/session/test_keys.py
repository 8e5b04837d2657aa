"""Every key and every other name of a command, in a real pseudo-terminal, with a real index."""

import re
from pathlib import Path

import pytest

from qa.terminal.session.commands import COMMANDS, FUNCTION_KEYS
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

QUESTION = "When does Putin arrive in India?"
F1, F2, F3, F4, F5 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~"
UP, DOWN, RIGHT, PAGE_UP, PAGE_DOWN, HOME, END = (
    f"\x1b[{code}" for code in ("A", "B", "C", "5~", "6~", "H", "F")
)
CTRL_B, CTRL_C, CTRL_D, CTRL_F, CTRL_R, CTRL_U = "\x02", "\x03", "\x04", "\x06", "\x12", "\x15"

Built = tuple[Path, Path]


def names(command: str) -> list[str]:
    """Return all names of a command."""
    return [name for c in COMMANDS if c.name == command for name in (c.name, *c.aliases)]


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_is_typed_on_a_terminal_somewhere(command: str) -> None:
    """A new one needs a test that looks at the screen."""
    here = Path(__file__).parent
    driven = "".join(file.read_text() for file in here.glob("test_*.py"))
    assert re.search(rf'\.enter\(f?"{command}\b', driven) or command in {"/help", "/quit"}


@pytest.mark.parametrize("word", names("/quit"))
def test_every_usual_word_leaves(word: str, built: Built) -> None:
    """Nobody has to look up how to get out."""
    with session(*built) as terminal:
        assert terminal.prompt().enter(word).exit_code() == 0


def test_every_usual_word_helps(built: Built) -> None:
    """Each shows the whole table: commands first, keys after them."""
    with session(*built, rows=260, columns=100) as terminal:
        terminal.prompt()
        for times, word in enumerate(names("/help"), start=1):
            terminal.enter(word).wait_for("back to the prompt", times=times).prompt()
        for command in COMMANDS:
            assert terminal.text.count(f"\n{command.usage} ") == len(names("/help"))
        for key in FUNCTION_KEYS:
            assert f"\n{key.name}              {key.summary}\n" in terminal.text


def test_the_history_is_searched(built: Built, tmp_path: Path) -> None:
    """Ctrl-R finds what was typed before by any part of it; Enter takes it over."""
    with session(*built, state=tmp_path, rows=60) as terminal:
        terminal.prompt().enter(QUESTION).wait_for("[3] ").prompt()
        terminal.enter("/log").wait_for("  1  ").prompt()
        terminal.type(CTRL_R).wait_for("reverse-i-search").type("arrive").wait_for("`arrive'")
        terminal.wait_for(QUESTION, times=3).type("\r").type("\r").wait_for(
            "[3] ", times=2
        ).prompt()


def test_the_function_keys_act_on_answers(built: Built) -> None:
    """F2 puts scores on the next answer and takes them off, F3 shows more, F4 changes the keys."""
    with session(*built, rows=90, columns=100) as terminal:
        terminal.prompt().type(F2).wait_for_foot("scores  ").enter(QUESTION)
        terminal.wait_for("    dense 0.", times=3).prompt()
        terminal.type(F2).type(F3).wait_for("[6] ").prompt()
        assert terminal.text.count("    dense 0.") == 3
        terminal.type(F4).wait_for_foot("F4 emacs")
        terminal.type("wrong").wait_for("wrong").type("\x1b").type("0D").prompt()
        terminal.type("i").type(F4).wait_for_foot("F4 vi").type(F1).wait_for("back to the prompt")
        terminal.prompt().type(F5).wait_for("rebuilding behind the session").wait_for("kept  ")


def test_the_pager_knows_the_usual_keys(built: Built) -> None:
    """Those of less, those of the keyboard; Ctrl-C, Escape and q come back."""
    first, last = "    1 ┃ Russian", "Edited by: "
    with session(*built, columns=80, rows=30) as terminal:
        terminal.prompt().enter(QUESTION).wait_for("[3] ").prompt()
        terminal.enter("/open 1").wait_for_foot("q back").wait_for(first)
        for down, up in (
            (PAGE_DOWN, PAGE_UP),
            (" ", "b"),
            (CTRL_F, CTRL_B),
            ("d", "u"),
            (CTRL_D, CTRL_U),
            (DOWN, UP),
            ("j", "k"),
        ):
            terminal.type(down).wait_until(lambda: first not in terminal.text)
            terminal.type(up).wait_for(first)
        for end, beginning in ((END, HOME), ("G", "g")):
            terminal.type(end).wait_for(last).wait_for_foot("100%")
            terminal.type(beginning).wait_for(first)
        terminal.type("n").wait_for_foot("[2] ").type("N").wait_for_foot("[1] ")
        terminal.type("p").wait_for_foot("[3] ")
        terminal.type("/modx").wait_for_foot("/modx").type("\x7fi").wait_for_foot("/modi")
        terminal.type("\r").wait_for_foot("Enter the next")
        terminal.type("/zebra").wait_for_foot("/zebra").type(CTRL_C).wait_for_foot("Enter the next")
        terminal.type(CTRL_C).prompt()
        for away in ("\x1b", "q"):
            terminal.enter("/open 2").wait_for_foot("[2] ").type(away).prompt()
