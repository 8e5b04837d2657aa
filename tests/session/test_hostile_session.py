"""An article made by an enemy, read in a session on a real terminal: it can do nothing."""

import os
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.terminal_driver import session

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning"),
    pytest.mark.skipif(os.name != "posix", reason="names are as on POSIX"),
]

PAYLOADS = (
    "\x1b]0;pwned\x07",
    "\x1b]52;c;cHduZWQ=\x07",
    "\x1b]8;;http://pwned\x1b\\",
    "\x1b[201~pwned",
    "\x1bP+qpwned\x1b\\",
    "\x9bpwned",
    "\u202epwned",
    "\u2066pwned",
    "\x07\x08\x7f",
)
HOSTILE = "".join(PAYLOADS)


@pytest.fixture
def hostile(desk: Desk) -> Desk:
    """An index of articles that hold payloads in name, title, heading, text and credits."""
    name = HOSTILE.replace("/", "_")
    title = HOSTILE.encode("unicode_escape").decode()
    desk.write(
        f"news{name}/dogs{name}.md",
        f'---\ntitle: "{title} Dogs"\n---\n\n# Head {HOSTILE}\n\n'
        f"Dogs bark at the postman {HOSTILE} every morning. [bold]He[/] runs.\n\n"
        f"By {HOSTILE}\n\nThe postman {HOSTILE} wears thick leather boots.\n",
    )
    desk.rebuild()
    return desk


def test_nothing_of_theirs_reaches_the_terminal(hostile: Desk, tmp_path: Path) -> None:
    """Answers, the article in place, its source, the list, completion, notices, the toolbar."""
    state = tmp_path / "state"
    with session(hostile.corpus, hostile.index, rows=150, state=state) as terminal:
        terminal.prompt().enter("Who barks at the postman?").wait_for("[1]").prompt()
        for command, shown in (
            ("/source 1", "sha256"),
            ("/log", "/log"),
            ("/status", "generation"),
            ("/in nothing", "/in nothing"),
        ):
            terminal.enter(command).wait_for(shown).prompt()
        terminal.enter("/open 1").wait_for("┃ Dogs bark")
        terminal.type("q").prompt()
        terminal.type("/in \t\t").wait_for("/in ").type("\x03").prompt()
        assert terminal.type("\x04").exit_code() == 0
        raw = terminal.raw
    assert b"pwned" in raw
    for payload in PAYLOADS[:-1]:
        assert payload.encode() not in raw
    for char in ("\x9b", "\u202e", "\u2066", "\x1b]0;pwned", "\x1b]8;;http://pwned", "\x1bP"):
        assert char.encode() not in raw


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "markdown", "csv"])
def test_nothing_of_theirs_reaches_a_terminal_by_a_single_answer(hostile: Desk, form: str) -> None:
    """In every format, on a terminal."""
    question = ("ask", "--format", form, "--explain", "Who barks at the postman?")
    with session(hostile.corpus, hostile.index, *question) as terminal:
        assert terminal.exit_code() in {0, 1}
        raw = terminal.raw
    assert b"pwned" in raw
    for char in (
        "\x9b",
        "\u202e",
        "\u2066",
        "\x1b]0;",
        "\x1b]52",
        "\x1b]8;;http://p",
        "\x1bP",
        "\x07",
    ):
        assert char.encode() not in raw
