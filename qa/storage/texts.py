"""The texts of a generation: articles with their passages and sentences, in SQLite.

Opens in constant time however large it is. An article has a uid, which it keeps from generation to
generation until its file changes; passages and sentences are addressed by uid and ordinal.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.model import Passage, Sentence
from qa.storage.integrity import damaged, writing

if TYPE_CHECKING:
    from qa.annotations.values import Annotations
    from qa.articles.document import Document

_SCHEMA = """
CREATE TABLE articles (
    uid INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, title TEXT, author TEXT, date TEXT, source TEXT, url TEXT,
    text TEXT NOT NULL, passages INTEGER NOT NULL, sentences INTEGER NOT NULL
);
CREATE TABLE passages (
    article INTEGER NOT NULL, ordinal INTEGER NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, paragraph INTEGER NOT NULL, line_start INTEGER NOT NULL,
    line_end INTEGER NOT NULL, section TEXT, PRIMARY KEY (article, ordinal)
) WITHOUT ROWID;
CREATE TABLE sentences (
    article INTEGER NOT NULL, passage INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, PRIMARY KEY (article, passage, ordinal)
) WITHOUT ROWID;
"""
# Databases that were written before articles were annotated lack it.
_ANNOTATIONS = "CREATE TABLE IF NOT EXISTS annotations (article INTEGER PRIMARY KEY, marks TEXT)"


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as indexed, without its text."""

    uid: int
    path: str
    name: str
    sha256: str
    size: int
    title: str | None
    author: str | None
    date: str | None
    source: str | None
    url: str | None
    passages: int
    sentences: int


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """The size in bytes and the SHA-256 of an article's file when it was indexed."""

    size: int
    sha256: str


_ARTICLE_COLUMNS = (
    "uid, path, name, sha256, size, title, author, date, source, url, passages, sentences"
)


class TextWriter:
    """Writes the text database of a generation: a new one, or a copy of an earlier one's."""

    def __init__(self, file: Path, *, fresh: bool) -> None:
        self._file = file
        self._connection = sqlite3.connect(file, isolation_level=None)
        with self._writing():
            # The file is not used before the whole generation is flushed and put in use.
            self._connection.execute("PRAGMA journal_mode = OFF")
            self._connection.execute("PRAGMA synchronous = OFF")
            if fresh:
                self._connection.executescript(_SCHEMA)
            self._connection.execute(_ANNOTATIONS)
            self._connection.execute("BEGIN")
            # Removed articles count as well: no uid, and no key made of it, is ever used again.
            used = self._connection.execute("SELECT seq FROM sqlite_sequence").fetchone()
        self._next: int = 1 + (used[0] if used else 0)

    def add(self, document: "Document", passages: tuple[Passage, ...]) -> int:
        """Add an article and return its uid, which no article had before."""
        uid = self._next
        self._next += 1
        d = document
        sentences = sum(len(p.sentences) for p in passages)
        with self._writing():
            self._connection.execute(
                f"INSERT INTO articles ({_ARTICLE_COLUMNS}, text) VALUES ({', '.join('?' * 13)})",
                (
                    uid,
                    d.path,
                    d.name,
                    d.sha256,
                    d.size,
                    d.title,
                    d.author,
                    d.date,
                    d.source,
                    d.url,
                    len(passages),
                    sentences,
                    d.text,
                ),
            )
            self._connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (uid, i, p.start, p.end, p.paragraph, p.line_start, p.line_end, p.section)
                    for i, p in enumerate(passages)
                ),
            )
            self._connection.executemany(
                "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
                (
                    (uid, i, j, s.start, s.end)
                    for i, p in enumerate(passages)
                    for j, s in enumerate(p.sentences)
                ),
            )
        return uid

    def annotate(self, uid: int, annotations: "Annotations") -> None:
        """Add the marks of an article that was added without."""
        from qa.annotations.record import to_record

        with self._writing():
            self._connection.execute(
                "INSERT INTO annotations VALUES (?, ?)", (uid, to_record(annotations))
            )

    def remove(self, uid: int) -> None:
        """Remove an article."""
        for table, column in (
            ("articles", "uid"),
            ("passages", "article"),
            ("sentences", "article"),
            ("annotations", "article"),
        ):
            with self._writing():
                self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (uid,))

    def counts(self) -> list[tuple[int, int, int]]:
        """Return (uid, passages, sentences) of every article, by uid."""
        return self._connection.execute(
            "SELECT uid, passages, sentences FROM articles ORDER BY uid"
        ).fetchall()

    def sentence_counts(self) -> Iterator[tuple[int]]:
        """Yield the number of sentences of every passage, in row order."""
        return self._connection.execute(
            "SELECT count(*) FROM sentences GROUP BY article, passage ORDER BY article, passage"
        )

    def finish(self) -> None:
        """Write everything to the file, each article with a name that no other has.

        An article that comes or goes may make the name of one that is kept ambiguous, or plain.
        """
        from qa.articles.names import unique_names

        with self._writing():
            known = self._connection.execute("SELECT path, name FROM articles").fetchall()
            names = unique_names(path for path, _ in known)
            self._connection.executemany(
                "UPDATE articles SET name = ? WHERE path = ?",
                ((names[path], path) for path, name in known if names[path] != name),
            )
            self._connection.execute("COMMIT")
            self.close()

    def close(self) -> None:
        """Close the database; without `finish` before it, what was added is lost."""
        self._connection.close()

    def _writing(self) -> AbstractContextManager[None]:
        return writing(self._file, sqlite3.Error)


