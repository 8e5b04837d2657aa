"""What a session exports: its turns to a file, text to the clipboard.

A file is readable by its owner only, and never overwritten without being asked to. The clipboard
is reached through the terminal, which works over ssh, and by a program where there is one.
"""

import base64
import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from qa.errors import UsageError
from qa.terminal.output.markdown import markdown
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.theme import RenderOptions
from qa.terminal.session.turns import SessionTurn
from qa.wire.answers import SCHEMA, answer_object, dump

_FILE_MODE = 0o600
_INDENT = 2
_MARKDOWN = (".md", ".markdown")
# Terminals are known to drop longer sequences.
_LONGEST_SEQUENCE_BYTES = 74_000
_PROGRAM_SECONDS = 2.0
_REMOTE = ("SSH_CONNECTION", "SSH_TTY")
# Each with the environment variable without which it does not work.
_PROGRAMS = (
    ("TMUX", ("tmux", "load-buffer", "-w", "-")),
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("", ("clip.exe",)),
)


def save_turns(
    turns: Sequence[SessionTurn], name: str, *, options: RenderOptions, force: bool = False
) -> Path:
    """Write the turns to the file of this name, as Markdown or JSON by its extension.

    Returns:
        The file. `force` allows it to replace an existing one.

    Raises:
        UsageError: the name is missing or has another extension, the file exists or cannot be
            written, or there are no turns.
    """
    if not name:
        raise UsageError("a file is missing", remedy="/save FILE.md, or FILE.json")
    if not turns:
        raise UsageError("there is nothing to save yet", remedy="ask a question first")
    file = Path(name).expanduser()
    extension = file.suffix.lower()
    if extension in _MARKDOWN:
        text = _as_markdown(turns, options)
    elif extension == ".json":
        text = _as_json(turns)
    else:
        raise UsageError(f"{one_line(name)} ends in neither .md nor .json")
    try:
        _write(file, text.encode(errors="replace"), force=force)
    except FileExistsError as error:
        message = f"{one_line(name)} is there already"
        remedy = "name another, or put --force after it"
        raise UsageError(message, path=str(file), remedy=remedy) from error
    except OSError as error:
        message = f"{one_line(name)} cannot be written: {error.strerror}"
        raise UsageError(message, path=str(file)) from error
    return file


def _write(file: Path, data: bytes, *, force: bool) -> None:
    """Create the file; with `force`, write a temporary file and rename it once it is complete."""
    target = file.with_name(f".{file.name}.{os.getpid()}") if force else file
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        if force:
            target.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            target.unlink()
        raise


def _as_markdown(turns: Sequence[SessionTurn], options: RenderOptions) -> str:
    parts = ["# Questions and answers\n"]
    for turn in turns:
        turn_options = replace(options, nearest=max(turn.shown, 1), timed=False)
        shown = replace(turn.answer, passages=turn.answer.passages[: turn.shown])
        parts.append(markdown(shown, turn_options))
    return "\n".join(parts)


def _as_json(turns: Sequence[SessionTurn]) -> str:
    objects: list[object] = [
        {"number": turn.number, "in": turn.within, "answer": answer_object(turn.answer)}
        for turn in turns
    ]
    return dump({"schema": SCHEMA, "turns": objects}, indent=_INDENT) + "\n"


def copy_text(text: str, send: Callable[[str], None]) -> str:
    """Copy the text to the clipboard; return " by PROGRAM" if a program was used, else "".

    `send` writes a control sequence (OSC 52) to the terminal. Whether the terminal supports it
    cannot be determined, so a program is used as well, unless it runs on another machine than the
    terminal.

    Raises:
        UsageError: the text is too long for the terminal, and there is no program.
    """
    data = text.encode(errors="replace")
    program = _copy_by_program(data)
    if len(data) <= _LONGEST_SEQUENCE_BYTES:
        send(f"\x1b]52;c;{base64.b64encode(data).decode()}\x07")
    elif program is None:
        raise UsageError("the passage is too long for the terminal's clipboard", remedy="/save it")
    return f" by {program}" if program else ""


def _copy_by_program(data: bytes) -> str | None:
    """Return the name of the program that accepted the data, or None."""
    remote = any(name in os.environ for name in _REMOTE)
    for variable, arguments in _PROGRAMS:
        if variable and not os.environ.get(variable):
            continue
        if remote and variable != "TMUX":
            continue
        executable = shutil.which(arguments[0])
        if executable and _accepts([executable, *arguments[1:]], data):
            return arguments[0]
    return None


def _accepts(arguments: list[str], data: bytes) -> bool:
    try:
        done = subprocess.run(
            arguments,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PROGRAM_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
