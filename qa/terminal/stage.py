"""What a session puts on the screen between two prompts: answers, lines, remarks, complaints."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext

from rich.console import Console
from rich.text import Text

from qa.model import Answer
from qa.terminal import looks
from qa.terminal.harmless import harmless, one_line
from qa.terminal.manner import Manner
from qa.terminal.page import Page
from qa.terminal.render import render, render_more
from qa.terminal.screen import is_plain
from qa.terminal.waiting import spinner

# In a narrower window what a row names stands on a line of its own.
_ROOM_FOR_ROWS = 50
_GAP = 2


class Stage:
    """The terminal that a session is held on."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def answer(self, answer: Answer, manner: Manner) -> None:
        """Show an answer with air around it."""
        self._airy(render(answer, self.console, manner))

    def more(self, answer: Answer, manner: Manner, *, after: int) -> None:
        """Show the answer's passages after the first `after`."""
        self._airy(render_more(answer, self.console, manner, after=after))

    def remark(self, sentence: str, *, indent: int = 0) -> None:
        """Say something about the session itself, in grey, `indent` columns in."""
        page = Page(self.console)
        page.add(Text(harmless(sentence), looks.GREY), indent=indent)
        self.console.print(page.text())

    def complain(self, message: str) -> None:
        """Say what is wrong."""
        self._show([one_line(message)], looks.FAILURE)

    def lines(self, lines: Iterable[str], *, hanging: int = 0) -> None:
        """Show lines of plain text; what of one does not fit goes on `hanging` columns in."""
        self._show(lines, "", hanging=hanging)

    def rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show names, each with what is said of it."""
        page = Page(self.console)
        column = max((len(name) for name, _ in rows), default=0) + _GAP
        for name, text in rows:
            if page.width < _ROOM_FOR_ROWS:
                head, rest = Text(one_line(name), looks.NAME), Text(one_line(text))
                if head.cell_len + _GAP + rest.cell_len <= page.width:
                    page.add(Text.assemble(head, " " * _GAP, rest))
                else:
                    page.add(head)
                    page.add(rest, indent=_GAP)
            else:
                said = Text.assemble((f"{one_line(name):<{column}}", looks.NAME), one_line(text))
                page.add(said, hanging=column)
        self.console.print(page.text())

    def busy(self, doing: str) -> AbstractContextManager[None]:
        """Show what is being done while the block runs, if it runs long enough to be noticed."""
        return nullcontext() if is_plain(self.console) else spinner(self.console, doing)

    def send(self, sequence: str) -> None:
        """Write a control sequence of our own to the terminal, if it is one."""
        if self.console.is_terminal and not self.console.is_dumb_terminal:
            self.console.file.write(sequence)
            self.console.file.flush()

    def _airy(self, text: Text) -> None:
        self.console.print()
        self.console.print(text)
        self.console.print()

    def _show(self, lines: Iterable[str], style: str, *, hanging: int = 0) -> None:
        page = Page(self.console)
        for line in lines:
            page.add(Text(harmless(line), style), hanging=hanging)
        self.console.print(page.text())
