"""The full-text index: BM25 over passages. The only user of tantivy.

Chosen by measurement over 100,000 passages (two cores): tantivy 4 ms to import, 0.5 ms to open,
0.2 ms a question; SQLite's FTS5 2 ms, 0.4 ms and 21 ms; bm25s 220 ms to import. A passage is keyed
by its article's uid and its ordinal in it, so that an edit of one article touches no other.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import tantivy
from numpy.typing import NDArray

from qa.errors import REBUILD, IndexDamagedError
from qa.language.english import FUNCTION_WORDS
from qa.storage.integrity import writing
from qa.storage.keys import ORDINAL_BITS, Keys, Rows

# To be raised with every change that splits the same text into other words.
VERSION = 1

# What tantivy raises when it cannot write.
_WRITE_ERRORS = (ValueError, OSError, RuntimeError)

_HEAP_BYTES = 64_000_000
# Float32 holds sums of this many distinct powers of two exactly.
_BITS = 24
# In an index of at most so many passages all that hold a term are scored: to search for a few dozen
# keys takes three times as long.
_ALL_UP_TO = 1000
# More letters apart than this no term is looked for.
_MOST_SLIPS = 2


@dataclass(frozen=True, slots=True)
class WordStatistics:
    """How common words are: `passages` in all, and how many of them hold each term.

    Statistics of the same terms over disjoint sets of passages can be added up.
    """

    passages: int
    holding: tuple[int, ...]

    def __add__(self, other: Self) -> Self:
        """Return the statistics over the passages of both."""
        holding = tuple(a + b for a, b in zip(self.holding, other.holding, strict=True))
        return type(self)(self.passages + other.passages, holding)

    def rarity(self) -> NDArray[np.float64]:
        """Return each term's inverse document frequency, ln(1 + (N - n + 0.5) / (n + 0.5)).

        Source: Robertson & Zaragoza, The Probabilistic Relevance Framework (2009), as in Lucene.
        """
        found = np.minimum(np.array(self.holding, np.float64), self.passages)
        return np.asarray(np.log1p((self.passages - found + 0.5) / (found + 0.5)))


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", stored=False, tokenizer_name="words", index_option="freq")
    builder.add_unsigned_field("article", stored=False, indexed=True, fast=False)
    builder.add_unsigned_field("key", stored=False, indexed=True, fast=True)
    return builder.build()


def _analyzer() -> Any:
    f = tantivy.Filter
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(f.remove_long(100))
        .filter(f.lowercase())
        .filter(f.ascii_fold())
        .filter(f.custom_stopword(list(FUNCTION_WORDS)))
        .filter(f.stemmer("english"))
        .build()
    )


class FulltextWriter:
    """Writes the full-text index of a generation, starting from that of an earlier one if given."""

    def __init__(self, folder: Path, previous: Path | None) -> None:
        folder.mkdir()
        if previous:
            # Segments are never changed once written, so a link will do for them; the small files
            # that tantivy replaces are copied.
            for file in previous.iterdir():
                if file.suffix == ".json":
                    shutil.copyfile(file, folder / file.name)
                elif not file.name.startswith("."):
                    _link_or_copy(file, folder / file.name)
        with writing(folder, *_WRITE_ERRORS):
            if previous:
                index = tantivy.Index.open(str(folder))
            else:
                index = tantivy.Index(_schema(), path=str(folder))
            index.register_tokenizer("words", _analyzer())
            # One thread, so that the same articles give the same segments.
            self._writer = index.writer(_HEAP_BYTES, 1)
        self._folder = folder
        self._schema = index.schema

    def add(self, uid: int, ordinal: int, text: str) -> None:
        """Add a passage."""
        document = tantivy.Document()
        document.add_text("words", text)
        document.add_unsigned("article", uid)
        document.add_unsigned("key", uid << ORDINAL_BITS | ordinal)
        with writing(self._folder, *_WRITE_ERRORS):
            self._writer.add_document(document)

    def remove(self, uid: int) -> None:
        """Remove an article's passages."""
        # Not `delete_documents_by_term`: with a number it deletes nothing and raises no error.
        query = tantivy.Query.term_query(self._schema, "article", uid)
        self._writer.delete_documents_by_query(query)

    def finish(self) -> None:
        """Write everything to the files; the writer cannot be used afterwards."""
        with writing(self._folder, *_WRITE_ERRORS):
            self._writer.commit()
            self._writer.wait_merging_threads()
        for file in self._folder.glob(".*"):
            file.unlink()


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        # Not every file system has links.
        shutil.copyfile(source, target)


@dataclass(frozen=True, slots=True)
class WordScores:
    """What the words of n passages say: BM25 (k1 1.2, b 0.75), and which terms each holds.

    `bm25` has shape (n,), from 0; `holds` has shape (terms, n).
    """

    bm25: NDArray[np.float64]
    holds: NDArray[np.bool_]


