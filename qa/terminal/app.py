"""The command line: names, options and help of every command; the work is done elsewhere.

Nothing heavy is imported before a command needs it, so that help and errors are there at once.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from qa.settings import MAX_LIMIT, Settings
from qa.terminal import streams
from qa.terminal.commands.checks import doctor, verify
from qa.terminal.commands.group import SuggestingGroup
from qa.terminal.commands.maintenance import rebuild, rollback
from qa.terminal.commands.shared_options import common, preferences_of, settings_of
from qa.terminal.errors import ErrorOutput, guarded

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_FORMATS = ("text", "json", "jsonl", "markdown", "csv")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; `arguments` default to the process's own."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    streams.prepare()
    return guarded(lambda: _invoke(given), ErrorOutput.of(given))


def _invoke(arguments: list[str]) -> int:
    with cli.make_context("qa", arguments) as context:
        return int(cli.invoke(context) or 0)


def _show_version(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        from qa import __version__

        click.echo(f"article-qa {__version__}")
        context.exit()


@click.group(cls=SuggestingGroup, invoke_without_command=True, context_settings=_CONTEXT)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.option("--plain", is_flag=True, help="No colours, nothing drawn over: for screen readers.")
@common
@click.pass_context
def cli(context: click.Context, *, plain: bool, corpus: Path | None, index: Path | None) -> int:
    """Ask questions of news articles, offline, with exact citations.

    Without a command: a session on a terminal; with questions piped in, one a line, an answer to
    each, in order.
    """
    if context.invoked_subcommand is not None:
        return 0
    settings = Settings.from_environment(corpus=corpus, index=index)
    if streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stdout):
        from qa.terminal.session.session import run_session

        return run_session(settings, preferences_of(plain=plain))
    from qa.terminal.commands.ask import AskOptions, ask_piped

    return ask_piped(AskOptions(settings))


@cli.command(short_help="Answer one question, or a batch of them.")
@click.argument("question", nargs=-1)
@click.option(
    "--batch",
    metavar="FILE",
    help="Answer each line of FILE (- is standard input), a question or a JSON object with "
    "id, question, in, conversation; writes a JSON object a line.",
)
@click.option(
    "--in", "within", metavar="NAME", help="Only articles whose path matches this name or glob."
)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1, MAX_LIMIT),
    help="How many passages to show.  [default: 3]",
)
@click.option("--format", "form", type=click.Choice(_FORMATS), help="[default: text]")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--explain", is_flag=True, help="Show how each score came about.")
@click.option("--no-fail", is_flag=True, help="Exit with 0 if the articles do not answer, too.")
@common
@click.pass_context
def ask(  # noqa: PLR0913 - one parameter for each option
    context: click.Context,
    *,
    question: tuple[str, ...],
    batch: str | None,
    within: str | None,
    limit: int | None,
    form: str | None,
    as_json: bool,
    explain: bool,
    no_fail: bool,
    corpus: Path | None,
    index: Path | None,
) -> int:
    """Answer QUESTION with the passages that say so, and exit.

    Exit codes: 0 answered, 1 the articles do not say, 2 wrong command line, 3 the index cannot be
    used, 4 the articles cannot be read, 130 interrupted.
    """
    from qa.terminal.commands.ask import AskOptions, ask_batch, ask_one
    from qa.terminal.output.formats import Format

    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} exclude each other.")
    asking = AskOptions(
        settings_of(context, corpus, index),
        within=within,
        limit=limit,
        form=Format("json" if as_json else form or "text"),
        explain=explain,
        no_fail=no_fail,
        preferences=preferences_of(
            plain=context.parent is not None and context.parent.params["plain"]
        ),
    )
    if batch is None:
        if not question:
            raise click.UsageError('a question is missing: qa ask "…"')
        return ask_one(" ".join(question), asking)
    if question:
        raise click.UsageError("a question and --batch exclude each other.")
    if form in ("text", "markdown", "csv"):
        raise click.UsageError(f"--batch writes JSON lines; it cannot write {form}.")
    return ask_batch(batch, asking)


@cli.command(short_help="Show what is indexed, and what has changed since.")
@common
@click.pass_context
def status(context: click.Context, *, corpus: Path | None, index: Path | None) -> int:
    """Show what is indexed, with which encoder, from when, and what has changed since."""
    from qa.status import read_status
    from qa.terminal.output.reports import status_lines

    settings = settings_of(context, corpus, index)
    found = read_status(settings.index, settings.corpus)
    for text in found.notices:
        streams.notice(text)
    streams.write_text("\n".join(status_lines(found)) + "\n")
    return 0


@cli.command("eval", short_help="Measure answers against a question set.")
@click.argument("folder", type=click.Path(path_type=Path))
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
@click.option("--model", metavar="MODEL", help="The sentence encoder, by name or folder.")
@click.option("--reader", metavar="MODEL", help="The reader, by name or folder, `own` or `none`.")
@common
def evaluate(
    *,
    folder: Path,
    as_json: bool,
    save: Path | None,
    plot: Path | None,
    model: str | None,
    reader: str | None,
    corpus: Path | None,
    index: Path | None,
) -> int:
    """Measure the answers against the question set in FOLDER.

    The set's articles are indexed in a cache folder; --corpus and --index are not touched.
    """
    from qa.terminal.commands.evaluate import show_figures

    del corpus, index
    return show_figures(folder, as_json=as_json, save=save, plot=plot, model=model, reader=reader)


cli.add_command(rebuild)
cli.add_command(rollback)
cli.add_command(verify)
cli.add_command(doctor)
