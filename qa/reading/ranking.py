"""Order candidates by one figure made of the three views; pure."""

import numpy as np

from qa.retrieval.candidates import Candidates, Scores

# Until fitted.
WORDS_SHARE = 0.35


def fuse(found: Candidates) -> Scores:
    """Return a figure from 0 to 1 for each candidate, higher for likelier answers."""
    if not len(found):
        return np.empty(0)
    best = found.bm25.max()
    words = found.bm25 / best if best > 0 else found.bm25
    dense = (found.dense + found.sentence) / 2
    return np.clip(WORDS_SHARE * words + (1 - WORDS_SHARE) * dense, 0, 1)
