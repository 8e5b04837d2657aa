"""The articles of one generation as they were indexed, and whether their files have changed since.

They stay readable when the generation is pruned, and may be read from several threads. They open
the generation for themselves, which takes a few milliseconds: whoever compares a large corpus, or
reads all its words, must not keep the engine from answering.
"""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qa.model import CorpusChanges
from qa.status import is_file_recorded

if TYPE_CHECKING:
    from qa.annotations.values import Annotations
    from qa.model import IndexInfo
    from qa.overview.values import Overview
    from qa.storage.texts import StoredArticle


class IndexedArticles:
    """The articles of the generation of this name."""

    def __init__(self, index: Path, name: str) -> None:
        # The libraries of search are not loaded before the prompt is on the screen.
        from qa.storage import open_generation

        self._lock = threading.Lock()
        self._generation = open_generation(index, name)
        self.name = name
        self.articles = self._generation.manifest.articles
        self.passages = self._generation.manifest.passages
        self.encoder = self._generation.manifest.encoder.label

    def paths(self) -> list[str]:
        """Return the articles' paths below the corpus, sorted."""
        with self._lock:
            return [path for _, path in self._generation.texts.paths()]

    def article(self, path: str) -> "StoredArticle | None":
        """Return what is known of the article at this path, or None if it is not indexed."""
        with self._lock:
            uid = self._uid(path)
            return None if uid is None else self._generation.texts.article(uid)

    def text(self, path: str) -> str | None:
        """Return the article's text as indexed, or None if it is not."""
        with self._lock:
            uid = self._uid(path)
            return None if uid is None else self._generation.texts.text(uid)

    def annotations(self, path: str) -> "Annotations | None":
        """Return the marks of the article at this path; None if it is not indexed or annotated."""
        with self._lock:
            uid = self._uid(path)
            return None if uid is None else self._generation.texts.annotations(uid)

    def overview(self, uid: int, *, sentences: int) -> "Overview":
        """Return the article as a whole, its summary of at most `sentences` sentences."""
        # The prompt is on the screen before anybody asks for it.
        from qa.overview.build import make_overview
        from qa.overview.values import ArticleCard

        with self._lock:
            texts = self._generation.texts
            found, text = texts.article(uid), texts.text(uid)
            passages = texts.passages(uid, range(found.passages), text)
            _, rows = self._generation.article_rows(uid)
            vectors = self._generation.sentences.take(rows)
            annotations = texts.annotations(uid)
        article = ArticleCard(
            found.name, found.title, found.path, found.date, found.author, found.source
        )
        return make_overview(
            article, text, tuple(passages.values()), vectors, annotations, sentences=sentences
        )

    def chosen(self, within: str | None) -> "list[StoredArticle]":
        """Return the articles that match a name or glob, all without one, by path.

        Raises:
            UsageError: none matches; the remedy names the nearest.
        """
        from qa.retrieval.filters import select_articles

        with self._lock:
            found = self._generation.texts.articles()
            if within is None:
                return found
            uids = set(select_articles(self._generation, within).uids)
        return [article for article in found if article.uid in uids]

    def info(self, corpus: Path) -> "IndexInfo":
        """Return which index this is, and whether the corpus has changed since it was built.

        Raises:
            IndexMismatchError: it was built from another corpus.
        """
        from qa.status import index_info, is_another_corpus, is_stale

        with self._lock:
            if is_another_corpus(self._generation, corpus):
                from qa.origin import refusal

                raise refusal(self._generation, corpus)
            stale = is_stale(self._generation, corpus)
            return index_info(self._generation.manifest, stale=stale)

    def texts(self) -> Iterator[str]:
        """Yield the articles' texts, one after another."""
        with self._lock:
            uids = [uid for uid, _ in self._generation.texts.paths()]
        for uid in uids:
            with self._lock:
                text = self._generation.texts.text(uid)
            yield text

    def is_edited(self, path: str, corpus: Path) -> bool:
        """Return whether the file at this path is another than the one that was indexed."""
        found = self.article(path)
        if found is None or not corpus.is_dir():
            return False
        return not is_file_recorded(corpus, path, found)

    def changes(self, corpus: Path) -> CorpusChanges | None:
        """Return how the corpus differs, or None if it cannot be read."""
        from qa.status import find_changes

        with self._lock:
            return find_changes(self._generation, corpus)

    def close(self) -> None:
        """Close the files."""
        with self._lock:
            self._generation.close()

    def _uid(self, path: str) -> int | None:
        return next((uid for uid, known in self._generation.texts.paths() if known == path), None)
