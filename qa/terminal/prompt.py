"""The line that is typed on: history, suggestions from it, completion of commands, keys."""

from collections.abc import Callable, Iterable

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import History

from qa.terminal import looks
from qa.terminal.commands import COMMANDS
from qa.terminal.keys import bindings

_ROWS_FOR_MENU = 5


class CommandCompleter(Completer):
    """Completes the names of commands, from their table, at the start of the line."""

    def get_completions(self, document: Document, _: CompleteEvent) -> Iterable[Completion]:
        """Yield the commands that begin as the line does, with what each is for."""
        typed = document.text_before_cursor
        if not typed.startswith("/") or " " in typed:
            return
        for command in COMMANDS:
            if command.name.startswith(typed):
                yield Completion(
                    command.name,
                    start_position=-len(typed),
                    display_meta=command.summary,
                )


class CalledAwayError(Exception):
    """The prompt was left without a line, because something else has to be seen to first."""


class Prompt:
    """Reads one line after another; `shown` is called whenever the prompt is on the screen."""

    def __init__(self, history: History, shown: Callable[[], None]) -> None:
        self._unfinished = ""
        self._session: PromptSession[str] = PromptSession(
            FormattedText([(looks.PROMPT_STYLE, looks.PROMPT)]),
            history=history,
            auto_suggest=AutoSuggestFromHistory(),
            completer=CommandCompleter(),
            complete_while_typing=Condition(self._is_command),
            reserve_space_for_menu=_ROWS_FOR_MENU,
            key_bindings=bindings(),
        )
        self._session.app.after_render += lambda _: shown()

    def read(self) -> str:
        """Return the line typed next.

        Raises:
            EOFError: Ctrl-D on an empty line, or the terminal is gone.
            KeyboardInterrupt: Ctrl-C on an empty line.
            CalledAwayError: `call_away` was called; what was typed is there again next time.
        """
        unfinished, self._unfinished = self._unfinished, ""
        self._session.app.erase_when_done = False
        return self._session.prompt(default=unfinished)

    def call_away(self) -> None:
        """Make `read` end with CalledAwayError, the prompt wiped; may be called from a thread."""
        loop = self._session.app.loop
        if loop is not None:
            loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        app = self._session.app
        if app.is_running and not app.is_done:
            self._unfinished = self._session.default_buffer.text
            app.erase_when_done = True
            app.exit(exception=CalledAwayError())

    def _is_command(self) -> bool:
        return self._session.default_buffer.text.startswith("/")
