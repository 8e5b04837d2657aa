"""What is indexed, and whether the corpus has changed since; changes nothing."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

from qa.articles import find_articles, parse, read_bytes
from qa.errors import ArticleUnreadableError, CorpusUnusableError
from qa.model import CorpusChanges, IndexInfo, Status
from qa.storage import Generation, Layout, open_generation
from qa.storage.generations import describe_nearest, history
from qa.storage.manifest import Manifest
from qa.storage.texts import ArticleFacts

# Files touched since the index was built that are read for one answer, at most.
_MOST_READ = 64


def read_status(index: Path, corpus: Path) -> Status:
    """Return what the index holds and how the corpus differs from it.

    Raises:
        IndexUnusableError: there is no index, or it cannot be used.
    """
    generation = open_generation(index)
    try:
        changes = compare(generation, corpus)
        manifest = generation.manifest
        layout = Layout(index)
        kept = history(layout, manifest.generation)
        return Status(
            index=describe(manifest, stale=bool(changes)),
            articles=manifest.articles,
            passages=manifest.passages,
            sentences=manifest.sentences,
            size=sum(record.size for record in manifest.files),
            reader=manifest.reader,
            skipped=manifest.skipped,
            changes=changes,
            notices=manifest.notices,
            before=describe_nearest(layout, kept.older),
            newer=describe_nearest(layout, kept.newer),
        )
    finally:
        generation.close()


def describe(manifest: Manifest, *, stale: bool) -> IndexInfo:
    """Return the facts of an index that go with each answer."""
    return IndexInfo(manifest.generation, manifest.encoder.label, manifest.built_at, stale)


def is_stale(generation: Generation, corpus: Path) -> bool:
    """Return whether the corpus differs from the index; False if there is no corpus to compare.

    As `compare`, but stops at the first difference, and of files touched since reads some only: it
    is asked for with every answer.
    """
    look = _Look(generation, corpus, most_read=_MOST_READ)
    try:
        paths = look.paths()
    except CorpusUnusableError:
        return False
    stored = generation.texts.facts()
    return len(paths) != len(stored) or not all(
        path in stored and look.same(path, stored[path]) for path in paths
    )


def compare(generation: Generation, corpus: Path) -> CorpusChanges | None:
    """Return how `corpus` differs from what was indexed, or None if it cannot be read.

    A file of the same size that was not touched since the index was built counts as the same;
    others are compared by digest. A file that was left out counts as added once it can be read.
    """
    look = _Look(generation, corpus)
    try:
        paths = look.paths()
    except CorpusUnusableError:
        return None
    stored = generation.texts.facts()
    same = {path: look.same(path, stored[path]) for path in paths if path in stored}
    return CorpusChanges(
        added=tuple(path for path in paths if path not in stored),
        changed=tuple(path for path, is_same in same.items() if not is_same),
        removed=tuple(path for path in stored if path not in same),
        kept=tuple(path for path, is_same in same.items() if is_same),
    )


class _Look:
    """A look at a corpus beside its index; reads at most `most_read` files (None: any number)."""

    def __init__(
        self, generation: Generation, corpus: Path, *, most_read: int | None = None
    ) -> None:
        self._corpus = corpus
        self._built = datetime.fromisoformat(generation.manifest.built_at).timestamp()
        self._skipped = {entry.path for entry in generation.manifest.skipped}
        self._left = most_read

    def paths(self) -> list[str]:
        """Return the paths of the articles that would be indexed.

        Raises:
            CorpusUnusableError: the corpus cannot be looked through.
        """
        found = find_articles(self._corpus, skip_bad=True)
        for error in found.unusable:
            if error.path not in self._skipped:
                raise error
        return [path for path in found.paths if path not in self._skipped or self._mended(path)]

    def same(self, path: str, facts: ArticleFacts) -> bool:
        """Return whether the file at `path` is the one that was indexed."""
        try:
            touched, size = self._stat(path)
            if size != facts.size:
                return False
            if touched < self._built or self._left == 0:
                return True
            if self._left:
                self._left -= 1
            digest = hashlib.sha256(read_bytes(self._corpus, path)).hexdigest()
        except (OSError, ArticleUnreadableError):
            return False
        return digest == facts.sha256

    def _mended(self, path: str) -> bool:
        try:
            if self._stat(path)[0] < self._built:
                return False
            parse(path, read_bytes(self._corpus, path))
        except (OSError, ArticleUnreadableError):
            return False
        return True

    def _stat(self, path: str) -> tuple[float, int]:
        """Return when a file was last written or put in another's place, and its size."""
        # os.stat takes half the time of Path.stat, and there may be tens of thousands of files.
        facts = os.stat(f"{self._corpus}/{path}")  # noqa: PTH116
        return max(facts.st_mtime, facts.st_ctime), facts.st_size
