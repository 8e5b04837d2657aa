"""Lays text out for a console: its width, its styles, wrapped pages, tables; nothing of answers.

What is meant for standard output is drawn into a string first and written by `streams`: rich ends
the process itself when a pipe closes under it, and takes a full disk for a fault.
"""

import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.text import Text

from qa.terminal import streams
from qa.terminal.output import theme
from qa.terminal.output.theme import COLOUR, MONO, PLAIN

if TYPE_CHECKING:
    from rich.table import Table

MOST_COLUMNS = 100
_INDENT = 4
_NARROW, _NARROW_INDENT = 40, 2


def console_for(stream: TextIO, *, into: TextIO | None = None, theme: str = COLOUR) -> Console:
    """Return a console that writes text as it stands: no markup, no guessing, no emoji names.

    Styles are used where the stream is a terminal that knows them, and where FORCE_COLOR asks for
    them; NO_COLOR, TERM=dumb and the theme are honoured. With `into` the text is written there, in
    the form that suits `stream`.
    """
    is_terminal = stream.isatty()
    # Off a terminal TERM says nothing of whoever reads the stream.
    forced = not is_terminal and streams.colour_forced()
    console = Console(
        file=into or stream,
        force_terminal=is_terminal or forced,
        color_system=None if theme == PLAIN else "standard" if forced else "auto",
        no_color=True if theme == MONO else None,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,
    )
    if console.width < 1:
        # COLUMNS is 0: rich would print nothing at all.
        console.width = shutil.get_terminal_size().columns
    return console


def columns(console: Console) -> int:
    """Return how many columns text may take, at most `MOST_COLUMNS`."""
    return max(1, min(MOST_COLUMNS, window_columns(console)))


def window_columns(console: Console) -> int:
    """Return how many columns the window has; rich takes every dumb terminal to have 80."""
    return shutil.get_terminal_size().columns if console.is_dumb_terminal else console.width


def is_plain(console: Console) -> bool:
    """Return whether no style at all can be shown, so that marks have to do."""
    return console.color_system is None


def render_to_string(draw: Callable[[Console], None], *, theme: str = COLOUR) -> str:
    """Return what `draw` prints on a console that suits standard output."""
    drawn = StringIO()
    draw(console_for(sys.stdout, into=drawn, theme=theme))
    return drawn.getvalue()


def new_table(*, leading: int = 0) -> "Table":
    """Return an empty table with a line below its heading and `leading` lines between rows."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    return Table(
        box=SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        header_style=theme.GREY,
        leading=leading,
    )


def draw_table(console: Console, table: "Table") -> None:
    """Print the table no wider than text may be."""
    console.print(table, width=columns(console))


def without_trailing_spaces(text: str) -> str:
    """Return the lines of the text, each without the spaces that pad a table's cells."""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


_NOTHING = Text()


class Page:
    """Lines of styled text, wrapped at words to a console's width and added from top to bottom.

    `plain` means that the console shows no style, `colourless` that it shows no colour.
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
        available = max(1, self.width - indent - hanging)
        for number, line in enumerate(text.wrap(self._console, available)):
            line.rstrip()
            margin = " " * (indent + (hanging if number else 0))
            self._lines.append(Text.assemble(margin, line) if line else Text())

    def add_cited(self, text: Text, citation: Text, *, indent: int = 0, hanging: int = 0) -> None:
        """Add the text and, behind it or on the next line, a citation that is broken nowhere.

        Lines after the first stand `hanging` columns further in.
        """
        lead = Text(" " * indent)
        self.add_beside(lead, Text(" " * (indent + hanging)), text, citation)

    def add_beside(self, lead: Text, margin: Text, text: Text, citation: Text = _NOTHING) -> None:
        """Add the text and its citation right of `lead`, all lines but the first of `margin`."""
        rows = list(text.wrap(self._console, max(1, self.width - lead.cell_len)))
        available = max(1, self.width - margin.cell_len)
        if margin.cell_len > lead.cell_len and len(rows) > 1:
            # The first line has more room than the others.
            following = text[len(rows[0].plain) :]
            blanks = len(following.plain) - len(following.plain.lstrip())
            rows = [rows[0], *following[blanks:].wrap(self._console, available)]
        for row in rows:
            row.rstrip()
        separated = Text.assemble("  ", citation)
        room = available if len(rows) > 1 else self.width - lead.cell_len
        if not citation:
            pass
        elif rows and rows[-1].cell_len + separated.cell_len <= room:
            rows[-1] = Text.assemble(rows[-1], separated)
        else:
            rows.extend(citation.wrap(self._console, available))
        for number, row in enumerate(rows):
            line = Text.assemble(margin if number else lead, row)
            line.rstrip()
            self._lines.append(line)

    def lines_of(self, text: Text, *, hanging: int) -> int:
        """Return how many lines `add` would make of the text."""
        return len(text.wrap(self._console, max(1, self.width - hanging)))

    def add_all(self, lines: Iterable[str], style: str, *, indent: int = 0) -> None:
        """Add each line in one style."""
        for line in lines:
            self.add(Text(line, style), indent=indent)

    def add_parts(self, lead: Text, parts: Sequence[str], *, hanging: int) -> None:
        """Add the lead and the parts after it, breaking between parts where that is enough."""
        rows = [lead]
        for part in parts:
            available = self.width - (hanging if len(rows) > 1 else 0)
            separated = Text(theme.SEPARATOR + part, theme.GREY)
            if rows[-1].cell_len + separated.cell_len <= available:
                rows[-1] = Text.assemble(rows[-1], separated)
            else:
                rows.append(Text(part, theme.GREY))
        for row in rows:
            indent = 0 if row is rows[0] else hanging
            if indent + row.cell_len <= self.width:
                self._lines.append(Text.assemble(" " * indent, row))
            else:
                self.add(row, indent=indent, hanging=hanging - indent)

    def text(self) -> Text:
        """Return what was added, without a final newline."""
        return Text("\n").join(self._lines)
