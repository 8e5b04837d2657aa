"""Progress of long work on standard error, with estimates of rate and time left, in words.

On a terminal it is a bar that goes away; elsewhere a line now and then, none if the work is short.
"""

import math
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qa.model import Progress, ProgressCallback
from qa.terminal.output import theme
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.wording import duration
from qa.terminal.streams import is_terminal, notice

_BAR_COLUMNS = 20
# An estimate from less than this would jump about.
_SETTLED_SECONDS = 0.5
_MILLISECONDS = 1000.0
_LONGEST_IN_SECONDS = 59.0
LINE_SECONDS = 10.0
# Lines come less often the longer the work takes: some fifty in the first hour.
_WAITING_SHARE = 0.1


class RateEstimator:
    """Estimates rate and time left from reports of progress, each stage by itself.

    `clock` returns seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage = ""
        self._began = 0.0
        self._first = 0

    def estimate(self, progress: Progress) -> str:
        """Return the rate a second and the time left; "" while there is too little to go by."""
        now = self._clock()
        if progress.stage != self._stage:
            self._stage, self._began, self._first = progress.stage, now, progress.done
        done, took = progress.done - self._first, now - self._began
        if done <= 0 or took < _SETTLED_SECONDS or not progress.total:
            return ""
        rate = done / took
        left = (progress.total - progress.done) / rate
        # Whole seconds: tenths would flicker.
        short = left <= _LONGEST_IN_SECONDS
        time_left = f"{math.ceil(left)} s" if short else duration(left * _MILLISECONDS)
        return f"{rate:,.0f}/s · {time_left} left"

    def describe(self, progress: Progress) -> str:
        """Return stage, count, rate and time left on one line."""
        estimate = self.estimate(progress)
        count = f" {progress.done:,}/{progress.total:,}" if progress.total else ""
        return f"{one_line(progress.stage)}{count}" + (f" · {estimate}" if estimate else "")


def pause(elapsed: float) -> float:
    """Return for how many seconds no line is written, `elapsed` seconds after the work began."""
    return max(LINE_SECONDS, elapsed * _WAITING_SHARE)


@contextmanager
def progress_lines(
    say: Callable[[str], None] = notice, pause: Callable[[float], float] = pause
) -> Iterator[ProgressCallback]:
    """Yield the callback for progress; what it was last called with is said now and then.

    A thread says it, so that a stage which reports nothing for long is seen to go on.
    """
    rate = RateEstimator()
    began, latest, ended = time.monotonic(), "", threading.Event()

    def report(progress: Progress) -> None:
        nonlocal latest
        latest = rate.describe(progress)

    def write_lines() -> None:
        while not ended.wait(pause(time.monotonic() - began)):
            if latest:
                say(f"still {latest}")

    thread = threading.Thread(target=write_lines, name="progress", daemon=True)
    thread.start()
    try:
        yield report
    finally:
        ended.set()
        thread.join()


@contextmanager
def shown_progress() -> Iterator[ProgressCallback]:
    """Yield the callback for progress, which draws a bar or, where none can be, writes lines."""
    if not is_terminal(sys.stderr):
        with progress_lines() as lines:
            yield lines
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    from qa.terminal.output.layout import console_for

    console = console_for(sys.stderr)
    if console.is_dumb_terminal:
        with progress_lines() as lines:
            yield lines
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=_BAR_COLUMNS),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", style=theme.GREY, markup=False),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        # A cursor that is not hidden need not come back when a signal ends or suspends this.
        console.show_cursor(show=True)
        task = bar.add_task("starting", total=None, rate="")
        rate = RateEstimator()
        stage = ""

        def report(progress: Progress) -> None:
            nonlocal stage
            total = progress.total or None
            if progress.stage != stage:
                stage = progress.stage
                bar.reset(task, total=total, description=one_line(stage))
            bar.update(task, completed=progress.done, total=total, rate=rate.estimate(progress))

        yield report