class FulltextIndex:
    """Finds passages by their words."""

    def __init__(self, folder: Path) -> None:
        try:
            self._analyzer = _analyzer()
            index = self._open(folder)
        except (ValueError, OSError) as error:
            raise _damaged(folder) from error
        self._folder = folder
        self._schema = index.schema
        self._searcher = index.searcher()

    def _open(self, folder: Path) -> Any:
        try:
            index = tantivy.Index.open(str(folder))
            index.searcher()
        except (ValueError, OSError):
            # To open an index, tantivy locks a file in its folder, which this user may be unable to
            # write to.
            # A thread of its own may lock it once more while the links are removed.
            with tempfile.TemporaryDirectory(
                prefix="article-qa-", ignore_cleanup_errors=True
            ) as links:
                for file in folder.resolve().glob("[!.]*"):
                    Path(links, file.name).symlink_to(file)
                index = tantivy.Index.open(links)
                index.searcher()
        index.register_tokenizer("words", self._analyzer)
        return index

    def terms(self, text: str) -> list[str]:
        """Return the stems of `text`'s words without function words, in order, each once."""
        return list(dict.fromkeys(self._analyzer.analyze(text)))

    def statistics(self, terms: Sequence[str]) -> WordStatistics:
        """Return how common the terms are."""
        holding = tuple(self._searcher.doc_freq("words", term) for term in terms)
        return WordStatistics(self._searcher.num_docs, holding)

    def search(self, terms: list[str], count: int, articles: list[int] | None = None) -> Keys:
        """Return the keys of the passages that match best, best first, at most `count`.

        `articles` restricts the search to the articles with these uids.
        """
        return self._find(self._words(terms), count, articles)

    def search_near(
        self, terms: list[str], slips: int, count: int, articles: list[int] | None = None
    ) -> Keys:
        """Return the keys of some passages that hold a term near one of these, at most `count`.

        Near is what letters added, left out, changed or swapped make, one more than `slips` but no
        more than two: "bridg" is the stem of "bridge", "brige" that of itself.
        """
        slips = min(slips + 1, _MOST_SLIPS)
        fuzzy = tantivy.Query.fuzzy_term_query
        near = _any_of(fuzzy(self._schema, "words", term, slips) for term in terms)
        return self._find(near, count, articles)

    def score(self, terms: Sequence[str], keys: Keys) -> WordScores:
        """Return the exact BM25 score of each passage and which of the distinct `terms` it holds.

        Two searches give all of it, however many terms there are: one adds up BM25, in the other
        each term adds a power of two to the score, which float32 holds exactly.
        """
        bm25 = np.zeros(len(keys))
        holds = np.zeros((len(terms), len(keys)), np.bool_)
        if not len(keys) or not terms:
            return WordScores(bm25, holds)
        members, count = tantivy.Query.all_query(), self._searcher.num_docs
        if count > _ALL_UP_TO:
            # For some dozens of keys half the time of a set of terms.
            members = _any_of(self._term("key", key) for key in keys.tolist())
            count = len(keys)
        order = np.argsort(keys)

        def scored(query: Any) -> tuple[Rows, NDArray[np.float64]]:
            """Return where in `keys` those that match stand, and their scores."""
            found, scores = self._run(_among(members, query), count)
            at = np.minimum(np.searchsorted(keys, found, sorter=order), len(keys) - 1)
            is_wanted = keys[order[at]] == found
            return order[at[is_wanted]], scores[is_wanted]

        places, scores = scored(self._words(terms))
        bm25[places] = scores
        for start in range(0, len(terms), _BITS):
            some = terms[start : start + _BITS]
            places, sums = scored(self._bits_of(some))
            bits = sums.astype(np.int64)[np.newaxis] >> np.arange(len(some))[:, np.newaxis]
            holds[start : start + len(some), places] = bits & 1
        return WordScores(bm25, holds)

    def _term(self, field: str, value: str | int) -> Any:
        return tantivy.Query.term_query(self._schema, field, value)

    def _words(self, terms: Sequence[str]) -> Any:
        return _any_of(self._term("words", term) for term in terms)

    def _bits_of(self, terms: Sequence[str]) -> Any:
        """Return a query whose score is the sum of 2 to the power of each held term's position."""
        constant = tantivy.Query.const_score_query
        return _any_of(
            constant(self._term("words", term), float(1 << position))
            for position, term in enumerate(terms)
        )

    def _find(self, query: Any, count: int, articles: list[int] | None) -> Keys:
        """Return the keys of what matches best, of all articles or those with these uids."""
        if articles is not None:
            members = tantivy.Query.term_set_query(self._schema, "article", articles)
            query = _among(members, query)
        return self._run(query, count)[0]

    def _run(self, query: Any, count: int) -> tuple[Keys, NDArray[np.float64]]:
        try:
            hits = self._searcher.search(query, max(count, 1), count=False).hits
            keys = self._searcher.fast_field_values("key", [address for _, address in hits])
            return np.array(keys, np.uint64), np.array([score for score, _ in hits], np.float64)
        except (ValueError, TypeError, OSError) as error:
            raise _damaged(self._folder) from error


def _any_of(queries: Iterable[Any]) -> Any:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _among(members: Any, query: Any) -> Any:
    """Return a query for what matches both; `members` adds nothing to the score."""
    must, plain = tantivy.Occur.Must, tantivy.Query.const_score_query(members, 0.0)
    return tantivy.Query.boolean_query([(must, query), (must, plain)])


def _damaged(folder: Path) -> IndexDamagedError:
    return IndexDamagedError(
        f"the word index {folder} is missing or damaged",
        path=str(folder),
        remedy=REBUILD,
    )
