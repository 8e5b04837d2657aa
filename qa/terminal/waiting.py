"""Work that goes on behind the prompt, and a spinner for work that takes long enough to notice."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from rich.console import Console
from rich.text import Text

from qa.terminal import looks

_NOTICEABLE_SECONDS = 0.2
_GLANCE_SECONDS = 0.1

T = TypeVar("T")


class Behind(Generic[T]):
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
    status = console.status(Text(doing, looks.GREY), spinner_style=looks.GREY)
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
