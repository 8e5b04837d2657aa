"""Choose the sentence of a passage that answers best; pure."""

from collections.abc import Mapping, Sequence

import numpy as np

from qa.answering.ranking import certainty
from qa.model import Passage
from qa.readers.protocol import FoundSpan
from qa.retrieval.candidates import Scores

# How much a sentence gains that holds all the question's words, in cosine; on xquad_en, newwiki
# and squad2 the lit sentence was right 3 to 5 points more often than without, at 0.2 to 0.5 alike.
WORDS_GAIN = 0.3
# How much it gains by holding what a reader that is sure takes for the answer: on squad2, xquad_off
# and chat_stories the lit sentence is right 5 points more often than without, from 1.0 on.
SPAN_GAIN = 1.2


def highlight_sentence(
    passage: Passage,
    cosines: Scores,
    stems: Sequence[set[str]],
    weights: Mapping[str, float],
    span: FoundSpan | None,
) -> int:
    """Return the index of the sentence that answers best.

    `cosines` are the sentences' nearness to the question, `stems` those of their words, `weights`
    the question's stems with their rarity, `span` what the reader found, if it read the passage.
    """
    total = sum(weights.values()) or 1.0
    shares = [sum(w for term, w in weights.items() if term in held) / total for held in stems]
    scores = cosines + WORDS_GAIN * np.array(shares)
    if span:
        sure = float(certainty(np.array([span.margin]))[0])
        start, end = passage.start + span.start, passage.start + span.end
        holds = [s.start < end and s.end > start for s in passage.sentences]
        scores = scores + SPAN_GAIN * sure * np.array(holds)
    return int(np.argmax(scores))
