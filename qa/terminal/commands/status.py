"""`qa status`: what the index holds and whether the corpus has changed since; changes nothing."""

import click

from qa.settings import Settings
from qa.terminal import streams
from qa.terminal.commands.shared_options import with_settings


@click.command("status", short_help="Show what is indexed, and what has changed since.")
@with_settings
def status_command(settings: Settings) -> int:
    """Show what is indexed, with which encoder, from when, and what has changed since."""
    from qa.service.local import read_status
    from qa.terminal.output.reports import status_lines

    status = read_status(settings)
    for text in status.notices:
        streams.notice(text)
    streams.write_text("\n".join(status_lines(status)) + "\n")
    return 0
