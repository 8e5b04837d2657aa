"""Consoles for standard output and standard error: how wide, and whether styles may be used."""

from typing import TextIO

from rich.console import Console

from qa.terminal.preferences import COLOUR, MONO, PLAIN

MOST_COLUMNS = 100


def console_for(stream: TextIO, *, into: TextIO | None = None, theme: str = COLOUR) -> Console:
    """Return a console that writes text as it stands: no markup, no guessing, no emoji names.

    Styles are used only where the stream is a terminal that knows them; NO_COLOR, TERM=dumb and
    the theme are honoured. With `into` what suits the stream is written there instead: rich ends
    the process itself when a pipe closes under it, and takes a full disk for a fault.
    """
    return Console(
        file=into or stream,
        force_terminal=stream.isatty(),
        color_system=None if theme == PLAIN else "auto",
        no_color=True if theme == MONO else None,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,
    )


def columns(console: Console) -> int:
    """Return how many columns text may take, at most `MOST_COLUMNS`."""
    return max(1, min(MOST_COLUMNS, console.width))


def is_plain(console: Console) -> bool:
    """Return whether no style at all can be shown, so that marks have to do."""
    return console.color_system is None
