"""Gives each saved citation its status in the corpus; writes nothing.

Articles are read one after another: the cited ones once, all of them once more if a text is not in
the article it was cited from, and those in which a text has changed once more. One article is in
memory at a time. A path from a saved file is never opened: it is looked up among the articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from qa.articles.formats import is_markdown
from qa.articles.readable import read_row
from qa.errors import ArticleUnreadableError
from qa.model import Span
from qa.verifying.article_text import Anchors, ArticleFacts, ArticleText, CorpusTexts
from qa.verifying.difference import most_similar
from qa.verifying.values import (
    CheckedCitation,
    CitationStatus,
    DiffPart,
    FieldDifference,
    Location,
    SavedCitation,
    Verification,
)


def verify(citations: Sequence[SavedCitation], corpus: Path) -> Verification:
    """Return each citation with its status in the articles below `corpus`.

    A text that stands elsewhere counts as moved: to the nearest position in its own article, else
    to an article with the same file name, else to the first by path.

    Raises:
        CorpusUnusableError: there is no corpus, or a folder in it cannot be listed.
    """
    articles = CorpusTexts(corpus)
    wanted = {_CitedText.of(citation) for citation in citations}
    found = _in_cited_articles(articles, wanted)
    if missing := wanted - found.keys():
        found |= _in_other_articles(articles, missing)
    found |= _with_changes(articles, wanted - found.keys())
    checked = (_checked(citation, found.get(_CitedText.of(citation))) for citation in citations)
    return Verification(tuple(checked), articles.unread())


@dataclass(frozen=True, slots=True)
class _CitedText:
    """A text and where it stood; several citations may share one."""

    path: str
    start: int
    text: str

    @classmethod
    def of(cls, citation: SavedCitation) -> "_CitedText":
        return cls(citation.citation.path, citation.citation.char_start, citation.text)


@dataclass(frozen=True, slots=True)
class _Result:
    """The status of a cited text; `text` is what stands at `now`, `facts` what is true of it."""

    status: CitationStatus
    now: Location | None = None
    text: str = ""
    difference: tuple[DiffPart, ...] = ()
    reason: str | None = None
    facts: ArticleFacts | None = None


_Results = dict[_CitedText, _Result]


def _by_path(wanted: Iterable[_CitedText]) -> dict[str, list[_CitedText]]:
    """Return the texts cited from each article, in the order in which they stood there."""
    grouped: dict[str, list[_CitedText]] = defaultdict(list)
    for cited in sorted(wanted, key=lambda cited: (cited.path, cited.start)):
        grouped[cited.path].append(cited)
    return grouped


def _in_cited_articles(articles: CorpusTexts, wanted: set[_CitedText]) -> _Results:
    """Return the result for each text that stands in the article it was cited from."""
    grouped = _by_path(wanted)
    found: _Results = {}
    for article in articles.read(grouped):
        others: dict[str, list[_CitedText]] = defaultdict(list)
        for cited in grouped[article.path]:
            if article.stands_at(cited.text, cited.start):
                found[cited] = _unchanged(CitationStatus.SAME, article, cited, cited.start)
            else:
                others[cited.text].append(cited)
        for candidate in Anchors(others).candidates(article.text):
            for cited in others[candidate.text]:
                start = article.nearest(cited.text, cited.start, candidate.offsets)
                if start is not None:
                    found[cited] = _unchanged(CitationStatus.MOVED, article, cited, start)
    return found


def _in_other_articles(articles: CorpusTexts, missing: set[_CitedText]) -> _Results:
    """Return the result for each text that stands in any article."""
    by_text: dict[str, list[_CitedText]] = defaultdict(list)
    for cited in missing:
        by_text[cited.text].append(cited)
    anchors = Anchors(by_text)
    found: _Results = {}
    for article in articles.read(articles.paths):
        for candidate in anchors.candidates(article.text):
            for cited in by_text[candidate.text]:
                if cited in found and not _is_nearer(article.path, found[cited], cited):
                    continue
                start = article.nearest(cited.text, cited.start, candidate.offsets)
                if start is not None:
                    found[cited] = _unchanged(CitationStatus.MOVED, article, cited, start)
    return found


def _is_nearer(path: str, found: _Result, cited: _CitedText) -> bool:
    """Return whether an article has the cited one's file name, and the one found so far has not."""
    name = PurePosixPath(cited.path).name
    return (
        found.now is not None
        and PurePosixPath(path).name == name
        and PurePosixPath(found.now.path).name != name
    )


