"""The history of typed lines, one entry a line, in a file that only its owner can read."""

from collections.abc import Callable, Iterable
from pathlib import Path

from prompt_toolkit.history import History

from qa.filesystem import make_folder

_FILE_MODE = 0o600
_MOST_ENTRIES = 10_000


def history_file() -> Path:
    """Return the path of the history: below the state folder of the XDG convention."""
    from platformdirs import user_state_path

    return user_state_path("article-qa", appauthor=False) / "history"


class PrivateHistory(History):
    """A prompt_toolkit history kept in a file, or in memory alone if the file cannot be used.

    `warn` is called once, with a sentence, if it cannot.
    """

    def __init__(self, file: Path, warn: Callable[[str], None]) -> None:
        super().__init__()
        self._file = file
        self._warn = warn
        self._usable = True
        # Now and not when the prompt wants it: the prompt would draw over the warning.
        self._entries = self._read()

    def load_history_strings(self) -> Iterable[str]:
        """Return the latest entries, newest first."""
        return self._entries

    def _read(self) -> list[str]:
        try:
            self._prepare()
            lines = self._file.read_bytes().splitlines()
        except OSError as error:
            self._give_up(error)
            return []
        return [line.decode(errors="replace") for line in reversed(lines[-_MOST_ENTRIES:])]

    def store_string(self, string: str) -> None:
        """Append an entry to the file, on one line."""
        if not self._usable:
            return
        entry = " ".join(string.split()).encode(errors="replace") + b"\n"
        try:
            self._prepare()
            with self._file.open("ab", buffering=0) as file:
                file.write(entry)
        except OSError as error:
            self._give_up(error)

    def _prepare(self) -> None:
        """Make the folder and the file, and close them to others."""
        make_folder(self._file.parent)
        self._file.touch(mode=_FILE_MODE, exist_ok=True)
        if self._file.stat().st_mode & 0o777 != _FILE_MODE:
            self._file.chmod(_FILE_MODE)

    def _give_up(self, error: OSError) -> None:
        if self._usable:
            self._usable = False
            self._warn(f"history is not kept: {self._file}: {error.strerror}")
