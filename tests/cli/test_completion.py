"""Shell completion: the scripts for three shells, and what is offered where the cursor stands."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qa.terminal.app import main

BASH = shutil.which("bash")


def completions(line: str, **environment: str) -> list[tuple[str, str]]:
    """Return the type and the value of each completion of the line's last word, as zsh asks."""
    complete = {"_QA_COMPLETE": "zsh_complete", "COMP_WORDS": line}
    # What click counts as the word under the cursor.
    complete["COMP_CWORD"] = str(len(line.split(" ")) - 1)
    ended = subprocess.run(
        [sys.executable, "-m", "qa.terminal"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | environment | complete,
    )
    assert ended.stderr == ""
    lines = ended.stdout.strip("\n").splitlines()
    return [(kind, value) for kind, value in zip(lines[::3], lines[1::3], strict=True)]


def values(line: str, **environment: str) -> list[str]:
    """Return the values that complete the line's last word."""
    return [value for _, value in completions(line, **environment)]


@pytest.mark.parametrize(
    ("shell", "registration"),
    [
        ("bash", "complete -o nosort -F _qa_completion qa"),
        ("zsh", "#compdef qa"),
        ("fish", "complete --no-files --command qa"),
    ],
)
def test_each_shell_gets_its_script(
    shell: str,
    registration: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`_QA_COMPLETE=SHELL_source qa` writes it; the script calls the program by its name."""
    monkeypatch.setenv("_QA_COMPLETE", f"{shell}_source")
    assert main([]) == 0
    script = capsys.readouterr().out
    assert registration in script
    assert f"_QA_COMPLETE={shell}_complete" in script


def test_fish_is_answered_in_its_own_protocol(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line each: type, value, and the help beside it."""
    monkeypatch.setenv("_QA_COMPLETE", "fish_complete")
    monkeypatch.setenv("COMP_WORDS", "qa re")
    monkeypatch.setenv("COMP_CWORD", "re")
    assert main([]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("plain,rebuild")


def test_commands_options_and_choices_are_completed() -> None:
    """At the beginning of a word, in the order of the help."""
    assert values("qa re") == ["rebuild"]
    assert values("qa ") == [
        "about",
        "ask",
        "doctor",
        "eval",
        "rebuild",
        "rollback",
        "status",
        "verify",
    ]
    assert values("qa --pl") == ["--plain"]
    assert values("qa rebuild --sk") == ["--skip-bad"]
    assert values("qa ask --format js") == ["json", "jsonl"]


def test_files_and_folders_are_left_to_the_shell() -> None:
    """It knows them better; the type says which of the two."""
    assert completions("qa ask --batch que") == [("file", "que")]
    assert completions("qa rebuild --compare que") == [("file", "que")]
    assert completions("qa verify an") == [("file", "an")]
    assert completions("qa eval se") == [("dir", "se")]
    assert completions("qa --corpus co") == [("dir", "co")]


def test_articles_are_completed_from_the_corpus(tmp_path: Path) -> None:
    """That of the option, else of the environment; without one there is nothing to offer."""
    for corpus, name in (("one", "putin"), ("two", "rain")):
        (tmp_path / corpus / "news").mkdir(parents=True)
        (tmp_path / corpus / "news" / f"{name}.txt").write_text("Rain fell.")
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    assert values("qa ask --in ne", QA_CORPUS=one) == ["news/putin.txt"]
    assert values(f"qa ask --corpus {two} --in ne", QA_CORPUS=one) == ["news/rain.txt"]
    assert values(f"qa --corpus {two} ask --in ne", QA_CORPUS=one) == ["news/rain.txt"]
    assert values("qa ask --in ra", QA_CORPUS=one) == []
    assert values("qa ask --in ra", QA_CORPUS=str(tmp_path / "none")) == []


@pytest.mark.skipif(BASH is None, reason="there is no bash")
def test_bash_completes_a_command(tmp_path: Path) -> None:
    """The script is evaluated by a real bash, which calls the program as at a prompt."""
    program = tmp_path / "qa"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m qa.terminal "$@"\n')
    program.chmod(0o755)
    ask_for = (
        "COMPREPLY=() COMP_WORDS=(qa {}) COMP_CWORD={}; _qa_completion qa; echo ${{COMPREPLY[@]}}"
    )
    ended = subprocess.run(
        [
            str(BASH),
            "--norc",
            "-ec",
            "\n".join(
                [
                    'eval "$(_QA_COMPLETE=bash_source qa)"',
                    ask_for.format("re", 1),
                    ask_for.format("ask --exp", 2),
                ]
            ),
        ],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
    )
    assert ended.stdout.splitlines() == ["rebuild", "--explain"]


def test_completion_loads_no_library_of_search() -> None:
    """It has to be there between two keys."""
    code = (
        "import sys; from qa.terminal.app import main; main([]);"
        " print('loaded', *{name.split('.')[0] for name in sys.modules})"
    )
    for line in ("qa re", "qa ask --ex", "qa ask --in x", "qa doctor --"):
        environment = {
            "_QA_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split()) - 1),
        }
        ended = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | environment,
        )
        loaded = set(ended.stdout.splitlines()[-1].split())
        assert not loaded & {"numpy", "faiss", "onnxruntime", "tantivy", "torch", "prompt_toolkit"}
