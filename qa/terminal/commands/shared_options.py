"""The options that several commands take, what they come to, and how a shell completes them."""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from qa.errors import QAError
from qa.settings import Settings
from qa.terminal import streams
from qa.terminal.output.theme import COLOUR

if TYPE_CHECKING:
    from qa.terminal.preferences import Preferences

_Function = TypeVar("_Function", bound=Callable[..., Any])


def complete_file(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell complete a file's name."""
    return [CompletionItem(incomplete, type="file")]


def complete_folder(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell complete a folder's name."""
    return [CompletionItem(incomplete, type="dir")]


def complete_article(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the paths of the corpus's articles that begin with `incomplete`."""
    from qa.articles.discovery import find_articles

    try:
        corpus = settings_of(context).corpus
        paths = find_articles(corpus, skip_bad=True).paths
    except QAError:
        return []
    return [path for path in paths if path.startswith(incomplete)]


def debug_option(function: _Function) -> _Function:
    """Give a command `--debug`, which `qa.terminal.errors` reads for itself, and `--help`."""
    # click's own help would fail as a fault of the program where it cannot be written.
    function = click.option(
        "-h",
        "--help",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help="Show this message and exit.",
    )(function)
    return click.option(
        "--debug", is_flag=True, expose_value=False, help="Show where an error arose."
    )(function)


def _show_help(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value and not context.resilient_parsing:
        streams.write_text(f"{context.get_help()}\n")
        context.exit()


def common_options(function: _Function) -> _Function:
    """Give a command the options that nearly all take; `settings_of` says what they come to."""
    for option in (
        debug_option,
        click.option(
            "--index",
            type=click.Path(path_type=Path),
            metavar="DIR",
            shell_complete=complete_folder,
            help="Where the index is, or is to be.  [default: $QA_INDEX, else ./index]",
        ),
        click.option(
            "--corpus",
            type=click.Path(path_type=Path),
            metavar="DIR",
            shell_complete=complete_folder,
            help="Where the articles are.  [default: $QA_CORPUS, else ./corpus]",
        ),
    ):
        function = option(function)
    return function


def with_settings(function: Callable[..., int]) -> Callable[..., int]:
    """Give a command the common options, and its function the `settings` that they come to."""

    @wraps(function)
    def run(*, corpus: Path | None, index: Path | None, **options: Any) -> int:
        del corpus, index  # They stand in the context, too.
        return function(settings=settings_of(click.get_current_context()), **options)

    return common_options(run)


def settings_of(context: click.Context) -> Settings:
    """Return the settings of a command; options before the command's name count too."""
    before = context.parent.params if context.parent is not None else {}
    return Settings.from_environment(
        corpus=context.params.get("corpus") or before.get("corpus"),
        index=context.params.get("index") or before.get("index"),
    )


def plain_requested() -> bool:
    """Return whether `--plain` stands before the command's name."""
    return bool(click.get_current_context().find_root().params.get("plain"))


def user_preferences() -> "Preferences":
    """Return the user's own settings, with the plain theme if `--plain` asks for it.

    Raises:
        UsageError: the settings file holds something that is no setting.
    """
    from qa.terminal.output.theme import PLAIN
    from qa.terminal.preferences import read_preferences

    found = read_preferences()
    return replace(found, theme=PLAIN) if plain_requested() else found


def output_preferences() -> "Preferences | None":
    """Return the user's own settings, or None if standard output shows no styles.

    Where styles are forced on a pipe there are still no links.
    """
    if streams.is_terminal(sys.stdout):
        return user_preferences()
    if not streams.colour_forced():
        return None
    from qa.terminal.output.passage import OFF

    return replace(user_preferences(), links=OFF)


def output_theme() -> str:
    """Return the theme of what is written to standard output."""
    preferences = output_preferences()
    return preferences.theme if preferences else COLOUR
