"""Searches one generation on disk: candidates of the three views, each scored exactly in all."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np

from qa.articles.formats import is_markdown
from qa.encoding.protocol import Vectors
from qa.model import Passage
from qa.retrieval.protocol import Candidates, CandidateText, Filters, Query, no_others
from qa.storage import Generation
from qa.storage.fulltext import WordStatistics
from qa.storage.keys import EqualRows, Keys, Rows, split_keys
from qa.storage.texts import StoredArticle, Texts

if TYPE_CHECKING:
    from qa.annotations.values import Quotation
    from qa.retrieval.filters import Selection
    from qa.retrieval.marked_articles import MarkedArticles

# How many each view brings. On the development sets the right passage is among them in all but a
# few of a thousand questions, and more only costs time.
PASSAGES, SENTENCES, WORDS = 40, 80, 40
# Where copies of a few texts take most of the places, so many times as many are looked at by words.
_MORE_WORDS = 8

# Texts kept in memory: sentences with their stems, and passages; some megabytes of either.
_MOST_KEPT = 2000

LONGEST_QUOTED = 500_000
"""Bytes of an article beyond which its marks are not read for a question: they are read whole, in
some 25 milliseconds at this size."""
# Articles whose quotations are kept in memory.
_MOST_QUOTED = 50


class GenerationSearcher:
    """The `Searcher` of a generation, which it does not close."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        # The passages of one question are often those of the next.
        self._terms = lru_cache(_MOST_KEPT)(generation.fulltext.terms)
        # A question asks for those of its own words several times.
        self._statistics = lru_cache(_MOST_KEPT)(generation.fulltext.statistics)
        # So are the articles that they quote from.
        self._quotations = lru_cache(_MOST_QUOTED)(partial(_quotations_of, generation.texts))
        self._fetched: dict[tuple[int, bool], CandidateText] = {}

    def terms(self, text: str) -> list[str]:
        """Return the stems of `text`'s words without function words, in order, each once."""
        return list(self._terms(text))

    def statistics(self, terms: Sequence[str]) -> WordStatistics:
        """Return how common the terms are in the generation."""
        return self._statistics(tuple(terms))

    def search(self, query: Query, filters: Filters) -> Candidates:
        """Return the candidates for a query, from articles that pass the filters.

        Raises:
            UsageError: no article passes the filters.
        """
        generation = self._generation
        vector = query.vector
        terms = self.terms(query.text)
        selection = self._selection(filters)
        uids, passages, sentences = None, None, None
        equal, searched = generation.equal, generation.passages.count
        if selection:
            uids, passages, sentences = selection.uids, selection.passages, selection.sentences
            equal, searched = equal.among(passages), len(passages)
        found = [*self._near(vector, passages, sentences), self._by_words(terms, WORDS, uids)]
        if len(equal) and any(_are_mostly_copies(rows, equal) for rows in found):
            once = np.ones(generation.passages.count, np.bool_)
            if passages is not None:
                once[:] = False
                once[passages] = True
            once[equal.later()] = False
            passages = np.flatnonzero(once)
            found = [
                *self._near(vector, passages, generation.children(passages)[0]),
                _distinct(self._by_words(terms, WORDS * _MORE_WORDS, uids), equal)[:WORDS],
            ]
        rows = np.unique(equal.first(np.concatenate(found)))
        keys = generation.keys(rows)
        dense = generation.passages.score(vector, rows)
        sentence_rows, offsets = generation.children(rows)
        sentence_scores = generation.sentences.score(vector, sentence_rows)
        words = generation.fulltext.score(terms, keys)
        rarity = self.statistics(terms).rarity()
        return Candidates(
            keys=keys,
            dense=dense.astype(np.float64),
            sentence=(
                np.maximum.reduceat(sentence_scores, offsets[:-1]).astype(np.float64)
                if len(rows)
                else np.empty(0)
            ),
            bm25=words.bm25,
            coverage=rarity @ words.holds / max(float(rarity.sum()), 1e-9),
            sentence_scores=sentence_scores.astype(np.float64),
            offsets=offsets,
            others=(
                (lambda at: generation.keys(equal.others(int(rows[at]))))
                if len(equal)
                else no_others
            ),
            searched=searched,
        )

    def _selection(self, filters: Filters) -> "Selection | None":
        """Return what passes the filters, None if everything does."""
        if filters.within is None:
            return None
        # Most questions are put to all articles.
        from qa.retrieval.filters import select_articles

        return select_articles(self._generation, filters.within)

    def _near(
        self, vector: Vectors, passages: Rows | None, sentences: Rows | None
    ) -> tuple[Rows, Rows]:
        """Return the passage rows nearest by passage and by sentence, best first."""
        generation = self._generation
        by_sentence = generation.sentences.search(vector, SENTENCES, sentences)
        return (
            generation.passages.search(vector, PASSAGES, passages),
            generation.parents(by_sentence),
        )

    def _by_words(self, terms: list[str], count: int, uids: list[int] | None) -> Rows:
        """Return the passage rows that match the terms best, best first."""
        if not terms:
            return np.empty(0, np.int64)
        return self._generation.rows(self._generation.fulltext.search(terms, count, uids))

    def near(self, word: str, slips: int, filters: Filters) -> Keys:
        """Return the keys of some passages with a word that so many slips make of this one."""
        terms = self.terms(word)
        selection = self._selection(filters)
        uids = selection.uids if selection else None
        return self._generation.fulltext.search_near(terms, slips, WORDS, uids)

    def quotations(self, texts: Sequence[CandidateText]) -> "list[tuple[Quotation, ...]]":
        """Return the quotations that share a character with each of these passages."""
        return [
            tuple(
                quotation
                for quotation in self._quotations(text.article.uid)
                if quotation.start < text.passage.end and text.passage.start < quotation.end
            )
            if text.article.size <= LONGEST_QUOTED
            else ()
            for text in texts
        ]

    def marked_articles(self, filters: Filters, most: int) -> "MarkedArticles":
        """Return the marks of the first `most` articles that pass the filters.

        Raises:
            UsageError: no article passes the filters.
        """
        from qa.retrieval.marked_articles import read_marked_articles

        selection = self._selection(filters)
        return read_marked_articles(self._generation, selection.uids if selection else None, most)

    def fetch(self, keys: Iterable[int], *, with_before: bool) -> list[CandidateText]:
        """Return the texts of candidates, in the order of their keys; each article is read once."""
        wanted = list(keys)
        known = {key: self._fetched.get((key, with_before)) for key in wanted}
        missing = [key for key, text in known.items() if text is None]
        if missing:
            read = dict(zip(missing, self._read(missing, with_before=with_before), strict=True))
            known.update(read)
            if len(self._fetched) + len(read) > _MOST_KEPT:
                self._fetched = {}
            self._fetched.update(((key, with_before), text) for key, text in read.items())
        return [text for key in wanted if (text := known[key]) is not None]

    def _read(self, keys: list[int], *, with_before: bool) -> list[CandidateText]:
        texts = self._generation.texts
        articles: dict[int, tuple[StoredArticle, str]] = {}
        passages: dict[tuple[int, int], Passage] = {}

        def passage(uid: int, ordinal: int) -> Passage:
            if (uid, ordinal) not in passages:
                found = texts.passages(uid, [ordinal], articles[uid][1])
                passages[uid, ordinal] = found[ordinal]
            return passages[uid, ordinal]

        fetched = []
        uids, ordinals = split_keys(np.array(keys, np.uint64))
        for uid, ordinal in zip(uids.tolist(), ordinals.tolist(), strict=True):
            if uid not in articles:
                articles[uid] = (texts.article(uid), texts.text(uid))
            article, text = articles[uid]
            previous = passage(uid, ordinal - 1) if with_before and ordinal else None
            if is_markdown(article.path):
                fetched.append(_read_markdown(article, text, passage(uid, ordinal), previous))
                continue
            before = previous.sentences[-1].text if previous else ""
            fetched.append(CandidateText(article, passage(uid, ordinal), before))
        return fetched