class Texts:
    """Reads the text database; may be used from several threads at once."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        try:
            # `immutable`: nothing writes to it, so SQLite need not look for locks and journals.
            self._connection = sqlite3.connect(
                f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise damaged(self._file) from error

    def articles(self) -> list[StoredArticle]:
        """Return every article, by path."""
        rows = self._all(f"SELECT {_ARTICLE_COLUMNS} FROM articles ORDER BY path")
        return [StoredArticle(*row) for row in rows]

    def paths(self) -> list[tuple[int, str]]:
        """Return the uid and path of every article, by path."""
        return self._all("SELECT uid, path FROM articles ORDER BY path")

    def facts(self) -> dict[str, ArticleFacts]:
        """Return the facts of every article's file, by path."""
        rows = self._all("SELECT path, size, sha256 FROM articles ORDER BY path")
        return {path: ArticleFacts(size, digest) for path, size, digest in rows}

    def article(self, uid: int) -> StoredArticle:
        """Return the article with this uid."""
        rows = self._all(f"SELECT {_ARTICLE_COLUMNS} FROM articles WHERE uid = ?", uid)
        return StoredArticle(*self._one(rows))

    def text(self, uid: int) -> str:
        """Return an article's text."""
        text: str = self._one(self._all("SELECT text FROM articles WHERE uid = ?", uid))[0]
        return text

    def annotations(self, uid: int) -> "Annotations | None":
        """Return an article's marks, None if it was not annotated."""
        if not self._has_annotations():
            return None
        rows = self._all("SELECT marks FROM annotations WHERE article = ?", uid)
        if not rows:
            return None
        # Whoever asks a question needs none of it.
        from qa.annotations.record import from_record

        try:
            return from_record(self._one(rows)[0], len(self.text(uid)))
        except ValueError as error:
            raise damaged(self._file) from error

    def _has_annotations(self) -> bool:
        return bool(self._all("SELECT 1 FROM sqlite_master WHERE name = 'annotations'"))

    def passages(self, uid: int, ordinals: Iterable[int], text: str) -> dict[int, Passage]:
        """Return the passages with these ordinals, cut from the article's `text`."""
        return {ordinal: self._passage(uid, ordinal, text) for ordinal in ordinals}

    def passage_words(self) -> float:
        """Return the mean number of words of a passage, 0 if there is none."""
        words = total = 0
        for uid, _ in self.paths():
            text, count = self.text(uid), self.article(uid).passages
            for passage in self.passages(uid, range(count), text).values():
                words += len(passage.text.split())
                total += 1
        return words / total if total else 0.0

    def _passage(self, uid: int, ordinal: int, text: str) -> Passage:
        start, end, paragraph, first, last, section = self._one(
            self._all(
                "SELECT start, end, paragraph, line_start, line_end, section FROM passages"
                " WHERE article = ? AND ordinal = ?",
                uid,
                ordinal,
            )
        )
        spans = self._all(
            "SELECT start, end FROM sentences WHERE article = ? AND passage = ? ORDER BY ordinal",
            uid,
            ordinal,
        )
        sentences = tuple(Sentence(s, e, text[s:e]) for s, e in spans)
        return Passage(start, end, text[start:end], paragraph, first, last, section, sentences)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def _all(self, query: str, *values: int) -> list[tuple]:  # type: ignore[type-arg]
        try:
            # Not every build of SQLite serializes what threads do with one connection.
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise damaged(self._file) from error

    def _one(self, rows: list[tuple]) -> tuple:  # type: ignore[type-arg]
        if len(rows) != 1:
            raise damaged(self._file)
        return rows[0]
