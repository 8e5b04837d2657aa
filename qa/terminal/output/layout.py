"""Consoles for standard output and standard error: how wide, and whether styles may be used."""

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from qa.terminal.output import theme
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


# Lines of styled text wrapped at words to a console's width; knows nothing of answers.
_INDENT = 4
_NARROW, _NARROW_INDENT = 40, 2


class Page:
    """A page that is written from top to bottom; `plain` means that no style can be shown.

    `colourless` means that no colour can.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._lines: list[Text] = []
        self.plain = is_plain(console)
        self.colourless = self.plain or console.no_color
        self.width = columns(console)
        self.indent = _INDENT if self.width >= _NARROW else _NARROW_INDENT

    def blank(self) -> None:
        """Add an empty line."""
        self._lines.append(Text())

    def add(self, text: Text, *, indent: int = 0, hanging: int = 0) -> None:
        """Add the text; lines after its first stand `hanging` columns further in."""
        room = max(1, self.width - indent - hanging)
        for place, line in enumerate(text.wrap(self._console, room)):
            line.rstrip()
            margin = " " * (indent + (hanging if place else 0))
            self._lines.append(Text.assemble(margin, line) if line else Text())

    def add_all(self, lines: Iterable[str], style: str, *, indent: int = 0) -> None:
        """Add each line in one style."""
        for line in lines:
            self.add(Text(line, style), indent=indent)

    def add_parts(self, lead: Text, parts: Sequence[str], *, hanging: int) -> None:
        """Add the lead and the parts after it, breaking between parts where that is enough."""
        rows = [lead]
        for part in parts:
            room = self.width - (hanging if len(rows) > 1 else 0)
            dotted = Text(theme.BETWEEN + part, theme.GREY)
            if rows[-1].cell_len + dotted.cell_len <= room:
                rows[-1] = Text.assemble(rows[-1], dotted)
            else:
                rows.append(Text(part, theme.GREY))
        for row in rows:
            indent = 0 if row is rows[0] else hanging
            if indent + row.cell_len <= self.width:
                self._lines.append(Text.assemble(" " * indent, row))
            else:
                self.add(row, indent=indent, hanging=hanging - indent)

    def text(self) -> Text:
        """Return what was written, without a final newline."""
        return Text("\n").join(self._lines)
