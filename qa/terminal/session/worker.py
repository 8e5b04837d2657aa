"""A rebuild in a process of its own, beside the session that wants it; asks and draws nothing.

It writes one JSON object a line to standard output: `told`, how far it is; at last `report`, the
lines that say what was done, with `notices`, or `wrong`, what went wrong. It stops, the
index as it was, when its standard input ends: so it never outlives the session.
"""

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
from qa.settings import Settings
from qa.terminal.output.progress import RateEstimator
from qa.terminal.output.reports import build_lines

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
        from qa.indexing import rebuild

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
        self._pace = RateEstimator()
        self._last = 0.0
        self._stage = ""

    def follow(self, progress: Progress) -> None:
        """Tell how far the rebuild is, a few times a second."""
        told, now = self._pace.describe(progress), time.monotonic()
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
    keep_process_offline()
    main(sys.argv[1:])
    os._exit(0)


# A rebuild that goes on behind the session, can be stopped, and tells how far it is.
#
# The work is done by a separate process: in a thread of this one it would delay keystrokes.
# The process finds the same modules as this one, wherever it is started.
_BEGINNING = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1));"
    " from qa.terminal.session.worker import run; run()"
)
# How long a stopped rebuild may take to clean up behind itself.
_PATIENCE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a rebuild ended: a report in lines and notices, or what went `wrong`, "" if nothing."""

    report: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    wrong: str = ""


class Rebuilding:
    """At most one rebuild at a time; `moved` and `ended` are called in a thread."""

    def __init__(
        self, settings: Settings, *, moved: Callable[[], None], ended: Callable[[], None]
    ) -> None:
        self._settings = settings
        self._moved = moved
        self._ended = ended
        self._process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None
        self._outcome: Ended | None = None
        self._stopping = False
        self.told = ""

    @property
    def going(self) -> bool:
        """Whether a rebuild is going on."""
        return self._process is not None and self._outcome is None

    @property
    def news(self) -> bool:
        """Whether one has ended and its outcome has not been taken."""
        return self._outcome is not None

    def start(self) -> bool:
        """Begin a rebuild; return False if one is going on already."""
        if self._process is not None:
            return False
        self._stopping = False
        self.told = "beginning"
        # What the process dies of; closed by the thread that follows it.
        errors = tempfile.TemporaryFile()  # noqa: SIM115
        process = self._process = subprocess.Popen(
            [
                *(sys.executable, "-P", "-c", _BEGINNING, json.dumps(sys.path)),
                *(str(self._settings.corpus), str(self._settings.index)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
            # Ctrl-C on the terminal is meant for the session.
            process_group=0,
        )
        self._thread = threading.Thread(
            target=self._follow, args=(process, errors), name="rebuilding", daemon=True
        )
        self._thread.start()
        return True

    def stop(self) -> None:
        """Let the rebuild end as soon as it can, the index as it was."""
        if self._process is not None and self._process.stdin and not self._stopping:
            self._stopping = True
            self.told = "stopping"
            self._process.stdin.close()

    def finish(self) -> None:
        """Stop what is going on and wait for its end."""
        self.stop()
        if self._process is not None and self._thread is not None:
            self._thread.join(_PATIENCE_SECONDS)
            self._process.kill()
            self._thread.join()

    def take(self) -> Ended | None:
        """Return how a rebuild has ended, once."""
        outcome, self._outcome = self._outcome, None
        if outcome is not None:
            self._process, self._thread, self.told = None, None, ""
        return outcome

    def _follow(self, process: "subprocess.Popen[str]", errors: IO[bytes]) -> None:
        outcome = None
        with process:
            for line in process.stdout or ():
                message = json.loads(line)
                if "told" not in message:
                    outcome = Ended(
                        tuple(message.get("report", ())),
                        tuple(message.get("notices", ())),
                        message.get("wrong", ""),
                    )
                elif not self._stopping:
                    self.told = message["told"]
                    self._moved()
        with errors:
            errors.seek(0)
            last = errors.read().decode(errors="replace").strip().splitlines()[-1:]
        why = "".join(last) or f"ended from outside, exit code {process.returncode}"
        self._outcome = outcome or Ended(wrong=f"the rebuild has died: {why}")
        self._ended()
