"""The session's commands as a table, from which its help and its completion are made."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from qa.errors import UsageError
from qa.terminal.opening import build
from qa.terminal.reports import VALUE_COLUMN, build_lines, status_lines

if TYPE_CHECKING:
    from qa.terminal.session import Session


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the session.

    `argument` names what stands after it, "" if nothing may. `also` are other ways to type it;
    words without a slash are understood when they stand alone on the line.
    """

    name: str
    summary: str
    run: Callable[["Session", str], None]
    argument: str = ""
    also: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """The command as it is typed."""
        return f"{self.name} {self.argument}".rstrip()


def _help(session: "Session", _: str) -> None:
    session.show_lines(help_lines(), hanging=_NAME_COLUMNS)


def _status(session: "Session", _: str) -> None:
    from qa.status import read_status

    found = read_status(session.settings.index, session.settings.corpus)
    session.show_lines([*status_lines(found), *found.notices], hanging=VALUE_COLUMN)


def _rebuild(session: "Session", _: str) -> None:
    report = build(session.settings)
    session.show_lines([*build_lines(report), *report.notices], hanging=VALUE_COLUMN)


def _quit(session: "Session", _: str) -> None:
    session.leave()


COMMANDS = (
    Command("/help", "show the commands and keys", _help, also=("/?", "help", "?")),
    Command("/status", "show what is indexed, and what has changed since", _status),
    Command("/rebuild", "bring the index in line with the articles", _rebuild),
    Command("/quit", "leave", _quit, also=("/exit", "/q", "quit", "exit", ":q")),
)

_NAME_COLUMNS = 12
_KEYS = (
    ("Ctrl-C", "clear the line, or stop what is going on"),
    ("Ctrl-D", "leave"),
    ("Ctrl-R", "search what was typed before"),
    ("→", "take over the suggestion"),
)


def help_lines() -> list[str]:
    """Return a line for each command and each key."""
    rows = [(command.usage, command.summary) for command in COMMANDS]
    return [f"{name:<{_NAME_COLUMNS}}{summary}" for name, summary in (*rows, *_KEYS)]


def find_command(line: str) -> tuple[Command, str] | None:
    """Return the command that the line calls and its argument, or None if it is a question.

    Raises:
        UsageError: it looks like a command, and there is none of that name, or it takes nothing.
    """
    word, _, argument = line.partition(" ")
    argument = argument.strip()
    for command in COMMANDS:
        if word == command.name or (word in command.also and (word[0] == "/" or not argument)):
            if argument and not command.argument:
                raise UsageError(f"{command.name} takes nothing after it")
            return command, argument
    if word.startswith("/") or (word.startswith(":") and not argument):
        raise UsageError(f"no such command: {word}", remedy=_suggestion(word))
    return None


def _suggestion(word: str) -> str:
    names = [name for command in COMMANDS for name in (command.name, *command.also)]
    near = get_close_matches(word, [name for name in names if name[0] in "/:"], n=1)
    return f"did you mean {near[0]}?" if near else "/help shows them all"
