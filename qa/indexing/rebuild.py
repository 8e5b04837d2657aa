"""One rebuild from beginning to end, under the lock of the index."""

import contextlib
import time
from datetime import UTC, datetime
from pathlib import Path

from qa.articles import Listing, find_articles
from qa.articles.discovery import describe_unread
from qa.errors import IndexMissingError, IndexUnusableError, UsageError
from qa.filesystem import make_folder
from qa.indexing.annotation import choose_annotations
from qa.indexing.commit import CommittedGeneration, clean_up, make_generation, note_verified
from qa.indexing.inputs import BuildInputs, find_inputs
from qa.indexing.models import choose_reader
from qa.indexing.task import BeforeSwitch, RebuildTask
from qa.model import BuildReport, ProgressCallback
from qa.origin import another_corpus
from qa.settings import DEFAULT_KEEP, LEAST_KEEP
from qa.storage import Generation, Layout, current_generation, open_generation
from qa.storage.integrity import write_remedy, writing
from qa.storage.lock import builder_lock
from qa.storage.manifest import Manifest

_MOST_NAMED = 5


def rebuild(  # noqa: PLR0913 - one parameter for each option
    corpus: Path,
    index: Path,
    *,
    model: str | None = None,
    reader: str | None = None,
    annotations: bool | None = None,
    force: bool = False,
    skip_bad: bool = False,
    keep: int = DEFAULT_KEEP,
    dry_run: bool = False,
    before_switch: BeforeSwitch | None = None,
    progress: ProgressCallback | None = None,
) -> BuildReport:
    """Bring the index in line with the corpus and return what was done.

    Articles whose bytes are unchanged are kept; texts encoded before are not encoded again.
    `model` is a sentence-transformers name or folder (None: the index's own, else the default).
    `reader` is the name or folder of an extractive question-answering model or a cross-encoder,
    "own" or "none" (None: the index's, else the bundled one, "own"). `annotations` tells whether
    what is named, dated, counted and quoted is marked in each article (None: as the index has it,
    else yes, unless most texts repeat one another). `force` reuses nothing.
    `skip_bad` leaves out files that cannot be read. `keep` generations are kept, 2 or more: the one
    in use and those that came before it.

    `before_switch` is called when a new generation is complete but not in use yet, with the name by
    which `open_index` opens it until the call returns; an exception from it ends the rebuild. With
    `dry_run` that generation is then removed and the index stays as it was, except for computed
    vectors, which the next rebuild reuses.

    Raises:
        UsageError: `keep` is less than 2.
        CorpusEmptyError, ArticleUnreadableError: the corpus cannot be used.
        IndexLockedError: another process is rebuilding.
        IndexUnusableError: the index cannot be written.
        EncoderUnusableError: the model cannot be loaded.
        AnnotatorUnusableError: what marks articles has changed since this program was made.
    """
    if keep < LEAST_KEEP:
        raise UsageError(f"at least {LEAST_KEEP} generations are kept, not {keep}")
    listing = find_articles(corpus, skip_bad=skip_bad)
    layout = Layout(index)
    try:
        make_folder(layout.root)
    except OSError as error:
        raise IndexUnusableError(
            f"the index folder {index} cannot be made: {error.strerror}",
            path=str(index),
            remedy=write_remedy(error),
        ) from error
    task = RebuildTask(
        corpus=corpus,
        layout=layout,
        model=str(Path(model).resolve()) if model and Path(model).is_dir() else model,
        reader=reader,
        annotations=annotations,
        force=force,
        skip_bad=skip_bad,
        keep=keep,
        dry_run=dry_run,
        before_switch=before_switch or (lambda _: None),
        report=progress or (lambda _: None),
    )
    with writing(layout.root, OSError), builder_lock(layout):
        layout.sweep()
        return _run(task, listing)


def _run(task: RebuildTask, listing: Listing) -> BuildReport:
    """Do the work, holding the lock."""
    start_time, started = time.perf_counter(), datetime.now(UTC)
    if listing.not_followed:
        task.notices.append(_links_notice(listing.not_followed))
    if listing.unread:
        task.notices.append(describe_unread(listing))
    in_use, previous = _open_previous(task)
    try:
        reader = choose_reader(previous, task.reader)
        made_before = previous.manifest if previous else None
        annotating = choose_annotations(made_before, requested=task.annotations)
        inputs = find_inputs(task, listing, previous, reader, annotating)
        task.notices.extend(_article_notices(inputs))
        if previous and not inputs.plan.changes.kept:
            task.notices.extend(_another_corpus(task, previous.manifest))
        if inputs.reused_articles and inputs.unchanged:
            committed = CommittedGeneration(inputs.reused_articles.manifest, 0, 0)
        else:
            committed = make_generation(task, inputs, previous, reader, annotating, started)
        if not inputs.unchanged or annotating.missing:
            task.notices.extend(annotating.notices(committed.manifest))
        if not task.dry_run:
            clean_up(task.layout, committed.manifest, in_use, task.keep)
        elif previous:
            with contextlib.suppress(IndexUnusableError):
                note_verified(task.layout, previous.manifest)
    finally:
        if previous:
            previous.close()
    return _report(task, inputs, committed, time.perf_counter() - start_time)


def _open_previous(task: RebuildTask) -> tuple[str | None, Generation | None]:
    """Return the name of the generation in use, and that generation if it can be opened."""
    name = None
    try:
        name = current_generation(task.layout.root)
        return name, open_generation(task.layout.root, name)
    except IndexMissingError:
        return None, None
    except IndexUnusableError as error:
        task.notices.append(f"made anew: {error.message}")
        return name, None


def _another_corpus(task: RebuildTask, manifest: Manifest) -> list[str]:
    """Return a notice that the index was built from another corpus; empty if it was not."""
    if manifest.was_built_from(task.corpus):
        return []
    fact = another_corpus(manifest, task.corpus)
    return [fact if task.dry_run else f"{fact}; `qa rollback` goes back to those it held"]


def _links_notice(paths: tuple[str, ...]) -> str:
    shown = ", ".join(paths[:_MOST_NAMED])
    more = f" and {len(paths) - _MOST_NAMED:,} more" if len(paths) > _MOST_NAMED else ""
    return f"links to folders or out of the corpus are not followed: {shown}{more}"


def _article_notices(inputs: BuildInputs) -> list[str]:
    """Return what to tell of the articles that were read, not of those kept."""
    notices = [
        f"{article.document.path}, {notice}"
        for article in inputs.to_add
        for notice in article.document.notices
    ]
    more = len(notices) - _MOST_NAMED
    if more > 0:
        notices[_MOST_NAMED:] = [f"{more:,} more like these; `qa doctor` looks at all articles"]
    return notices


def _report(
    task: RebuildTask, inputs: BuildInputs, committed: CommittedGeneration, seconds: float
) -> BuildReport:
    manifest = committed.manifest
    return BuildReport(
        generation=manifest.generation,
        changes=inputs.plan.changes,
        skipped=inputs.plan.skipped,
        passages=manifest.passages,
        sentences=manifest.sentences,
        encoded=committed.encoded,
        reused=committed.reused,
        seconds=seconds,
        notices=tuple(task.notices),
        in_use=inputs.unchanged or not task.dry_run,
    )
