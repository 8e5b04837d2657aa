"""The prompt for a screen reader: one line after another, nothing drawn over."""

from typing import Protocol

from qa.terminal.history import PrivateHistory

_PROMPT = "> "


class LineReader(Protocol):
    """What a session reads its lines from."""

    def read(self) -> str:
        """Return the next line typed."""

    def interrupt(self) -> None:
        """Make `read` end early, if that is possible; may be called from any thread."""

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

    def read(self) -> str:
        """Return the next line typed.

        Raises:
            EOFError: Ctrl-D, or the terminal is gone.
            KeyboardInterrupt: Ctrl-C.
        """
        try:
            line = input(_PROMPT)
        except (EOFError, KeyboardInterrupt, SystemExit):
            # The cursor still stands behind the prompt.
            print()  # noqa: T201
            raise
        if line.strip():
            self._history.store_string(line)
        return line

    def interrupt(self) -> None:
        """Do nothing: a screen reader would read an interrupted line aloud again."""

    def refresh(self) -> None:
        """Do nothing: there is no toolbar."""
