"""`qa ask` and piped questions: a question, or many, to answers on standard output."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from qa.model import Answer, Outcome
from qa.settings import MAX_LIMIT, Settings, checked_question
from qa.terminal import streams
from qa.terminal.commands.shared_options import (
    complete_article,
    complete_file,
    output_preferences,
    with_settings,
)
from qa.terminal.output.passage import Links, links_for
from qa.terminal.output.theme import COLOUR, RenderOptions

if TYPE_CHECKING:
    from qa.service.batch import Handled
    from qa.service.protocol import Service

ANSWERED, NOT_ANSWERED = 0, 1


class OutputFormat(StrEnum):
    """The formats of `qa ask --format`."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    CSV = "csv"


_READ_BY_PEOPLE = (OutputFormat.TEXT, OutputFormat.MARKDOWN)
_NOT_OF_A_BATCH = (OutputFormat.TEXT, OutputFormat.MARKDOWN, OutputFormat.CSV)


@dataclass(frozen=True, slots=True)
class AskOptions:
    """The options of `qa ask`; `limit` is None unless it was given."""

    settings: Settings
    within: str | None = None
    limit: int | None = None
    form: OutputFormat = OutputFormat.TEXT
    explain: bool = False
    no_fail: bool = False
    theme: str = COLOUR
    links: Links | None = None

    @property
    def passages(self) -> int:
        """How many passages to ask for."""
        return self.limit or self.settings.limit

    def render_options(self, service: "Service", answer: Answer) -> RenderOptions:
        """Return how the answer is to be shown."""
        # Counting the articles takes time that only a denial in words is worth.
        counts = answer.outcome is Outcome.NOT_FOUND and self.form in _READ_BY_PEOPLE
        return RenderOptions(
            articles=service.article_count if counts else 1,
            nearest=self.limit or 1,
            explain=self.explain,
            theme=self.theme,
            links=self.links,
        )


@click.command("ask", short_help="Answer one question, or a batch of them.")
@click.argument("question", nargs=-1)
@click.option(
    "--batch",
    metavar="FILE",
    shell_complete=complete_file,
    help="Answer each line of FILE (- is standard input), a question or a JSON object with "
    "id, question, in, conversation; writes a JSON object a line.",
)
@click.option(
    "--in",
    "within",
    metavar="NAME",
    shell_complete=complete_article,
    help="Only articles whose path matches this name or glob.",
)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1, MAX_LIMIT),
    help="How many passages to show.  [default: 3]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in OutputFormat]),
    help="[default: text]",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--explain", is_flag=True, help="Show how each score came about.")
@click.option("--no-fail", is_flag=True, help="Exit with 0 if the articles do not answer, too.")
@with_settings
def ask_command(  # noqa: PLR0913 - one parameter for each option
    *,
    settings: Settings,
    question: tuple[str, ...],
    batch: str | None,
    within: str | None,
    limit: int | None,
    form: str | None,
    as_json: bool,
    explain: bool,
    no_fail: bool,
) -> int:
    """Answer QUESTION with the passages that say so, and exit.

    Exit codes: 0 answered, 1 the articles do not say, 2 wrong command line, 3 the index cannot be
    used, 4 the articles cannot be read, 130 interrupted.
    """
    if as_json and form not in (None, OutputFormat.JSON):
        raise click.UsageError(f"--json and --format {form} exclude each other.")
    options = AskOptions(
        settings,
        within=within,
        limit=limit,
        form=OutputFormat.JSON if as_json else OutputFormat(form or OutputFormat.TEXT),
        explain=explain,
        no_fail=no_fail,
    )
    if batch is None:
        if not question:
            raise click.UsageError('a question is missing: qa ask "…"')
        return ask_one(" ".join(question), options)
    if question:
        raise click.UsageError("a question and --batch exclude each other.")
    if form in _NOT_OF_A_BATCH:
        raise click.UsageError(f"--batch writes JSON lines; it cannot write {form}.")
    return ask_batch(batch, options)


def ask_one(question: str, options: AskOptions) -> int:
    """Answer the question on standard output; return the exit code."""
    text = checked_question(question)
    if options.form is OutputFormat.TEXT:
        options = _with_styles(options)
    service = _open(options.settings)
    answer = service.ask(text, within=options.within, limit=options.passages)
    if options.form in _READ_BY_PEOPLE:
        if answer.index.stale:
            streams.notice("the articles have changed since the index was built; run qa rebuild")
        for text in answer.notices:
            streams.notice(text)
        if answer.index.skipped:
            _say_left_out(answer, options.within)
    write_answer(answer, options.form, options.render_options(service, answer))
    is_denied = answer.outcome is Outcome.NOT_FOUND and not options.no_fail
    return NOT_ANSWERED if is_denied else ANSWERED


