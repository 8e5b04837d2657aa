"""Opens the index for a command or a session, and builds it first if there is none."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from qa.errors import IndexMissingError
from qa.settings import Settings
from qa.terminal.output.wording import counted, duration
from qa.terminal.streams import notice

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.model import BuildReport
    from qa.terminal.output.progress import ProgressCallback

_SECOND = 1000.0


def open_or_build(settings: Settings, say: Callable[[str], None] = notice) -> "Engine":
    """Return the engine of the index; if there is none, build it first and say so with `say`.

    Raises:
        IndexUnusableError: the index cannot be used, or is missing and so is the corpus.
        CorpusUnusableError: there is no index, and none can be built from the corpus.
    """
    from qa.engine import open_index

    try:
        return open_index(settings.index, corpus=settings.corpus)
    except IndexMissingError as error:
        if not settings.corpus.is_dir():
            raise IndexMissingError(
                f"there is no index in {settings.index} and no corpus folder {settings.corpus}",
                path=str(settings.index),
                remedy="name them with --index and --corpus, or put articles into that folder",
            ) from error
    say(f"no index in {settings.index} yet: building it from {settings.corpus}")
    say(summary(build(settings)))
    return open_index(settings.index, corpus=settings.corpus)


def build(
    settings: Settings,
    *,
    model: str | None = None,
    reader: str | None = None,
    force: bool = False,
    skip_bad: bool = False,
    dry_run: bool = False,
    look: "Callable[[str, ProgressCallback], None] | None" = None,
) -> "BuildReport":
    """Bring the index in line with the corpus and return what was done.

    `look` is called with the name of the new generation before it is used, and with the callback
    for progress. Progress is shown on standard error if that is a terminal.
    """
    from qa.indexing import rebuild
    from qa.terminal.output.progress import shown_progress

    with shown_progress() as shown:
        progress = shown or (lambda _: None)
        return rebuild(
            settings.corpus,
            settings.index,
            model=model,
            reader=reader,
            force=force,
            skip_bad=skip_bad,
            keep=settings.keep,
            dry_run=dry_run,
            before_switch=(lambda generation: look(generation, progress)) if look else None,
            progress=progress,
        )


def summary(report: "BuildReport") -> str:
    """Return on one line what a build has indexed and how long it took."""
    changes = report.changes
    articles = len(changes.added) + len(changes.changed) + len(changes.kept)
    holds = f"{counted(articles, 'article')}, {counted(report.passages, 'passage')}"
    return f"index built: {holds} ({duration(report.seconds * _SECOND)})"
