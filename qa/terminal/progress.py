"""A progress bar on standard error while something long goes on; none where no one would see it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qa.model import Progress
from qa.terminal import looks
from qa.terminal.harmless import one_line
from qa.terminal.pace import Pace
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

    from qa.terminal.screen import console_for

    console = console_for(sys.stderr)
    if console.is_dumb_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=_BAR_COLUMNS),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}", style=looks.GREY, markup=False),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None, pace="")
        pace = Pace()
        stage = ""

        def report(progress: Progress) -> None:
            nonlocal stage
            total = progress.total or None
            if progress.stage != stage:
                stage = progress.stage
                bar.reset(task, total=total, description=one_line(stage))
            bar.update(task, completed=progress.done, total=total, pace=pace.follow(progress))

        yield report
