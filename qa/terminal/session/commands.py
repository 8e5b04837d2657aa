"""The session's commands and keys as tables, from which help, completion and README are made."""

from dataclasses import dataclass
from enum import StrEnum

from qa.errors import UsageError
from qa.suggestions import suggestion
from qa.terminal.pager.keys import PAGER_KEYS
from qa.terminal.session.context import Handler, SessionContext
from qa.terminal.session.handlers import general, options, passages, questions, whole


class Argument(StrEnum):
    """What stands after a command; the value is how the help shows it."""

    NONE = ""
    NUMBER = "N"
    ARTICLES = "NAME"
    SWITCH = "on|off"
    FILE = "FILE"
    SPEAKER = "WHO"


@dataclass(frozen=True, slots=True)
class SessionCommand:
    """A command of the session.

    `aliases` are other ways to type it; those without a slash count only when they stand alone on
    the line.
    """

    name: str
    summary: str
    run: Handler
    argument: Argument = Argument.NONE
    aliases: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """The command as it is typed."""
        return f"{self.name} {self.argument}".rstrip()


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """A key of the session and what it does."""

    name: str
    summary: str


def _help(context: SessionContext, _: str) -> None:
    context.view.show_rows(help_rows())


COMMANDS = (
    SessionCommand("/more", "show the next passages", questions.more),
    SessionCommand(
        "/open",
        "read the article in place, at passage N",
        passages.open_in_place,
        Argument.NUMBER,
    ),
    SessionCommand(
        "/edit",
        "open the article in your editor, at passage N",
        passages.edit,
        Argument.NUMBER,
    ),
    SessionCommand(
        "/source", "tell all about where passage N stands", passages.source, Argument.NUMBER
    ),
    SessionCommand(
        "/copy",
        "put passage N with its citation on the clipboard",
        passages.copy,
        Argument.NUMBER,
    ),
    SessionCommand("/about", "show an article as a whole", whole.about, Argument.ARTICLES),
    SessionCommand("/outline", "show an article's headings", whole.outline, Argument.ARTICLES),
    SessionCommand(
        "/quotes",
        "show who is quoted saying what, all or one speaker",
        whole.quotes,
        Argument.SPEAKER,
    ),
    SessionCommand("/people", "show who is named, and who they are", whole.people),
    SessionCommand("/timeline", "show what happened when", whole.timeline),
    SessionCommand("/numbers", "show all amounts and counts", whole.numbers),
    SessionCommand(
        "/in",
        "ask only articles of this name or glob; alone: all",
        options.set_within,
        Argument.ARTICLES,
    ),
    SessionCommand("/limit", "show so many passages", options.set_limit, Argument.NUMBER),
    SessionCommand(
        "/scores", "show each passage's scores, or not", options.set_scores, Argument.SWITCH
    ),
    SessionCommand("/context", "show what a question may lean on", questions.show_context),
    SessionCommand(
        "/new", "forget the turns: the next question stands alone", questions.forget_turns
    ),
    SessionCommand("/log", "show the turns so far", general.log),
    SessionCommand(
        "/again", "ask turn N anew, of the articles it asked", questions.again, Argument.NUMBER
    ),
    SessionCommand("/save", "write the turns to a .md or .json file", general.save, Argument.FILE),
    SessionCommand("/status", "show what is indexed, and what has changed since", general.status),
    SessionCommand("/rebuild", "bring the index in line with the articles", general.rebuild),
    SessionCommand("/help", "show the commands and keys", _help, aliases=("/?", "help", "?")),
    SessionCommand("/quit", "leave", general.leave, aliases=("/exit", "/q", "quit", "exit", ":q")),
)


@dataclass(frozen=True, slots=True)
class FunctionKey:
    """An F-key, its label in the toolbar, and the line that it stands for.

    A line without a slash is not a command: the prompt itself toggles something.
    """

    name: str
    label: str
    line: str
    summary: str


TOGGLE_SCORES, TOGGLE_EDITING_MODE = "scores", "editing mode"

FUNCTION_KEYS = (
    FunctionKey("F1", "help", "/help", "help"),
    FunctionKey("F2", "scores", TOGGLE_SCORES, "scores on or off"),
    FunctionKey("F3", "more", "/more", "the next passages"),
    FunctionKey("F4", "vi", TOGGLE_EDITING_MODE, "vi or emacs keys"),
    FunctionKey("F5", "rebuild", "/rebuild", "rebuild"),
)

KEYS = (
    KeyHelp("Ctrl-C", "clear the line, or stop what is going on"),
    KeyHelp("Ctrl-D", "leave"),
    KeyHelp("Ctrl-Z", "suspend; fg in the shell comes back"),
    KeyHelp("Ctrl-R", "search what was typed before"),
    KeyHelp("→", "take over the suggestion"),
    KeyHelp("Tab", "complete a command, an article's name, a word of the articles"),
    KeyHelp("Alt-Enter", "break the line"),
    KeyHelp("1 2 3", "and Enter: ask the question of that number, of those offered at first"),
    *(KeyHelp(key.name, key.summary) for key in FUNCTION_KEYS),
    *(KeyHelp(key.name, f"in an article: {key.summary}") for key in PAGER_KEYS if key.name),
)


def help_rows() -> list[tuple[str, str]]:
    """Return a row for each command and each key."""
    commands = [(command.usage, command.summary) for command in COMMANDS]
    return [*commands, *((key.name, key.summary) for key in KEYS)]


def find_command(line: str) -> tuple[SessionCommand, str] | None:
    """Return the command that the line calls and its argument, or None if it is a question.

    Raises:
        UsageError: it looks like a command but there is none of that name, or the command takes no
            argument.
    """
    word, _, argument = line.partition(" ")
    argument = argument.strip()
    for command in COMMANDS:
        if word == command.name or (word in command.aliases and (word[0] == "/" or not argument)):
            if argument and not command.argument:
                raise UsageError(f"{command.name} takes nothing after it")
            return command, argument
    if word == "/":
        raise UsageError("a command is missing after /", remedy="/help shows them all")
    if word.startswith("/") or (word.startswith(":") and not argument):
        raise UsageError(f"no such command: {word}", remedy=_suggestion(word))
    return None


def _suggestion(word: str) -> str:
    names = [name for command in COMMANDS for name in (command.name, *command.aliases)]
    slashed = [name for name in names if name[0] in "/:"]
    return suggestion(word, slashed, otherwise="/help shows them all")
