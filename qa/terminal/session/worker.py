"""A rebuild in a process of its own: the child process, and the session's handle on it.

A thread of the session's process would delay keystrokes. The child writes one JSON object a line
to standard output: `progress` while it works; at its end `report`, the lines that say what was
done, with `notices`, or `error`. It stops, the index unchanged, when its standard input is closed,
and so never outlives the session. It loads no library of the screen.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from qa.errors import QAError
from qa.model import Progress
from qa.offline import keep_process_offline
from qa.service.local import build_index, generation_in_use
from qa.settings import Settings
from qa.terminal.output.progress import RateEstimator
from qa.terminal.output.reports import build_lines

# The session has priority: keys are echoed and questions answered while the child works.
_NICENESS = 10
_PROGRESS_INTERVAL_SECONDS = 0.1
# The child finds the same modules as this process, wherever it is started.
_BOOTSTRAP = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1));"
    " from qa.terminal.session.worker import run; run()"
)
# How long a stopped rebuild may take to clean up, and a killed one to be gone.
_STOP_SECONDS = 5.0
_KILL_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class RebuildOutcome:
    """How a rebuild ended: the lines of its report and notices, or `error`, "" if there is none."""

    report: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    error: str = ""


class BackgroundRebuild:
    """The rebuild of a session, at most one at a time.

    `progress` says how far it is, "" if there is none. `on_progress` and `on_end` are called in a
    thread.
    """

    def __init__(
        self, settings: Settings, *, on_progress: Callable[[], None], on_end: Callable[[], None]
    ) -> None:
        self._settings = settings
        self._on_progress = on_progress
        self._on_end = on_end
        self._process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None
        self._outcome: RebuildOutcome | None = None
        self._stopping = False
        self.progress = ""

    @property
    def running(self) -> bool:
        """Whether a rebuild is in progress."""
        return self._process is not None and self._outcome is None

    @property
    def has_outcome(self) -> bool:
        """Whether a rebuild has ended and its outcome has not been taken."""
        return self._outcome is not None

    def start(self) -> bool:
        """Start a rebuild; return False if one is in progress already."""
        if self._process is not None:
            return False
        with contextlib.ExitStack() as on_error:
            # Why the process died, if it does; closed by the thread that reads its output.
            errors = on_error.enter_context(tempfile.TemporaryFile())
            process = subprocess.Popen(
                [
                    *(sys.executable, "-P", "-c", _BOOTSTRAP, json.dumps(sys.path)),
                    *(str(self._settings.corpus), str(self._settings.index)),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
                # Ctrl-C on the terminal is meant for the session.
                process_group=0,
            )
            on_error.pop_all()
        self._process, self._stopping, self.progress = process, False, "beginning"
        self._thread = threading.Thread(
            target=self._follow, args=(process, errors), name="rebuilding", daemon=True
        )
        self._thread.start()
        return True

    def stop(self) -> None:
        """Ask the rebuild to end as soon as it can, the index unchanged."""
        if self._process is not None and self._process.stdin and not self._stopping:
            self._stopping = True
            self.progress = "stopping"
            self._process.stdin.close()

    def finish(self) -> None:
        """Stop a rebuild in progress and wait until process and thread have ended."""
        self.stop()
        if self._process is not None and self._thread is not None:
            self._thread.join(_STOP_SECONDS)
            self._process.kill()
            self._thread.join(_KILL_SECONDS)

    def take_outcome(self) -> RebuildOutcome | None:
        """Return how a rebuild has ended, once; None if none has."""
        outcome, self._outcome = self._outcome, None
        if outcome is not None:
            if self._thread is not None:
                # It has nothing left to do but to return from `on_end`.
                self._thread.join(_STOP_SECONDS)
            self._process, self._thread, self.progress = None, None, ""
        return outcome

    def _follow(self, process: "subprocess.Popen[str]", errors: IO[bytes]) -> None:
        outcome = None
        with process:
            for line in process.stdout or ():
                message = json.loads(line)
                if "progress" not in message:
                    outcome = RebuildOutcome(
                        tuple(message.get("report", ())),
                        tuple(message.get("notices", ())),
                        message.get("error", ""),
                    )
                elif not self._stopping:
                    self.progress = message["progress"]
                    self._on_progress()
        with errors:
            errors.seek(0)
            last = errors.read().decode(errors="replace").strip().splitlines()[-1:]
        reason = "".join(last) or f"ended from outside, exit code {process.returncode}"
        self._outcome = outcome or RebuildOutcome(error=f"the rebuild has died: {reason}")
        self._on_end()


def run() -> NoReturn:
    """Rebuild in this process, the child, and exit without tearing the libraries down."""
    keep_process_offline()
    main(sys.argv[1:])
    os._exit(0)


def main(arguments: list[str]) -> None:
    """Rebuild the index named second from the corpus named first, and report it."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    messages = _MessageWriter()
    corpus, index = map(Path, arguments)
    settings = Settings.from_environment(corpus=corpus, index=index)
    before = generation_in_use(settings)
    try:
        signal.signal(signal.SIGINT, _raise_stopped)
        threading.Thread(target=_interrupt_at_end_of_input, name="stdin", daemon=True).start()
        report = build_index(settings, progress=messages.write_progress)
    except _StoppedError:
        unchanged = generation_in_use(settings) == before
        note = ": the index is as it was" if unchanged else ""
        messages.write(error=f"the rebuild was stopped{note}")
    except QAError as error:
        messages.write(error=str(error))
    except Exception as error:  # noqa: BLE001 - shown by the session
        messages.write(error=f"fault in the program: {type(error).__name__}: {error}")
    else:
        messages.write(report=build_lines(report), notices=list(report.notices))


class _StoppedError(BaseException):
    """The session has stopped the rebuild."""


class _MessageWriter:
    """Writes messages to the session, on a stream that no library writes to by accident."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        os.close(devnull)
        self._rate = RateEstimator()
        self._last_written = 0.0
        self._stage = ""

    def write_progress(self, progress: Progress) -> None:
        """Write how far the rebuild is, a few times a second."""
        described, now = self._rate.describe(progress), time.monotonic()
        due = now - self._last_written >= _PROGRESS_INTERVAL_SECONDS
        if progress.stage != self._stage or due:
            self._stage, self._last_written = progress.stage, now
            self.write(progress=described)

    def write(self, **message: str | list[str]) -> None:
        """Write one object; if the session has ended, do nothing."""
        with contextlib.suppress(OSError):
            self._out.write(f"{json.dumps(message)}\n")
            self._out.flush()


def _interrupt_at_end_of_input() -> None:
    """Wait for the end of standard input, and interrupt the main thread."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    # A real signal wakes the main thread wherever it waits.
    os.kill(os.getpid(), signal.SIGINT)


def _raise_stopped(*_: object) -> NoReturn:
    raise _StoppedError


if __name__ == "__main__":
    run()