def write_answer(answer: Answer, form: OutputFormat, options: RenderOptions) -> None:
    """Write the answer to standard output, ending with a newline; import only what that needs."""
    if form in (OutputFormat.JSON, OutputFormat.JSONL):
        from qa.wire.answers import answer_object

        value = answer_object(answer, explain=options.explain)
        streams.write_json(value, lines=form is OutputFormat.JSONL)
    elif form is OutputFormat.MARKDOWN:
        from qa.terminal.output.markdown import markdown

        streams.write_text(markdown(answer, options))
    elif form is OutputFormat.CSV:
        from qa.terminal.output.spreadsheet import csv_text

        streams.write_text(csv_text(answer))
    else:
        from qa.terminal.output.layout import render_to_string
        from qa.terminal.output.text import render

        streams.write_text(
            render_to_string(
                lambda console: console.print(render(answer, console, options)),
                theme=options.theme,
            )
        )


def ask_batch(source: str, options: AskOptions) -> int:
    """Answer each line of the file, or of standard input if it is `-`, with a line of JSON."""
    from qa.service.batch import BatchResult
    from qa.wire.answers import answer_object, error_object
    from qa.wire.requests import InvalidRequest

    results = BatchResult()
    with streams.open_input(source) as stream:
        for handled in _answered(stream.fileno(), _open(options.settings), options):
            for item in handled:
                results.add(item)
                if isinstance(item, InvalidRequest):
                    result = error_object(item.error, question_id=item.id)
                else:
                    result = answer_object(item, explain=options.explain)
                streams.write_json(result, lines=True)
            streams.flush()
    return results.exit_code


def ask_piped(settings: Settings) -> int:
    """Answer each line of standard input as text, each answer below its question.

    What cannot be asked is told on standard error.
    """
    from qa.service.batch import BatchResult
    from qa.wire.requests import InvalidRequest

    options = _with_styles(AskOptions(settings))
    with streams.open_input(streams.STANDARD_INPUT) as stream:
        service = _open(options.settings)
        separator = ""
        results = BatchResult()
        said_left_out = False
        for handled in _answered(stream.fileno(), service, options):
            for item in handled:
                results.add(item)
                if isinstance(item, InvalidRequest):
                    streams.notice(str(item.error))
                    continue
                if item.index.skipped and not said_left_out:
                    said_left_out = _say_left_out(item, None)
                for text in item.notices:
                    streams.notice(text)
                streams.write_text(f"{separator}{_question_text(item.question, options.theme)}")
                write_answer(item, options.form, options.render_options(service, item))
                separator = "\n"
            streams.flush()
    return results.exit_code


def _open(settings: Settings) -> "Service":
    """Return the service of the index, built first if there is none; warn of a missing corpus."""
    from qa.service.local import open_service

    service = open_service(settings, build=_build_first)
    if fault := service.corpus_fault():
        streams.notice(fault)
    return service


def _say_left_out(answer: Answer, within: str | None) -> bool:
    """Say what the index lacks if that may be what answers; return whether it may."""
    # Few indexes lack a file.
    from qa.terminal.opening import left_out, may_be_lacking

    if lacking := may_be_lacking(answer, within):
        streams.notice(left_out(answer.index.skipped))
    return lacking


def _build_first(settings: Settings) -> None:
    # Most questions find an index.
    from qa.terminal.opening import build_first

    build_first(settings)


def _with_styles(options: AskOptions) -> AskOptions:
    """Return the options with the theme and the links of the user's settings, if they are shown."""
    preferences = output_preferences()
    if preferences is None:
        return options
    links = links_for(preferences.links, options.settings.corpus)
    return replace(options, theme=preferences.theme, links=links)


def _question_text(question: str, theme: str) -> str:
    from qa.terminal.output.layout import render_to_string
    from qa.terminal.output.text import render_question

    return render_to_string(
        lambda console: console.print(render_question(question, console)), theme=theme
    )


def _answered(
    descriptor: int, service: "Service", options: AskOptions
) -> "Iterator[list[Handled]]":
    from qa.conversation.memory import Conversations
    from qa.service.batch import handle_lines

    conversations = Conversations()
    return handle_lines(
        descriptor,
        lambda questions: service.ask_many(
            questions, limit=options.passages, conversations=conversations
        ),
        within=options.within,
    )
