"""Writes to standard output and standard error without ever tripping over what it writes.

Standard output gets answers and nothing else; everything said about the work goes to standard
error, one line each.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TextIO

from qa.terminal.output.sanitize import one_line
from qa.wire.answers import dump

_INDENT = 2
_NARROWEST = 20


class OutputError(Exception):
    """Standard output cannot be written, for another reason than that its reader has gone."""


def prepare() -> None:
    """Let characters that a stream's encoding lacks be replaced instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def write_json(value: dict[str, object], *, lines: bool) -> None:
    """Write the object to standard output as UTF-8: on one line if `lines`, else indented."""
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
    if sys.stdout is not None:
        with _writing():
            sys.stdout.write(text)


def flush() -> None:
    """Hand what was written to standard output on to its reader."""
    if sys.stdout is not None:
        with _writing():
            sys.stdout.flush()


def notice(message: str) -> None:
    """Write one line `qa: …` to standard error; a message that cannot be written is dropped.

    On a terminal it is broken at words, elsewhere it stays on one line.
    """
    with contextlib.suppress(OSError, ValueError, AttributeError):
        line = f"qa: {one_line(message)}"
        if is_terminal(sys.stderr):
            line = "\n".join(_broken(line))
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether the stream is there and is a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def forget_output() -> None:
    """Send what is still to be written nowhere: its reader has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _broken(line: str) -> list[str]:
    """Return the line broken at words to the terminal's width; a word too long stays whole."""
    import textwrap

    width = os.get_terminal_size(sys.stderr.fileno()).columns
    return textwrap.wrap(
        line,
        max(_NARROWEST, width),
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
        raise OutputError(f"the answer cannot be written: {error.strerror}") from error
