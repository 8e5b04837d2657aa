"""The `qa` command group: imports a command's module when it is used, and suggests near names.

The group's help and shell completion need only the names and short helps that stand here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from qa.errors import UsageError
from qa.suggestions import suggestion


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
        is_question = " " in word or word.endswith("?")
        otherwise = 'to ask a question: qa ask "…"' if is_question else "see qa --help"
        return suggestion(word, self._lazy_commands, otherwise=otherwise)
