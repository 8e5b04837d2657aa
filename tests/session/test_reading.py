"""Reading in place and in other programs, in a real pseudo-terminal, with a real index."""

import shutil
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

QUESTION = "When does Putin arrive in India?"

Built = tuple[Path, Path]


def test_an_article_is_read_in_place(built: Built) -> None:
    """The sentence is highlighted; keys scroll, search and go to other passages; q closes it."""
    with session(*built, columns=80, rows=30) as terminal:
        terminal.prompt().enter(QUESTION).wait_for("[3] ").prompt()
        before = terminal.lines
        terminal.enter("/open 1").wait_for_foot("[1] putin-india-summit · ¶ 1 · line 1")
        terminal.wait_for_foot("/ search  n p passages  q back   16%")
        assert terminal.lines[0].startswith("    1 ┃ Russian President Vladimir Putin is set to")
        assert terminal.styles("Russian President Vladimir")[0].fg == "green"
        assert terminal.lines[3] == "      ┃ upheavals."
        assert terminal.lines[4] == ""
        assert terminal.lines[5].startswith("    2   At the invitation of India’s Prime Minister")
        terminal.type("\x1b[B\x1b[Bj").wait_for("   9 ")
        assert terminal.lines[0] == "      ┃ upheavals."
        terminal.type("k\x1b[A\x1b[A").wait_for("    1 ┃ Russian")
        terminal.type(" ").wait_for("    8   “We").type("\x1b[5~").wait_for("    1 ┃ Russian")
        terminal.type("G").wait_for_foot("100%")
        terminal.wait_for("Edited by: ").type("g").wait_for("    1 ┃ Russian")
        terminal.type("/t-72\r").wait_for_foot("1 of 1").wait_for("T-72")
        assert terminal.styles("T-72")[0].reverse
        terminal.type("/kremlin\r").wait_for_foot("of ").type("\r").wait_for_foot("Enter the next")
        terminal.type("/zebra\r").wait_for_foot("nowhere here: zebra")
        terminal.type("n").wait_for_foot("[2] ").type("n").wait_for_foot("[3] ")
        terminal.type("n").wait_for_foot("[1] ").type("p").wait_for_foot("[3] ")
        terminal.resize(40, 20).wait_for_foot("[3] ")
        assert max(map(len, terminal.lines)) <= 40
        terminal.resize(80, 30).type("q").prompt()
        assert terminal.lines == [*before[:-1], "› /open 1", "›"][-29:]


def test_an_article_that_was_edited_is_read_as_it_was_indexed(built: Built, tmp_path: Path) -> None:
    """The footer says so, and the sentence is still highlighted."""
    corpus = tmp_path / "corpus"
    shutil.copytree(built[0], corpus)
    with session(corpus, built[1], rows=20) as terminal:
        terminal.prompt().enter(QUESTION).wait_for("[3] ").prompt()
        (corpus / "putin-india-summit.txt").write_text("Something else altogether.\n")
        terminal.enter("/open").wait_for_foot("as indexed; the file has changed since")
        assert terminal.styles("Russian President Vladimir")[0].fg == "green"
        terminal.type("\x03").prompt()
        (corpus / "putin-india-summit.txt").unlink()
        terminal.enter("/open 2").wait_for_foot("as indexed; the file cannot be read any more")
        terminal.type("q").prompt()


def test_an_editor_is_opened_at_the_line(built: Built, tmp_path: Path) -> None:
    """It gets an argument list: nothing in a name is ever run."""
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\nprintf "%s|" "$@" > "$(dirname "$0")/arguments"\n')
    editor.chmod(0o755)
    environment = {"VISUAL": "", "EDITOR": f"'{editor}' -n"}
    with session(*built, environment=environment) as terminal:
        terminal.prompt().enter(QUESTION).wait_for("[3] ").prompt()
        terminal.enter("/edit 1").wait_for("/edit 1\n›").prompt()
        file = built[0] / "putin-india-summit.txt"
        assert (tmp_path / "arguments").read_text() == f"-n|+1|{file.resolve()}|"
    with session(*built, environment=environment | {"EDITOR": "/no/such"}) as terminal:
        terminal.prompt().enter(QUESTION).wait_for("[3] ").prompt()
        terminal.enter("/edit").wait_for("/no/such cannot be started: No such file").prompt()


@pytest.mark.parametrize(
    ("editor", "shown"),
    [
        ("sh -c 'echo {path} > out.log'", "name in it; write sh -c 'less \"$1\"' sh {path}\n"),
        ('sh -c \'cat "$1" > "$0"\' LOG {path}', "/edit 1\n›"),
    ],
)
def test_a_name_of_an_article_is_never_run_by_a_shell(
    editor: str, shown: str, desk: Desk, tmp_path: Path
) -> None:
    """A command whose text would hold the name is refused; what to write instead works."""
    text = "The harbour of Cologne closed on Monday.\n"
    desk.write("$(touch pwn).txt", text)
    desk.rebuild()
    log = tmp_path / "log"
    environment = {"EDITOR": "", "XDG_CONFIG_HOME": str(tmp_path)}
    (tmp_path / "article-qa").mkdir()
    command = editor.replace("LOG", str(log)).replace('"', '\\"')
    (tmp_path / "article-qa" / "settings.toml").write_text(f'editor = "{command}"\n')
    with session(desk.corpus, desk.index, columns=120, environment=environment) as terminal:
        terminal.prompt().enter("When did the harbour close?").wait_for("[1] ").prompt()
        terminal.enter("/edit 1").wait_for(shown).prompt()
    assert not Path("pwn").exists()
    assert not Path("pwn.txt").exists()
    assert log.exists() is ("LOG" in editor)
    if log.exists():
        assert log.read_text() == text
