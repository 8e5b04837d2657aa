"""Articles as a whole from an index: which ones, in which order, and how many."""

from pathlib import Path

import pytest

from qa.errors import IndexMismatchError, IndexMissingError, UsageError
from qa.service import overviews
from qa.service.articles import IndexedArticles
from qa.service.local import open_articles
from qa.service.overviews import find_overviews
from qa.settings import Settings
from tests.support.desk import Desk


@pytest.fixture
def dated(desk: Desk) -> Desk:
    """Three articles, two of them with dates, not annotated."""
    desk.write("b.md", "---\ndate: 2024-03-01\n---\nThe harbour wall of Port Vale is built.\n")
    desk.write("a.md", "---\ndate: 2025-03-01\n---\nThe harbour wall of Port Vale has gone.\n")
    desk.write("c.txt", "The harbour wall of Port Vale has always been there, they say.\n")
    desk.rebuild(annotations=False)
    return desk


def _open(desk: Desk) -> IndexedArticles:
    return open_articles(Settings(desk.corpus, desk.index))


def test_articles_are_in_order_of_date(dated: Desk) -> None:
    """One without a date comes first."""
    articles = _open(dated)
    found = find_overviews(articles)
    articles.close()
    assert [overview.article.path for overview in found.overviews] == ["c.txt", "b.md", "a.md"]
    assert (found.total, found.single, found.annotated) == (3, None, False)


def test_the_newest_are_taken(dated: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown is bounded, and it is known of how many."""
    monkeypatch.setattr(overviews, "MOST_ARTICLES", 2)
    articles = _open(dated)
    found = find_overviews(articles)
    articles.close()
    assert [overview.article.path for overview in found.overviews] == ["b.md", "a.md"]
    assert found.total == 3


def test_one_article_is_looked_at_however_large(
    dated: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several only as far as their files are not too large together."""
    monkeypatch.setattr(overviews, "MOST_BYTES", 100)
    articles = _open(dated)
    found = find_overviews(articles)
    articles.close()
    assert [overview.article.path for overview in found.overviews] == ["a.md"]
    assert found.total == 3


def test_articles_are_chosen_by_name(dated: Desk) -> None:
    """As for a question; a wrong name is told with the nearest."""
    articles = _open(dated)
    assert find_overviews(articles, "*.md").total == 2
    single = find_overviews(articles, "c", sentences=1).single
    assert single
    assert [place.text for place in single.summary] == [
        "The harbour wall of Port Vale has always been there, they say."
    ]
    with pytest.raises(UsageError, match="no article matches 'cc'"):
        find_overviews(articles, "cc")
    articles.close()


def test_annotated_articles_have_their_marks(desk: Desk) -> None:
    """Marks come from the index, with exact places."""
    text = "Ann Reed closed the harbour in 2018. “The sea is wild,” Ann Reed said on Monday.\n"
    desk.write("a.txt", text)
    desk.rebuild(annotations=True)
    articles = _open(desk)
    single = find_overviews(articles).single
    articles.close()
    assert single
    assert [person.name for person in single.people] == ["Ann Reed"]
    (quote,) = single.quotes
    assert (quote.place.text, quote.speaker) == ("The sea is wild", "Ann Reed")
    assert text[quote.place.char_start : quote.place.char_end] == quote.place.text


def test_the_index_is_told_with_its_corpus(dated: Desk, tmp_path: Path) -> None:
    """Whether it has changed; another corpus is refused."""
    articles = _open(dated)
    assert not articles.info(dated.corpus).stale
    dated.write("d.txt", "Another article has come to the harbour of Port Vale since then.\n")
    assert articles.info(dated.corpus).stale
    assert not articles.info(tmp_path / "nowhere").compared
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x.txt").write_text("Nothing of it is in the index.", encoding="utf-8")
    with pytest.raises(IndexMismatchError):
        articles.info(tmp_path / "other")
    articles.close()


def test_a_missing_index_is_built_by_the_caller(desk: Desk) -> None:
    """As it is for a question."""
    desk.write_three()
    settings = Settings(desk.corpus, desk.index)
    with pytest.raises(IndexMissingError, match="there is no index"):
        open_articles(settings)
    articles = open_articles(settings, build=lambda _: desk.rebuild(annotations=False))
    assert len(articles.paths()) == 3
    articles.close()
