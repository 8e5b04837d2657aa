"""Choose the sentence of a passage that answers best; pure."""

from collections.abc import Sequence

import numpy as np

from qa.retrieval.candidates import Scores

# How much a sentence gains that holds all the question's words, in cosine.
WORDS_GAIN = 0.3


def best_sentence(cosines: Scores, words: Sequence[set[str]], weights: dict[str, float]) -> int:
    """Return the index of the best sentence.

    `cosines` are the sentences' nearness to the question, `words` their stems, `weights` the
    question's stems with their rarity. A sentence scores its cosine plus WORDS_GAIN times the
    weighted share of the question's stems it holds.
    """
    total = sum(weights.values()) or 1.0
    shares = [sum(w for term, w in weights.items() if term in held) / total for held in words]
    return int(np.argmax(cosines + WORDS_GAIN * np.array(shares)))
