"""Compares one answer with the known answer to its question: a Judgement.

What makes a passage relevant is defined here and nowhere else. Averages nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qa.evaluation.figures import exact_match, token_f1
from qa.evaluation.sets import Place, SetQuestion
from qa.language.sentences import find_sentences
from qa.model import Answer, FoundPassage, Outcome

WORDS_READ = 100
_HALF = 0.5
_MOST_SENTENCES = 3
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one question fared.

    `first_rank` is the rank of the first relevant passage shown, from 1, None where none is;
    `soon` whether a relevant span is met within the first 100 words; `sentence` whether the
    highlighted sentence of the first passage overlaps an answer span, or where the question has a
    type, an evidence sentence. `exact` and `f1` are 0 to 1. `covered` is whether the answer holds
    at least half of an answer span in at most three sentences; `decided` whether yes or no is said
    and right; `listed` the share of the evidence sentences that the answer's items touch; `shown`
    whether the answer or one of the alternatives has an F1 of at least ½. What cannot be judged of
    the question is None.
    """

    question: SetQuestion
    answer: Answer
    first_rank: int | None
    soon: bool
    sentence: bool | None
    exact: float | None
    f1: float | None
    covered: bool | None = None
    decided: bool | None = None
    listed: float | None = None
    shown: bool | None = None

    @property
    def answered(self) -> bool:
        """Whether the outcome is that the articles answer the question."""
        return self.answer.outcome is Outcome.ANSWERED

    @property
    def first_right(self) -> bool:
        """Whether the first passage is relevant; never so for an unanswerable question."""
        return self.first_rank == 1


def judge(question: SetQuestion, answer: Answer) -> Judgement:
    """Return how well `answer` answers `question`."""
    relevant = [p for p in answer.passages if is_relevant(p, question)]
    sentence_right = None
    sentences = question.evidence if question.type else question.answer_spans
    if sentences and question.answerable:
        sentence_right = any(
            _overlap(p.citation.path, p.sentence.char_start, p.sentence.char_end, span) > 0
            for p in answer.passages[:1]
            for span in sentences
        )
    exact = f1 = shown = None
    if question.answers or not question.answerable:
        given = answer.answer.text if answer.answer else None
        accepted = question.answers if question.answerable else ()
        exact, f1 = exact_match(given, accepted), token_f1(given, accepted)
        others = (alternative.text for alternative in answer.alternatives)
        shown = any(token_f1(text, accepted) >= _HALF for text in (given, *others))
    return Judgement(
        question=question,
        answer=answer,
        first_rank=min((p.rank for p in relevant), default=None),
        soon=_met_within(WORDS_READ, answer.passages, question),
        sentence=sentence_right,
        exact=exact,
        f1=f1,
        covered=_covers(question, answer) if question.answer_spans else None,
        decided=None if question.polarity is None else answer.polarity == question.polarity,
        listed=_share_listed(question, answer) if question.evidence else None,
        shown=shown if question.answerable else None,
    )


def _covers(question: SetQuestion, answer: Answer) -> bool:
    """Return whether the answer holds half of an answer span, and is no longer than allowed."""
    short = answer.answer
    if short is None or len(find_sentences(short.text)) > _MOST_SENTENCES:
        return False
    path = _path(answer, short.passage)
    return any(
        _overlap(path, short.char_start, short.char_end, span) >= _HALF * (span.end - span.start)
        for span in question.answer_spans
    )


def _share_listed(question: SetQuestion, answer: Answer) -> float:
    """Return the share of the evidence that the answer's items, or else the answer, touch."""
    short = (answer.answer,) if answer.answer else ()
    items = [
        (_path(answer, item.passage), item.char_start, item.char_end)
        for item in answer.items or short
    ]
    touched = [any(_overlap(*item, place) > 0 for item in items) for place in question.evidence]
    return sum(touched) / len(touched)


def _path(answer: Answer, rank: int | None) -> str:
    """Return the path of the article that the passage of this rank is in, "" if there is none."""
    return next((p.citation.path for p in answer.passages if p.rank == rank), "")


def is_relevant(passage: FoundPassage, question: SetQuestion) -> bool:
    """Return whether the passage overlaps an answer span.

    Where the question has none: whether it overlaps an evidence span by at least half of the
    shorter of the two. Nothing is relevant to an unanswerable question.
    """
    if not question.answerable:
        return False
    path, start, end = _location(passage)
    if question.answer_spans:
        return any(_overlap(path, start, end, span) > 0 for span in question.answer_spans)
    return any(
        2 * _overlap(path, start, end, span) >= min(end - start, span.end - span.start)
        for span in question.evidence
        if span.path == path
    )


def _met_within(words: int, passages: Iterable[FoundPassage], question: SetQuestion) -> bool:
    """Return whether a relevant span begins within the first `words` words of the passages.

    They are read in the order shown, a word being a run of non-blank characters. The relevant spans
    are the answer spans; where there are none, the evidence spans of relevant passages.
    """
    left = words
    for passage in passages:
        path, start, _ = _location(passage)
        ends = [word.end() for word in _WORD.finditer(passage.text)]
        if ends and is_relevant(passage, question):
            read = start + ends[min(left, len(ends)) - 1]
            spans = question.answer_spans or question.evidence
            if any(_overlap(path, start, read, span) > 0 for span in spans):
                return True
        left -= len(ends)
        if left <= 0:
            break
    return False


def _location(passage: FoundPassage) -> tuple[str, int, int]:
    return passage.citation.path, passage.citation.char_start, passage.citation.char_end


def _overlap(path: str, start: int, end: int, span: Place) -> int:
    """Return how many code points the range and the span share."""
    if path != span.path:
        return 0
    return max(0, min(end, span.end) - max(start, span.start))
