"""Writes one answer to standard output in the format asked for; imports only what that needs."""

import sys
from enum import StrEnum
from io import StringIO

from qa.model import Answer
from qa.terminal import streams
from qa.terminal.options import RenderOptions
from qa.wire.answers import answer_object


class Format(StrEnum):
    """How an answer can be written; the same names as on the command line."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    CSV = "csv"


def write_answer(answer: Answer, form: Format, manner: RenderOptions) -> None:
    """Write the answer to standard output, ending with a newline."""
    if form in (Format.JSON, Format.JSONL):
        made = answer_object(answer, explain=manner.explain)
        streams.write_json(made, lines=form is Format.JSONL)
    elif form is Format.MARKDOWN:
        from qa.terminal.output.markdown import markdown

        streams.write_text(markdown(answer, manner))
    elif form is Format.CSV:
        from qa.terminal.output.spreadsheet import csv_text

        streams.write_text(csv_text(answer))
    else:
        _write_screen(answer, manner)


def _write_screen(answer: Answer, manner: RenderOptions) -> None:
    from qa.terminal.output.layout import console_for
    from qa.terminal.output.text import render

    page = StringIO()
    console = console_for(sys.stdout, into=page, theme=manner.theme)
    console.print(render(answer, console, manner))
    streams.write_text(page.getvalue())
