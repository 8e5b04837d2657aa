"""`qa verify`: what became of the citations in a file of answers; compares nothing itself."""

import contextlib
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import BinaryIO

from qa.errors import UsageError
from qa.settings import Settings
from qa.terminal import streams
from qa.terminal.output.sanitize import one_line

CHANGED = 1
_STANDARD_INPUT = "-"
_MOST_UNREAD = 3


def show_verification(file: str, settings: Settings, *, as_json: bool, theme: str) -> int:
    """Check the citations in the file, `-` for standard input; write what became of each.

    Returns:
        The exit code: 0 if every cited text still stands somewhere, else 1.
    """
    from qa.verifying import read_saved, verify

    with _opened(file) as (stream, name):
        saved = read_saved(stream, name)
    verification = verify(saved.citations, settings.corpus)
    for unread in verification.unread[:_MOST_UNREAD]:
        streams.notice(unread.reason)
    if (more := len(verification.unread) - _MOST_UNREAD) > 0:
        streams.notice(f"{more:,} more articles cannot be read either")
    if as_json:
        from qa.verifying.report import report_object

        streams.write_json(report_object(saved, verification), lines=False)
    else:
        from qa.terminal.output.layout import console_for
        from qa.terminal.output.verification_text import verification_text

        page = StringIO()
        console = console_for(sys.stdout, into=page, theme=theme)
        console.print(verification_text(saved, verification, console))
        streams.write_text(page.getvalue())
    return 0 if verification.holds else CHANGED


@contextlib.contextmanager
def _opened(file: str) -> Iterator[tuple[BinaryIO, str]]:
    """Yield the file's bytes and its name for messages."""
    if file == _STANDARD_INPUT:
        yield sys.stdin.buffer, "standard input"
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - it is closed two lines below
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{one_line(file)} cannot be read: {reason}", path=file) from error
    with stream:
        yield stream, one_line(file)
