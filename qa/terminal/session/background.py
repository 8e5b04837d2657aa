"""Work that goes on behind the prompt, and a spinner for work that takes long enough to notice."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

from rich.console import Console
from rich.text import Text

from qa.errors import QAError
from qa.model import CorpusChanges
from qa.service.articles import IndexedArticles
from qa.terminal.output import theme
from qa.terminal.output.sanitize import one_line

_NOTICEABLE_SECONDS = 0.2
_GLANCE_SECONDS = 0.1

T = TypeVar("T")


class BackgroundValue(Generic[T]):
    """A value that is made once, in a thread; `failed` is called there if that goes wrong."""

    def __init__(self, make: Callable[[], T], failed: Callable[[], None]) -> None:
        self._make = make
        self._failed = failed
        self._thread: threading.Thread | None = None
        self._made: T | None = None
        self._failure: Exception | None = None

    @property
    def ready(self) -> bool:
        """Whether the value is there."""
        return self._made is not None

    def start(self) -> None:
        """Begin, unless that has been done. To be called from one thread only."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="loading", daemon=True)
            self._thread.start()

    def wait(self) -> T:
        """Return the value when it is there, begun here if need be.

        Raises:
            Exception: what making it failed with; the next call tries again.
        """
        self.start()
        # In short waits, so that Ctrl-C is heard on every system.
        while self._thread is not None and self._thread.is_alive():
            self._thread.join(_GLANCE_SECONDS)
        if self._made is None:
            failure, self._failure, self._thread = self._failure, None, None
            raise failure or RuntimeError("the thread ended without a value")
        return self._made

    def finish(self) -> None:
        """Wait for the end of what was begun, whatever comes of it.

        The process must not end while a thread is inside a library of C++, which would abort it.
        """
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            self._made = self._make()
        except Exception as error:  # noqa: BLE001 - handed to whoever waits
            self._failure = error
            self._failed()


@contextmanager
def spinner(console: Console, doing: str) -> Iterator[None]:
    """Show what is being done while the block runs, if it runs long enough to be noticed."""
    status = console.status(Text(doing, theme.GREY), spinner_style=theme.GREY)
    ended = threading.Event()

    def show() -> None:
        if not ended.wait(_NOTICEABLE_SECONDS):
            status.start()
            ended.wait()
            status.stop()

    thread = threading.Thread(target=show, name="spinner", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


# Looks at the corpus now and then while a session is open, and tells what has changed.
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


class CorpusWatcher:
    """A thread that compares; `moved` is called there when the outcome differs from before."""

    def __init__(self, corpus: Path, moved: Callable[[], None]) -> None:
        self._corpus = corpus
        self._moved = moved
        self._shelf: IndexedArticles | None = None
        self._thread: threading.Thread | None = None
        self._look_now = threading.Event()
        self.told = ""

    def look(self, shelf: IndexedArticles) -> None:
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
