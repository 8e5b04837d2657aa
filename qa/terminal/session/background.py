"""Background threads of the session: load a value once, watch the corpus, show a spinner.

Every thread ends with its owner: each class has `finish`, which stops the thread and waits for it.
"""

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

_SPINNER_DELAY_SECONDS = 0.2
_POLL_SECONDS = 0.1
# Loading runs inside native libraries, which cannot be interrupted; a slow disk takes that long.
_LONGEST_LOADING_SECONDS = 30.0
_WATCH_INTERVAL_SECONDS = 2.0
# A large corpus is compared less often: comparing takes at most this share of the time.
_WATCH_TIME_SHARE = 0.02
# A comparison of a very large corpus takes longer; leaving does not wait for it.
_LONGEST_COMPARISON_SECONDS = 2.0

T = TypeVar("T")


class BackgroundValue(Generic[T]):
    """A value that is computed once, in a thread; `on_failure` is called there if that fails."""

    def __init__(self, compute: Callable[[], T], on_failure: Callable[[], None]) -> None:
        self._compute = compute
        self._on_failure = on_failure
        self._thread: threading.Thread | None = None
        self._value: T | None = None
        self._error: Exception | None = None

    @property
    def ready(self) -> bool:
        """Whether the value has been computed."""
        return self._value is not None

    def start(self) -> None:
        """Start computing unless that has been done. To be called from one thread only."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="background value", daemon=True)
            self._thread.start()

    def wait(self) -> T:
        """Return the value once it is computed, which is started here if necessary.

        Raises:
            Exception: what the computation raised; the next call tries again.
        """
        self.start()
        # Short waits, because a long one cannot be interrupted by Ctrl-C on every system.
        while self._thread is not None and self._thread.is_alive():
            self._thread.join(_POLL_SECONDS)
        if self._value is None:
            error, self._error, self._thread = self._error, None, None
            raise error or RuntimeError("the thread ended without a value")
        return self._value

    def finish(self) -> T | None:
        """Wait for a computation in progress; return the value, or None if there is none.

        A process that exits while a thread is inside a C++ library is aborted by that library.
        """
        if self._thread is not None:
            self._thread.join(_LONGEST_LOADING_SECONDS)
        return self._value

    def _run(self) -> None:
        try:
            self._value = self._compute()
        except Exception as error:  # noqa: BLE001 - raised again where the value is waited for
            self._error = error
            self._on_failure()


@contextmanager
def spinner(console: Console, activity: str) -> Iterator[None]:
    """Show a spinner with the activity while the block runs, unless the block ends at once."""
    status = console.status(Text(activity, theme.GREY), spinner_style=theme.GREY)
    ended = threading.Event()

    def show() -> None:
        if not ended.wait(_SPINNER_DELAY_SECONDS):
            status.start()
            # A cursor that is not hidden need not come back when a signal suspends this.
            console.show_cursor(show=True)
            ended.wait()
            status.stop()

    thread = threading.Thread(target=show, name="spinner", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def changes_summary(changes: CorpusChanges | None) -> str:
    """Return what has changed, naming the first file; "" if nothing has."""
    if changes is None or not changes:
        return ""
    kinds = (("changed", changes.changed), ("added", changes.added), ("removed", changes.removed))
    verb, first = next((verb, paths[0]) for verb, paths in kinds if paths)
    others = sum(len(paths) for _, paths in kinds) - 1
    return f"{one_line(first)} {verb}" + (f", {others:,} more" if others else "")


class CorpusWatcher:
    """Compares the corpus with the indexed articles every few seconds, in a thread.

    `summary` is the latest outcome (`changes_summary`); `on_change` is called in the thread when
    it differs from the one before.
    """

    def __init__(self, corpus: Path, on_change: Callable[[], None]) -> None:
        self._corpus = corpus
        self._on_change = on_change
        # Held during a comparison: once `watch` returns, the previous articles are not in use.
        self._lock = threading.Lock()
        self._articles: IndexedArticles | None = None
        self._thread: threading.Thread | None = None
        self._wake = threading.Event()
        self._stopping = False
        self.summary = ""

    def watch(self, articles: IndexedArticles | None) -> None:
        """Compare with these articles from now on, the first time at once; None pauses."""
        with self._lock:
            self._articles = articles
            self.summary = ""
        self._wake.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
            self._thread.start()

    def finish(self) -> None:
        """End the thread."""
        self._stopping = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(_LONGEST_COMPARISON_SECONDS)

    def _run(self) -> None:
        interval = 0.0
        while True:
            self._wake.wait(interval)
            self._wake.clear()
            if self._stopping:
                return
            started = time.monotonic()
            self._compare()
            taken = time.monotonic() - started
            interval = max(_WATCH_INTERVAL_SECONDS, taken / _WATCH_TIME_SHARE)

    def _compare(self) -> None:
        with self._lock:
            if self._articles is None:
                return
            try:
                summary = changes_summary(self._articles.changes(self._corpus))
            except QAError:
                summary = ""
            if summary == self.summary:
                return
            self.summary = summary
        self._on_change()
