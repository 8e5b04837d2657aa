"""A progress bar on standard error while something long goes on; none where no one would see it."""

import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qa.model import Progress
from qa.terminal.output import theme
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.wording import duration
from qa.terminal.streams import is_terminal

Report = Callable[[Progress], None]

_BAR_COLUMNS = 20


@contextmanager
def shown_progress() -> Iterator[Report | None]:
    """Yield what to report progress to, or None if standard error cannot show it."""
    if not is_terminal(sys.stderr):
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    from qa.terminal.output.layout import console_for

    console = console_for(sys.stderr)
    if console.is_dumb_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=_BAR_COLUMNS),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}", style=theme.GREY, markup=False),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None, pace="")
        pace = RateEstimator()
        stage = ""

        def report(progress: Progress) -> None:
            nonlocal stage
            total = progress.total or None
            if progress.stage != stage:
                stage = progress.stage
                bar.reset(task, total=total, description=one_line(stage))
            bar.update(task, completed=progress.done, total=total, pace=pace.follow(progress))

        yield report


# How quickly a long piece of work goes on, in words; takes its clock from outside.
# Before that a rate would jump about.
_SETTLED_SECONDS = 0.5
_MILLI = 1000.0
_MINUTE = 59.0


class RateEstimator:
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
