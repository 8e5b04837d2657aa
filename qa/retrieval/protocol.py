"""What finds candidate passages, wherever the index lies: the `Searcher` protocol and its values.

Ranking, reading, judging and citing see an index through this protocol alone, so that they are the
same code for files on one machine and for an index on many.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from qa.encoding.protocol import Vectors
from qa.model import Citation, Passage
from qa.storage.fulltext import WordStatistics
from qa.storage.keys import Keys
from qa.storage.texts import StoredArticle

if TYPE_CHECKING:
    from qa.annotations.values import Quotation
    from qa.articles.readable import ReadableText
    from qa.retrieval.marked_articles import MarkedArticles

ScoreArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: a text and its unit vector, shape (dimension,)."""

    text: str
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Filters:
    """What restricts a search, before any candidate is cut off; the default restricts nothing.

    `within` is a name or glob that an article's path below the corpus must match.
    """

    within: str | None = None


def no_others(_: int) -> Keys:
    """Return no keys: no other passage has the text of a candidate."""
    return np.empty(0, np.uint64)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that may answer, with their exact scores in each view; arrays of length n.

    `keys` name the passages, in ascending order. `dense` and `sentence` are cosines; `sentence` is
    the best of the passage's sentences. `bm25` is the BM25 score. `coverage` is the share, 0 to 1,
    of the question's words that the passage holds, each weighted by its rarity (inverse document
    frequency). `sentence_scores` holds all sentences' cosines, passage after passage; those of
    candidate i are at `offsets[i]` to `offsets[i + 1]`. No two candidates have the same text;
    `others(i)` gives the keys of the other passages that have that of candidate i. `searched` is
    the number of passages among which they were found.
    """

    keys: Keys
    dense: ScoreArray
    sentence: ScoreArray
    bm25: ScoreArray
    coverage: ScoreArray
    sentence_scores: ScoreArray
    offsets: NDArray[np.int64]
    others: Callable[[int], Keys] = no_others
    searched: int = 0

    def __len__(self) -> int:
        """Return how many candidates there are."""
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class CandidateText:
    """A candidate's article and passage; `before` is the sentence in front of it, "" if none.

    `readable` is the passage as it is read, None where that is its text.
    """

    article: StoredArticle
    passage: Passage
    before: str
    readable: "ReadableText | None" = None

    def cite(self) -> Citation:
        """Return where the passage stands."""
        article, passage = self.article, self.passage
        return Citation(
            document=article.name,
            title=article.title,
            path=article.path,
            section=passage.section,
            paragraph=passage.paragraph,
            line_start=passage.line_start,
            line_end=passage.line_end,
            char_start=passage.start,
            char_end=passage.end,
            sha256=hashlib.sha256(passage.text.encode()).hexdigest(),
        )


class Searcher(Protocol):
    """Finds and fetches passages; may be used from several threads at once."""

    def terms(self, text: str) -> list[str]:
        """Return the stems of `text`'s words without function words, in order, each once."""

    def statistics(self, terms: Sequence[str]) -> WordStatistics:
        """Return how common the terms are."""

    def search(self, query: Query, filters: Filters) -> Candidates:
        """Return the candidates for a query, from articles that pass the filters.

        Raises:
            UsageError: no article passes the filters.
        """

    def near(self, word: str, slips: int, filters: Filters) -> Keys:
        """Return the keys of some passages with a word that so many slips make of this one."""

    def quotations(self, texts: Sequence[CandidateText]) -> "list[tuple[Quotation, ...]]":
        """Return the quotations that share a character with each of these passages."""

    def marked_articles(self, filters: Filters, most: int) -> "MarkedArticles":
        """Return the marks of the first `most` articles that pass the filters.

        Raises:
            UsageError: no article passes the filters.
        """

    def fetch(self, keys: Iterable[int], *, with_before: bool) -> list[CandidateText]:
        """Return the texts of candidates, in the order of their keys; `before` if asked for."""


class CandidateTexts:
    """The texts of one question's candidates by position, each fetched once."""

    def __init__(self, searcher: Searcher, found: Candidates, *, with_before: bool) -> None:
        self._searcher = searcher
        self._with_before = with_before
        self._keys = found.keys
        self._fetched: dict[int, CandidateText] = {}

    def at(self, positions: Sequence[int]) -> list[CandidateText]:
        """Return the texts of the candidates at these positions."""
        missing = [position for position in positions if position not in self._fetched]
        if missing:
            texts = self._searcher.fetch(
                self._keys[missing].tolist(), with_before=self._with_before
            )
            self._fetched.update(zip(missing, texts, strict=True))
        return [self._fetched[position] for position in positions]
