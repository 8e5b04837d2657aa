"""The way of one question, from top to bottom.

rewrite → retrieve → rank → read → judge → highlight → cite. Each stage is a function below, in this
order; `find_answer` runs them. Nothing here opens an index or loads a model.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qa.answering.answer_span import answer_span
from qa.answering.confidence import Assessment, assess_confidence
from qa.answering.question_type import QuestionKind, question_kind
from qa.answering.ranking import Ranking, fuse, highlight_sentence, rank, sort_order
from qa.encoding.protocol import Vectors
from qa.model import (
    Citation,
    FoundPassage,
    Outcome,
    Passage,
    Ranks,
    Scores,
    ShortAnswer,
    Span,
)
from qa.readers.protocol import FoundSpan, Reader, Reading
from qa.retrieval.protocol import Candidates, CandidateText, Filters, Query, ScoreArray, Searcher

if TYPE_CHECKING:
    from qa.articles.readable import ReadableText
    from qa.conversation.memory import Turn

# How many candidates are read: on squad2, xquad_off and article_dev three bring all that eight do,
# on chat_stories the fourth and fifth add half a point of R@1 and the other three as much together.
READ_AT_MOST = 5

# Other places of a passage's text that are cited; the rest are counted.
MOST_PLACES = 10

NOTHING = Assessment(0.0, Outcome.NOT_FOUND, ())

Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Request:
    """A question with its vector, what restricts it, the turn before it, and how many to show."""

    typed: Query
    filters: Filters
    previous: "Turn | None"
    limit: int


@dataclass(frozen=True, slots=True)
class PipelineResult:
    """What was found: the question as searched, the assessment, the passages, the short answer."""

    searched: str
    assessment: Assessment
    passages: tuple[FoundPassage, ...]
    answer: ShortAnswer | None


def find_answer(
    request: Request,
    searcher: Searcher,
    reader: Reader | None,
    encode: Encode,
    is_common: Callable[[str], bool] = bool,
) -> PipelineResult:
    """Return what answers the request; `encode` gives the vectors of rewritten questions.

    `is_common` tells whether a word is a common one, which is not misspelt; by default any is.

    Raises:
        UsageError: no article passes the filters.
    """
    if not all(searcher.statistics(searcher.terms(request.typed.text)).holding):
        from qa.answering.spelling import spelled

        typed = spelled(request.typed, searcher, request.filters, encode, is_common)
        request = replace(request, typed=typed)
    query = _rewrite(request, searcher, encode)
    result = _answer(request, query, searcher, reader)
    # What is answered needs no whole names, unless it asks who somebody is: they tell that.
    answered = result.assessment.outcome is Outcome.ANSWERED
    if query is not request.typed or (answered and not query.text.lower().startswith("who")):
        return result
    from qa.answering.full_names import with_whole_names

    text = with_whole_names(query, searcher, request.filters, only_who_is=answered)
    if text == query.text:
        return result
    other = _answer(request, Query(text, encode([text])[0]), searcher, reader)
    surer = other.assessment.confidence > result.assessment.confidence
    changes = answered or other.assessment.outcome is not result.assessment.outcome
    return other if surer and changes else result


def _answer(
    request: Request, query: Query, searcher: Searcher, reader: Reader | None
) -> PipelineResult:
    """Return what answers the request, searched as `query`."""
    found = searcher.search(query, request.filters)
    if not len(found):
        return PipelineResult(query.text, NOTHING, (), None)
    # The sentence before a passage is read with it, never shown.
    texts = _Texts(searcher, found, with_before=reader is not None)
    ranking = _rank_and_read(found, texts, reader, query.text)
    kind = question_kind(query.text)
    span = ranking.spans.get(int(ranking.order[0]))
    first = texts.at([int(ranking.order[0])])[0]
    repeats = False
    if span and request.previous and query.text != request.typed.text:
        from qa.conversation.repetition import repeats_answer

        phrase = first.passage.text[span.start : span.end]
        repeats = repeats_answer(request.typed.text, phrase, request.previous)
    assessment = assess_confidence(found, ranking, kind, repeats=repeats)
    shown = _passages(query.text, searcher, found, texts, ranking, request.limit)
    answer = _short_answer(query.text, kind, assessment, shown[0], span, first.readable)
    return PipelineResult(query.text, assessment, shown, answer)


def _rewrite(request: Request, searcher: Searcher, encode: Encode) -> Query:
    """Return what to search for: the question as typed, or completed from the turn before it."""
    if request.previous is None or question_kind(request.typed.text) is QuestionKind.NOTHING:
        return request.typed
    # Most questions stand alone and need none of it.
    from qa.conversation.choosing import prepare

    def best(query: Query) -> float:
        found = searcher.search(query, request.filters)
        return float(fuse(found).max(initial=0.0))

    return prepare(request.typed, request.previous, encode, best)


def _rank_and_read(
    found: Candidates, texts: "_Texts", reader: Reader | None, question: str
) -> Ranking:
    """Return the candidates in order, the best of them read."""
    fused = fuse(found)
    if reader is None:
        return rank(found, fused, {})
    read = sort_order(found, fused)[:READ_AT_MOST].tolist()
    candidates = texts.at(read)
    readings = [
        Reading(text.readable.text if text.readable else text.passage.text, text.before)
        for text in candidates
    ]
    spans = map(_in_passage, candidates, reader.read(question, readings))
    return rank(found, fused, dict(zip(read, spans, strict=True)))


def _in_passage(text: CandidateText, found: FoundSpan) -> FoundSpan:
    """Return what was found in a candidate as it was read, as a span of its passage."""
    if text.readable is None:
        return found
    from qa.answering.readable_span import span_in_passage

    return span_in_passage(text.readable, found)


def _passages(
    question: str,
    searcher: Searcher,
    found: Candidates,
    texts: "_Texts",
    ranking: Ranking,
    limit: int,
) -> tuple[FoundPassage, ...]:
    """Return the best `limit` candidates as passages, highlighted and cited, ranked from 1."""
    terms = searcher.terms(question)
    weights = dict(zip(terms, searcher.statistics(terms).rarity().tolist(), strict=True))
    places = [_places(view) for view in (found.dense, found.sentence, found.bm25)]
    best = ranking.order[:limit].tolist()
    shown = []
    for number, (at, text) in enumerate(zip(best, texts.at(best), strict=True), 1):
        dense, sentence, bm25 = (int(view[at]) for view in places)
        others = found.others(at)
        named = others[:MOST_PLACES].tolist()
        shown.append(
            FoundPassage(
                rank=number,
                text=text.passage.text,
                citation=_cite(text),
                sentence=_highlight(at, text.passage, searcher, found, ranking, weights),
                scores=Scores(
                    dense=float(found.dense[at]),
                    sentence=float(found.sentence[at]),
                    bm25=float(found.bm25[at]),
                    fused=float(ranking.fused[at]),
                ),
                ranks=Ranks(dense, sentence, bm25),
                also=tuple(map(_cite, searcher.fetch(named, with_before=False))),
                also_more=len(others) - len(named),
            )
        )
    return tuple(shown)


def _highlight(
    at: int,
    passage: Passage,
    searcher: Searcher,
    found: Candidates,
    ranking: Ranking,
    weights: Mapping[str, float],
) -> Span:
    """Return the sentence of the candidate at position `at` that answers best."""
    cosines = found.sentence_scores[found.offsets[at] : found.offsets[at + 1]]
    stems = [set(searcher.terms(sentence.text)) for sentence in passage.sentences]
    span = ranking.spans.get(at)
    best = passage.sentences[highlight_sentence(passage, cosines, stems, weights, span)]
    return Span(best.text, best.start, best.end)


def _cite(text: CandidateText) -> Citation:
    article, passage = text.article, text.passage
    return Citation(
        document=article.name,
        title=article.title,
        path=article.path,
        section=passage.section,
        paragraph=passage.paragraph,
        line_start=passage.line_start,
        line_end=passage.line_end,
        char_start=passage.start,
        char_end=passage.end,
        sha256=hashlib.sha256(passage.text.encode()).hexdigest(),
    )


def _short_answer(
    question: str,
    kind: QuestionKind,
    assessment: Assessment,
    first: FoundPassage,
    span: FoundSpan | None,
    readable: "ReadableText | None",
) -> ShortAnswer | None:
    """Return what is shown as the answer: of the highlighted sentence the span, or all of it.

    Without a reader a sentence that is merely near is no answer.
    """
    if assessment.outcome is Outcome.NOT_FOUND or (not span and assessment.outcome is Outcome.WEAK):
        return None
    start, low, high = (
        first.citation.char_start,
        first.sentence.char_start - first.citation.char_start,
        first.sentence.char_end - first.citation.char_start,
    )
    begin, end = low, high
    found = (span.start, span.end) if span and low <= span.start < span.end <= high else None
    plain = None
    if readable is not None:
        from qa.answering.readable_span import span_to_show

        begin, end = span_to_show(readable, kind, question, found, (low, high))
        plain = readable.part(begin, end)
    elif found:
        begin, end = answer_span(kind, question, first.text, found, (low, high))
    text = first.text[begin:end]
    return ShortAnswer(text, 1, start + begin, start + end, plain if plain != text else None)


class _Texts:
    """The texts of one question's candidates by position, each fetched once."""

    def __init__(self, searcher: Searcher, found: Candidates, *, with_before: bool) -> None:
        self._searcher = searcher
        self._with_before = with_before
        self._keys = found.keys
        self._fetched: dict[int, CandidateText] = {}

    def at(self, positions: Sequence[int]) -> list[CandidateText]:
        """Return the texts of the candidates at these positions."""
        missing = [position for position in positions if position not in self._fetched]
        if missing:
            texts = self._searcher.fetch(
                self._keys[missing].tolist(), with_before=self._with_before
            )
            self._fetched.update(zip(missing, texts, strict=True))
        return [self._fetched[position] for position in positions]


def _places(scores: ScoreArray) -> Sequence[int]:
    """Return each score's place from 1, highest first."""
    places = np.empty(len(scores), np.int64)
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    ranks: list[int] = places.tolist()
    return ranks
