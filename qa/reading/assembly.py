"""Make the passages that are shown out of candidates: text, citation, lit sentence, scores."""

import hashlib

import numpy as np

from qa.model import Citation, FoundPassage, Passage, Ranks, Scores, Span
from qa.reading.lighting import best_sentence
from qa.retrieval import candidates
from qa.retrieval.candidates import Candidates
from qa.storage import Generation
from qa.storage.texts import StoredArticle
from qa.storage.vectors import Rows


class Assembly:
    """Reads the texts of one question's candidates."""

    def __init__(
        self, generation: Generation, found: Candidates, fused: candidates.Scores, terms: list[str]
    ) -> None:
        self._generation = generation
        self._found = found
        self._fused = fused
        self._weights = dict(zip(terms, generation.words.rarity(terms).tolist(), strict=True))
        self._ranks = [_ranks(view) for view in (found.dense, found.sentence, found.bm25)]
        self._articles: dict[int, tuple[StoredArticle, str]] = {}

    def passages(self, order: Rows) -> tuple[FoundPassage, ...]:
        """Return the candidates at the positions in `order`, ranked from 1."""
        return tuple(self._passage(int(at), rank) for rank, at in enumerate(order, 1))

    def _passage(self, at: int, rank: int) -> FoundPassage:
        found = self._found
        key = self._generation.locate(int(found.rows[at]))
        article, text = self._article(key.uid)
        passage = self._generation.texts.passages(key.uid, [key.ordinal], text)[key.ordinal]
        cosines = found.sentence_scores[found.offsets[at] : found.offsets[at + 1]]
        stems = [set(self._generation.words.terms(s.text)) for s in passage.sentences]
        lit = passage.sentences[best_sentence(cosines, stems, self._weights)]
        dense, sentence, bm25 = (int(ranks[at]) for ranks in self._ranks)
        return FoundPassage(
            rank=rank,
            text=passage.text,
            citation=_cite(article, passage),
            sentence=Span(lit.text, lit.start, lit.end),
            scores=Scores(
                dense=float(found.dense[at]),
                sentence=float(found.sentence[at]),
                bm25=float(found.bm25[at]),
                fused=float(self._fused[at]),
            ),
            ranks=Ranks(dense, sentence, bm25),
        )

    def _article(self, uid: int) -> tuple[StoredArticle, str]:
        if uid not in self._articles:
            texts = self._generation.texts
            self._articles[uid] = (texts.article(uid), texts.text(uid))
        return self._articles[uid]


def _cite(article: StoredArticle, passage: Passage) -> Citation:
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


def _ranks(scores: candidates.Scores) -> Rows:
    """Return each score's place from 1, highest first."""
    places = np.empty(len(scores), np.int64)
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return places
