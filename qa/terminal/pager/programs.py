"""Runs the user's editor or pager at a line: always an argument list, never a shell."""

import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from qa.errors import UsageError
from qa.terminal.output.sanitize import one_line

_PATH, _LINE = "{path}", "{line}"
_PLUS_LINE = "+{line} {path}"
_GOTO = "--wait --goto {path}:{line}"
_COLON = "{path}:{line}"
# How an editor takes the line; all others understand +LINE.
_LINE_ARGUMENTS = {
    "code": _GOTO,
    "codium": _GOTO,
    "cursor": _GOTO,
    "subl": f"--wait {_COLON}",
    "zed": f"--wait {_COLON}",
    "hx": _COLON,
    "helix": _COLON,
    "micro": _PLUS_LINE,
}
# How long a program may take to leave when it is asked to.
_LEAVE_SECONDS = 5.0
_FALLBACKS = ("nano", "vim", "vi")
# What may stand around {path} in one word, as in `--file={path}` and `{path}:{line}`: nothing
# that a shell, or the language of an editor, takes apart.
_AROUND_PATH = re.compile(r"[\w:+=,./@%-]*")
_SHELLS = ("sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "csh", "tcsh", "fish", "su", "script")
_TEXT_FOLLOWS = re.compile(r"-[A-Za-z]*c|--command")
_TEXT_WITHIN = re.compile(r"-[A-Za-z]*c\{path\}|--command=.*")


def editor_template(setting: str) -> str:
    """Return the editor's command: the setting, else $VISUAL, $EDITOR or an installed one.

    Raises:
        UsageError: none is set, and none is installed.
    """
    if setting:
        return setting
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    command = command or next((name for name in _FALLBACKS if shutil.which(name)), None)
    if not command:
        raise UsageError("no editor is known", remedy="set EDITOR, or `editor` in the settings")
    words = _words(command)
    return f"{command} {_LINE_ARGUMENTS.get(Path(words[0]).name, _PLUS_LINE)}"


def run_at(template: str, file: Path, line: int) -> None:
    """Run a command at this line of the file, and wait until it ends.

    {path} and {line} in the template are replaced; without {path} the file is the last argument.

    Raises:
        UsageError: the template is not a command, has {path} in the text of a shell command, or
            the program cannot be started.
    """
    path = str(file.resolve())
    words = _words(template)
    if not any(_PATH in word for word in words):
        words.append(_PATH)
    if text := _text_with_path(words):
        raise UsageError(
            f"{one_line(text)} is not run: a shell could run a name in it",
            remedy="""write sh -c 'less "$1"' sh {path}""",
        )
    arguments = [word.replace(_LINE, str(line)).replace(_PATH, path) for word in words]
    with _ignore_sigint():
        try:
            with subprocess.Popen(arguments) as process:
                _wait_for(process)
        except OSError as error:
            name = one_line(arguments[0])
            raise UsageError(f"{name} cannot be started: {error.strerror}") from error


def _wait_for(process: "subprocess.Popen[bytes]") -> None:
    """Wait until the program ends; end it if a signal ends this process."""
    try:
        process.wait()
    except SystemExit:
        # The program alone can give the terminal back as it was.
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LEAVE_SECONDS)
        process.kill()
        raise


def _text_with_path(words: Sequence[str]) -> str | None:
    """Return the word in which {path} would be part of a command's text, None if there is none."""
    awaited = shell = False
    for word in words:
        if _PATH in word:
            around = word.replace(_LINE, "").replace(_PATH, "")
            is_text = awaited or (shell and _TEXT_WITHIN.match(word))
            if is_text or not _AROUND_PATH.fullmatch(around):
                return word
        if shell and _TEXT_FOLLOWS.fullmatch(word):
            awaited = True
        elif not word.startswith("-"):
            awaited = False
        shell = shell or Path(word).name in _SHELLS
    return None


def _words(template: str) -> list[str]:
    try:
        words = shlex.split(template)
    except ValueError as error:
        raise UsageError(f"this is no command: {one_line(template)}: {error}") from error
    if not words:
        raise UsageError("the command is empty")
    return words


@contextmanager
def _ignore_sigint() -> Iterator[None]:
    """Ignore Ctrl-C while the block runs: it is meant for the program that was started."""
    previous = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
