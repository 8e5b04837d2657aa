"""Writes one answer to standard output in a chosen format; imports only what that format needs."""

from enum import StrEnum

from qa.model import Answer
from qa.terminal import streams
from qa.terminal.options import RenderOptions
from qa.wire.answers import answer_object


class Format(StrEnum):
    """The formats of `qa ask --format`."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    CSV = "csv"


def write_answer(answer: Answer, form: Format, options: RenderOptions) -> None:
    """Write the answer to standard output, ending with a newline."""
    if form in (Format.JSON, Format.JSONL):
        value = answer_object(answer, explain=options.explain)
        streams.write_json(value, lines=form is Format.JSONL)
    elif form is Format.MARKDOWN:
        from qa.terminal.output.markdown import markdown

        streams.write_text(markdown(answer, options))
    elif form is Format.CSV:
        from qa.terminal.output.spreadsheet import csv_text

        streams.write_text(csv_text(answer))
    else:
        _write_screen(answer, options)


def _write_screen(answer: Answer, options: RenderOptions) -> None:
    from qa.terminal.output.layout import render_to_string
    from qa.terminal.output.text import render

    streams.write_text(
        render_to_string(
            lambda console: console.print(render(answer, console, options)), theme=options.theme
        )
    )
