"""Articles from files, cut into passages and sentences; writes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa import chunking
from qa.articles import parse, read_bytes
from qa.errors import ArticleUnreadableError
from qa.model import Document, Passage, Progress, SkippedFile


@dataclass(frozen=True, slots=True)
class ChunkedArticle:
    """An article and the passages it was cut into."""

    document: Document
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ChunkedArticles:
    """Articles by path, and all files left out so far."""

    articles: tuple[ChunkedArticle, ...]
    skipped: tuple[SkippedFile, ...]


def chunk_articles(
    corpus: Path,
    paths: Sequence[str],
    skipped: tuple[SkippedFile, ...],
    report: Callable[[Progress], None],
    *,
    skip_bad: bool,
) -> ChunkedArticles:
    """Read the articles at `paths` below `corpus` and cut them; `skipped` were left out before.

    Raises:
        ArticleUnreadableError: one cannot be read and is not to be skipped.
    """
    articles: list[ChunkedArticle] = []
    left_out = list(skipped)
    for done, path in enumerate(sorted(paths), 1):
        try:
            document = parse(path, read_bytes(corpus, path))
        except ArticleUnreadableError as error:
            if not skip_bad:
                raise
            left_out.append(SkippedFile(path, error.message))
            continue
        articles.append(ChunkedArticle(document, chunking.split(document)))
        report(Progress("reading articles", done, len(paths)))
    return ChunkedArticles(tuple(articles), tuple(left_out))
