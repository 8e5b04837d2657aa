"""The session's commands as a table, from which help, completion and README are made."""

from dataclasses import dataclass

from qa.errors import UsageError
from qa.suggestions import suggestion
from qa.terminal.session.context import Act, SessionContext
from qa.terminal.session.handlers import asking, exporting, maintenance, reading


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the session.

    `argument` names what stands after it, "" if nothing may. `also` are other ways to type it;
    words without a slash are understood when they stand alone on the line.
    """

    name: str
    summary: str
    run: Act
    argument: str = ""
    also: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """The command as it is typed."""
        return f"{self.name} {self.argument}".rstrip()


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the session and what it does."""

    name: str
    summary: str


def _help(room: SessionContext, _: str) -> None:
    room.stage.rows(help_rows())


COMMANDS = (
    Command("/more", "show the next passages", asking.more),
    Command("/open", "read the article in place, at passage N", reading.open_in_place, "N"),
    Command("/edit", "open the article in your editor, at passage N", reading.edit, "N"),
    Command("/source", "tell all about where passage N stands", reading.source, "N"),
    Command("/copy", "put passage N with its citation on the clipboard", exporting.copy, "N"),
    Command("/in", "ask only articles of this name or glob; alone: all", asking.set_within, "NAME"),
    Command("/limit", "show so many passages", asking.set_limit, "N"),
    Command("/scores", "show each passage's scores, or not", asking.set_scores, "on|off"),
    Command("/context", "show what a question may lean on", asking.context),
    Command("/new", "forget the turns: the next question stands alone", asking.forget),
    Command("/log", "show the turns so far", exporting.log),
    Command("/again", "ask turn N anew", asking.again, "N"),
    Command("/save", "write the turns to a .md or .json file", exporting.save, "FILE"),
    Command("/status", "show what is indexed, and what has changed since", maintenance.status),
    Command("/rebuild", "bring the index in line with the articles", maintenance.rebuild),
    Command("/help", "show the commands and keys", _help, also=("/?", "help", "?")),
    Command("/quit", "leave", maintenance.leave, also=("/exit", "/q", "quit", "exit", ":q")),
)


@dataclass(frozen=True, slots=True)
class FunctionKey:
    """An F-key, the word for it in the toolbar, and the line that it stands for.

    The lines "scores" and "keys" are no commands: they turn something over at the prompt.
    """

    name: str
    label: str
    line: str
    summary: str


FUNCTION_KEYS = (
    FunctionKey("F1", "help", "/help", "help"),
    FunctionKey("F2", "scores", "scores", "scores on or off"),
    FunctionKey("F3", "more", "/more", "the next passages"),
    FunctionKey("F4", "vi", "keys", "vi or emacs keys"),
    FunctionKey("F5", "rebuild", "/rebuild", "rebuild"),
)

KEYS = (
    Key("Ctrl-C", "clear the line, or stop what is going on"),
    Key("Ctrl-D", "leave"),
    Key("Ctrl-R", "search what was typed before"),
    Key("→", "take over the suggestion"),
    Key("Tab", "complete a command, an article's name, a word of the articles"),
    Key("Alt-Enter", "break the line"),
    *(Key(key.name, key.summary) for key in FUNCTION_KEYS),
    Key("/ Enter", "in an article: search, and go on to the next place"),
    Key("n p", "in an article: to the next passage found, to the previous one"),
    Key("q", "in an article: back to the prompt"),
)


def help_rows() -> list[tuple[str, str]]:
    """Return a row for each command and each key."""
    commands = [(command.usage, command.summary) for command in COMMANDS]
    return [*commands, *((key.name, key.summary) for key in KEYS)]


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
    slashed = [name for name in names if name[0] in "/:"]
    return suggestion(word, slashed, otherwise="/help shows them all")
