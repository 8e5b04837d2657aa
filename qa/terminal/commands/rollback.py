"""`qa rollback`: goes back to the index before the last rebuild and says which one that is."""

import click

from qa.settings import Settings
from qa.terminal import streams
from qa.terminal.commands.shared_options import with_settings


@click.command("rollback", short_help="Go back to the index before the last rebuild.")
@click.option("--json", "as_json", is_flag=True, help="Write which index is in use as JSON.")
@with_settings
def rollback_command(*, settings: Settings, as_json: bool) -> int:
    """Go back to the index as it was before the last rebuild.

    It is verified first. Once more goes back one further, as far as indexes are kept. The next
    `qa rebuild` goes on from the one in use and removes those that were gone back from.
    """
    from qa.service.local import roll_back

    in_use = roll_back(settings)
    if as_json:
        from qa.wire.answers import SCHEMA, kept_object

        streams.write_json({"schema": SCHEMA, **kept_object(in_use)}, lines=False)
        return 0
    from qa.terminal.output.reports import rollback_lines

    streams.write_text("\n".join(rollback_lines(in_use)) + "\n")
    return 0
