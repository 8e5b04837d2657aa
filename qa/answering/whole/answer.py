"""The answer to a question for an article as a whole, made of its marks.

They are facts of the article: what is marked is there, and the confidence is 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.answering.whole.items import Found, find_items, sentence_at
from qa.answering.whole.recognition import Topic, recognise
from qa.model import (
    AnswerItem,
    Citation,
    FoundPassage,
    Passage,
    Ranks,
    Scores,
    ShortAnswer,
    Span,
)
from qa.retrieval.marked_articles import MarkedArticle
from qa.retrieval.protocol import CandidateText, Filters, Searcher

MOST_ARTICLES = 100
"""Articles whose marks are read for one question: some milliseconds each."""

_REASONS = {
    Topic.SUMMARY: "There is nothing to sum up.",
    Topic.QUOTES: "Nobody is quoted.",
    Topic.PEOPLE: "Nobody is named.",
    Topic.ORGANISATIONS: "No organisation is named.",
    Topic.PLACES: "No place is named.",
    Topic.TIMELINE: "No date is given.",
    Topic.NUMBERS: "No number is given.",
}
_UNREAD = (
    f"only the first {MOST_ARTICLES} articles were looked at, {{:,}} were not: choose some by name"
)
# Nothing was searched for.
_NO_SCORES, _NO_RANKS = Scores(0.0, 0.0, 0.0, 0.0), Ranks(0, 0, 0)


@dataclass(frozen=True, slots=True)
class WholeAnswer:
    """What is marked of what is asked for, as in `qa.model.Answer`; `of_speaker` if of one."""

    topic: Topic
    passages: tuple[FoundPassage, ...]
    answer: ShortAnswer | None
    items: tuple[AnswerItem, ...]
    reason: str
    notices: tuple[str, ...]
    of_speaker: bool


def answer_whole(
    question: str, filters: Filters, limit: int, searcher: Searcher
) -> WholeAnswer | None:
    """Return what answers the question, with `limit` passages, if it asks for the whole, else None.

    None too where no article is annotated, or nobody of the name that is asked for is quoted.

    Raises:
        UsageError: no article passes the filters.
    """
    asked = recognise(question)
    if asked is None:
        return None
    read = searcher.marked_articles(filters, MOST_ARTICLES)
    found = find_items(asked, read.articles)
    if not read.articles or (asked.speaker and not found):
        return None
    passages, items = _placed(found, read.articles, limit)
    return WholeAnswer(
        topic=asked.topic,
        passages=passages,
        answer=_first(items),
        items=items,
        reason="" if found else _REASONS[asked.topic],
        notices=(_UNREAD.format(read.unread),) if read.unread else (),
        of_speaker=asked.speaker is not None,
    )


def _first(items: Sequence[AnswerItem]) -> ShortAnswer | None:
    """Return the first item that is in a passage shown."""
    for item in items:
        if item.passage:
            return ShortAnswer(item.text, item.passage, item.char_start, item.char_end)
    return None


def _placed(
    found: Sequence[Found], articles: Sequence[MarkedArticle], limit: int
) -> tuple[tuple[FoundPassage, ...], tuple[AnswerItem, ...]]:
    """Return the first `limit` passages that hold items, and all items."""
    shown: dict[tuple[int, int], FoundPassage] = {}
    items = []
    for each in found:
        article = articles[each.article]
        passage = _passage_of(each, article.passages)
        rank, cited = None, None
        if passage:
            place = each.article, passage.start
            cited = CandidateText(article.article, passage, "").cite()
            if place not in shown and len(shown) < limit:
                shown[place] = _shown(len(shown) + 1, each, article.text, passage, cited)
            rank = shown[place].rank if place in shown else None
        text = article.text[each.start : each.end]
        items.append(AnswerItem(text, each.start, each.end, rank, each.speaker, each.detail, cited))
    return tuple(shown.values()), tuple(items)


def _passage_of(found: Found, passages: Sequence[Passage]) -> Passage | None:
    """Return the passage that holds all of the item, None if it reaches over two."""
    return next((p for p in passages if p.start <= found.start and found.end <= p.end), None)


def _shown(rank: int, found: Found, text: str, passage: Passage, cited: Citation) -> FoundPassage:
    sentence = sentence_at(passage.sentences, found.start)
    start, end = (sentence.start, sentence.end) if sentence else (found.start, found.end)
    end = max(end, found.end)
    return FoundPassage(
        rank=rank,
        text=passage.text,
        citation=cited,
        sentence=Span(text[start:end], start, end),
        scores=_NO_SCORES,
        ranks=_NO_RANKS,
        speaker=found.speaker,
    )
