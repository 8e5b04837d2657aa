"""The options that every command takes, and what they come to; no command is defined here."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qa.settings import Settings
from qa.terminal import streams

if TYPE_CHECKING:
    from qa.terminal.preferences import Preferences

_Function = TypeVar("_Function", bound=Callable[..., Any])


def common(function: _Function) -> _Function:
    """Give a command the options that every command takes."""
    folder = click.Path(path_type=Path)
    for option in (
        click.option(
            "--debug", is_flag=True, expose_value=False, help="Show where an error arose."
        ),
        click.option(
            "--index",
            type=folder,
            metavar="DIR",
            help="Where the index is, or is to be.  [default: $QA_INDEX, else ./index]",
        ),
        click.option(
            "--corpus",
            type=folder,
            metavar="DIR",
            help="Where the articles are.  [default: $QA_CORPUS, else ./corpus]",
        ),
    ):
        function = option(function)
    return function


def settings_of(context: click.Context, corpus: Path | None, index: Path | None) -> Settings:
    """Return the settings of a command; what stands before the command's name counts too."""
    before = context.parent.params if context.parent is not None else {}
    return Settings.from_environment(
        corpus=corpus or before.get("corpus"), index=index or before.get("index")
    )


def preferences_of(*, plain: bool) -> "Preferences":
    """Return the user's own settings, which count on a terminal only."""
    from qa.terminal.preferences import PLAIN, Preferences, read_preferences

    if not streams.is_terminal(sys.stdout):
        return Preferences()
    found = read_preferences()
    return replace(found, theme=PLAIN) if plain else found
