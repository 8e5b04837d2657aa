"""The commands that change the index: bring it in line, and go back; the work is done elsewhere."""

from pathlib import Path

import click

from qa.terminal import streams
from qa.terminal.commands.shared_options import common, settings_of


@click.command(short_help="Bring the index in line with the articles.")
@click.option(
    "--model",
    metavar="MODEL",
    help="The sentence encoder, by name or folder; remembered in the index.",
)
@click.option(
    "--reader",
    metavar="MODEL",
    help="What finds the answer in a passage: a question-answering model or cross-encoder by name "
    "or folder, `own`, or `none`; remembered in the index.",
)
@click.option("--force", is_flag=True, help="Compute everything anew.")
@click.option("--skip-bad", is_flag=True, help="Leave out files that cannot be read, and say so.")
@click.option(
    "--compare",
    metavar="FILE",
    help="Before the new index is used, answer each question of FILE, written as for `qa ask "
    "--batch`, on the old and the new one, and show what differs.",
)
@click.option("--dry-run", is_flag=True, help="Stop before the new index is used; remove it.")
@click.option("--json", "as_json", is_flag=True, help="Write what was done as JSON.")
@common
@click.pass_context
def rebuild(  # noqa: PLR0913 - one parameter for each option
    context: click.Context,
    *,
    model: str | None,
    reader: str | None,
    force: bool,
    skip_bad: bool,
    compare: str | None,
    dry_run: bool,
    as_json: bool,
    corpus: Path | None,
    index: Path | None,
) -> int:
    """Bring the index in line with the articles.

    Tells what was added, changed, removed and kept. Until it is done, and if it fails, questions
    are answered from the index before. That one is kept for `qa rollback`; $QA_KEEP says how many
    there are in all, 2 if it does not.
    """
    from qa.terminal.commands.rebuild import RebuildOptions, renew

    return renew(
        RebuildOptions(
            settings_of(context, corpus, index),
            model=model,
            reader=reader,
            force=force,
            skip_bad=skip_bad,
            compare=compare,
            dry_run=dry_run,
            as_json=as_json,
        )
    )


@click.command(short_help="Go back to the index before the last rebuild.")
@common
@click.pass_context
def rollback(context: click.Context, *, corpus: Path | None, index: Path | None) -> int:
    """Go back to the index as it was before the last rebuild.

    It is verified first. Once more goes back one further, as far as indexes are kept. The next
    `qa rebuild` goes on from the one in use and removes those that were gone back from.
    """
    from qa.indexing import rollback as go_back
    from qa.terminal.output.reports import rollback_lines

    made = go_back(settings_of(context, corpus, index).index)
    streams.write_text("\n".join(rollback_lines(made)) + "\n")
    return 0
