"""What is indexed, and whether the corpus has changed since; changes nothing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qa.articles import find_articles, parse, read_bytes
from qa.articles.changes import FileComparison, sort_changes
from qa.errors import ArticleUnreadableError, CorpusUnusableError
from qa.model import CorpusChanges, IndexInfo, KeptGeneration, SkippedFile
from qa.storage import Generation, Layout, open_generation
from qa.storage.manifest import Manifest

# Files touched since the index was built that are read for one answer, at most.
_MOST_READ = 64


@dataclass(frozen=True, slots=True)
class Status:
    """What is indexed, and whether the corpus has changed since.

    `changes` is None when the corpus folder is not there to compare with. `size` is bytes on disk.
    `reader` is "own", "none", or the name or folder of another.
    `before` is what a rollback goes back to; `newer` is there if the index was rolled back, until
    the next rebuild.
    """

    index: IndexInfo
    articles: int
    passages: int
    sentences: int
    size: int
    reader: str
    skipped: tuple[SkippedFile, ...] = ()
    changes: CorpusChanges | None = None
    notices: tuple[str, ...] = ()
    before: KeptGeneration | None = None
    newer: KeptGeneration | None = None


def read_status(index: Path, corpus: Path) -> Status:
    """Return what the index holds and how the corpus differs from it.

    Raises:
        IndexUnusableError: there is no index, or it cannot be used.
    """
    # A question needs none of it.
    from qa.storage.generations import describe_nearest, history

    generation = open_generation(index)
    try:
        changes = find_changes(generation, corpus)
        manifest = generation.manifest
        layout = Layout(index)
        others = history(layout, manifest.generation)
        return Status(
            index=index_info(manifest, stale=bool(changes)),
            articles=manifest.articles,
            passages=manifest.passages,
            sentences=manifest.sentences,
            size=sum(record.size for record in manifest.files),
            reader=manifest.reader,
            skipped=manifest.skipped,
            changes=changes,
            notices=manifest.notices,
            before=describe_nearest(layout, others.older),
            newer=describe_nearest(layout, others.newer),
        )
    finally:
        generation.close()


def index_info(manifest: Manifest, *, stale: bool) -> IndexInfo:
    """Return the facts about an index that go with each answer."""
    return IndexInfo(manifest.generation, manifest.encoder.label, manifest.built_at, stale)


def is_stale(generation: Generation, corpus: Path) -> bool:
    """Return whether the corpus differs from the index; False if there is no corpus to compare.

    As `find_changes`, but stops at the first difference, and of the files touched since the build
    reads at most 64: it is called with every answer.
    """
    files = _comparison(generation, corpus, most_read=_MOST_READ)
    try:
        paths = _indexable(generation, corpus, files)
    except CorpusUnusableError:
        return False
    recorded = generation.texts.facts()
    return len(paths) != len(recorded) or not all(
        path in recorded and files.is_unchanged(path, recorded[path]) for path in paths
    )


def find_changes(generation: Generation, corpus: Path) -> CorpusChanges | None:
    """Return how `corpus` differs from what was indexed, or None if it cannot be read.

    A file of the same size that was not touched since the index was built counts as the same;
    others are compared by digest. A file that was left out counts as added once it can be read.
    """
    files = _comparison(generation, corpus)
    try:
        paths = _indexable(generation, corpus, files)
    except CorpusUnusableError:
        return None
    recorded = generation.texts.facts()
    unchanged = {
        path: path in recorded and files.is_unchanged(path, recorded[path]) for path in paths
    }
    return sort_changes(recorded, unchanged)


def _comparison(
    generation: Generation, corpus: Path, most_read: int | None = None
) -> FileComparison:
    built = datetime.fromisoformat(generation.manifest.built_at).timestamp()
    return FileComparison(corpus, built, most_read)


def _indexable(generation: Generation, corpus: Path, files: FileComparison) -> list[str]:
    """Return the paths of the articles that a rebuild would index.

    Raises:
        CorpusUnusableError: there is no corpus, or a folder or name that was usable is no longer.
    """
    skipped = {entry.path for entry in generation.manifest.skipped}
    listing = find_articles(corpus, skip_bad=True)
    for error in listing.unusable:
        if error.path not in skipped:
            raise error
    return [
        path
        for path in listing.paths
        if path not in skipped or (files.is_touched(path) and _is_readable(corpus, path))
    ]


def _is_readable(corpus: Path, path: str) -> bool:
    try:
        parse(path, read_bytes(corpus, path))
    except ArticleUnreadableError:
        return False
    return True
