"""Articles with their marks and passages, for what is asked of an article as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.annotations.values import Annotations
from qa.model import Passage
from qa.storage import Generation
from qa.storage.texts import StoredArticle


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article as indexed, with its text, its passages in order, and its marks."""

    article: StoredArticle
    text: str
    passages: tuple[Passage, ...]
    marks: Annotations


@dataclass(frozen=True, slots=True)
class MarkedArticles:
    """Articles by path; `unread` is how many more there are, those without marks left aside."""

    articles: tuple[MarkedArticle, ...]
    unread: int = 0


def read_marked_articles(
    generation: Generation, uids: Sequence[int] | None, most: int
) -> MarkedArticles:
    """Return the first `most` of these articles, or of all, that were annotated."""
    texts = generation.texts
    wanted = None if uids is None else set(uids)
    found: list[MarkedArticle] = []
    chosen = [uid for uid, _ in texts.paths() if wanted is None or uid in wanted]
    for number, uid in enumerate(chosen):
        if len(found) == most:
            return MarkedArticles(tuple(found), len(chosen) - number)
        marks = texts.annotations(uid)
        if marks is None:
            continue
        article, text = texts.article(uid), texts.text(uid)
        passages = texts.passages(uid, range(article.passages), text)
        found.append(MarkedArticle(article, text, tuple(passages.values()), marks))
    return MarkedArticles(tuple(found))
