"""Builds the index for a command or a session, shows how far it is, and says what it lacks."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qa.model import Answer, Outcome
from qa.settings import Settings
from qa.terminal.output.wording import counted, duration
from qa.terminal.streams import notice

if TYPE_CHECKING:
    from qa.model import BuildReport, ProgressCallback, SkippedFile

_SECOND = 1000.0


def build_first(settings: Settings) -> None:
    """Build the index that is missing, and say so on standard error.

    Raises:
        CorpusUnusableError: none can be built from the corpus.
    """
    notice(f"no index in {settings.index} yet: building it from {settings.corpus}")
    # One bad file must not keep the first question from being answered from the others.
    report = build(settings, skip_bad=True)
    for text in report.notices:
        notice(text)
    if report.skipped:
        notice(left_out(report.skipped))
    notice(summary(report))


def build(
    settings: Settings,
    *,
    model: str | None = None,
    reader: str | None = None,
    annotations: bool | None = None,
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

    try:
        with shown_progress() as progress:
            return build_index(
                settings,
                model=model,
                reader=reader,
                annotations=annotations,
                force=force,
                skip_bad=skip_bad,
                dry_run=dry_run,
                before_switch=(lambda generation: look(generation, progress)) if look else None,
                progress=progress,
            )
    except KeyboardInterrupt:
        notice("interrupted: what was computed so far is kept, the next build goes on from there")
        raise


def may_be_lacking(answer: Answer, within: str | None) -> bool:
    """Return whether what answers may stand in a file that was left out of the index."""
    if within is None:
        return answer.outcome is not Outcome.ANSWERED
    from qa.retrieval.filters import matches

    return any(matches(file.path, within) for file in answer.index.skipped)


def left_out(skipped: "Sequence[SkippedFile]") -> str:
    """Return on one line how many files are not in the index, and why the first is not."""
    more = f" (and {len(skipped) - 1:,} more: qa status)" if len(skipped) > 1 else ""
    files = f"{counted(len(skipped), 'file')} left out of the index"
    return f"{files}: {skipped[0].reason}{more}; mend it and run qa rebuild"


def summary(report: "BuildReport") -> str:
    """Return on one line what a build has indexed and how long it took."""
    changes = report.changes
    articles = len(changes.added) + len(changes.changed) + len(changes.kept)
    holds = f"{counted(articles, 'article')}, {counted(report.passages, 'passage')}"
    return f"index built: {holds} ({duration(report.seconds * _SECOND)})"
