"""What a session puts on the screen between two prompts: answers, lines, remarks, complaints."""

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

from rich.console import Console
from rich.text import Text

from qa.model import Answer
from qa.terminal.options import RenderOptions
from qa.terminal.output import theme
from qa.terminal.output.layout import Page, is_plain
from qa.terminal.output.reports import VALUE_COLUMN
from qa.terminal.output.sanitize import one_line, sanitize
from qa.terminal.output.text import render, render_more
from qa.terminal.output.wording import is_reworded
from qa.terminal.session.background import spinner

# In a narrower window what a row names stands on a line of its own.
_ROOM_FOR_ROWS = 50
_GAP = 2


class SessionView:
    """The terminal that a session is held on."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def answer(self, answer: Answer, manner: RenderOptions) -> None:
        """Show an answer with air around it, but a completed question under the typed one."""
        text = render(answer, self.console, manner)
        self._print(Text.assemble("" if is_reworded(answer) else "\n", text, "\n"))

    def more(self, answer: Answer, manner: RenderOptions, *, after: int) -> None:
        """Show the answer's passages after the first `after`."""
        text = render_more(answer, self.console, manner, after=after)
        self._print(Text.assemble("\n", text, "\n"))

    def remark(self, sentence: str, *, indent: int = 0) -> None:
        """Say something about the session itself, in grey, `indent` columns in."""
        page = Page(self.console)
        page.add(Text(sanitize(sentence), theme.GREY), indent=indent)
        self._print(page.text())

    def complain(self, message: str) -> None:
        """Say what is wrong."""
        self._show([one_line(message)], theme.FAILURE)

    def lines(self, lines: Iterable[str], *, hanging: int = 0) -> None:
        """Show lines of plain text; what of one does not fit goes on `hanging` columns in."""
        self._show(lines, "", hanging=hanging)

    def rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show names, each with what is said of it."""
        page = Page(self.console)
        column = max((len(name) for name, _ in rows), default=0) + _GAP
        for name, text in rows:
            if page.width < _ROOM_FOR_ROWS:
                _stack(page, Text(one_line(name), theme.NAME), Text(one_line(text)))
            else:
                said = Text.assemble((f"{one_line(name):<{column}}", theme.NAME), one_line(text))
                page.add(said, hanging=column)
        self._print(page.text())

    def report(self, lines: Iterable[str], notices: Iterable[str] = ()) -> None:
        """Show a report, names and from `VALUE_COLUMN` on what is said of them, and notices."""
        page = Page(self.console)
        for line in map(sanitize, lines):
            name, said = Text(line[:VALUE_COLUMN].rstrip()), Text(line[VALUE_COLUMN:])
            if page.width >= _ROOM_FOR_ROWS:
                page.add(Text(line), hanging=VALUE_COLUMN)
            elif name:
                _stack(page, name, said)
            else:
                page.add(said, indent=_GAP)
        for notice in notices:
            page.add(Text(one_line(notice)))
        self._print(page.text())

    def busy(self, doing: str) -> AbstractContextManager[None]:
        """Show what is being done while the block runs, if it runs long enough to be noticed."""
        return nullcontext() if is_plain(self.console) else spinner(self.console, doing)

    def send(self, sequence: str) -> None:
        """Write a control sequence of our own to the terminal, if it is one."""
        if self.console.is_terminal and not self.console.is_dumb_terminal:
            with defer_sigint():
                self.console.file.write(sequence)
                self.console.file.flush()

    def _show(self, lines: Iterable[str], style: str, *, hanging: int = 0) -> None:
        page = Page(self.console)
        for line in lines:
            page.add(Text(sanitize(line), style), hanging=hanging)
        self._print(page.text())

    def _print(self, text: Text) -> None:
        try:
            with defer_sigint() as let_through:
                for line in text.split("\n", allow_blank=True):
                    self.console.print(line)
                    let_through()
        except KeyboardInterrupt:
            # The terminal shows "^C", and has thrown away what it had not shown by then.
            self.console.print()
            raise


def _stack(page: Page, name: Text, said: Text) -> None:
    """Add a name and what is said of it: on one line if there is room, else on two."""
    if name.cell_len + _GAP + said.cell_len <= page.width:
        page.add(Text.assemble(name, " " * _GAP, said))
    else:
        page.add(name)
        page.add(said, indent=_GAP)


# Writing to the terminal so that Ctrl-C falls between two lines and none is written twice.
@contextmanager
def defer_sigint() -> Iterator[Callable[[], None]]:
    """Hold Ctrl-C back while the block runs; what is yielded lets it through where it is called.

    To be used on the main thread.

    Raises:
        KeyboardInterrupt: there was one, at such a place or at the end of the block.
    """
    held = False

    def hold(*_: object) -> None:
        nonlocal held
        held = True

    def let_through() -> None:
        if held:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield let_through
    finally:
        signal.signal(signal.SIGINT, before)
    let_through()
