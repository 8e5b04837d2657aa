"""Builds the index for a command or a session, and shows how far it is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from qa.settings import Settings
from qa.terminal.output.wording import counted, duration
from qa.terminal.streams import notice

if TYPE_CHECKING:
    from qa.model import BuildReport, ProgressCallback

_SECOND = 1000.0


def build_first(settings: Settings) -> None:
    """Build the index that is missing, and say so on standard error.

    Raises:
        CorpusUnusableError: none can be built from the corpus.
    """
    notice(f"no index in {settings.index} yet: building it from {settings.corpus}")
    report = build(settings)
    for text in (*report.notices, summary(report)):
        notice(text)


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
    for progress. Progress is shown on standard error.
    """
    from qa.service.local import build_index
    from qa.terminal.output.progress import shown_progress

    with shown_progress() as progress:
        return build_index(
            settings,
            model=model,
            reader=reader,
            force=force,
            skip_bad=skip_bad,
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
