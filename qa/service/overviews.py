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

MOST_BYTES = 5_000_000
"""Of their files together, if there are several: a megabyte takes half a second."""

# Before every date, and so are articles without one.
_NO_DATE = ""


def find_overviews(
    articles: "IndexedArticles", within: str | None = None, *, sentences: int = DEFAULT_SENTENCES
) -> Collection:
    """Return the articles that match `within` as a whole, all without it, in order of their dates.

    Of more than `MOST_ARTICLES` or `MOST_BYTES` the newest are taken. Summaries have at most
    `sentences` sentences.

    Raises:
        UsageError: no article matches; the remedy names the nearest.
        IndexUnusableError: the index has been damaged.
    """
    chosen = articles.chosen(within)
    overviews = tuple(
        articles.overview(found.uid, sentences=sentences) for found in _newest(chosen)
    )
    return Collection(overviews, total=len(chosen))


def _newest(articles: "Sequence[StoredArticle]") -> "list[StoredArticle]":
    """Return as many articles as are looked at, in order of date, those without one first."""
    by_date = sorted(articles, key=lambda article: (article.date or _NO_DATE, article.path))
    newest: list[StoredArticle] = []
    size = 0
    for article in reversed(by_date[-MOST_ARTICLES:]):
        size += article.size
        if newest and size > MOST_BYTES:
            break
        newest.append(article)
    return newest[::-1]
