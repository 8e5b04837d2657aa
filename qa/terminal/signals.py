"""Signals that end or suspend a session: the terminal is given back as it was first.

A single answer does without: it draws over nothing, and may end and stop as any process.
"""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from prompt_toolkit.application import Application, get_app_or_none, run_in_terminal

from qa.terminal.streams import is_terminal

_NAMES = ("SIGHUP", "SIGQUIT", "SIGTERM", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGXCPU")
# Those that end a process unless it handles them, as far as the system has them.
_ENDING = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))
_SUSPENDING: signal.Signals | None = getattr(signal, "SIGTSTP", None)
# What a shell shows for a process that a signal has ended is its number above this.
_EXIT_CODE_BASE = 128


# How long a signal that was noted may wait until it is sent again.
_AGAIN_SECONDS = 0.05


class EndedBySignalError(SystemExit):
    """A signal ends the process; `code` is 128 and its number."""

    def __init__(self, number: int) -> None:
        super().__init__(_EXIT_CODE_BASE + number)


@contextmanager
def give_terminal_back() -> Iterator[None]:
    """Leave an open prompt or window before a signal ends or suspends the process.

    For the main thread. What is ignored stays so, as with `nohup`.

    Raises:
        EndedBySignalError: a signal came that ends the process.
    """
    handlers: dict[signal.Signals, Any] = dict.fromkeys(_ENDING, _end)
    if _SUSPENDING is not None:
        handlers[_SUSPENDING] = _suspend
    handled = [number for number in handlers if signal.getsignal(number) is signal.SIG_DFL]
    for number in handled:
        signal.signal(number, handlers[number])
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def end_blocked_reading() -> Iterator[None]:
    """Let a signal that ends the process end a blocking `input` of the main thread in any case.

    One that comes in the instant before `input` waits, or to another thread, is noted but wakes
    nobody: it would be seen after the next line only. It is sent to the main thread again.
    """
    if not hasattr(signal, "pthread_kill"):
        yield
        return
    noting, noted = socket.socketpair()
    noted.settimeout(0)
    before = signal.set_wakeup_fd(noted.fileno(), warn_on_full_buffer=False)
    sender = threading.Thread(target=_send_again, args=(noting,), name="signals", daemon=True)
    sender.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        noted.close()
        sender.join()
        noting.close()


def _send_again(noting: socket.socket) -> None:
    main = threading.main_thread().ident
    while number := noting.recv(1):
        time.sleep(_AGAIN_SECONDS)
        # Once it has been handled, its handler is another.
        if main is not None and signal.getsignal(number[0]) is _end:
            signal.pthread_kill(main, number[0])


def suspend() -> None:
    """Suspend this process and those it belongs together with, as Ctrl-Z does."""
    if _SUSPENDING is not None:
        os.kill(0, _SUSPENDING)


def _end(number: int, _: FrameType | None) -> None:
    if not is_terminal(sys.stdin):
        # The terminal itself is gone: there is nothing to give back, and nothing can be drawn.
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
    # Another one would cut off what gives the terminal back.
    for other in _ENDING:
        if signal.getsignal(other) is _end:
            signal.signal(other, signal.SIG_IGN)
    ending = EndedBySignalError(number)
    app = _running_app()
    if app is None or app.loop is None:
        raise ending
    app.loop.call_soon_threadsafe(_leave, app, ending)


def _leave(app: Application[Any], ending: EndedBySignalError) -> None:
    if app.is_done:
        raise ending
    app.exit(exception=ending)


def _suspend(_number: int, _: FrameType | None) -> None:
    app = _running_app()
    if app is None or app.loop is None:
        _stop()
    else:
        app.loop.call_soon_threadsafe(run_in_terminal, _stop)


def _stop() -> None:
    """Return when the process has been suspended and continued."""
    if _SUSPENDING is not None:
        signal.signal(_SUSPENDING, signal.SIG_DFL)
        signal.raise_signal(_SUSPENDING)
        signal.signal(_SUSPENDING, _suspend)


def _running_app() -> Application[Any] | None:
    app = get_app_or_none()
    return app if app is not None and app.is_running else None
