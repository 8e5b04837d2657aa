"""Runs the user's editor or pager at a line: always an argument list, never a shell."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
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
_FALLBACKS = ("nano", "vim", "vi")


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
        UsageError: the template is not a command, or the program cannot be started.
    """
    path = str(file.resolve())
    words = _words(template)
    if not any(_PATH in word for word in words):
        words.append(_PATH)
    arguments = [word.replace(_LINE, str(line)).replace(_PATH, path) for word in words]
    with _ignore_sigint():
        try:
            subprocess.run(arguments, check=False)
        except OSError as error:
            name = one_line(arguments[0])
            raise UsageError(f"{name} cannot be started: {error.strerror}") from error


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
