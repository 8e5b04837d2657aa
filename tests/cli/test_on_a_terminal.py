"""Single commands on a terminal: colour, progress, and what a pipe does not get."""

from pathlib import Path

import pytest

from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

QUESTION = "When does Putin arrive in India?"

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


def test_the_status_fits_a_narrow_terminal(built: Built) -> None:
    """Its labels stand at the left, whatever the width."""
    with session(*built, "status", columns=40) as terminal:
        assert terminal.exit_code() == 0
        assert terminal.lines[0].startswith("index       1 article, ")
