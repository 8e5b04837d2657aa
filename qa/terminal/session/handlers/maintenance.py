"""Help, status, rebuild, a new conversation, and leaving."""

from qa.terminal.output.reports import status_lines
from qa.terminal.session.context import SessionContext


def status(room: SessionContext, _: str) -> None:
    """Show what is indexed, and what has changed since."""
    from qa.service.local import read_status

    found = read_status(room.settings)
    # What is typed in a shell has a shorter name here.
    lines = [line.replace("`qa rebuild`", "/rebuild") for line in status_lines(found)]
    room.stage.report(lines, found.notices)


def rebuild(room: SessionContext, _: str) -> None:
    """Begin to bring the index in line with the articles, behind the session."""
    if room.rebuilding.start():
        room.stage.remark("rebuilding behind the session; Ctrl-C on an empty line stops it")
    else:
        room.stage.remark(f"rebuilding already: {room.rebuilding.told}")


def leave(room: SessionContext, _: str) -> None:
    """End the session after the line in hand."""
    room.leaving = True
