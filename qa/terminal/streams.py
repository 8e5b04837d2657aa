"""The standard streams: writes answers to output and notices to error, opens what is to be read.

A character that a stream cannot encode is replaced; nothing else may be written to standard output.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from qa.errors import UsageError
from qa.terminal.output.sanitize import short_message

STANDARD_INPUT = "-"

_STANDARD_DESCRIPTORS = (0, 1, 2)
_INDENT = 2
_LEAST_COLUMNS, _USUAL_COLUMNS = 20, 80
_YES = ("y", "yes")


class OutputError(Exception):
    """Standard output cannot be written, and not because its reader has closed the pipe."""


def prepare() -> None:
    """Let characters that a stream lacks be replaced; keep a closed stream's descriptor unused.

    A file opened later would else get that descriptor, and what a library prints would be written
    into it. Writing to a standard output that was closed fails as on a full disk.
    """
    for descriptor in _STANDARD_DESCRIPTORS:
        _reserve(descriptor)
    if sys.stdout is None:
        # Open for reading alone, so that every write fails.
        unwritable = os.open(os.devnull, os.O_RDONLY)
        sys.stdout = os.fdopen(unwritable, "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def write_json(value: dict[str, object], *, lines: bool) -> None:
    """Write the object to standard output as UTF-8: on one line if `lines`, else indented."""
    from qa.wire.answers import dump

    text = dump(value, indent=None if lines else _INDENT) + "\n"
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        write_text(text)
        return
    flush()
    with _writing():
        binary.write(text.encode())


def write_text(text: str) -> None:
    """Write the text to standard output."""
    with _writing():
        sys.stdout.write(text)


def flush() -> None:
    """Flush standard output."""
    with _writing():
        sys.stdout.flush()


def notice(message: str) -> None:
    """Write one line `qa: …` to standard error; a message that cannot be written is dropped.

    On a terminal it is wrapped at words, elsewhere it stays on one line.
    """
    with contextlib.suppress(OSError, ValueError, AttributeError):
        line = f"qa: {short_message(message)}"
        if is_terminal(sys.stderr):
            line = "\n".join(_wrapped(line))
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def can_ask_back() -> bool:
    """Return whether somebody sits at a terminal who can answer a question."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def confirmed(question: str) -> bool:
    """Ask a question back on standard error; return whether the line typed says yes."""
    notice(f"{question} [y/N]")
    return sys.stdin.readline().strip().lower() in _YES


@contextlib.contextmanager
def open_input(source: str) -> Iterator[BinaryIO]:
    """Yield the bytes of the file of this name, of standard input if it is `STANDARD_INPUT`.

    Raises:
        UsageError: it cannot be opened.
    """
    if source == STANDARD_INPUT:
        if sys.stdin is None:
            raise UsageError("standard input is closed")
        yield sys.stdin.buffer
        return
    try:
        stream = Path(source).open("rb")  # noqa: SIM115 - it is closed two lines below
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{source} cannot be read: {reason}", path=source) from error
    with stream:
        yield stream


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether the stream is open and a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def colour_forced() -> bool:
    """Return whether FORCE_COLOR asks for styles where the stream is no terminal.

    NO_COLOR counts for more. Empty or 0 asks for nothing.
    """
    return os.environ.get("FORCE_COLOR", "") not in {"", "0"} and not os.environ.get("NO_COLOR")


def discard_output() -> None:
    """Discard what is still to be written to standard output: its reader has closed the pipe."""
    null_device = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(null_device, sys.stdout.fileno())
    os.close(null_device)


def _wrapped(line: str) -> list[str]:
    """Return the line wrapped at words to the terminal's width; a longer word stays whole."""
    import textwrap

    # A terminal that does not know its size says that it is 0.
    width = os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL_COLUMNS
    return textwrap.wrap(
        line,
        max(_LEAST_COLUMNS, width),
        subsequent_indent=" " * _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


@contextlib.contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = "it is closed" if error.errno == errno.EBADF else error.strerror
        raise OutputError(f"standard output cannot be written: {reason}") from error


def _reserve(descriptor: int) -> None:
    """Open the null device, for reading, under this number if it is closed."""
    try:
        os.fstat(descriptor)
    except OSError:
        # The lowest free number is given, and those below this one have been taken.
        os.open(os.devnull, os.O_RDONLY)
