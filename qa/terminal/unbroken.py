"""Writing to the terminal so that Ctrl-C falls between two lines and none is written twice."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def unbroken() -> Iterator[Callable[[], None]]:
    """Hold Ctrl-C back while the block runs; what is yielded lets it through where it is called.

    To be used on the main thread.

    Raises:
        KeyboardInterrupt: there was one, at such a place or at the end of the block.
    """
    held = False

    def hold(*_: object) -> None:
        nonlocal held
        held = True

    def let_through() -> None:
        if held:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield let_through
    finally:
        signal.signal(signal.SIGINT, before)
    let_through()
