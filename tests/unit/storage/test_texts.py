"""The text database gives back what was put in, letter for letter."""

import sqlite3
from pathlib import Path

import pytest

from qa.articles import parse
from qa.chunking import split_passages
from qa.errors import IndexDamagedError
from qa.storage.texts import Texts, TextWriter

ARTICLE = (
    "---\ntitle: Nul\nauthor: A. B.\n---\n# Eins 🚢\n\nZero\0 is [here]. “Two” \x1b[2J.\r\n\r\nEnd."
)


def _written(file: Path) -> Texts:
    writer = TextWriter(file, fresh=True)
    for path in ("b.md", "a.md"):
        document = parse(path, ARTICLE.encode())
        writer.add(document, split_passages(document))
    writer.finish()
    return Texts(file)


def test_articles_come_back_as_they_were(tmp_path: Path) -> None:
    """Text, facts, passages and sentences, controls included."""
    texts = _written(tmp_path / "t.db")
    document = parse("a.md", ARTICLE.encode())
    passages = split_passages(document)
    assert texts.paths() == [(2, "a.md"), (1, "b.md")]
    stored = texts.article(2)
    assert (stored.path, stored.name, stored.title, stored.author) == ("a.md", "a", "Nul", "A. B.")
    assert (stored.sha256, stored.size) == (document.sha256, len(ARTICLE.encode()))
    assert texts.text(2) == document.text == ARTICLE
    found = texts.passages(2, range(len(passages)), ARTICLE)
    assert tuple(found.values()) == passages
    texts.close()


def test_a_removed_article_leaves_no_row_and_its_number_is_not_given_again(tmp_path: Path) -> None:
    """What names the article elsewhere can never come to mean another."""
    _written(tmp_path / "t.db").close()
    writer = TextWriter(tmp_path / "t.db", fresh=False)
    writer.remove(2)
    assert [uid for uid, _, _ in writer.counts()] == [1]
    document = parse("c.md", ARTICLE.encode())
    assert writer.add(document, split_passages(document)) == 3
    writer.remove(3)
    writer.finish()
    writer = TextWriter(tmp_path / "t.db", fresh=False)
    assert writer.add(document, split_passages(document)) == 4
    writer.finish()
    with sqlite3.connect(tmp_path / "t.db") as connection:
        for table in ("passages", "sentences"):
            rows = connection.execute(f"SELECT DISTINCT article FROM {table}").fetchall()
            assert rows == [(1,), (4,)]
    connection.close()


def test_an_article_that_is_not_there_is_damage(tmp_path: Path) -> None:
    """Rows of one store that another lacks are the sign of a damaged index."""
    texts = _written(tmp_path / "t.db")
    with pytest.raises(IndexDamagedError):
        texts.text(99)
    with pytest.raises(IndexDamagedError):
        texts.passages(1, [99], ARTICLE)
    texts.close()


def test_a_file_that_is_no_database_is_damage(tmp_path: Path) -> None:
    """The error names the file."""
    (tmp_path / "t.db").write_text("nothing of the kind" * 99)
    with pytest.raises(IndexDamagedError) as caught:
        Texts(tmp_path / "t.db").articles()
    assert caught.value.path == str(tmp_path / "t.db")
