"""Articles with their marks and passages, for what is asked of an article as a whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from qa.annotations.values import Annotations
from qa.encoding.protocol import HalfVectors
from qa.model import Passage
from qa.storage import Generation
from qa.storage.texts import StoredArticle


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article as indexed, with its text, its passages in order, and its marks.

    `vectors` reads those of all its sentences, shape (number of sentences, dimension).
    """

    article: StoredArticle
    text: str
    passages: tuple[Passage, ...]
    marks: Annotations
    vectors: Callable[[], HalfVectors]


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
        read = partial(_vectors, generation, uid)
        found.append(MarkedArticle(article, text, tuple(passages.values()), marks, read))
    return MarkedArticles(tuple(found))


def _vectors(generation: Generation, uid: int) -> HalfVectors:
    return generation.sentences.take(generation.article_rows(uid)[1])
