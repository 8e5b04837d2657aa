"""How quickly a long piece of work goes on, in words; takes its clock from outside."""

import math
import time
from collections.abc import Callable

from qa.model import Progress
from qa.terminal.harmless import one_line
from qa.terminal.wording import duration

# Before that a rate would jump about.
_SETTLED_SECONDS = 0.5
_MILLI = 1000.0
_MINUTE = 59.0


class Pace:
    """Follows reports of progress, stage by stage."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage = ""
        self._began = 0.0
        self._first = 0

    def follow(self, progress: Progress) -> str:
        """Return the rate a second and the time left; "" while they cannot be told."""
        now = self._clock()
        if progress.stage != self._stage:
            self._stage, self._began, self._first = progress.stage, now, progress.done
        done, took = progress.done - self._first, now - self._began
        if done <= 0 or took < _SETTLED_SECONDS or not progress.total:
            return ""
        rate = done / took
        left = (progress.total - progress.done) / rate
        # Whole seconds: tenths would flicker.
        short = f"{math.ceil(left)} s"
        return f"{rate:,.0f}/s · {short if left <= _MINUTE else duration(left * _MILLI)} left"

    def told(self, progress: Progress) -> str:
        """Return how far the work is, on one line."""
        pace = self.follow(progress)
        count = f" {progress.done:,}/{progress.total:,}" if progress.total else ""
        return f"{one_line(progress.stage)}{count}" + (f" · {pace}" if pace else "")
