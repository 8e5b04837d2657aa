"""Order candidates, and the sentences of one, by the views and what the reader finds in them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qa.answering.answer_type import OTHER_TYPE, Asked, best_of_type
from qa.answering.question_type import QuestionKind
from qa.model import Passage
from qa.readers.protocol import FoundSpan, Reader, Reading
from qa.retrieval.protocol import Candidates, CandidateText, CandidateTexts, ScoreArray
from qa.storage.keys import Rows

# Weights of the passage as a whole, its best sentence, and the question's words it holds. All three
# are on scales that mean the same for every question, so no score is relative to the other
# candidates. The sentence weighs more than the passage because an answer stands in one sentence;
# words weigh as much as the passage because news asks for names. Chosen on xquad_en, newwiki,
# squad2 and article_dev together; between 0.25 and 0.5 for each, R@1 changes by less than 0.01 on
# all four.
PASSAGE, SENTENCE, WORDS = 2 / 7, 3 / 7, 2 / 7

# What a span of full certainty adds. With 0.25 to 0.6, R@1 stays within 0.015 on guardian_dev,
# voa_natural, squad2 and xquad_off; facts are right more often the more it weighs.
READ = 0.4
# What each further word piece costs a phrase that is looked for, in logits: with 0.1 to 0.25 alike,
# the F1 of facts is 0.015 to 0.03 higher than without on guardian_dev, voa_natural and xquad_off.
COST = 0.18
# Logits of margin over which certainty goes from a half to nearly three quarters.
_SOFTNESS = 2.5

# What a sentence gains that holds all the question's words, in cosine; on xquad_en, newwiki and
# squad2 the highlighted sentence was right 3 to 5 points more often than without, at 0.2 to 0.5
# alike.
WORDS_GAIN = 0.3
# What it gains by holding the reader's span, at full certainty: on squad2, xquad_off and
# chat_stories the highlighted sentence is right 5 points more often than without, from 1.0 on.
SPAN_GAIN = 1.2

# How many candidates are read at most: on squad2, xquad_off and article_dev three bring all that
# eight do, on chat_stories the fourth and fifth add half a point of R@1 and the other three as much
# together. Reading ends where none of the others can come first, on most sets after 2.3 of them.
READ_AT_MOST = 5

# Where a report was written, and for whom: "SEOUL, SOUTH KOREA —", "New York (Reuters) -". It is
# where nothing that is told happened, and never an answer.
_DATELINE = re.compile(
    r"(?=[^a-z—–]{4}|[^—–]{0,60}\b(?:AFP|AP|CNN|DPA|Reuters|UPI|VOA|Xinhua)\b)"
    r"(?:(?:[A-Z][\w.’']*|\d{1,2})(?:,|(?=\s?\())?\s?){1,7}(?:\([^()\n]{2,40}\)\s?)?(?:[—–]|-{1,2})\s"
)


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


def rank_and_read(
    found: Candidates, texts: CandidateTexts, reader: Reader | None, asked: Asked, at_once: int
) -> Ranking:
    """Return the candidates in order, the best of them read until none can come first any more."""
    fused = fuse(found)
    if reader is None:
        return rank(found, fused, {})
    best = sort_order(found, fused)[:READ_AT_MOST].tolist()
    spans: dict[int, FoundSpan] = {}
    for at, span in zip(best, _read(texts, best, reader, asked, at_once), strict=False):
        spans[at] = span
        # The items of a list may stand in any of them.
        if asked.kind is not QuestionKind.LIST and is_settled(fused, spans, best[len(spans) :]):
            break
    return rank(found, fused, spans)


def _read(
    texts: CandidateTexts, positions: Sequence[int], reader: Reader, asked: Asked, at_once: int
) -> Iterator[FoundSpan]:
    """Yield what the reader finds in each candidate, in order; `at_once` are read together."""
    cost = COST if asked.kind is QuestionKind.SPAN else 0.0
    for start in range(0, len(positions), at_once):
        candidates = texts.at(positions[start : start + at_once])
        readings = [
            Reading(text.readable.text if text.readable else text.passage.text, text.before, cost)
            for text in candidates
        ]
        spans = reader.read(asked.question, readings)
        for text, reading, span in zip(candidates, readings, spans, strict=True):
            possible = outside_dateline(reading.passage, span)
            yield _in_passage(text, best_of_type(asked, reading.passage, possible))


def outside_dateline(passage: str, found: FoundSpan) -> FoundSpan:
    """Return the best span of a passage, where one in its dateline has to be much surer to win."""
    dateline = _DATELINE.match(passage)
    if dateline is None or found.start == found.end:
        return found
    spans = [
        replace(span, margin=span.margin - OTHER_TYPE) if span.start < dateline.end() else span
        for span in (found, *found.others)
    ]
    return FoundSpan.best_of(spans)


def _in_passage(text: CandidateText, found: FoundSpan) -> FoundSpan:
    """Return what was found in a candidate as it was read, as a span of its passage."""
    if text.readable is None:
        return found
    from qa.answering.readable_span import span_in_passage

    others = tuple(span_in_passage(text.readable, other) for other in found.others)
    return replace(span_in_passage(text.readable, found), others=others)


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


def places_of(scores: ScoreArray) -> list[int]:
    """Return each score's place from 1, highest first."""
    places = np.empty(len(scores), np.int64)
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    ranks: list[int] = places.tolist()
    return ranks


def score_of(ranking: Ranking, at: int, span: FoundSpan) -> float:
    """Return the score that a candidate would have if `span` were the best that was found in it."""
    best, other = certainty(np.array([ranking.spans[at].margin, span.margin]))
    return float(ranking.fused[at] - READ / (1 + READ) * (best - other))


def is_settled(fused: ScoreArray, spans: Mapping[int, FoundSpan], others: Sequence[int]) -> bool:
    """Return whether `rank` puts one of `spans` first, whatever is found in the `others`."""
    read = np.array(list(spans))
    margins = np.array([span.margin for span in spans.values()])
    best = (fused[read] + READ * certainty(margins)).max()
    return bool(best >= (fused[list(others)] + READ).max(initial=0.0))


def certainty(margins: ScoreArray) -> ScoreArray:
    """Return the reader's certainty, 0 to 1, for margins in logits."""
    return np.asarray(1 / (1 + np.exp(-np.clip(margins, -30, 30) / _SOFTNESS)))


def highlight_sentence(
    passage: Passage,
    cosines: ScoreArray,
    stems: Sequence[set[str]],
    weights: Mapping[str, float],
    span: FoundSpan | None,
) -> int:
    """Return the index of the sentence that answers best.

    Args:
        passage: one with at least one sentence.
        cosines: the sentences' similarity to the question, shape (sentences,).
        stems: the stems of each sentence's words.
        weights: the rarity of each of the question's stems.
        span: what the reader found, None if it did not read the passage.
    """
    total = sum(weights.values()) or 1.0
    shares = [sum(w for stem, w in weights.items() if stem in held) / total for held in stems]
    scores = cosines + WORDS_GAIN * np.array(shares)
    if span:
        sure = float(certainty(np.array([span.margin]))[0])
        start, end = passage.start + span.start, passage.start + span.end
        holds_span = [s.start < end and s.end > start for s in passage.sentences]
        scores = scores + SPAN_GAIN * sure * np.array(holds_span)
    return int(np.argmax(scores))
