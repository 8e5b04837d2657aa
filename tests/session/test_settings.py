"""Settings and `--plain` in a session, in a real pseudo-terminal."""

from pathlib import Path

import pytest

from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

QUESTION = "When does Putin arrive in India?"

Built = tuple[Path, Path]


def configured(folder: Path, text: str) -> dict[str, str]:
    """Return an environment in which these are the settings."""
    (folder / "article-qa").mkdir()
    (folder / "article-qa" / "settings.toml").write_text(text)
    return {"XDG_CONFIG_HOME": str(folder)}


def test_settings_are_in_force_from_the_start(built: Built, tmp_path: Path) -> None:
    """Keys, limit, theme, pager and links."""
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\necho "paged $1 $2"\n')
    pager.chmod(0o755)
    text = f'theme = "mono"\nkeys = "vi"\nlimit = 1\npager = "{pager} -{{line}} {{path}}"\n'
    environment = configured(tmp_path, text) | {"TERM_PROGRAM": "WezTerm"}
    with session(*built, environment=environment) as terminal:
        terminal.prompt().wait_for_foot("F4 emacs")
        terminal.type("wrong").wait_for("wrong").type("\x1b").type("0C").wait_for("›")
        terminal.type(QUESTION).wait_for(QUESTION).type("\r").wait_for("[1] ").prompt()
        assert "[2] " not in terminal.text
        assert "limit" not in terminal.foot
        assert not {row.fg for row in terminal.styles("Russian President")} - {"default"}
        assert b"\x1b]8;" in terminal.raw
        terminal.enter("/open").wait_for(f"paged -1 {built[0].resolve()}/putin-india").prompt()


def test_a_setting_that_there_is_not_ends_with_2(built: Built, tmp_path: Path) -> None:
    """The message names file, line and what was meant; a pipe has no settings."""
    environment = configured(tmp_path, 'keys = "vi"\nthem = "mono"\n')
    with session(*built, columns=200, environment=environment) as terminal:
        assert terminal.exit_code() == 2
        assert (
            "settings.toml, line 2: there is no setting them; did you mean theme?" in terminal.text
        )


def test_a_screen_reader_gets_line_after_line(built: Built) -> None:
    """No colour, no cursor that jumps, marks around the lit sentence, the article as lines."""
    with session(*built, "--plain") as terminal:
        terminal.prompt(">").enter(QUESTION).wait_for("[3] ").prompt(">")
        assert "    »Russian President Vladimir" in terminal.text
        terminal.enter("/open 1").wait_for("\n1: Russian President Vladimir").prompt(">")
        assert "\n3: This is Putin’s first visit" in terminal.text
        terminal.type("\x03").wait_for("to leave: Ctrl-D or /quit").prompt(">")
        terminal.enter("/rebuild").wait_for("rebuilding behind the session").prompt(">")
        assert terminal.type("\x04").exit_code() == 0
        for sequence in (b"\x1b[1m", b"\x1b[3", b"\x1b[A", b"\x1b[2J", b"\x1b]", b"\x1b[?1049"):
            assert sequence not in terminal.raw
