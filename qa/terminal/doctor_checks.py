"""What `qa doctor` checks of the terminal's side: settings, terminal, privacy of what it keeps."""

import os
import sys

from qa.doctor import Check, Result, Subject, bad, good, note
from qa.doctor.privacy_checks import of_paths
from qa.errors import UsageError
from qa.terminal import streams
from qa.terminal.output.layout import MOST_COLUMNS, console_for, is_plain, window_columns
from qa.terminal.output.passage import supports_links
from qa.terminal.output.sanitize import one_line
from qa.terminal.preferences import preferences_file, read_preferences

_FEWEST_COLUMNS = 30


def settings(_: Subject) -> Result:
    """Return whether the settings file holds settings and nothing else."""
    file = preferences_file()
    try:
        read_preferences(file)
    except UsageError as error:
        return bad(error.message, error.remedy or f"edit {file}")
    return good(str(file) if file.exists() else "none set")


def terminal(_: Subject) -> Result:
    """Return what standard output can show."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    if encoding.replace("-", "") not in {"utf8", "utf8sig"}:
        text = f"it takes {encoding or 'no known encoding'}, not UTF-8: some marks are lost"
        return note(text, "set LANG=C.UTF-8, or PYTHONUTF8=1")
    if not sys.stdout.isatty():
        styled = "styled as FORCE_COLOR asks" if streams.colour_forced() else "so nothing is styled"
        return good(f"UTF-8; this is no terminal, {styled}")
    console = console_for(sys.stdout)
    text = f"UTF-8, {_colour(console.color_system, no_color=console.no_color)}"
    text += f", links {'shown' if supports_links(os.environ) else 'not known to be shown'}"
    columns = window_columns(console)
    text += f", {columns} columns"
    if columns < _FEWEST_COLUMNS:
        return note(text, "widen the window")
    if is_plain(console):
        return note(text, "set TERM to what the terminal is")
    return good(text if columns <= MOST_COLUMNS else f"{text}, text takes {MOST_COLUMNS}")


def privacy(_: Subject) -> Result | None:
    """Return whether history and settings are their owner's alone."""
    # Not at the top: it loads the prompt's library, which help and completion do without.
    from qa.terminal.history import history_file

    return of_paths([history_file(), preferences_file()])


TERMINAL_CHECKS = (
    Check("settings", settings),
    Check("terminal", terminal),
    Check("history", privacy),
)


def _colour(system: str | None, *, no_color: bool) -> str:
    if system is None:
        return "no styles"
    return "no colour, as NO_COLOR asks" if no_color else f"colour ({one_line(system)})"
