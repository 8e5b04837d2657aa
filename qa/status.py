"""What is indexed, and whether the corpus has changed since; changes nothing.

What is recorded of a file is its size and its SHA-256, and of a build its time. A file of the same
size that was not touched since the build counts as unchanged; any other is compared by its bytes.
"""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qa.articles import find_articles, parse, read_bytes
from qa.errors import ArticleUnreadableError, CorpusUnusableError
from qa.filesystem import sha256_of_bytes
from qa.model import CorpusChanges, IndexInfo, KeptGeneration, SkippedFile

if TYPE_CHECKING:
    from qa.storage import Generation
    from qa.storage.manifest import Manifest

# Files touched since the index was built that are read for one answer, at most.
_MOST_READ = 64


class RecordedFile(Protocol):
    """What is recorded of an article's file: its bytes' number and their SHA-256."""

    @property
    def size(self) -> int:
        """The size in bytes."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""


def is_recorded(data: bytes, recorded: RecordedFile | None) -> bool:
    """Return whether these bytes are those recorded; False if nothing is recorded."""
    return (
        recorded is not None
        and len(data) == recorded.size
        and sha256_of_bytes(data) == recorded.sha256
    )


def is_file_recorded(corpus: Path, path: str, recorded: RecordedFile) -> bool:
    """Return whether the file at `path` below `corpus` has the bytes recorded; reads it.

    False if it cannot be read.
    """
    try:
        return is_recorded(read_bytes(corpus, path), recorded)
    except ArticleUnreadableError:
        return False


def sort_changes(recorded: Collection[str], unchanged: Mapping[str, bool]) -> CorpusChanges:
    """Return how a corpus differs from what is recorded.

    `recorded` are the paths of the articles recorded; `unchanged` maps the path of each article
    that the corpus has now to whether its file is as recorded.
    """
    return CorpusChanges(
        added=tuple(path for path in unchanged if path not in recorded),
        changed=tuple(path for path, same in unchanged.items() if path in recorded and not same),
        removed=tuple(path for path in recorded if path not in unchanged),
        kept=tuple(path for path, same in unchanged.items() if path in recorded and same),
    )


class FileComparison:
    """Compares the files below a corpus with what a build recorded, and reads few of them.

    `built` is the time of the build, in seconds since the epoch. At most `most_read` files (None:
    any number) are read: of the others touched since, those of the same size count as unchanged.
    """

    def __init__(self, corpus: Path, built: float, most_read: int | None = None) -> None:
        self._corpus = corpus
        self._built = built
        self._reads_left = most_read

    def is_unchanged(self, path: str, recorded: RecordedFile) -> bool:
        """Return whether the file at `path` is the one recorded; False if it cannot be read."""
        try:
            touched, size = self._stat(path)
        except OSError:
            return False
        if size != recorded.size:
            return False
        if touched < self._built or self._reads_left == 0:
            return True
        if self._reads_left is not None:
            self._reads_left -= 1
        return is_file_recorded(self._corpus, path, recorded)

    def is_touched(self, path: str) -> bool:
        """Return whether the file at `path` is there and was touched since the build."""
        try:
            return self._stat(path)[0] >= self._built
        except OSError:
            return False

    def _stat(self, path: str) -> tuple[float, int]:
        """Return when a file was last written or put in another's place, and its size."""
        # os.stat takes half the time of Path.stat, and there may be tens of thousands of files.
        facts = os.stat(f"{self._corpus}/{path}")  # noqa: PTH116
        return max(facts.st_mtime, facts.st_ctime), facts.st_size


@dataclass(frozen=True, slots=True)
class Status:
    """What is indexed, and whether the corpus has changed since.

    `changes` is None when the corpus folder is not there to compare with. `size` is bytes on disk.
    `reader` is "own", "none", or the name or folder of another. `corpus` is the folder that the
    index was built from, "" if it is not recorded; `is_another` says that no article of it is in
    the corpus asked about.
    `before` is what a rollback goes back to; `newer` is there if the index was rolled back, until
    the next rebuild. `annotated` tells whether the articles have marks, `annotating` what was
    chosen: "yes", "no", "too long" (decided by itself), "" if nothing was; `missing` names the
    package without which no article can be annotated here, None if all are there.
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
    corpus: str = ""
    is_another: bool = False
    annotated: bool = False
    annotating: str = ""
    missing: str | None = None


def read_status(index: Path, corpus: Path) -> Status:
    """Return what the index holds and how the corpus differs from it.

    Raises:
        IndexUnusableError: there is no index, or it cannot be used.
    """
    # A question needs none of it, and the prompt is there before the libraries of search.
    from qa.annotating.pipeline import missing_package
    from qa.storage import Layout, open_generation
    from qa.storage.generations import describe_nearest, history

    generation = open_generation(index)
    try:
        changes = find_changes(generation, corpus)
        manifest = generation.manifest
        layout = Layout(index)
        others = history(layout, manifest.generation)
        return Status(
            index=index_info(manifest, stale=None if changes is None else bool(changes)),
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
            corpus=manifest.corpus,
            is_another=is_another_corpus(generation, corpus),
            annotated=bool(manifest.annotations),
            annotating=manifest.annotating,
            missing=missing_package(),
        )
    finally:
        generation.close()


def index_info(manifest: "Manifest", *, stale: bool | None) -> IndexInfo:
    """Return the facts about an index that go with each answer; `stale` is None if not known."""
    return IndexInfo(
        manifest.generation,
        manifest.encoder.label,
        manifest.built_at,
        stale=bool(stale),
        compared=stale is not None,
        skipped=manifest.skipped,
    )


def is_stale(generation: "Generation", corpus: Path) -> bool | None:
    """Return whether the corpus differs from the index; None if it is missing or cannot be listed.

    As `find_changes`, but stops at the first difference, and of the files touched since the build
    reads at most 64: it is called with every answer.
    """
    files = _comparison(generation, corpus, most_read=_MOST_READ)
    try:
        paths = _indexable(generation, corpus, files)
    except CorpusUnusableError:
        return None
    recorded = generation.texts.facts()
    return len(paths) != len(recorded) or not all(
        path in recorded and files.is_unchanged(path, recorded[path]) for path in paths
    )


def is_another_corpus(generation: "Generation", corpus: Path) -> bool:
    """Return whether the index was built from another corpus: not one article of it is in this.

    False for the folder it was built from, whatever is in it now; for one that was moved or copied,
    in which an article has its path and its bytes; and for one without any article.
    """
    if generation.manifest.was_built_from(corpus):
        return False
    files = FileComparison(corpus, built=0.0)
    recorded = generation.texts.facts()
    if any(files.is_unchanged(path, facts) for path, facts in recorded.items()):
        return False
    try:
        return bool(find_articles(corpus, skip_bad=True).paths)
    except CorpusUnusableError:
        return False


def find_changes(generation: "Generation", corpus: Path) -> CorpusChanges | None:
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
    generation: "Generation", corpus: Path, most_read: int | None = None
) -> FileComparison:
    built = datetime.fromisoformat(generation.manifest.built_at).timestamp()
    return FileComparison(corpus, built, most_read)


def _indexable(generation: "Generation", corpus: Path, files: FileComparison) -> list[str]:
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
