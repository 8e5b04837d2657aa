"""What the answer might be instead, where it is uncertain: other spans of what is shown; pure."""

from collections.abc import Iterator, Sequence

from qa.answering.answer_type import Asked
from qa.answering.pipeline import answer_at
from qa.answering.question_type import QuestionKind
from qa.answering.ranking import Ranking, score_of
from qa.model import Alternative, FoundPassage, ShortAnswer
from qa.retrieval.protocol import CandidateText

# Alternatives shown, at most.
MOST = 3


def find_alternatives(
    asked: Asked,
    confidence: float,
    ranking: Ranking,
    shown: Sequence[FoundPassage],
    texts: Sequence[CandidateText],
    answer: ShortAnswer,
) -> tuple[Alternative, ...]:
    """Return the next best answers, best first, none of which says or holds what another does.

    The confidence of each is that of the answer, scaled by the scores that order them.
    """
    best = max(float(ranking.fused[ranking.order[0]]), 1e-9)
    found = sorted(_candidates(asked, ranking, shown, texts), key=lambda scored: -scored[0])
    kept, taken = [], [_words(answer.text)]
    for score, other in found:
        words = _words(other.text)
        if not words or any(words <= known or known <= words for known in taken):
            continue
        taken.append(words)
        scaled = confidence * min(max(score / best, 0.0), 1.0)
        kept.append(
            Alternative(other.text, other.char_start, other.char_end, other.passage, scaled)
        )
        if len(kept) == MOST:
            break
    return tuple(kept)


def _candidates(
    asked: Asked,
    ranking: Ranking,
    shown: Sequence[FoundPassage],
    texts: Sequence[CandidateText],
) -> Iterator[tuple[float, ShortAnswer]]:
    """Yield what the spans of each passage stand for, with their scores.

    Where a phrase is asked for, a passage has several; else only the sentence of its best span.
    """
    for passage, text, at in zip(shown, texts, ranking.order.tolist(), strict=False):
        best = ranking.spans.get(at)
        if best is None:
            continue
        several = asked.kind in {QuestionKind.SPAN, QuestionKind.LIST}
        for span in (best, *best.others) if several else (best,):
            begin = text.passage.start
            sentence = next(
                (
                    (part.start - begin, part.end - begin)
                    for part in text.passage.sentences
                    if part.start - begin <= span.start < span.end <= part.end - begin
                ),
                None,
            )
            if sentence:
                found = span.start, span.end
                answer = answer_at(asked, passage.rank, text, found, sentence)
                yield score_of(ranking, at, span), answer


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())
