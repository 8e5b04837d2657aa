"""Another searcher in the place of the one over files: the pipeline sees the protocol alone."""

from collections.abc import Iterable, Sequence

import numpy as np
import pytest

from qa.annotations.values import Quotation
from qa.answering.pipeline import Request, find_answer
from qa.encoding.protocol import Vectors
from qa.model import Outcome, Passage, Sentence
from qa.retrieval.marked_articles import MarkedArticles
from qa.retrieval.protocol import Candidates, CandidateText, Filters, Query, Searcher
from qa.storage.fulltext import WordStatistics
from qa.storage.keys import Keys
from qa.storage.texts import StoredArticle

TEXTS = ("Dogs bark at night.", "The train leaves at nine.", "Rain fell on the hills.")
VECTOR = np.array([1.0], np.float32)


class ListSearcher:
    """Searches a list of one-sentence passages by the words they share with the question."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def terms(self, text: str) -> list[str]:
        """Return the words in lower case."""
        return list(dict.fromkeys(text.lower().strip(".?").split()))

    def statistics(self, terms: Sequence[str]) -> WordStatistics:
        """Count the texts that hold each term."""
        holding = tuple(sum(term in self.terms(t) for t in self._texts) for term in terms)
        return WordStatistics(len(self._texts), holding)

    def search(self, query: Query, filters: Filters) -> Candidates:
        """Return every passage, scored by the share of the question's words."""
        assert filters == Filters()
        terms = self.terms(query.text)
        shares = np.array([np.mean([t in self.terms(x) for t in terms]) for x in self._texts])
        count = len(self._texts)
        return Candidates(
            keys=np.arange(count, dtype=np.uint64),
            dense=shares,
            sentence=shares,
            bm25=shares,
            coverage=shares,
            sentence_scores=shares,
            offsets=np.arange(count + 1),
        )

    def near(self, word: str, slips: int, filters: Filters) -> Keys:
        """Return none."""
        del word, slips, filters
        return np.empty(0, np.uint64)

    def quotations(self, texts: Sequence[CandidateText]) -> list[tuple[Quotation, ...]]:
        """Return none."""
        return [() for _ in texts]

    def marked_articles(self, filters: Filters, most: int) -> MarkedArticles:
        """Return none."""
        del filters, most
        return MarkedArticles(())

    def fetch(self, keys: Iterable[int], *, with_before: bool) -> list[CandidateText]:
        """Return the passages as articles of their own."""
        assert not with_before
        fetched = []
        for key in keys:
            text = self._texts[key]
            sentence = Sentence(0, len(text), text)
            passage = Passage(0, len(text), text, 1, 1, 1, None, (sentence,))
            article = StoredArticle(
                key, f"{key}.txt", str(key), "", len(text), None, None, None, None, None, 1, 1
            )
            fetched.append(CandidateText(article, passage, ""))
        return fetched


def _no_rewriting(texts: Sequence[str]) -> Vectors:
    raise AssertionError(texts)


@pytest.mark.parametrize(("question", "path"), [("When does the train leave?", "1.txt")])
def test_the_pipeline_answers_from_any_searcher(question: str, path: str) -> None:
    """Order, highlighted sentence and citation come from the protocol's values."""
    searcher: Searcher = ListSearcher(TEXTS)
    request = Request(Query(question, VECTOR), Filters(), None, 2)
    found = find_answer(request, searcher, None, _no_rewriting)
    assert found.searched == question
    assert [passage.rank for passage in found.passages] == [1, 2]
    first = found.passages[0]
    assert first.citation.path == path
    assert first.sentence.text == TEXTS[1]
    assert found.assessment.outcome in set(Outcome)


def test_word_statistics_add_up() -> None:
    """Two halves of an index give the rarity of the whole."""
    terms = ["the", "dogs", "hills"]
    whole = ListSearcher(TEXTS).statistics(terms)
    halves = ListSearcher(TEXTS[:1]).statistics(terms) + ListSearcher(TEXTS[1:]).statistics(terms)
    assert halves == whole
    assert halves.rarity().tolist() == whole.rarity().tolist()
