"""A rebuild in a process of its own, beside the session that wants it; asks and draws nothing.

It writes one JSON object a line to standard output: `told`, how far it is; at last `report`, the
lines that say what was done, with `notices`, or `wrong`, what went wrong. It stops, the
index as it was, when its standard input ends: so it never outlives the session.
"""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import NoReturn

from qa.errors import QAError
from qa.model import Progress
from qa.settings import Settings
from qa.terminal.pace import Pace
from qa.terminal.reports import build_lines

# The session goes first: a key is to be seen, and a question answered, while this works.
_NICENESS = 10
_SECONDS_BETWEEN = 0.1


class _StoppedError(BaseException):
    """The session wants no rebuild any more."""


def main(arguments: list[str]) -> None:
    """Rebuild the index named second from the corpus named first."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    talk = _Talk()
    corpus, index = map(Path, arguments)
    before = _in_use(index)
    try:
        signal.signal(signal.SIGINT, _stop)
        threading.Thread(target=_listen, name="listening", daemon=True).start()
        from qa.build import rebuild

        keep = Settings.from_environment().keep
        report = rebuild(corpus, index, keep=keep, progress=talk.follow)
    except _StoppedError:
        same = _in_use(index) == before
        talk.say(wrong="the rebuild was stopped" + (": the index is as it was" if same else ""))
    except QAError as error:
        talk.say(wrong=str(error))
    except Exception as error:  # noqa: BLE001 - told where it can be seen
        talk.say(wrong=f"fault in the program: {type(error).__name__}: {error}")
    else:
        talk.say(report=build_lines(report), notices=list(report.notices))


class _Talk:
    """What is told to the session, on a stream that no library can write to."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        self._pace = Pace()
        self._last = 0.0
        self._stage = ""

    def follow(self, progress: Progress) -> None:
        """Tell how far the rebuild is, a few times a second."""
        told, now = self._pace.told(progress), time.monotonic()
        if progress.stage != self._stage or now - self._last >= _SECONDS_BETWEEN:
            self._stage, self._last = progress.stage, now
            self.say(told=told)

    def say(self, **what: str | list[str]) -> None:
        """Write one object; a session that has gone hears nothing."""
        try:
            self._out.write(f"{json.dumps(what)}\n")
            self._out.flush()
        except OSError:
            return


def _listen() -> None:
    """Wait for the end of standard input, and interrupt the work."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    # A real signal: it wakes the main thread wherever that waits.
    os.kill(os.getpid(), signal.SIGINT)


def _stop(*_: object) -> NoReturn:
    raise _StoppedError


def _in_use(index: Path) -> str:
    """Return the name of the generation in use, "" if there is none."""
    from qa.storage import current_generation

    try:
        return current_generation(index)
    except QAError:
        return ""


def run() -> NoReturn:
    """Rebuild and end the process at once."""
    main(sys.argv[1:])
    os._exit(0)
