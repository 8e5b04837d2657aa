"""`qa doctor`: what it shows, writes and ends with, and what it checks of the terminal's side."""

import io
import json
import os
from pathlib import Path

import pytest
from rich.console import Console

from qa.doctor import CheckLevel, Finding, Subject, bad, good, model_checks, note
from qa.terminal import doctor_checks
from qa.terminal.app import main
from qa.terminal.commands import doctor
from qa.terminal.history import history_file
from qa.terminal.preferences import preferences_file
from tests.support.desk import Desk

NOWHERE = Subject(Path("i"), Path("c"))


def shown(finding: Finding, *, width: int = 60, styled: bool = False) -> str:
    """Return a finding as a console of that width shows it."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=styled, width=width, markup=False, soft_wrap=True)
    console.print(doctor.finding_text(finding, console))
    return out.getvalue()


def test_a_finding_is_level_name_text_and_remedy() -> None:
    """Wrapped beside each other; below each other where there is no room for that."""
    finding = Finding("checksums", bad("texts.db is missing, or is damaged", "run `qa rebuild`"))
    assert shown(finding) == (
        "bad   checksums  texts.db is missing, or is damaged\n                 → run `qa rebuild`\n"
    )
    assert shown(finding, width=30) == (
        "bad   checksums\n  texts.db is missing, or is\n  damaged\n  → run `qa rebuild`\n"
    )
    assert shown(Finding("python", good("3.11"))) == "good  python     3.11\n"


def test_what_is_shown_is_sanitized() -> None:
    """Names of files and keys stand in it."""
    text = shown(Finding("a", note("x\x1b[2J\n\u202ey", "rm '\x1b'")), styled=False)
    assert text == "note  a          x␛[2J �y\n                 → rm '␛'\n"


def test_each_check_is_a_line_and_a_summary_ends_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 0 while nothing is bad."""
    monkeypatch.setattr(model_checks, "_nothing_to_compare", lambda _: note("not now"))
    desk.write_three()
    desk.rebuild()
    arguments = ["doctor", "--corpus", str(desk.corpus), "--index", str(desk.index)]
    assert main(arguments) == 0
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert [line.split()[:2] for line in lines[3:7]] == [
        ["good", "annotator"],
        ["good", "index"],
        ["good", "checksums"],
        ["good", "kept"],
    ]
    named = [line for line in lines[:-2] if not line.startswith(" ")]
    assert lines[-2:] == ["", f"Nothing is bad ({len(named)} checks)."]
    assert captured.err == ""


def test_something_bad_is_exit_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON every check has its verdict, and there is a count of each."""
    arguments = ["--corpus", str(tmp_path / "c"), "--index", str(tmp_path / "i")]
    assert main(["doctor", *arguments]) == 1
    assert capsys.readouterr().out.endswith(" checks found something bad.\n")
    assert main(["doctor", "--json", *arguments]) == 1
    made = json.loads(capsys.readouterr().out)
    assert made["schema"] == 1
    found = {check["check"]: check for check in made["checks"]}
    assert found["articles"] == {
        "check": "articles",
        "verdict": "bad",
        "text": f"there is no corpus folder {tmp_path / 'c'}",
        "remedy": "put .txt or .md articles there, or name another folder with --corpus DIR",
    }
    assert found["python"]["verdict"] == "good"
    assert sum(made["counts"].values()) == len(made["checks"])
    assert made["counts"]["bad"] == 1


def test_a_setting_that_is_none_is_named() -> None:
    """A file of settings with an unknown key is bad, none at all is good."""
    file = preferences_file()
    assert doctor_checks.settings(NOWHERE) == good("none set")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.write_text('theme = "mono"\n')
        assert doctor_checks.settings(NOWHERE) == good(str(file))
        file.write_text('them = "mono"\n')
        result = doctor_checks.settings(NOWHERE)
    finally:
        file.unlink()
    assert result.level is CheckLevel.BAD
    assert result.text == f"{file}, line 1: there is no setting them"
    assert result.remedy == "did you mean theme?"


class Terminal(io.TextIOWrapper):
    """A terminal of a chosen encoding."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


@pytest.mark.parametrize(
    ("environment", "encoding", "level", "text"),
    [
        ({}, "utf-8", CheckLevel.GOOD, "UTF-8, colour (standard), links not known to be shown, 80"),
        ({"TERM": "xterm-kitty"}, "utf-8", CheckLevel.GOOD, "links shown"),
        ({"NO_COLOR": "1"}, "utf-8", CheckLevel.GOOD, "no colour, as NO_COLOR asks"),
        ({"TERM": "dumb"}, "utf-8", CheckLevel.NOTE, "no styles"),
        ({"COLUMNS": "20"}, "utf-8", CheckLevel.NOTE, "20 columns"),
        ({"COLUMNS": "200"}, "utf-8", CheckLevel.GOOD, "200 columns, text takes 100"),
        ({}, "latin-1", CheckLevel.NOTE, "it takes latin-1, not UTF-8: some marks are lost"),
    ],
)
def test_what_the_terminal_shows_is_reported(
    environment: dict[str, str],
    encoding: str,
    level: CheckLevel,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Encoding, colour, links, width; a terminal that lacks something is no fault."""
    for name in [*os.environ]:
        if name.startswith(("TERM", "COLOR", "VTE", "KITTY", "KONSOLE", "WT_")):
            monkeypatch.delenv(name)
    for name, value in {"TERM": "xterm", "COLUMNS": "80", "LINES": "20", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout", Terminal(encoding))
    result = doctor_checks.terminal(NOWHERE)
    assert (result.level, text in result.text) == (level, True), result.text


def test_a_history_open_to_others_is_reported() -> None:
    """It holds what was asked."""
    file = history_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    was_there = file.exists()
    file.touch()
    mode = file.stat().st_mode
    file.chmod(0o644)
    try:
        result = doctor_checks.privacy(NOWHERE)
    finally:
        file.chmod(mode)
        if not was_there:
            file.unlink()
    assert result is not None
    assert (result.level, result.remedy) == (CheckLevel.NOTE, f"chmod -R go= '{file}'")
