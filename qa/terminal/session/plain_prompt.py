"""The prompt for a screen reader: one line after another, nothing drawn over."""

from typing import Protocol

from qa.terminal.history import PrivateHistory
from qa.terminal.output import theme
from qa.terminal.output.sanitize import sanitize
from qa.terminal.signals import end_blocked_reading


class LineReader(Protocol):
    """What a session reads its lines from."""

    def read(self) -> tuple[str, ...]:
        """Return the next line typed, or the lines pasted if they are several."""

    def confirm(self, question: str) -> bool:
        """Return whether the user says yes to a question."""

    def put_back(self, line: str) -> None:
        """Let the next prompt begin with the line, if that is possible."""

    def interrupt(self, *, if_empty: bool = False) -> None:
        """Make `read` end early, if that is possible; may be called from any thread.

        With `if_empty` only where nothing has been typed.
        """

    def refresh(self) -> None:
        """Draw again what has changed, if anything is drawn; may be called from any thread."""


class PlainPrompt:
    """Reads complete lines; a notification waits until the next one has been read."""

    def __init__(self, history: PrivateHistory) -> None:
        self._history = history
        # Importing it gives `input` arrow keys and a history, where the standard library has it.
        try:
            import readline
        except ImportError:
            return
        for entry in reversed(list(history.load_history_strings())):
            readline.add_history(entry)

    def read(self) -> tuple[str, ...]:
        """Return the next line typed, or the lines pasted if they are several.

        Raises:
            EOFError: Ctrl-D, or the terminal is gone.
            KeyboardInterrupt: Ctrl-C.
        """
        text = self._input(theme.PLAIN_PROMPT)
        lines = entered_lines(text)
        for line in lines:
            self._history.store_string(line)
        return lines if len(lines) > 1 else (text,)

    def confirm(self, question: str) -> bool:
        """Return whether the user says yes to a question."""
        try:
            return self._input(f"{question} (y/n) ").strip().lower().startswith("y")
        except (EOFError, KeyboardInterrupt):
            return False

    def put_back(self, line: str) -> None:
        """Do nothing: `input` begins with an empty line."""

    def _input(self, prompt: str) -> str:
        try:
            with end_blocked_reading():
                return input(prompt)
        except (EOFError, KeyboardInterrupt, SystemExit):
            # The cursor still stands behind the prompt.
            print()  # noqa: T201
            raise

    def interrupt(self, *, if_empty: bool = False) -> None:
        """Do nothing: a screen reader would read an interrupted line aloud again."""

    def refresh(self) -> None:
        """Do nothing: there is no toolbar."""


def entered_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that was typed or pasted, sanitized, without the empty ones."""
    lines = sanitize(text.replace("\r", "\n")).split("\n")
    return tuple(line.strip() for line in lines if line.strip())
