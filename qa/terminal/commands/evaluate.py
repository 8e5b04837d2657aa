"""`qa eval`: a question set's figures as a table or as JSON; measures nothing itself."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.terminal import streams
from qa.terminal.commands.shared_options import complete_folder, debug_option, output_theme
from qa.terminal.output.progress import shown_progress

if TYPE_CHECKING:
    from qa.evaluation.report import EvalReport, Figure

_NO_VALUE = "–"


@click.command("eval", short_help="Measure answers against a question set.")
@click.argument("folder", type=click.Path(path_type=Path), shell_complete=complete_folder)
@click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON.")
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Keep each question's result, one JSON object a line.",
)
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw how far confidence can be trusted, as an SVG.",
)
@click.option(
    "--model",
    metavar="MODEL",
    shell_complete=complete_folder,
    help="The sentence encoder, by name or folder.",
)
@click.option(
    "--reader",
    metavar="MODEL",
    shell_complete=complete_folder,
    help="The reader, by name or folder, `own` or `none`.",
)
@debug_option
def evaluate_command(
    *,
    folder: Path,
    as_json: bool,
    save: Path | None,
    plot: Path | None,
    model: str | None,
    reader: str | None,
) -> int:
    """Measure the answers against the question set in FOLDER.

    The set's articles are indexed in a cache folder; your own corpus and index are not touched.
    """
    from qa.evaluation.run import evaluate

    with shown_progress() as progress:
        report = evaluate(
            folder, model=model, reader=reader, save=save, plot=plot, progress=progress
        )
    if as_json:
        streams.write_json(report.to_json(), lines=False)
    else:
        streams.write_text(_report_text(report))
    return 0


def _report_text(report: "EvalReport") -> str:
    from rich.console import Console
    from rich.text import Text

    from qa.terminal.output import theme
    from qa.terminal.output.layout import (
        draw_table,
        new_table,
        render_to_string,
        without_trailing_spaces,
    )
    from qa.terminal.output.sanitize import one_line

    table = new_table()
    table.add_column("figure", no_wrap=True)
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("over", justify="right", no_wrap=True)
    table.add_column("what it is", style=theme.GREY)
    for figure in report.rows():
        name, value = Text(one_line(figure.name)), Text(_value(figure), theme.ANSWER)
        table.add_row(name, value, f"{figure.over:,}", Text(one_line(figure.meaning)))
    unanswerable = f", {report.unanswerable:,} of them unanswerable" if report.unanswerable else ""
    head = f"{report.name} · {report.questions:,} questions{unanswerable} · {report.encoder}"

    by_type = new_table()
    by_type.add_column("by type", no_wrap=True)
    for type_name, _ in report.types:
        by_type.add_column(Text(one_line(type_name)), justify="right", no_wrap=True)
    valued = [{figure.name: _value(figure) for figure in own} for _, own in report.types]
    for figure in report.rows():
        if any(figure.name in values for values in valued):
            cells = (values.get(figure.name, "") for values in valued)
            by_type.add_row(Text(one_line(figure.name)), *(Text(v, theme.ANSWER) for v in cells))

    def draw(console: Console) -> None:
        console.print(Text(one_line(head), theme.GREY))
        console.print()
        draw_table(console, table)
        if report.types:
            console.print()
            draw_table(console, by_type)

    return without_trailing_spaces(render_to_string(draw, theme=output_theme()))


def _value(figure: "Figure") -> str:
    if figure.value is None:
        return _NO_VALUE
    return f"{figure.value:.3f}" if figure.unit == "share" else f"{figure.value:,.1f}"
