"""Lines of styled text wrapped at words to a console's width; knows nothing of answers."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from qa.terminal import looks
from qa.terminal.screen import columns, is_plain

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
            dotted = Text(looks.BETWEEN + part, looks.GREY)
            if rows[-1].cell_len + dotted.cell_len <= room:
                rows[-1] = Text.assemble(rows[-1], dotted)
            else:
                rows.append(Text(part, looks.GREY))
        for row in rows:
            indent = 0 if row is rows[0] else hanging
            if indent + row.cell_len <= self.width:
                self._lines.append(Text.assemble(" " * indent, row))
            else:
                self.add(row, indent=indent, hanging=hanging - indent)

    def text(self) -> Text:
        """Return what was written, without a final newline."""
        return Text("\n").join(self._lines)
