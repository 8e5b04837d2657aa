"""What a session writes to the screen between two prompts: answers, lines, notices and errors.

Ctrl-C takes effect between two lines, so that a line is never cut off or written twice.
"""

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

from rich.console import Console
from rich.text import Text

from qa.model import Answer
from qa.terminal.output import theme
from qa.terminal.output.layout import Page, is_plain
from qa.terminal.output.reports import VALUE_COLUMN
from qa.terminal.output.sanitize import one_line, sanitize, short_message, shorten_words
from qa.terminal.output.text import render, render_more
from qa.terminal.output.theme import RenderOptions
from qa.terminal.output.wording import is_reworded
from qa.terminal.session.background import spinner
from qa.terminal.session.welcome.card import Card

# In a narrower window the value of a row stands below its name.
_TWO_COLUMN_WIDTH = 50
_GAP = 2


class SessionView:
    """The terminal on which a session runs."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def show_answer(self, answer: Answer, options: RenderOptions) -> None:
        """Show an answer between blank lines; a rewritten question goes right below the prompt."""
        text = render(answer, self.console, options)
        self._print(Text.assemble("" if is_reworded(answer) else "\n", text, "\n"))

    def show_text(self, text: Text) -> None:
        """Show wrapped text between blank lines."""
        self._print(Text.assemble("\n", text, "\n"))

    def show_more(self, answer: Answer, options: RenderOptions, *, after: int) -> None:
        """Show the answer's passages after the first `after`."""
        text = render_more(answer, self.console, options, after=after)
        self._print(Text.assemble("\n", text, "\n"))

    def show_card(self, card: Card) -> None:
        """Show what lies there, and the questions that are offered, each with its number."""
        page = Page(self.console)
        page.blank()
        page.add(Text(shorten_words(one_line(card.title)), theme.HEADING))
        details = [Text(shorten_words(one_line(part)), theme.GREY) for part in card.details]
        for part in details:
            page.add(part, hanging=_GAP)
        if card.questions:
            page.blank()
        for number, question in enumerate(card.questions, 1):
            lead = f"{number}  "
            text = Text.assemble((lead, theme.NUMBER), shorten_words(one_line(question)))
            page.add(text, hanging=len(lead))
        page.blank()
        self._print(page.text())

    def show_entered(self, prefix: str, line: str) -> None:
        """Show a line as if it had been typed at the prompt, which `prefix` stands before."""
        mark = theme.PLAIN_PROMPT if is_plain(self.console) else theme.PROMPT
        page = Page(self.console)
        page.add(Text.assemble((prefix, theme.GREY), (mark, theme.PROMPT_ECHO), one_line(line)))
        self._print(page.text())

    def show_notice(self, sentence: str, *, indent: int = 0) -> None:
        """Show a sentence about the session itself, in grey, indented by `indent` columns."""
        page = Page(self.console)
        page.add(Text(shorten_words(sanitize(sentence)), theme.GREY), indent=indent)
        self._print(page.text())

    def show_error(self, message: str) -> None:
        """Show an error; of a very long one the two ends."""
        self._print_lines([short_message(message)], theme.FAILURE)

    def show_lines(self, lines: Iterable[str], *, hanging: int = 0) -> None:
        """Show lines of plain text; what is wrapped is indented by `hanging` columns."""
        self._print_lines(lines, "", hanging=hanging)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show names, each with its value."""
        page = Page(self.console)
        column = max((len(name) for name, _ in rows), default=0) + _GAP
        for name, value in rows:
            if page.width < _TWO_COLUMN_WIDTH:
                _add_stacked(page, Text(one_line(name), theme.NAME), Text(one_line(value)))
            else:
                row = Text.assemble((f"{one_line(name):<{column}}", theme.NAME), one_line(value))
                page.add(row, hanging=column)
        self._print(page.text())

    def show_report(self, lines: Iterable[str], notices: Iterable[str] = ()) -> None:
        """Show the lines of a report, whose values begin at `VALUE_COLUMN`, and notices."""
        page = Page(self.console)
        for line in map(sanitize, lines):
            name, value = Text(line[:VALUE_COLUMN].rstrip()), Text(line[VALUE_COLUMN:])
            if page.width >= _TWO_COLUMN_WIDTH:
                page.add(Text(line), hanging=VALUE_COLUMN)
            elif name:
                _add_stacked(page, name, value)
            else:
                page.add(value, indent=_GAP)
        for notice in notices:
            page.add(Text(one_line(notice)))
        self._print(page.text())

    def busy(self, activity: str) -> AbstractContextManager[None]:
        """Show a spinner with the activity while the block runs, unless the block ends at once."""
        return nullcontext() if is_plain(self.console) else spinner(self.console, activity)

    def send(self, sequence: str) -> None:
        """Write a control sequence of our own to the terminal, if it is one."""
        if self.console.is_terminal and not self.console.is_dumb_terminal:
            with defer_sigint():
                self.console.file.write(sequence)
                self.console.file.flush()

    def _print_lines(self, lines: Iterable[str], style: str, *, hanging: int = 0) -> None:
        page = Page(self.console)
        for line in lines:
            page.add(Text(sanitize(line), style), hanging=hanging)
        self._print(page.text())

    def _print(self, text: Text) -> None:
        try:
            with defer_sigint() as check_interrupt:
                for line in text.split("\n", allow_blank=True):
                    self.console.print(line)
                    check_interrupt()
        except KeyboardInterrupt:
            # The terminal shows "^C", and has discarded what it had not displayed by then.
            self.console.print()
            raise


@contextmanager
def defer_sigint() -> Iterator[Callable[[], None]]:
    """Defer Ctrl-C while the block runs; yields a function that raises a deferred one.

    To be used on the main thread.

    Raises:
        KeyboardInterrupt: Ctrl-C was deferred; raised by that function or at the block's end.
    """
    interrupted = False

    def handle(*_: object) -> None:
        nonlocal interrupted
        interrupted = True

    def check_interrupt() -> None:
        if interrupted:
            raise KeyboardInterrupt

    previous = signal.signal(signal.SIGINT, handle)
    try:
        yield check_interrupt
    finally:
        signal.signal(signal.SIGINT, previous)
    check_interrupt()


def _add_stacked(page: Page, name: Text, value: Text) -> None:
    """Add a name and its value: on one line if they fit, else on two."""
    if name.cell_len + _GAP + value.cell_len <= page.width:
        page.add(Text.assemble(name, " " * _GAP, value))
    else:
        page.add(name)
        page.add(value, indent=_GAP)
