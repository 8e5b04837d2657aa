"""Checks of the corpus: is it there, can it be read, is it what is indexed."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence

from qa.articles import extract_text, find_articles, read_bytes
from qa.articles.formats import is_markdown
from qa.articles.front_matter import read_front_matter
from qa.doctor.checks import Result, bad, good, note
from qa.doctor.subject import Subject
from qa.errors import ArticleUnreadableError, CorpusEmptyError, CorpusUnusableError
from qa.model import CorpusChanges, SkippedFile
from qa.origin import ANOTHER_CORPUS_REMEDY, another_corpus
from qa.status import is_recorded, sort_changes
from qa.storage.texts import ArticleFacts, Texts

_MOST_NAMED = 10


def drift(subject: Subject) -> Result:
    """Return what was added, changed or removed since the index was built, and what is unreadable.

    Every article is read.
    """
    try:
        listing = find_articles(subject.corpus, skip_bad=True)
    except CorpusEmptyError as error:
        return _missing(subject, error)
    except ArticleUnreadableError as error:
        return bad(error.message, error.remedy)
    skipped = {entry.path for entry in subject.manifest.skipped} if subject.manifest else set()
    paths = listing.paths
    recorded = _recorded(subject)
    unchanged, unreadable = _compare(subject, paths, recorded or {})
    faults = [error for error in (*unreadable, *listing.unusable) if error.path not in skipped]
    if faults:
        more = f" (and {len(faults) - 1:,} more)" if len(faults) > 1 else ""
        return bad(faults[0].message + more, faults[0].remedy)
    if recorded is None:
        return good(f"all {len(paths):,} readable")
    # A file that was left out may have text that cannot be parsed: it is not added.
    indexable = {path: same for path, same in unchanged.items() if path not in skipped}
    changes = sort_changes(recorded, indexable)
    left_out = subject.manifest.skipped if subject.manifest else ()
    return _differences(subject, changes) or _as_indexed(len(indexable), left_out)


def _as_indexed(count: int, skipped: Sequence[SkippedFile]) -> Result:
    """Return that the articles are as indexed, and which files the index lacks."""
    if not skipped:
        return good(f"all {count:,} readable and as indexed")
    more = f" (and {len(skipped) - 1:,} more)" if len(skipped) > 1 else ""
    return note(
        f"{count:,} readable and as indexed, {len(skipped):,} left out of the index: "
        f"{skipped[0].reason}{more}",
        "mend the file and run `qa rebuild`",
    )


def _missing(subject: Subject, error: CorpusEmptyError) -> Result:
    if subject.manifest is None:
        return bad(error.message, error.remedy)
    built_from = subject.manifest.corpus
    remedy = f"name the one that the index was built from with --corpus: {built_from}"
    return note(error.message, remedy if built_from else error.remedy)


def _differences(subject: Subject, changes: CorpusChanges) -> Result | None:
    """Return how the corpus differs from what is indexed, None if it does not."""
    manifest = subject.manifest
    if manifest and not changes.kept and not manifest.was_built_from(subject.corpus):
        return bad(another_corpus(manifest, subject.corpus), ANOTHER_CORPUS_REMEDY)
    counts = (("added", changes.added), ("changed", changes.changed), ("removed", changes.removed))
    differences = ", ".join(f"{len(which):,} {word}" for word, which in counts if which)
    return (
        note(f"since the index was built: {differences}", "run `qa rebuild`") if changes else None
    )


def metadata(subject: Subject) -> Result | None:
    """Return what in the front matter of Markdown files is not understood; reads all of them."""
    try:
        listing = find_articles(subject.corpus, skip_bad=True)
    except CorpusUnusableError:
        return None
    skipped = {entry.path for entry in subject.manifest.skipped} if subject.manifest else set()
    read, notices = 0, list[str]()
    for path in filter(is_markdown, listing.paths):
        try:
            text = extract_text(path, read_bytes(subject.corpus, path))
            found = read_front_matter(path, text).notices
        except ArticleUnreadableError as error:
            if path not in skipped:
                return bad(error.message, error.remedy)
            continue
        read += 1
        notices += [f"{path}, {notice}" for notice in found]
    if notices:
        more = len(notices) - _MOST_NAMED
        named = [*notices[:_MOST_NAMED], *([f"{more:,} more"] if more > 0 else [])]
        return note(". ".join(named), "mend the lines, and run `qa rebuild`")
    return good(f"all of {read:,} Markdown files understood") if read else None


def _compare(
    subject: Subject, paths: Iterable[str], recorded: Mapping[str, ArticleFacts]
) -> tuple[dict[str, bool], list[ArticleUnreadableError]]:
    """Return of each readable article whether it is as recorded, and why the others are not."""
    unchanged: dict[str, bool] = {}
    unreadable: list[ArticleUnreadableError] = []
    for path in paths:
        try:
            data = read_bytes(subject.corpus, path)
            extract_text(path, data)
        except ArticleUnreadableError as error:
            unreadable.append(error)
        else:
            unchanged[path] = is_recorded(data, recorded.get(path))
    return unchanged, unreadable


def _recorded(subject: Subject) -> Mapping[str, ArticleFacts] | None:
    """Return what is recorded of the articles, None if that cannot be read."""
    if subject.generation is None or subject.generation.texts.name in subject.damaged:
        return None
    with contextlib.closing(Texts(subject.generation.texts)) as texts:
        return texts.facts()
