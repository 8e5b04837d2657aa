"""A group of commands that names the nearest one when there is none of that name."""

from difflib import get_close_matches

import click

from qa.errors import UsageError


class SuggestingGroup(click.Group):
    """A click group whose unknown commands are refused with a suggestion."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command named first.

        Raises:
            UsageError: there is none of that name.
        """
        word = args[0]
        if self.get_command(ctx, word) is None and not word.startswith("-"):
            raise UsageError(f"no such command: {word}", remedy=self._suggestion(word))
        return super().resolve_command(ctx, args)

    def _suggestion(self, word: str) -> str:
        near = get_close_matches(word, list(self.commands), n=1)
        if near:
            return f"did you mean {near[0]}?"
        if " " in word or word.endswith("?"):
            return 'to ask a question: qa ask "…"'
        return "see qa --help"
