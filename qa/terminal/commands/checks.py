"""The commands that check: saved citations, and whether everything is in order; no work is here."""

from pathlib import Path

import click

from qa.terminal.commands.shared_options import common, preferences_of, settings_of


@click.command(short_help="Check the citations of saved answers.")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")
@common
@click.pass_context
def verify(
    context: click.Context, *, file: str, as_json: bool, corpus: Path | None, index: Path | None
) -> int:
    """Check the citations of the answers saved in FILE (- is standard input).

    FILE is what `qa ask --json`, `qa ask --batch` or, in a session, `/save FILE.json` wrote. Of
    each citation it is told whether its text is the same, moved, changed or gone. No index is
    needed.

    Exit codes: 0 every text still stands, 1 one does not, 2 FILE cannot be read, 4 the articles
    cannot be read.
    """
    from qa.terminal.commands.verify import show_verification

    settings = settings_of(context, corpus, index)
    plain = context.parent is not None and context.parent.params["plain"]
    theme = preferences_of(plain=plain).theme
    return show_verification(file, settings, as_json=as_json, theme=theme)


@click.command(short_help="Check that everything is in order.")
@click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")
@common
@click.pass_context
def doctor(
    context: click.Context, *, as_json: bool, corpus: Path | None, index: Path | None
) -> int:
    """Check packages, index, encoder, reader, articles, settings, terminal and more.

    Tells of each whether it is good, and what mends it where it is not. Changes nothing. Exit
    codes: 0 nothing is bad, 1 something is.
    """
    from qa.terminal.commands.doctor import show_findings

    settings = settings_of(context, corpus, index)
    plain = context.parent is not None and context.parent.params["plain"]
    return show_findings(settings, as_json=as_json, plain=plain)
