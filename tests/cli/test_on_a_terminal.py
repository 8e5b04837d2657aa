"""Single commands on a terminal: colour, progress, and what a pipe does not get."""

from pathlib import Path

import pytest

from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

QUESTION = "When does Putin arrive in India?"

# Runs the command line with the file that is named first as its standard input.
_PIPED = """
import os, sys
os.dup2(os.open(sys.argv.pop(1), os.O_RDONLY), 0)
from qa.terminal.app import run
run()
"""

Built = tuple[Path, Path]


def test_an_answer_on_a_terminal_has_its_sentence_highlighted(built: Built) -> None:
    """The answer is bold, the highlighted sentence green, the citation's place grey."""
    with session(*built, "ask", QUESTION, columns=120) as terminal:
        assert terminal.exit_code() == 0
        assert "Thursday" in terminal.lines[0]
        answer, highlighted = (
            terminal.styles("Thursday")[0],
            terminal.styles("Russian President")[-1],
        )
        assert (answer.bold, answer.fg) == (True, "default")
        assert (highlighted.bold, highlighted.fg) == (True, "green")
        assert max(len(line) for line in terminal.lines) <= 100


def test_a_rebuild_shows_a_bar_that_goes_away(tmp_path: Path) -> None:
    """While it works there is a bar; what is left is the report."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(40):
        (corpus / f"{number:02}.txt").write_text(f"Train {number} leaves at nine.\n")
    with session(corpus, tmp_path / "index", "rebuild") as terminal:
        assert terminal.exit_code() == 0
        assert "━".encode() in terminal.raw
        # A signal that ends or suspends it meanwhile leaves the shell its cursor.
        drawn = terminal.raw.partition(b"\x1b[?25h")[2]
        assert "━".encode() in drawn
        assert b"\x1b[?25l" not in drawn
        assert "━" not in terminal.text
        assert terminal.lines[0] == "added       40"
        assert terminal.lines[-1].startswith("time        ")


def test_a_dumb_terminal_gets_plain_text(tmp_path: Path, built: Built) -> None:
    """No escape sequence at all, and marks instead of styles."""
    with session(*built, "ask", QUESTION, environment={"TERM": "dumb"}) as terminal:
        assert terminal.exit_code() == 0
        assert b"\x1b" not in terminal.raw
        assert "    »Russian President" in terminal.text
    dumb = {"TERM": "dumb"}
    with session(built[0], tmp_path / "index", "rebuild", environment=dumb) as terminal:
        assert terminal.exit_code() == 0
        assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize("columns", [70, 38])
def test_a_dumb_terminal_has_its_own_width(columns: int, built: Built) -> None:
    """Text is wrapped at words to the window, in a command and in a session; doctor knows it."""
    dumb = {"TERM": "dumb"}
    for arguments in (["ask", QUESTION], []):
        with session(*built, *arguments, columns=columns, environment=dumb) as terminal:
            if not arguments:
                terminal.prompt(">").enter(QUESTION).wait_for("[3] ").prompt(">").type("\x04")
            assert terminal.exit_code() == 0
            text = terminal.raw.decode().replace("\r", "")
        assert max(map(len, text.splitlines())) in range(columns - 12, columns + 1)
        assert "»Russian President Vladimir Putin is set to arrive" in " ".join(text.split())
    with session(*built, "doctor", columns=columns, environment=dumb) as terminal:
        terminal.exit_code()
        told = " ".join(terminal.raw.decode().split())
        assert f"no styles, links not known to be shown, {columns} columns" in told


def test_piped_questions_on_a_terminal_follow_the_settings(built: Built, tmp_path: Path) -> None:
    """The theme holds, and `--plain`, as they do for a single question."""
    questions = tmp_path / "questions"
    questions.write_text(f"{QUESTION}\n")
    (tmp_path / "article-qa").mkdir()
    settings = tmp_path / "article-qa" / "settings.toml"
    for theme, plain, escape in (
        ("colour", "", b"\x1b["),
        ("plain", "", b""),
        ("mono", "--plain", b""),
    ):
        settings.write_text(f'theme = "{theme}"\n')
        program = ("-c", _PIPED, str(questions), *([plain] if plain else []))
        environment = {"XDG_CONFIG_HOME": str(tmp_path)}
        with session(*built, program=program, environment=environment) as terminal:
            assert terminal.exit_code() == 0
            assert terminal.text.splitlines()[0] == f"> {QUESTION}"
            assert (b"\x1b" in terminal.raw) is bool(escape)


def test_the_status_fits_a_narrow_terminal(built: Built) -> None:
    """Its labels stand at the left, whatever the width."""
    with session(*built, "status", columns=40) as terminal:
        assert terminal.exit_code() == 0
        assert terminal.lines[0].startswith("index       1 article, ")
