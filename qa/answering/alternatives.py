"""The other spans of the passages shown: what an uncertain answer might be instead, a list's items.

Pure; what spans there are is decided before.
"""

from collections.abc import Iterator, Sequence

from qa.answering.answer_type import Asked, answer_at
from qa.answering.confidence import Assessment
from qa.answering.lists import list_items
from qa.answering.question_type import QuestionKind
from qa.answering.ranking import Ranking, score_of
from qa.model import Alternative, AnswerItem, Outcome, Polarity, ShortAnswer
from qa.retrieval.protocol import CandidateText

# What a span stands for, after its score and its margin.
Found = tuple[float, float, ShortAnswer]

# Alternatives shown, at most.
MOST = 3
# Items of a list, at most, and how far their margins may be below the answer's. On the lists of
# guardian_dev and voa_natural items with 4 logits less touch 0.63 and 0.62 of the evidence, the
# answer alone 0.49 and 0.53; with 6, half of the items of voa_natural and more are wrong.
MOST_ITEMS, ITEM_MARGIN = 8, 4.0


def complete(
    asked: Asked,
    assessment: Assessment,
    ranking: Ranking,
    texts: Sequence[CandidateText],
    answer: ShortAnswer,
) -> tuple[Polarity | None, tuple[AnswerItem, ...], tuple[Alternative, ...]]:
    """Return what more there is to say: yes or no, a list's items, what it might be instead.

    `texts` are those of the passages shown. Yes or no is said only where the passages answer.
    """
    decided: Polarity | None = None
    items: tuple[AnswerItem, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    found = list(_candidates(asked, ranking, texts)) if ranking.spans else []
    if found and asked.kind is QuestionKind.LIST:
        items = find_items(ranking.spans[int(ranking.order[0])].margin, found, answer)
    if assessment.outcome is Outcome.WEAK:
        alternatives = find_alternatives(assessment.confidence, ranking, found, answer)
    elif asked.kind is QuestionKind.YES_NO:
        from qa.answering.answer_span import polarity

        decided = polarity(asked.question, answer.plain or answer.text)
    return decided, items, alternatives


def find_alternatives(
    confidence: float, ranking: Ranking, found: Sequence[Found], answer: ShortAnswer
) -> tuple[Alternative, ...]:
    """Return the next best answers, best first, none of which says or holds what another does.

    The confidence of each is that of the answer, scaled by the scores that order them.
    """
    best = max(float(ranking.fused[ranking.order[0]]), 1e-9)
    kept, taken = [], [_words(answer.text)]
    for score, _, other in sorted(found, key=lambda scored: -scored[0]):
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


def find_items(best: float, found: Sequence[Found], answer: ShortAnswer) -> tuple[AnswerItem, ...]:
    """Return the items of a list: those of the answer, then what is nearly as sure as `best`."""
    surest = sorted(found, key=lambda scored: -scored[1])
    near = [other for _, margin, other in surest if margin >= best - ITEM_MARGIN]
    items: dict[frozenset[str], AnswerItem] = {}
    for other in (answer, *near):
        for start, end in list_items(other.text):
            text = other.text[start:end]
            first = other.char_start + start
            item = AnswerItem(text, first, other.char_start + end, other.passage)
            items.setdefault(_words(text), item)
    return tuple(items.values())[:MOST_ITEMS]


def _candidates(asked: Asked, ranking: Ranking, texts: Sequence[CandidateText]) -> Iterator[Found]:
    """Yield what the spans of each passage stand for.

    Where a phrase is asked for, a passage has several; else only the sentence of its best span.
    """
    for rank, (text, at) in enumerate(zip(texts, ranking.order.tolist(), strict=False), 1):
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
                answer = answer_at(asked, rank, text, found, sentence)
                yield score_of(ranking, at, span), span.margin, answer


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())
