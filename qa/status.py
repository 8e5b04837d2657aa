"""What is indexed, and whether the corpus has changed since; changes nothing."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

from qa.articles import list_articles, parse, read_bytes
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

    A file of the same size that was not touched since the index was built counts as the same;
    others are compared by digest. A file that was left out counts as added once it can be read.
    """
    built = datetime.fromisoformat(generation.manifest.built_at).timestamp()
    skipped = {entry.path for entry in generation.manifest.skipped}
    try:
        paths = [
            path
            for path in list_articles(corpus)
            if path not in skipped or _mended(corpus, path, built)
        ]
    except CorpusUnusableError:
        return None
    stored = {article.path: article for article in generation.texts.articles()}
    added = tuple(path for path in paths if path not in stored)
    same = {path: _same(corpus, stored[path], built) for path in paths if path in stored}
    return CorpusChanges(
        added,
        changed=tuple(path for path, is_same in same.items() if not is_same),
        removed=tuple(path for path in stored if path not in same),
        kept=tuple(path for path, is_same in same.items() if is_same),
    )


def _same(corpus: Path, article: StoredArticle, built: float) -> bool:
    try:
        facts = (corpus / article.path).stat()
        if facts.st_size != article.size:
            return False
        if _touched(facts) < built:
            return True
        return hashlib.sha256(read_bytes(corpus, article.path)).hexdigest() == article.sha256
    except (OSError, ArticleUnreadableError):
        return False


def _mended(corpus: Path, path: str, built: float) -> bool:
    try:
        if _touched((corpus / path).stat()) < built:
            return False
        parse(path, read_bytes(corpus, path))
    except (OSError, ArticleUnreadableError):
        return False
    return True


def _touched(facts: os.stat_result) -> float:
    """Return when a file was last written or, where the system tells, put in another's place."""
    return max(facts.st_mtime, facts.st_ctime)
