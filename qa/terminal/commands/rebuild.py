"""`qa rebuild`: brings the index in line, compares answers if asked to, and reports the changes."""

from collections.abc import Sequence

import click

from qa.errors import INTERRUPTED, IndexUnusableError
from qa.model import BuildReport, ProgressCallback, Question
from qa.service.batch import read_all
from qa.service.comparison import Comparison
from qa.service.local import open_service, replaced_corpus
from qa.settings import Settings
from qa.terminal import streams
from qa.terminal.commands.shared_options import (
    complete_file,
    complete_folder,
    output_theme,
    with_settings,
)
from qa.terminal.opening import build
from qa.terminal.output.reports import build_lines
from qa.wire.answers import report_object
from qa.wire.requests import InvalidRequest


@click.command("rebuild", short_help="Bring the index in line with the articles.")
@click.option(
    "--model",
    metavar="MODEL",
    shell_complete=complete_folder,
    help="The sentence encoder, by name or folder; remembered in the index.",
)
@click.option(
    "--reader",
    metavar="MODEL",
    shell_complete=complete_folder,
    help="What finds the answer in a passage: a question-answering model or cross-encoder by name "
    "or folder, `own`, or `none`; remembered in the index.",
)
@click.option(
    "--annotations/--no-annotations",
    default=None,
    help="Mark in each article who and what is named, dates, amounts, and who says what; or leave "
    "that out. Remembered in the index.",
)
@click.option("--force", is_flag=True, help="Compute everything anew.")
@click.option("--skip-bad", is_flag=True, help="Leave out files that cannot be read, and say so.")
@click.option(
    "--compare",
    metavar="FILE",
    shell_complete=complete_file,
    help="Before the new index is used, answer each question of FILE, written as for `qa ask "
    "--batch`, on the old and the new one, and show what differs.",
)
@click.option("--dry-run", is_flag=True, help="Stop before the new index is used; remove it.")
@click.option("--json", "as_json", is_flag=True, help="Write what was done as JSON.")
@with_settings
def rebuild_command(  # noqa: PLR0913 - one parameter for each option
    *,
    settings: Settings,
    model: str | None,
    reader: str | None,
    annotations: bool | None,
    force: bool,
    skip_bad: bool,
    compare: str | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Bring the index in line with the articles.

    Tells what was added, changed, removed and kept. Until it is done, and if it fails, questions
    are answered from the index before. That one is kept for `qa rollback`; $QA_KEEP says how many
    there are in all, 2 if it does not. Before it replaces the articles of another corpus it asks,
    on a terminal.
    """
    # Before the work: whoever mistyped the file's name should not learn it afterwards.
    questions = () if compare is None else _questions(compare)
    if not (dry_run or _may_replace(settings)):
        streams.notice("nothing was changed")
        return INTERRUPTED
    comparisons: list[Comparison | None] = []

    def compare_with(generation: str, progress: ProgressCallback) -> None:
        comparisons.append(_comparison(settings, generation, questions, progress))

    report = build(
        settings,
        model=model,
        reader=reader,
        annotations=annotations,
        force=force,
        skip_bad=skip_bad,
        dry_run=dry_run,
        look=None if compare is None else compare_with,
    )
    for text in report.notices:
        streams.notice(text)
    if compare is not None and not comparisons:
        streams.notice("nothing has changed since: there is nothing to compare")
    _write(report, next(iter(comparisons), None), as_json=as_json)
    return 0


def _may_replace(settings: Settings) -> bool:
    """Return whether the index is to be rebuilt, even if that replaces another corpus's articles.

    Whoever sits at the terminal is asked; elsewhere the report says it.
    """
    replaced = replaced_corpus(settings) if streams.can_ask_back() else None
    return replaced is None or streams.confirmed(f"{replaced}; replace all that is indexed?")


def _comparison(
    settings: Settings,
    generation: str,
    questions: Sequence[Question],
    progress: ProgressCallback,
) -> Comparison | None:
    """Return how the answers of the generation of this name differ from those of the one in use.

    None, with a notice, if the index in use cannot be asked.
    """
    try:
        in_use = open_service(settings)
    except IndexUnusableError as error:
        streams.notice(f"nothing to compare with: {error.message}")
        return None
    with in_use:
        return in_use.compare(generation, questions, progress)


def _questions(source: str) -> tuple[Question, ...]:
    """Return the questions in a file, or on standard input; a notice names each invalid line."""
    with streams.open_input(source) as stream:
        read = read_all(stream.fileno())
    for item in read:
        if isinstance(item, InvalidRequest):
            streams.notice(f"not compared: {item.error.message}")
    return tuple(item for item in read if isinstance(item, Question))


def _write(report: BuildReport, comparison: Comparison | None, *, as_json: bool) -> None:
    if as_json or comparison:
        from qa.terminal.output.comparison_table import comparison_object, comparison_text
    if as_json:
        result = report_object(report)
        result["comparison"] = comparison_object(comparison) if comparison else None
        streams.write_json(result, lines=False)
        return
    if comparison:
        streams.write_text(comparison_text(comparison, theme=output_theme()))
    streams.write_text("\n".join(build_lines(report)) + "\n")
