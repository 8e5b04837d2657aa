"""The way of one question, from top to bottom.

rewrite → retrieve → rank → read → judge → highlight → cite. Each stage is a function below, in this
order; `find_answer` runs them. Nothing here opens an index or loads a model.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answering.answer_type import Asked, answer_at, asked_for
from qa.answering.confidence import Assessment, assess_confidence
from qa.answering.question_type import QuestionKind, may_ask_for_whole, question_kind
from qa.answering.ranking import Ranking, fuse, highlight_sentence, places_of, rank_and_read
from qa.encoding.protocol import Vectors
from qa.model import (
    Alternative,
    AnswerItem,
    AnswerKind,
    FoundPassage,
    Outcome,
    Passage,
    Polarity,
    Ranks,
    Scores,
    ShortAnswer,
    Span,
)
from qa.readers.protocol import FoundSpan, Reader
from qa.retrieval.protocol import (
    Candidates,
    CandidateText,
    CandidateTexts,
    Filters,
    Query,
    Searcher,
)

if TYPE_CHECKING:
    from qa.conversation.memory import Turn

# Other places of a passage's text that are cited; the rest are counted.
MOST_PLACES = 10

_QUOTED = re.compile(r"[\"“”‘«»„]")

NOTHING = Assessment(0.0, Outcome.NOT_FOUND, ())

Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Request:
    """A question with its vector, what restricts it, the turn before it, and how many to show.

    `encoder` is the SHA-256 of the weights that vectors are made with, "" if none is known.
    `at_once` is how many passages are read side by side: it changes the time, never the answer.
    """

    typed: Query
    filters: Filters
    previous: "Turn | None"
    limit: int
    encoder: str = ""
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class PipelineResult:
    """What was found: the question as searched, the assessment, the passages, the short answer.

    The rest is as in `qa.model.Answer`; `asked` is what was asked for. `kind` is None where that
    tells it, `topic` what an article as a whole was asked for. `is_whole` is True where the
    question names no subject in it.
    """

    searched: str
    asked: Asked
    assessment: Assessment
    passages: tuple[FoundPassage, ...]
    answer: ShortAnswer | None
    polarity: Polarity | None = None
    items: tuple[AnswerItem, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    kind: AnswerKind | None = None
    topic: str | None = None
    reason: str = ""
    notices: tuple[str, ...] = ()
    is_whole: bool = False


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
    if may_ask_for_whole(request.typed.text):
        whole = _of_whole(request, searcher)
        if whole:
            return whole
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
    asked = asked_for(query.text, query.vector, request.encoder)
    found = searcher.search(query, request.filters)
    if not len(found):
        return PipelineResult(query.text, asked, NOTHING, (), None)
    # The sentence before a passage is read with it, never shown.
    texts = CandidateTexts(searcher, found, with_before=reader is not None)
    ranking = rank_and_read(found, texts, reader, asked, request.at_once)
    span = ranking.spans.get(int(ranking.order[0]))
    first = texts.at([int(ranking.order[0])])[0]
    repeats = False
    if span and request.previous and query.text != request.typed.text:
        from qa.conversation.repetition import repeats_answer

        phrase = first.passage.text[span.start : span.end]
        repeats = repeats_answer(request.typed.text, phrase, request.previous)
    doubts = asked.doubts(first.passage.text, span) if span else {}
    assessment = assess_confidence(found, ranking, asked.kind, repeats=repeats, doubts=doubts)
    shown = _passages(query.text, searcher, found, texts, ranking, request.limit)
    read = texts.at(ranking.order[: len(shown)].tolist())
    if asked.kind is QuestionKind.SAID or any(_QUOTED.search(p.sentence.text) for p in shown):
        from qa.annotations.speakers import with_speakers

        quoted = searcher.quotations(read)
        shown = with_speakers(shown, quoted)
    answer = _short_answer(asked, assessment, shown[0], span, first)
    result = PipelineResult(query.text, asked, assessment, shown, answer)
    if answer is None or (asked.kind, assessment.outcome) == (QuestionKind.SPAN, Outcome.ANSWERED):
        return result
    from qa.answering.alternatives import complete

    more = complete(asked, assessment, ranking, read, answer)
    if asked.kind is QuestionKind.SAID:
        from qa.annotations.speakers import whole_statement

        answer = whole_statement(answer, shown[0], quoted[0])
        said = answer.text, answer.char_start, answer.char_end, answer.passage
        result = replace(result, answer=answer, items=(AnswerItem(*said, shown[0].speaker),))
    items = more[1] or result.items
    return replace(result, polarity=more[0], items=items, alternatives=more[2])


def _of_whole(request: Request, searcher: Searcher) -> PipelineResult | None:
    """Return what answers a request for the article as a whole, None if it is none."""
    from qa.answering.whole.answer import answer_whole

    question = request.typed.text
    found = answer_whole(question, request.filters, request.limit, searcher)
    if found is None:
        return None
    # What is marked in the article is a fact.
    assessment = Assessment(1.0, Outcome.ANSWERED, ()) if found.items else NOTHING
    return PipelineResult(
        question,
        Asked(question, QuestionKind.SPAN),
        assessment,
        found.passages,
        found.answer,
        items=found.items,
        kind=found.topic.kind,
        topic=found.topic.value,
        reason=found.reason,
        notices=found.notices,
        is_whole=not found.of_speaker,
    )


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


def _passages(
    question: str,
    searcher: Searcher,
    found: Candidates,
    texts: CandidateTexts,
    ranking: Ranking,
    limit: int,
) -> tuple[FoundPassage, ...]:
    """Return the best `limit` candidates as passages, highlighted and cited, ranked from 1."""
    terms = searcher.terms(question)
    weights = dict(zip(terms, searcher.statistics(terms).rarity().tolist(), strict=True))
    places = [places_of(view) for view in (found.dense, found.sentence, found.bm25)]
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
                citation=text.cite(),
                sentence=_highlight(at, text.passage, searcher, found, ranking, weights),
                scores=Scores(
                    dense=float(found.dense[at]),
                    sentence=float(found.sentence[at]),
                    bm25=float(found.bm25[at]),
                    fused=float(ranking.fused[at]),
                ),
                ranks=Ranks(dense, sentence, bm25),
                also=tuple(other.cite() for other in searcher.fetch(named, with_before=False)),
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


def _short_answer(
    asked: Asked,
    assessment: Assessment,
    first: FoundPassage,
    span: FoundSpan | None,
    text: CandidateText,
) -> ShortAnswer | None:
    """Return what is shown as the answer: of the highlighted sentence the span, or all of it.

    Without a reader a sentence that is merely near is no answer.
    """
    if assessment.outcome is Outcome.NOT_FOUND or (not span and assessment.outcome is Outcome.WEAK):
        return None
    start = first.citation.char_start
    low, high = first.sentence.char_start - start, first.sentence.char_end - start
    found = None
    if span and low <= span.start < span.end <= high:
        found = (span.start, span.end)
        asked = asked.as_found(span, first.text)
    return answer_at(asked, 1, text, found, (low, high))
