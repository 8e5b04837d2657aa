"""The texts of a corpus, one after another, each read when it is asked for; keeps none.

A path that is asked for is looked up among the corpus's articles, and never opened otherwise.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from qa.articles import decode, find_articles, read_bytes
from qa.errors import ArticleUnreadableError
from qa.model import SkippedFile
from qa.verifying.article_text import ArticleText


class CorpusTexts:
    """The articles of a corpus, decoded as their offsets count.

    `paths` are all there are; `reasons` tells of those that could not be read why.
    """

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus
        listing = find_articles(corpus, skip_bad=True)
        self.paths = listing.paths
        self._known = frozenset(self.paths)
        self.reasons = {str(error.path): error.message for error in listing.unusable}

    def read(self, paths: Iterable[str]) -> Iterator[ArticleText]:
        """Yield the articles at these paths that are there and can be read."""
        for path in paths:
            if path not in self._known or path in self.reasons:
                continue
            try:
                text = decode(path, read_bytes(self._corpus, path))
            except ArticleUnreadableError as error:
                self.reasons[path] = error.message
                continue
            yield ArticleText(path, text)

    def unread(self) -> tuple[SkippedFile, ...]:
        """Return the articles that could not be read so far, by path."""
        return tuple(SkippedFile(path, reason) for path, reason in sorted(self.reasons.items()))
