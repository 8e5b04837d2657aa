"""The prompt for a screen reader: one line after another, nothing that is drawn over."""

from typing import Protocol

from qa.terminal.history import PrivateHistory

_PROMPT = "> "


class Reads(Protocol):
    """What a session reads its lines from."""

    def read(self) -> str:
        """Return the line typed next."""

    def call_away(self) -> None:
        """Make `read` end early, if it can."""

    def refresh(self) -> None:
        """Show what has changed, if there is anywhere to show it."""


class PlainPrompt:
    """Reads lines as they are sent; what has to be seen to waits for the next one."""

    def __init__(self, history: PrivateHistory) -> None:
        self._history = history
        # Given its arrow keys by the standard library where that has them.
        try:
            import readline
        except ImportError:
            return
        for entry in reversed(list(history.load_history_strings())):
            readline.add_history(entry)

    def read(self) -> str:
        """Return the line typed next.

        Raises:
            EOFError: Ctrl-D, or the terminal is gone.
            KeyboardInterrupt: Ctrl-C.
        """
        try:
            line = input(_PROMPT)
        except (EOFError, KeyboardInterrupt):
            # The cursor still stands behind the prompt.
            print()  # noqa: T201
            raise
        if line.strip():
            self._history.store_string(line)
        return line

    def call_away(self) -> None:
        """Do nothing: a line that is being heard is not taken away."""

    def refresh(self) -> None:
        """Do nothing: there is no toolbar."""
