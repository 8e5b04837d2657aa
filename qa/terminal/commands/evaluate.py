"""`qa eval`: a question set's figures as a table or as JSON; measures nothing itself."""

import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from qa.terminal import streams
from qa.terminal.output.progress import shown_progress

if TYPE_CHECKING:
    from qa.evaluation.report import EvalReport, Figure

_NONE = "–"


def show_figures(
    folder: Path,
    *,
    as_json: bool,
    save: Path | None,
    plot: Path | None,
    model: str | None,
    reader: str | None,
) -> int:
    """Measure the question set in the folder and write its figures; return the exit code."""
    from qa.evaluation.run import evaluate

    with shown_progress() as progress:
        report = evaluate(
            folder, model=model, reader=reader, save=save, plot=plot, progress=progress
        )
    if as_json:
        streams.write_json(report.to_json(), lines=False)
    else:
        streams.write_text(_table(report))
    return 0


def _table(report: "EvalReport") -> str:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from qa.terminal.output import theme
    from qa.terminal.output.layout import columns, console_for
    from qa.terminal.output.sanitize import one_line

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style=theme.GREY)
    table.add_column("figure", no_wrap=True)
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("over", justify="right", no_wrap=True)
    table.add_column("what it is", style=theme.GREY)
    for figure in report.rows():
        name, value = Text(one_line(figure.name)), Text(_value(figure), theme.ANSWER)
        table.add_row(name, value, f"{figure.over:,}", Text(one_line(figure.meaning)))
    page = StringIO()
    console = console_for(sys.stdout, into=page)
    unanswerable = f", {report.unanswerable:,} of them unanswerable" if report.unanswerable else ""
    head = f"{report.name} · {report.questions:,} questions{unanswerable} · {report.encoder}"
    console.print(Text(one_line(head), theme.GREY))
    console.print()
    console.print(table, width=columns(console))
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _value(figure: "Figure") -> str:
    if figure.value is None:
        return _NONE
    return f"{figure.value:.3f}" if figure.unit == "share" else f"{figure.value:,.1f}"
