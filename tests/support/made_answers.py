"""Answers made by hand for tests of what is done with answers."""

import hashlib

from qa.model import (
    Answer,
    Citation,
    FoundPassage,
    IndexInfo,
    Outcome,
    Ranks,
    Scores,
    ShortAnswer,
    Span,
)

TEXT = "The sky was grey. Anna Meyer arrived on Monday by train. Nobody met her."
SENTENCE = "Anna Meyer arrived on Monday by train."
SHORT = "on Monday"
INFO = IndexInfo("20260131T120000-abc", "tiny", "2026-01-31T12:00:00Z", stale=False)


def made_passage(
    text: str = TEXT,
    sentence: str = SENTENCE,
    *,
    rank: int = 1,
    origin: int = 100,
    title: str | None = None,
    section: str | None = None,
    document: str = "arrivals/anna",
) -> FoundPassage:
    """Return a passage that stands `origin` code points into its file."""
    start = text.index(sentence)
    citation = Citation(
        document=document,
        title=title,
        path=f"{document}.txt",
        section=section,
        paragraph=3,
        line_start=5,
        line_end=5 + text.count("\n"),
        char_start=origin,
        char_end=origin + len(text),
        sha256=hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest(),
    )
    lit = Span(sentence, origin + start, origin + start + len(sentence))
    return FoundPassage(
        rank, text, citation, lit, Scores(0.61, 0.66, 4.2, 0.71), Ranks(dense=2, sentence=1, bm25=3)
    )


def made_answer(
    *passages: FoundPassage,
    short: str | None = SHORT,
    outcome: Outcome = Outcome.ANSWERED,
    question: str = "When did Anna arrive?",
    searched: str | None = None,
) -> Answer:
    """Return an answer whose short answer stands in the first passage."""
    passages = passages or (made_passage(),)
    answer = None
    if short is not None:
        first = passages[0]
        start = first.citation.char_start + first.text.index(short)
        answer = ShortAnswer(short, 1, start, start + len(short))
    return Answer(
        question=question,
        searched=searched or question,
        outcome=outcome,
        confidence=0.93,
        answer=answer,
        passages=passages,
        index=INFO,
        elapsed_ms=6.14,
        explanation=(("nearness", 2.5), ("gap to the next", -0.25)),
    )
