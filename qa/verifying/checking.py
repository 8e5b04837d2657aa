"""Each saved citation against the corpus as it is: same, moved, changed or gone; writes nothing.

Articles are read one after another: those cited once, all others once only if a text has to be
looked for elsewhere, and once more those in which a text has changed. At any time the memory holds
one article. A path from a saved file is never opened: it is looked up among the corpus's articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from qa.model import Span
from qa.verifying.article_text import ArticleText, CorpusTexts
from qa.verifying.difference import most_similar
from qa.verifying.searching import Anchors
from qa.verifying.values import (
    CheckedCitation,
    CitationStatus,
    DiffPart,
    Place,
    SavedCitation,
    Verification,
)


def verify(citations: Sequence[SavedCitation], corpus: Path) -> Verification:
    """Return what became of each citation in the articles below `corpus`.

    A text that stands elsewhere counts as moved: to the nearest place in its own article, else to
    an article with the same file name, else to the first by path.

    Raises:
        CorpusUnusableError: there is no corpus, or a folder in it cannot be listed.
    """
    articles = CorpusTexts(corpus)
    wanted = {_Sought.of(citation) for citation in citations}
    found = _at_home(articles, wanted)
    if missing := wanted - found.keys():
        found |= _elsewhere(articles, missing)
    found |= _changed(articles, wanted - found.keys())
    checked = (_checked(citation, found.get(_Sought.of(citation))) for citation in citations)
    return Verification(tuple(checked), articles.unread())


@dataclass(frozen=True, slots=True)
class _Sought:
    """A text and where it stood; many citations may share one."""

    path: str
    start: int
    text: str

    @classmethod
    def of(cls, citation: SavedCitation) -> "_Sought":
        return cls(citation.citation.path, citation.citation.char_start, citation.text)


@dataclass(frozen=True, slots=True)
class _Found:
    """What became of it; `text` is what stands at `now`."""

    standing: CitationStatus
    now: Place | None = None
    text: str = ""
    difference: tuple[DiffPart, ...] = ()
    reason: str | None = None


_Findings = dict[_Sought, _Found]


def _by_path(wanted: Iterable[_Sought]) -> dict[str, list[_Sought]]:
    """Return what is wanted of each article, in the order in which it stood there."""
    grouped: dict[str, list[_Sought]] = defaultdict(list)
    for sought in sorted(wanted, key=lambda sought: (sought.path, sought.start)):
        grouped[sought.path].append(sought)
    return grouped


def _at_home(articles: CorpusTexts, wanted: set[_Sought]) -> _Findings:
    """Return those texts that stand in the article they were cited from."""
    grouped = _by_path(wanted)
    found: _Findings = {}
    for article in articles.read(grouped):
        others: dict[str, list[_Sought]] = defaultdict(list)
        for sought in grouped[article.path]:
            if article.stands_at(sought.text, sought.start):
                found[sought] = _standing(CitationStatus.SAME, article, sought, sought.start)
            else:
                others[sought.text].append(sought)
        for candidate in Anchors(others).candidates(article.text):
            for sought in others[candidate.text]:
                place = article.nearest(sought.text, sought.start, candidate.places)
                if place is not None:
                    found[sought] = _standing(CitationStatus.MOVED, article, sought, place)
    return found


def _elsewhere(articles: CorpusTexts, missing: set[_Sought]) -> _Findings:
    """Return those texts that stand in another article."""
    by_text: dict[str, list[_Sought]] = defaultdict(list)
    for sought in missing:
        by_text[sought.text].append(sought)
    anchors = Anchors(by_text)
    found: _Findings = {}
    for article in articles.read(articles.paths):
        for candidate in anchors.candidates(article.text):
            for sought in by_text[candidate.text]:
                if sought in found and not _is_nearer(article.path, found[sought], sought):
                    continue
                place = article.nearest(sought.text, sought.start, candidate.places)
                if place is not None:
                    found[sought] = _standing(CitationStatus.MOVED, article, sought, place)
    return found


def _is_nearer(path: str, found: _Found, sought: _Sought) -> bool:
    """Return whether an article has the cited one's file name, and the one found so far has not."""
    name = PurePosixPath(sought.path).name
    return (
        found.now is not None
        and PurePosixPath(path).name == name
        and PurePosixPath(found.now.path).name != name
    )


def _changed(articles: CorpusTexts, lost: set[_Sought]) -> _Findings:
    """Return what became of texts that stand nowhere, where their article is still there."""
    grouped = _by_path(lost)
    found: _Findings = {}
    for article in articles.read(grouped):
        for sought in grouped[article.path]:
            similar = most_similar(article.text, sought.text, sought.start)
            if similar is None:
                reason = "nothing like it stands in the article"
                found[sought] = _Found(CitationStatus.CHANGED, reason=reason)
                continue
            found[sought] = _Found(
                CitationStatus.CHANGED,
                article.place(similar.start, similar.end),
                article.text[similar.start : similar.end],
                similar.pieces,
            )
    for sought in lost - found.keys():
        if sought.path in articles.reasons:
            reason = articles.reasons[sought.path]
            found[sought] = _Found(CitationStatus.CHANGED, reason=reason)
    return found


def _standing(
    standing: CitationStatus, article: ArticleText, sought: _Sought, start: int
) -> _Found:
    return _Found(standing, article.place(start, start + len(sought.text)), sought.text)


def _checked(saved: SavedCitation, found: _Found | None) -> CheckedCitation:
    if found is None:
        return CheckedCitation(saved, CitationStatus.GONE)
    return CheckedCitation(
        saved,
        found.standing,
        found.now,
        _inside(found, saved.sentence, saved),
        _inside(found, saved.answer, saved),
        found.difference,
        found.reason,
    )


def _inside(found: _Found, span: Span | None, saved: SavedCitation) -> Span | None:
    """Return where a part of the passage stands in what was found, if it does."""
    if span is None or found.now is None:
        return None
    offset = span.char_start - saved.citation.char_start
    place = ArticleText(found.now.path, found.text).nearest(span.text, offset)
    if place is None:
        return None
    start = found.now.char_start + place
    return Span(span.text, start, start + len(span.text))
