"""`qa status`: what the index holds and whether the corpus has changed since; changes nothing."""

import click

from qa.settings import Settings
from qa.terminal import streams
from qa.terminal.commands.shared_options import with_settings


@click.command("status", short_help="Show what is indexed, and what has changed since.")
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON.")
@with_settings
def status_command(*, settings: Settings, as_json: bool) -> int:
    """Show what is indexed, with which encoder, from when, and what has changed since.

    Exit codes: 0 the status is shown, 3 the index cannot be used.
    """
    from qa.service.local import read_status

    status = read_status(settings)
    if as_json:
        from qa.wire.answers import status_object

        streams.write_json(status_object(status), lines=False)
        return 0
    from qa.terminal.output.reports import status_lines

    for text in status.notices:
        streams.notice(text)
    streams.write_text("\n".join(status_lines(status)) + "\n")
    return 0
