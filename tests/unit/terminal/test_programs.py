"""Editors, pagers and clipboards: what they are called with."""

import base64
from pathlib import Path

import pytest

from qa.errors import UsageError
from qa.terminal.pager.programs import editor_template, run_at
from qa.terminal.session.export import copy_text


def program(folder: Path, name: str, body: str) -> Path:
    """Return a program of that name."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)
    return file


@pytest.mark.parametrize(
    ("visual", "editor", "expected"),
    [
        ("", "vim", "vim +{line} {path}"),
        ("code", "vim", "code --wait --goto {path}:{line}"),
        ("", "/opt/hx -v", "/opt/hx -v {path}:{line}"),
    ],
)
def test_an_editor_gets_the_line_in_its_own_syntax(
    visual: str, editor: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """$VISUAL goes before $EDITOR, the setting before both."""
    monkeypatch.setenv("VISUAL", visual)
    monkeypatch.setenv("EDITOR", editor)
    assert editor_template("") == expected
    assert editor_template("mine {path}") == "mine {path}"


def test_without_an_editor_there_is_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be set is named."""
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(UsageError, match="no editor is known; set EDITOR"):
        editor_template("")


def test_names_are_handed_on_as_they_are(tmp_path: Path) -> None:
    """Spaces, quotes and what a shell would run are part of the name."""
    editor = program(tmp_path, "editor", f'printf "%s|" "$@" > "{tmp_path}/arguments"')
    file = tmp_path / 'a "b"; $(touch c) {line}.txt'
    file.write_text("x")
    run_at(f"'{editor}' -n {{line}} {{path}}", file, 7)
    assert (tmp_path / "arguments").read_text() == f"-n|7|{file.resolve()}|"
    run_at(f"'{editor}' --wait", file, 7)
    assert (tmp_path / "arguments").read_text() == f"--wait|{file.resolve()}|"
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(
    "template",
    [
        "sh -c 'echo {path} > {out}'",
        "sh -c {path}",
        "sh -c",
        "bash -lc -x {path}",
        "env A=1 /bin/bash --norc -c {path}",
        "env -S 'cat {path}'",
        "su --command {path}",
        "su --command={path}",
        "su me -c{path}",
        "vim -c 'e {path}'",
        "sh -c 'echo \"{path}\"'",
        "sh -c 'touch;{path}'",
        "sh -c `{path}`",
        "emacsclient --eval (find-file\\ {path})",
    ],
)
def test_a_path_is_no_part_of_a_commands_text(template: str, tmp_path: Path) -> None:
    """Where a shell, or an editor's own language, would take it apart it is refused."""
    file = tmp_path / "$(touch pwn).txt"
    file.write_text("x")
    with pytest.raises(UsageError, match="is not run: a shell could run a name in it") as caught:
        run_at(template, file, 1)
    assert caught.value.remedy == """write sh -c 'less "$1"' sh {path}"""


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("sh -c '{out} \"$1\"' sh {path}", "{path}|"),
        ('sh -c \'{out} "$1" "$0"\' {line} {path}', "{path}|7|"),
        ("{out} -c --file={path}:{line}", "-c|--file={path}:7|"),
        ("sh -c '{out} +{line} \"$@\"' sh -a {path}", "+7|-a|{path}|"),
    ],
)
def test_a_path_that_is_handed_on_is_never_run(
    template: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a word of its own, or with an option's name or a line in it."""
    monkeypatch.chdir(tmp_path)
    out = program(tmp_path, "out", f'printf "%s|" "$@" > "{tmp_path}/arguments"')
    file = tmp_path / "$(touch pwn).txt"
    file.write_text("x")
    run_at(template.replace("{out}", str(out)), file, 7)
    expected = expected.replace("{path}", str(file.resolve()))
    assert (tmp_path / "arguments").read_text() == expected
    assert not (tmp_path / "pwn").exists()


@pytest.mark.parametrize("template", ["'open", " ", "/no/such {path}"])
def test_a_program_that_cannot_be_run_is_an_error(template: str, tmp_path: Path) -> None:
    """One line says why."""
    with pytest.raises(UsageError):
        run_at(template, tmp_path, 1)


def test_text_is_copied_through_the_terminal_and_by_a_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over ssh only the terminal knows the right clipboard; one that fails does not count."""
    sent: list[str] = []
    for name in ("SSH_CONNECTION", "SSH_TTY", "TMUX", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    program(tmp_path, "xclip", "exit 1")
    program(tmp_path, "xsel", f'cat > "{tmp_path}/board"')
    assert copy_text("“é”", sent.append) == " by xsel"
    assert (tmp_path / "board").read_text() == "“é”"
    assert sent == [f"\x1b]52;c;{base64.b64encode('“é”'.encode()).decode()}\x07"]
    monkeypatch.setenv("SSH_CONNECTION", "there")
    assert copy_text("other", sent.append) == ""
    assert (tmp_path / "board").read_text() == "“é”"
    assert len(sent) == 2
    with pytest.raises(UsageError, match="too long for the terminal"):
        copy_text("x" * 80_000, sent.append)
