"""Looks at the corpus now and then while a session is open, and tells what has changed."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from qa.errors import QAError
from qa.model import CorpusChanges
from qa.terminal.harmless import one_line
from qa.terminal.shelf import Shelf

_SECONDS = 2.0
# A large corpus is looked at less often: a look takes no more than this share of the time.
_SHARE = 0.02


def changes_told(changes: CorpusChanges | None) -> str:
    """Return what has changed, naming the first file; "" if nothing has."""
    if changes is None or not changes:
        return ""
    kinds = (("changed", changes.changed), ("added", changes.added), ("removed", changes.removed))
    verb, first = next((verb, paths[0]) for verb, paths in kinds if paths)
    others = sum(len(paths) for _, paths in kinds) - 1
    return f"{one_line(first)} {verb}" + (f", {others:,} more" if others else "")


class Watch:
    """A thread that compares; `moved` is called there when the outcome differs from before."""

    def __init__(self, corpus: Path, moved: Callable[[], None]) -> None:
        self._corpus = corpus
        self._moved = moved
        self._shelf: Shelf | None = None
        self._thread: threading.Thread | None = None
        self._look_now = threading.Event()
        self.told = ""

    def look(self, shelf: Shelf) -> None:
        """From now on compare with this shelf, the first time at once."""
        self._shelf = shelf
        self.told = ""
        self._look_now.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        wait = 0.0
        while True:
            self._look_now.wait(wait)
            self._look_now.clear()
            began = time.monotonic()
            self._compare()
            wait = max(_SECONDS, (time.monotonic() - began) / _SHARE)

    def _compare(self) -> None:
        shelf = self._shelf
        if shelf is None:
            return
        try:
            told = changes_told(shelf.changes(self._corpus))
        except QAError:
            told = ""
        if shelf is self._shelf and told != self.told:
            self.told = told
            self._moved()
