"""From a question's vector to what is shown: find, read, order, judge, light, cite."""

import hashlib
from dataclasses import dataclass

import numpy as np

from qa.answering.answer_span import answer_span
from qa.answering.confidence import Assessment, assess_confidence
from qa.answering.highlight import highlight_sentence
from qa.answering.question_type import QuestionKind, question_kind
from qa.answering.ranking import Ranking, fuse, rank, sort_order
from qa.encoding.protocol import Vectors
from qa.model import Citation, FoundPassage, Outcome, Passage, Ranks, Scores, ShortAnswer, Span
from qa.readers.protocol import FoundSpan, Reader, Reading
from qa.retrieval import Selection, candidates, find_candidates
from qa.retrieval.candidates import Candidates
from qa.storage import Generation
from qa.storage.generation import PassageKey
from qa.storage.texts import StoredArticle
from qa.storage.vectors.protocol import Rows


# The texts of one question's candidates, fetched once each.
@dataclass(frozen=True, slots=True)
class Located:
    """A candidate's article and passage."""

    article: StoredArticle
    passage: Passage


class CandidateTexts:
    """Fetches passages by the position of their candidate."""

    def __init__(self, generation: Generation, found: Candidates) -> None:
        self._generation = generation
        self._found = found
        self._articles: dict[int, tuple[StoredArticle, str]] = {}
        self._passages: dict[PassageKey, Passage] = {}

    def locate(self, at: int) -> Located:
        """Return the article and passage of the candidate at position `at`."""
        key = self._generation.locate(int(self._found.rows[at]))
        return Located(self._article(key.uid)[0], self._passage(key))

    def reading(self, at: int) -> Reading:
        """Return the candidate as it is read: with the sentence that stands before it.

        News goes on about "he" and "the deal" from one paragraph to the next.
        """
        key = self._generation.locate(int(self._found.rows[at]))
        before = ""
        if key.ordinal:
            previous = self._passage(PassageKey(key.uid, key.ordinal - 1))
            before = previous.sentences[-1].text
        return Reading(self._passage(key).text, before)

    def _article(self, uid: int) -> tuple[StoredArticle, str]:
        if uid not in self._articles:
            texts = self._generation.texts
            self._articles[uid] = (texts.article(uid), texts.text(uid))
        return self._articles[uid]

    def _passage(self, key: PassageKey) -> Passage:
        if key not in self._passages:
            text = self._article(key.uid)[1]
            found = self._generation.texts.passages(key.uid, [key.ordinal], text)
            self._passages[key] = found[key.ordinal]
        return self._passages[key]


# How many candidates are read: on squad2, xquad_off and article_dev three bring all that eight do,
# on chat_stories the fourth and fifth add half a point of R@1 and the other three as much together.
READ_AT_MOST = 5

NOTHING = Assessment(0.0, Outcome.NOT_FOUND, ())


@dataclass(frozen=True, slots=True)
class PipelineResult:
    """What was found for a question: the verdict, the passages to show, the short answer."""

    verdict: Assessment
    passages: tuple[FoundPassage, ...]
    answer: ShortAnswer | None


def find(
    generation: Generation,
    reader: Reader | None,
    question: str,
    vector: Vectors,
    selection: Selection | None,
    limit: int,
) -> PipelineResult:
    """Return what answers `question`, whose vector has shape (dimension,).

    Where there is no reader, or the span it found is not in the lit sentence, that sentence is the
    short answer.
    """
    terms = generation.fulltext.terms(question)
    found = find_candidates(generation, vector, terms, selection)
    if not len(found):
        return PipelineResult(NOTHING, (), None)
    texts = CandidateTexts(generation, found)
    ranking = _rank(found, texts, reader, question)
    kind = question_kind(question)
    verdict = assess_confidence(found, ranking, kind)
    weights = dict(zip(terms, generation.fulltext.rarity(terms).tolist(), strict=True))
    passages = _Shown(generation, found, texts, ranking, weights).passages(limit)
    span = ranking.spans.get(int(ranking.order[0]))
    # Without a reader a sentence that is merely near is no answer.
    if verdict.outcome is Outcome.NOT_FOUND or (not span and verdict.outcome is Outcome.WEAK):
        return PipelineResult(verdict, passages, None)
    return PipelineResult(verdict, passages, _answer(question, kind, passages[0], span))


def _answer(
    question: str, kind: QuestionKind, first: FoundPassage, span: FoundSpan | None
) -> ShortAnswer:
    """Return what is shown as the answer: of the lit sentence what the span stands for, or all."""
    start, low, high = (
        first.citation.char_start,
        first.sentence.char_start - first.citation.char_start,
        first.sentence.char_end - first.citation.char_start,
    )
    begin, end = low, high
    if span and low <= span.start < span.end <= high:
        found = (span.start, span.end)
        begin, end = answer_span(kind, question, first.text, found, (low, high))
    return ShortAnswer(first.text[begin:end], 1, start + begin, start + end)


def _rank(
    found: Candidates, texts: CandidateTexts, reader: Reader | None, question: str
) -> Ranking:
    fused = fuse(found)
    if reader is None:
        return rank(found, fused, {})
    read = sort_order(found, fused)[:READ_AT_MOST].tolist()
    spans = reader.read(question, [texts.reading(at) for at in read])
    return rank(found, fused, dict(zip(read, spans, strict=True)))


class _Shown:
    """Makes the passages that are shown out of ranked candidates."""

    def __init__(
        self,
        generation: Generation,
        found: Candidates,
        texts: CandidateTexts,
        ranking: Ranking,
        weights: dict[str, float],
    ) -> None:
        self._generation = generation
        self._found = found
        self._texts = texts
        self._ranking = ranking
        self._weights = weights
        self._places = [_places(view) for view in (found.dense, found.sentence, found.bm25)]

    def passages(self, limit: int) -> tuple[FoundPassage, ...]:
        """Return the best `limit` candidates, ranked from 1."""
        best = self._ranking.order[:limit].tolist()
        return tuple(self._passage(at, place) for place, at in enumerate(best, 1))

    def _passage(self, at: int, place: int) -> FoundPassage:
        found = self._found
        located = self._texts.locate(at)
        passage = located.passage
        cosines = found.sentence_scores[found.offsets[at] : found.offsets[at + 1]]
        stems = [set(self._generation.fulltext.terms(s.text)) for s in passage.sentences]
        span = self._ranking.spans.get(at)
        lit = passage.sentences[highlight_sentence(passage, cosines, stems, self._weights, span)]
        dense, sentence, bm25 = (int(places[at]) for places in self._places)
        return FoundPassage(
            rank=place,
            text=passage.text,
            citation=_cite(located),
            sentence=Span(lit.text, lit.start, lit.end),
            scores=Scores(
                dense=float(found.dense[at]),
                sentence=float(found.sentence[at]),
                bm25=float(found.bm25[at]),
                fused=float(self._ranking.fused[at]),
            ),
            ranks=Ranks(dense, sentence, bm25),
        )


def _cite(located: Located) -> Citation:
    article, passage = located.article, located.passage
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
        sha256=_digest(passage),
    )


def _digest(passage: Passage) -> str:
    return hashlib.sha256(passage.text.encode()).hexdigest()


def _places(scores: candidates.Scores) -> Rows:
    """Return each score's place from 1, highest first."""
    places = np.empty(len(scores), np.int64)
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return places
