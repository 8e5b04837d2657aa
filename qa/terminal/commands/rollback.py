"""`qa rollback`: goes back to the index before the last rebuild and says which one that is."""

import click

from qa.settings import Settings
from qa.terminal import streams
from qa.terminal.commands.shared_options import with_settings


@click.command("rollback", short_help="Go back to the index before the last rebuild.")
@with_settings
def rollback_command(settings: Settings) -> int:
    """Go back to the index as it was before the last rebuild.

    It is verified first. Once more goes back one further, as far as indexes are kept. The next
    `qa rebuild` goes on from the one in use and removes those that were gone back from.
    """
    from qa.service.local import roll_back
    from qa.terminal.output.reports import rollback_lines

    in_use = roll_back(settings)
    streams.write_text("\n".join(rollback_lines(in_use)) + "\n")
    return 0