def _with_changes(articles: CorpusTexts, lost: set[_CitedText]) -> _Results:
    """Return the result for each text that stands nowhere, but whose article is still there."""
    grouped = _by_path(lost)
    found: _Results = {}
    for article in articles.read(grouped):
        for cited in grouped[article.path]:
            similar = most_similar(article.text, cited.text, cited.start)
            if similar is None:
                reason = "nothing like it stands in the article"
                found[cited] = _Result(CitationStatus.CHANGED, reason=reason)
                continue
            found[cited] = _Result(
                CitationStatus.CHANGED,
                article.locate(similar.start, similar.end),
                article.text[similar.start : similar.end],
                similar.parts,
            )
    for cited in lost - found.keys():
        if cited.path in articles.reasons:
            reason = articles.reasons[cited.path]
            found[cited] = _Result(CitationStatus.CHANGED, reason=reason)
    return found


def _unchanged(
    status: CitationStatus, article: ArticleText, cited: _CitedText, start: int
) -> _Result:
    now = article.locate(start, start + len(cited.text))
    try:
        return _Result(status, now, cited.text, facts=article.facts(start, now.char_end))
    except ArticleUnreadableError as error:
        reason = f"its title, section and paragraph cannot be checked: {error.message}"
        return _Result(CitationStatus.MISCITED, now, cited.text, reason=reason)


def _checked(saved: SavedCitation, found: _Result | None) -> CheckedCitation:
    if found is None:
        return CheckedCitation(saved, CitationStatus.GONE)
    fields = _field_differences(saved, found)
    return CheckedCitation(
        saved,
        CitationStatus.MISCITED if fields else found.status,
        found.now,
        _inside(found, saved.sentence, saved),
        _inside(found, saved.answer, saved),
        found.difference,
        fields,
        found.reason,
    )


def _field_differences(saved: SavedCitation, found: _Result) -> tuple[FieldDifference, ...]:
    """Return the fields of the citation that are not as in the article.

    Of a text that has moved, the place has changed with it and is not compared.
    """
    cited, now, facts = saved.citation, found.now, found.facts
    if now is None or facts is None:
        return ()
    # An article is named with its ending where another has the same name without.
    plain_name = cited.path.removesuffix(PurePosixPath(cited.path).suffix)
    name = cited.document if cited.document == cited.path else plain_name
    pairs: list[tuple[str, str | int | None, str | int | None]] = [
        ("document", cited.document, name),
        ("title", cited.title, facts.title),
        ("section", cited.section, facts.section),
    ]
    if found.status is CitationStatus.SAME:
        pairs += [
            ("paragraph", cited.paragraph, facts.paragraph),
            ("line_start", cited.line_start, now.line_start),
            ("line_end", cited.line_end, now.line_end),
        ]
    if saved.answer is not None and saved.plain is not None:
        pairs.append(("plain", saved.plain, _plain(saved.answer, saved, now, facts)))
    return tuple(FieldDifference(*pair) for pair in pairs if pair[1] != pair[2])


def _plain(answer: Span, saved: SavedCitation, now: Location, facts: ArticleFacts) -> str | None:
    """Return what is read of the answer without the marks of Markdown; None if it has none."""
    if not is_markdown(now.path):
        return None
    readable = read_row(saved.text, 0, len(saved.text), facts.header)
    origin = saved.citation.char_start
    read = readable.part(answer.char_start - origin, answer.char_end - origin)
    return read if read != answer.text else None


def _inside(found: _Result, span: Span | None, saved: SavedCitation) -> Span | None:
    """Return where a part of the passage stands in the text that was found; None if nowhere."""
    if span is None or found.now is None:
        return None
    offset = span.char_start - saved.citation.char_start
    at = ArticleText(found.now.path, found.text).nearest(span.text, offset)
    if at is None:
        return None
    start = found.now.char_start + at
    return Span(span.text, start, start + len(span.text))
