"""The command line: puts the commands together and runs them; none is defined here.

Nothing heavy is imported before a command needs it, so that help and errors are there at once.
"""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NoReturn

import click
from click.shell_completion import CompletionItem

from qa.errors import UsageError
from qa.offline import keep_process_offline
from qa.terminal import streams
from qa.terminal.commands.shared_options import common_options, settings_of, user_preferences
from qa.terminal.errors import ErrorOutput, guarded


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """Where a command is defined, as `module:attribute`, and its short help."""

    target: str
    short_help: str

    def load(self) -> click.Command:
        """Import and return the command."""
        module, _, attribute = self.target.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


class LazyGroup(click.Group):
    """A click group of commands that are imported when they are used."""

    def __init__(self, *args: Any, lazy_commands: Mapping[str, LazyCommand], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lazy_commands = dict(sorted(lazy_commands.items()))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands, sorted."""
        return list(self._lazy_commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of that name, or None if there is none."""
        found = self._lazy_commands.get(cmd_name)
        return found.load() if found else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command named first.

        Raises:
            UsageError: there is none of that name; the remedy names a near one.
        """
        word = args[0]
        if word not in self._lazy_commands and not word.startswith("-"):
            raise UsageError(f"no such command: {word}", remedy=self._remedy(word))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the names and short helps of all commands."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, command.short_help) for name, command in self._lazy_commands.items()]
            )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands, or the group's own options, that begin with `incomplete`."""
        commands = [
            CompletionItem(name, help=command.short_help)
            for name, command in self._lazy_commands.items()
            if name.startswith(incomplete)
        ]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def _remedy(self, word: str) -> str:
        from qa.suggestions import suggestion

        is_question = " " in word or word.endswith("?")
        otherwise = 'to ask a question: qa ask "…"' if is_question else "see qa --help"
        return suggestion(word, self._lazy_commands, otherwise=otherwise)


PROGRAM = "qa"

SUBCOMMANDS = {
    "about": LazyCommand(
        "qa.terminal.commands.about:about_command",
        "Show what an article says, who is in it, what happened when.",
    ),
    "ask": LazyCommand(
        "qa.terminal.commands.ask:ask_command", "Answer one question, or a batch of them."
    ),
    "doctor": LazyCommand(
        "qa.terminal.commands.doctor:doctor_command", "Check that everything is in order."
    ),
    "eval": LazyCommand(
        "qa.terminal.commands.evaluate:evaluate_command", "Measure answers against a question set."
    ),
    "rebuild": LazyCommand(
        "qa.terminal.commands.rebuild:rebuild_command", "Bring the index in line with the articles."
    ),
    "rollback": LazyCommand(
        "qa.terminal.commands.rollback:rollback_command",
        "Go back to the index before the last rebuild.",
    ),
    "status": LazyCommand(
        "qa.terminal.commands.status:status_command",
        "Show what is indexed, and what has changed since.",
    ),
    "verify": LazyCommand(
        "qa.terminal.commands.verify:verify_command", "Check the citations of saved answers."
    ),
}

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_COMPLETION_VARIABLE = "_QA_COMPLETE"
# Importing makes hundreds of thousands of objects and no garbage. Looking for it as often as Python
# does by default takes a twentieth of the time of an answer.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000
# If it takes longer, the repeated Ctrl-C is dropped and repeated like the first.
_DROPPED_WITHIN_SECONDS = 0.01


def run() -> NoReturn:
    """Run the command line as a process of its own and end it with the exit code.

    What was to be written is written when `main` returns. Then the process ends at once: to take
    the libraries apart again would add a fifth to the time of an answer.
    """
    keep_process_offline()
    sys.unraisablehook = _interrupt_again
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _interrupt_again(dropped: "sys.UnraisableHookArgs") -> None:
    """Repeat a Ctrl-C that Python has dropped, because it came while an object was being deleted.

    That happens while modules are imported, too: their locks are deleted afterwards. Until the
    exception has been dropped for good a new one would go the same way.
    """
    if not issubclass(dropped.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(dropped)
        return
    import threading
    from _thread import interrupt_main

    threading.Timer(_DROPPED_WITHIN_SECONDS, interrupt_main).start()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; `arguments` default to the process's own."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    streams.prepare()
    return guarded(lambda: _invoke(given), ErrorOutput.of(given))


def _invoke(arguments: list[str]) -> int:
    """Run the command; or, where a shell asks, write its completion script or the completions.

    click's own `main` is not used: it would end the process by itself on a closed pipe and write
    to a terminal on Ctrl-C.
    """
    if instruction := os.environ.get(_COMPLETION_VARIABLE):
        from click.shell_completion import shell_complete

        return shell_complete(cli, {}, PROGRAM, _COMPLETION_VARIABLE, instruction)
    with cli.make_context(PROGRAM, arguments) as context:
        return int(cli.invoke(context) or 0)


def _show_version(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        from qa import __version__

        streams.write_text(f"article-qa {__version__}\n")
        context.exit()


@click.group(
    cls=LazyGroup,
    lazy_commands=SUBCOMMANDS,
    invoke_without_command=True,
    context_settings=_CONTEXT,
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.option("--plain", is_flag=True, help="No colours, nothing drawn over: for screen readers.")
@common_options
@click.pass_context
def cli(context: click.Context, /, **_: object) -> int:
    """Ask questions of news articles, offline, with exact citations.

    Without a command: a session on a terminal; with questions piped in, one a line, an answer to
    each, in order.
    """
    if context.invoked_subcommand is not None:
        return 0
    settings = settings_of(context)
    if streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stdout):
        from qa.terminal.session.session import run_session

        return run_session(settings, user_preferences())
    from qa.terminal.commands.ask import ask_piped

    return ask_piped(settings)
