"""Order candidates by one score, fused of three views and what the reader found; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from qa.readers.protocol import FoundSpan
from qa.retrieval.protocol import Candidates, ScoreArray
from qa.storage.keys import Rows

# Weights of the passage as a whole, its best sentence, and the question's words it holds. All three
# are on scales that mean the same for every question, so no score is relative to the other
# candidates. The sentence weighs more than the passage because an answer stands in one sentence;
# words weigh as much as the passage because news asks for names. Chosen on xquad_en, newwiki,
# squad2 and article_dev together; between 0.25 and 0.5 for each, R@1 changes by less than 0.01 on
# all four.
PASSAGE, SENTENCE, WORDS = 2 / 7, 3 / 7, 2 / 7

# What a span of full certainty adds. With 0.15 to 0.6, and a certainty half as soft or twice, R@1
# stays within 0.01 on squad2, xquad_off and chat_stories.
READ = 0.25
# Logits of margin over which certainty goes from a half to nearly three quarters.
_SOFTNESS = 2.5


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates in order.

    `order` holds their positions, best first; `fused` the score of each by position, 0 to 1;
    `spans` what the reader found in those it read, by position.
    """

    order: Rows
    fused: ScoreArray
    spans: Mapping[int, FoundSpan]


def fuse(found: Candidates) -> ScoreArray:
    """Return a score from 0 to 1 for each candidate, of the three views alone."""
    mixed = PASSAGE * found.dense + SENTENCE * found.sentence + WORDS * found.coverage
    return np.clip(mixed, 0, 1)


def sort_order(found: Candidates, fused: ScoreArray) -> Rows:
    """Return the candidates' positions, best first; ties are in the order of the index's rows."""
    order: Rows = np.lexsort((found.keys, -fused))
    return order


def rank(found: Candidates, fused: ScoreArray, spans: Mapping[int, FoundSpan]) -> Ranking:
    """Return the candidates in order, those that were read before all others.

    The score of a candidate that was read is its fused one and up to READ more by the certainty of
    its span, scaled to 0 to 1; the scores of the others are held below the lowest of these.
    """
    if not spans:
        return Ranking(sort_order(found, fused), fused, spans)
    read = np.array(list(spans))
    margins = np.array([span.margin for span in spans.values()])
    total = fused / (1 + READ)
    total[read] += READ / (1 + READ) * certainty(margins)
    unread = np.setdiff1d(np.arange(len(found)), read)
    total[unread] = np.minimum(total[unread], total[read].min() * (1 - 1e-6))
    return Ranking(sort_order(found, total), total, spans)


def certainty(margins: ScoreArray) -> ScoreArray:
    """Return the reader's certainty, 0 to 1, for margins in logits."""
    return np.asarray(1 / (1 + np.exp(-np.clip(margins, -30, 30) / _SOFTNESS)))
