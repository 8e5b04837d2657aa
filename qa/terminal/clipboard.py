"""Text to the clipboard: through the terminal, which works over ssh, and by a program at hand."""

import base64
import os
import shutil
import subprocess
from collections.abc import Callable

from qa.errors import UsageError

# Terminals are known to drop longer sequences.
_MOST_BYTES = 74_000
_SECONDS = 2.0
_REMOTE = ("SSH_CONNECTION", "SSH_TTY")
# Each with what has to stand in the environment for it to work.
_PROGRAMS = (
    ("TMUX", ("tmux", "load-buffer", "-w", "-")),
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("", ("clip.exe",)),
)


def copy_text(text: str, send: Callable[[str], None]) -> str:
    """Put the text on the clipboard; return what is to be said of the way, mostly nothing.

    `send` writes a control sequence to the terminal. Whether the terminal obeys (OSC 52) cannot be
    known, so that a program is used as well, unless it would fill the clipboard of the wrong
    machine.

    Raises:
        UsageError: the text is too long for the terminal, and there is no program.
    """
    data = text.encode(errors="replace")
    program = _by_program(data)
    if len(data) <= _MOST_BYTES:
        send(f"\x1b]52;c;{base64.b64encode(data).decode()}\x07")
    elif program is None:
        raise UsageError("the passage is too long for the terminal's clipboard", remedy="/save it")
    return f" by {program}" if program else ""


def _by_program(data: bytes) -> str | None:
    """Return the name of the program that took the data, or None."""
    remote = any(name in os.environ for name in _REMOTE)
    for needed, arguments in _PROGRAMS:
        if needed and not os.environ.get(needed):
            continue
        if remote and needed != "TMUX":
            continue
        found = shutil.which(arguments[0])
        if found and _taken([found, *arguments[1:]], data):
            return arguments[0]
    return None


def _taken(arguments: list[str], data: bytes) -> bool:
    try:
        done = subprocess.run(
            arguments,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
