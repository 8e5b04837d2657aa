"""The article that a pager shows: its text, its headings, and a note if the text is not current.

Changes nothing; reads the file and the text as indexed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qa.articles import parse, read_bytes
from qa.articles.document import BlockKind
from qa.errors import ArticleUnreadableError
from qa.model import FoundPassage
from qa.service.articles import IndexedArticles
from qa.status import is_recorded

_AS_INDEXED = "as indexed; the file has changed since"
_GONE = "as indexed; the file cannot be read any more"
_REWRITTEN = "rewritten since this answer; its passages no longer stand where they stood"


@dataclass(frozen=True, slots=True)
class PagerArticle:
    """An article as a pager shows it.

    `headings` are spans of `text`; `note` says how the text differs from the file, "" if it does
    not. `exact` means that the passages stand in the text at their offsets.
    """

    path: str
    text: str
    headings: tuple[tuple[int, int], ...] = ()
    note: str = ""
    exact: bool = True


def read_article(
    articles: IndexedArticles, corpus: Path, path: str, passages: Iterable[FoundPassage]
) -> PagerArticle:
    """Return the article at this path, in which these passages were found.

    The text is the one that was indexed; the file's if the article is no longer indexed.

    Raises:
        ArticleUnreadableError: neither can be read.
    """
    known, indexed = articles.article(path), articles.text(path)
    try:
        data = read_bytes(corpus, path)
        note = "" if is_recorded(data, known) else _AS_INDEXED
    except ArticleUnreadableError:
        if indexed is None:
            raise
        data, note = b"", _GONE
    if indexed is None:
        text = parse(path, data).text
        note = ""
    else:
        text = indexed
    exact = all(
        text[p.citation.char_start : p.citation.char_end] == p.text
        for p in passages
        if p.citation.path == path
    )
    return PagerArticle(path, text, _headings(path, text), note if exact else _REWRITTEN, exact)


def _headings(path: str, text: str) -> tuple[tuple[int, int], ...]:
    try:
        blocks = parse(path, text.encode(errors="replace")).blocks
    except ArticleUnreadableError:
        return ()
    return tuple((block.start, block.end) for block in blocks if block.kind is BlockKind.HEADING)
