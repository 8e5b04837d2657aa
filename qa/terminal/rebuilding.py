"""A rebuild that goes on behind the session, can be stopped, and tells how far it is.

The work is done by a process of its own (`builder`): in a thread of this one it would hold up keys.
"""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from qa.settings import Settings

# The process finds the same modules as this one, wherever it is started.
_BEGINNING = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1));"
    " from qa.terminal.builder import run; run()"
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
