"""Other programs at a passage's line: an editor, a pager; always argument lists, never a shell."""

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
_USUAL = "+{line} {path}"
_GOTO = "--wait --goto {path}:{line}"
_COLON = "{path}:{line}"
# How editors are told the line; all others understand +LINE.
_MANNERS = {
    "code": _GOTO,
    "codium": _GOTO,
    "cursor": _GOTO,
    "subl": f"--wait {_COLON}",
    "zed": f"--wait {_COLON}",
    "hx": _COLON,
    "helix": _COLON,
    "micro": _USUAL,
}
_AT_HAND = ("nano", "vim", "vi")


def editor_template(setting: str) -> str:
    """Return the template of the editor: the setting's, else that of $VISUAL or $EDITOR.

    Raises:
        UsageError: none is named, and none is there.
    """
    if setting:
        return setting
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    named = named or next((name for name in _AT_HAND if shutil.which(name)), None)
    if not named:
        raise UsageError("no editor is known", remedy="set EDITOR, or `editor` in the settings")
    words = _words(named)
    return f"{named} {_MANNERS.get(Path(words[0]).name, _USUAL)}"


def run_at(template: str, file: Path, line: int) -> None:
    """Run the program of a template at this line of the file, and wait until it ends.

    Raises:
        UsageError: the template is none, or the program cannot be started.
    """
    path = str(file.resolve())
    words = _words(template)
    if not any(_PATH in word for word in words):
        words.append(_PATH)
    arguments = [word.replace(_LINE, str(line)).replace(_PATH, path) for word in words]
    with _interrupts_left_to_it():
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
def _interrupts_left_to_it() -> Iterator[None]:
    """Let Ctrl-C mean what it means in the program that runs; here it means nothing."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
