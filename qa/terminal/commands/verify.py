"""`qa verify`: what became of the citations in a file of answers; compares nothing itself."""

import click

from qa.settings import Settings
from qa.terminal import streams
from qa.terminal.commands.shared_options import (
    complete_file,
    output_theme,
    with_settings,
)
from qa.terminal.output.sanitize import one_line

NOT_ALL_STAND = 1
_MOST_NOTICES = 3


@click.command("verify", short_help="Check the citations of saved answers.")
@click.argument("file", shell_complete=complete_file)
@click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")
@with_settings
def verify_command(*, settings: Settings, file: str, as_json: bool) -> int:
    """Check the citations of the answers saved in FILE (- is standard input).

    FILE is what `qa ask --json`, `qa ask --batch` or, in a session, `/save FILE.json` wrote. The
    text of each citation is reported as the same, moved, miscited (it stands, but the article has
    another title, section, paragraph or line there), changed or gone. Whether it answers the
    question is not checked. No index is needed.

    Exit codes: 0 every text still stands as cited, or has moved, 1 one does not, 2 FILE cannot be
    read, 4 the articles cannot be read.
    """
    from qa.verifying import read_saved, verify

    theme = output_theme()
    path = None if file == streams.STANDARD_INPUT else file
    name = "standard input" if path is None else one_line(path)
    with streams.open_input(file) as stream:
        saved = read_saved(stream, name, path)
    verification = verify(saved.citations, settings.corpus)
    for unread in verification.unread[:_MOST_NOTICES]:
        streams.notice(unread.reason)
    if (more := len(verification.unread) - _MOST_NOTICES) > 0:
        streams.notice(f"{more:,} more articles cannot be read either")
    if as_json:
        from qa.verifying.verification_json import verification_object

        streams.write_json(verification_object(saved, verification), lines=False)
    else:
        from qa.terminal.output.layout import render_to_string
        from qa.terminal.output.verification_text import verification_text

        streams.write_text(
            render_to_string(
                lambda console: console.print(verification_text(saved, verification, console)),
                theme=theme,
            )
        )
    return 0 if verification.holds else NOT_ALL_STAND
