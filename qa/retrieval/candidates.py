"""Gather candidates from the three views and score each of them exactly in every view."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.encoding.protocol import Vectors
from qa.retrieval.filters import Selection
from qa.storage import Generation
from qa.storage.vectors.protocol import Rows

# How many each view brings. On the development sets the right passage is among them in all but a
# few of a thousand questions, and more only costs time.
PASSAGES, SENTENCES, WORDS = 40, 80, 40

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages that may answer, by row, with their exact scores in each view; arrays of length n.

    `dense` and `sentence` are cosines; `sentence` is the best of the passage's sentences. `bm25` is
    the BM25 score. `coverage` is the share, 0 to 1, of the question's words that the passage holds,
    each weighted by its rarity (inverse document frequency).
    `sentence_scores` holds all sentences' cosines, passage after passage; those of candidate i are
    at `offsets[i]` to `offsets[i + 1]`.
    """

    rows: Rows
    dense: Scores
    sentence: Scores
    bm25: Scores
    coverage: Scores
    sentence_scores: Scores
    offsets: Rows

    def __len__(self) -> int:
        """Return how many candidates there are."""
        return len(self.rows)


def find_candidates(
    generation: Generation, query: Vectors, terms: list[str], selection: Selection | None
) -> Candidates:
    """Return the candidates for a question, in no particular order.

    `query` is the question's vector, shape (dimension,); `terms` its distinct stems. A
    `selection` restricts every view before it is cut.
    """
    by_passage = generation.search_passages(
        query, PASSAGES, selection.passages if selection else None
    )
    by_sentence = generation.parents(
        generation.search_sentences(query, SENTENCES, selection.sentences if selection else None)
    )
    found = [by_passage, by_sentence]
    if terms:
        keys = generation.fulltext.search(terms, WORDS, selection.uids if selection else None)
        found.append(generation.rows(keys))
    rows = np.unique(np.concatenate(found))
    dense = generation.passages.take(rows).astype(np.float32) @ query
    sentence_rows, offsets = generation.children(rows)
    sentence_scores = generation.sentences.take(sentence_rows).astype(np.float32) @ query
    per_term = generation.fulltext.scores(terms, generation.keys(rows))
    rarity = generation.fulltext.rarity(terms)
    return Candidates(
        rows=rows,
        dense=dense.astype(np.float64),
        sentence=(
            np.maximum.reduceat(sentence_scores, offsets[:-1]).astype(np.float64)
            if len(rows)
            else np.empty(0)
        ),
        bm25=per_term.sum(0),
        coverage=rarity @ (per_term > 0) / max(float(rarity.sum()), 1e-9),
        sentence_scores=sentence_scores.astype(np.float64),
        offsets=offsets,
    )
