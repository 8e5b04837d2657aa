"""A rebuild that goes on behind the session, can be stopped, and tells how far it is."""

import threading
from collections.abc import Callable

from qa.errors import QAError
from qa.model import BuildReport, Progress
from qa.settings import Settings
from qa.terminal.pace import Pace


class _StoppedError(BaseException):
    """The rebuild was asked to stop; whatever it was doing, it goes no further."""


class Rebuilding:
    """At most one rebuild at a time; `moved` and `ended` are called in its thread."""

    def __init__(
        self, settings: Settings, *, moved: Callable[[], None], ended: Callable[[], None]
    ) -> None:
        self._settings = settings
        self._moved = moved
        self._ended = ended
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._outcome: BuildReport | str | None = None
        self.told = ""

    @property
    def going(self) -> bool:
        """Whether a rebuild is going on."""
        return self._thread is not None and self._outcome is None

    @property
    def news(self) -> bool:
        """Whether one has ended and its outcome has not been taken."""
        return self._outcome is not None

    def start(self) -> bool:
        """Begin a rebuild; return False if one is going on already."""
        if self._thread is not None:
            return False
        self._stop.clear()
        self.told = "beginning"
        self._thread = threading.Thread(target=self._run, name="rebuilding", daemon=True)
        self._thread.start()
        return True

    def stop(self) -> None:
        """Let the rebuild end as soon as it next tells how far it is; the index stays as it was."""
        self.told = "stopping"
        self._stop.set()

    def finish(self) -> None:
        """Stop what is going on and wait for its end."""
        self.stop()
        if self._thread is not None:
            self._thread.join()

    def take(self) -> BuildReport | str | None:
        """Return the report of a rebuild that has ended, or what went wrong; once."""
        outcome, self._outcome = self._outcome, None
        if outcome is not None:
            self._thread, self.told = None, ""
        return outcome

    def _run(self) -> None:
        from qa.build import rebuild

        pace = Pace()

        def report(progress: Progress) -> None:
            if self._stop.is_set():
                raise _StoppedError
            self.told = pace.told(progress)
            self._moved()

        outcome: BuildReport | str
        try:
            outcome = rebuild(self._settings.corpus, self._settings.index, progress=report)
        except _StoppedError:
            outcome = "the rebuild was stopped: the index is as it was"
        except QAError as error:
            outcome = str(error)
        except Exception as error:  # noqa: BLE001 - told where it can be seen
            outcome = f"fault in the program: {type(error).__name__}: {error}"
        self._outcome = outcome
        self._ended()
