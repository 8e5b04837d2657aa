"""Articles as a whole, for every face: those that match a name or glob, by date, bounded.

What is shown of them is in `qa.overview`: `collection` joins several articles.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa.overview.collection import Collection
from qa.settings import DEFAULT_SENTENCES

if TYPE_CHECKING:
    from qa.service.articles import IndexedArticles
    from qa.storage.texts import StoredArticle

MOST_ARTICLES = 50
"""Articles that are looked at together: some milliseconds each, and a line or two on the screen."""

# Before every date, and so are articles without one.
_NO_DATE = ""


def find_overviews(
    articles: "IndexedArticles", within: str | None = None, *, sentences: int = DEFAULT_SENTENCES
) -> Collection:
    """Return the articles that match `within` as a whole, all without it, in order of their dates.

    Of more than `MOST_ARTICLES` the newest are taken. Summaries have at most `sentences` sentences.

    Raises:
        UsageError: no article matches; the remedy names the nearest.
        IndexUnusableError: the index has been damaged.
    """
    chosen = articles.chosen(within)
    newest = _by_date(chosen)[-MOST_ARTICLES:]
    overviews = tuple(articles.overview(found.uid, sentences=sentences) for found in newest)
    return Collection(overviews, total=len(chosen))


def _by_date(articles: "Sequence[StoredArticle]") -> "list[StoredArticle]":
    """Return the articles in order of date, those without one first, else by path."""
    return sorted(articles, key=lambda article: (article.date or _NO_DATE, article.path))