def _quotations_of(texts: Texts, uid: int) -> "tuple[Quotation, ...]":
    """Return what an article quotes, in order; nothing if it is not annotated."""
    annotations = texts.annotations(uid)
    return annotations.quotations if annotations else ()


def _distinct(rows: Rows, equal: EqualRows) -> Rows:
    """Return the first row of each text in `rows`, in their order."""
    first = equal.first(rows)
    distinct: Rows = first[np.sort(np.unique(first, return_index=True)[1])]
    return distinct


def _are_mostly_copies(rows: Rows, equal: EqualRows) -> bool:
    rows = np.unique(rows)
    return len(np.unique(equal.first(rows))) * 2 < len(rows)


def _read_markdown(
    article: StoredArticle, text: str, passage: Passage, previous: Passage | None
) -> CandidateText:
    """Return a passage of Markdown with what is read of it; `previous` is the one before it."""
    # Most questions find none.
    from qa.articles.readable import read_row, table_header

    header = table_header(text, passage.start, passage.end)
    readable = read_row(text, passage.start, passage.end, header)
    before = ""
    # The row above a row would answer for another.
    if previous and header is None:
        last = previous.sentences[-1]
        before = read_row(text, last.start, last.end, None).text.strip()
    return CandidateText(article, passage, before, readable)
