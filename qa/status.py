"""What is indexed, and whether the corpus has changed since; changes nothing."""

import hashlib
from datetime import datetime
from pathlib import Path

from qa.articles import list_articles, read_bytes
from qa.errors import ArticleUnreadableError, CorpusUnusableError
from qa.model import CorpusChanges, IndexInfo, Status
from qa.storage import Generation, open_generation
from qa.storage.manifest import Manifest
from qa.storage.texts import StoredArticle


def read_status(index: Path, corpus: Path) -> Status:
    """Return what the index holds and how the corpus differs from it.

    Raises:
        IndexUnusableError: there is no index, or it cannot be used.
    """
    generation = open_generation(index)
    try:
        changes = compare(generation, corpus)
        manifest = generation.manifest
        return Status(
            index=describe(manifest, stale=bool(changes)),
            articles=manifest.articles,
            passages=manifest.passages,
            sentences=manifest.sentences,
            size=sum(record.size for record in manifest.files),
            skipped=manifest.skipped,
            changes=changes,
            notices=manifest.notices,
        )
    finally:
        generation.close()


def describe(manifest: Manifest, *, stale: bool) -> IndexInfo:
    """Return the facts of an index that go with each answer."""
    return IndexInfo(manifest.generation, manifest.encoder.label, manifest.built_at, stale)


def is_stale(generation: Generation, corpus: Path) -> bool:
    """Return whether the corpus differs from the index; False if there is no corpus to compare."""
    return bool(compare(generation, corpus))


def compare(generation: Generation, corpus: Path) -> CorpusChanges | None:
    """Return how `corpus` differs from what was indexed, or None if it cannot be read.

    A file of the same size that was last written before the index was built counts as the same;
    others are compared by digest.
    """
    skipped = {entry.path for entry in generation.manifest.skipped}
    try:
        paths = [path for path in list_articles(corpus) if path not in skipped]
    except CorpusUnusableError:
        return None
    built = datetime.fromisoformat(generation.manifest.built_at).timestamp()
    stored = {article.path: article for article in generation.texts.articles()}
    added = tuple(path for path in paths if path not in stored)
    present = [path for path in paths if path in stored]
    changed = tuple(p for p in present if not _same(corpus, stored[p], built))
    removed = tuple(sorted(set(stored).difference(present)))
    kept = tuple(path for path in present if path not in set(changed))
    return CorpusChanges(added, changed, removed, kept)


def _same(corpus: Path, article: StoredArticle, built: float) -> bool:
    try:
        facts = (corpus / article.path).stat()
        if facts.st_size != article.size:
            return False
        if facts.st_mtime < built:
            return True
        return hashlib.sha256(read_bytes(corpus, article.path)).hexdigest() == article.sha256
    except (OSError, ArticleUnreadableError):
        return False
