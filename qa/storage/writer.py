"""Writes a generation beside the one in use: complete and flushed to disk before it is used."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from qa.annotations.values import Annotations
from qa.articles.document import Document
from qa.encoding.protocol import HalfVectors
from qa.filesystem import make_private
from qa.model import Passage
from qa.storage.fulltext import FulltextWriter
from qa.storage.generation import Generation, open_generation
from qa.storage.generations import activate, flush_folder
from qa.storage.integrity import record_file
from qa.storage.keys import KeyedRows, Rows, equal_pairs
from qa.storage.layout import GenerationLayout, Layout
from qa.storage.manifest import Manifest, write_manifest
from qa.storage.texts import TextWriter
from qa.storage.vector_cache import DIGEST_BYTES, as_digests
from qa.storage.vectors import backend

# Returns the vectors of the texts with these digests, float16 of shape (len(digests), dimension).
Lookup = Callable[[Sequence[bytes]], HalfVectors]


@dataclass(frozen=True, slots=True)
class Digests:
    """The digests of the texts encoded for one article: its passages and its sentences."""

    passages: list[bytes]
    sentences: list[bytes]


class GenerationWriter:
    """Writes one generation, starting from `previous` if its articles are kept.

    A context manager: unless `put_in_use` was called before its end, it removes all it has written.
    """

    def __init__(self, layout: Layout, name: str, previous: Generation | None) -> None:
        self._layout = layout
        self._name = name
        self._previous = previous
        self._files = layout.staging(name)
        self._added: dict[int, Digests] = {}

    def __enter__(self) -> Self:
        """Start in a folder of its own."""
        self._files.folder.mkdir(parents=True, mode=0o700)
        old = self._previous.layout if self._previous else None
        if old:
            shutil.copyfile(old.texts, self._files.texts)
        self._texts = TextWriter(self._files.texts, fresh=old is None)
        self._fulltext = FulltextWriter(self._files.fulltext, old.fulltext if old else None)
        return self

    def __exit__(self, *_: object) -> None:
        """Remove that folder, unless it has become the generation."""
        self._texts.close()
        shutil.rmtree(self._files.folder, ignore_errors=True)

    def add(
        self,
        document: Document,
        passages: tuple[Passage, ...],
        word_texts: Sequence[str],
        digests: Digests,
    ) -> int:
        """Add an article and return its uid.

        `word_texts` are the texts of its passages for the full-text index.
        """
        uid = self._texts.add(document, passages)
        for ordinal, text in enumerate(word_texts):
            self._fulltext.add(uid, ordinal, text)
        self._added[uid] = digests
        return uid

    def annotate(self, uid: int, annotations: Annotations) -> None:
        """Add the marks of an article that was added."""
        self._texts.annotate(uid, annotations)

    def remove(self, uid: int) -> None:
        """Remove an article of the previous generation."""
        self._texts.remove(uid)
        self._fulltext.remove(uid)

    def finish(
        self, manifest: Manifest, encoder: Path | None, reader: Path | None, lookup: Lookup
    ) -> Manifest:
        """Complete the generation, flush it to disk and verify it; it is not in use yet.

        `manifest` needs no counts and no files; `encoder` and `reader` are the folders of the
        compiled encoder and of a compiled reader. Returns the manifest as written.
        """
        self._fulltext.finish()
        articles, rows = self._write_rows()
        self._texts.finish()
        self._write_vectors(manifest, rows, lookup)
        for source, target in ((encoder, self._files.encoder), (reader, self._files.reader)):
            if source:
                _copy_model(source, target)
        manifest = self._complete(manifest, articles, rows)
        write_manifest(self._files.manifest, manifest)
        make_private(self._files.folder)
        _flush(self._files.folder)
        # None of its files has been noted as verified: opening it reads all of them.
        open_generation(self._layout.root, self.staged).close()
        # To open the full-text index makes a lock file in it.
        make_private(self._files.folder)
        return manifest

    @property
    def staged(self) -> str:
        """The name by which the generation can be opened once it is complete, but not in use."""
        return self._files.folder.name

    def put_in_use(self) -> None:
        """Give the complete generation its own name and switch to it."""
        self._files.folder.rename(self._layout.generation(self._name).folder)
        flush_folder(self._layout.root)
        activate(self._layout, self._name)

    def _write_rows(self) -> tuple[int, Rows]:
        """Write the row maps; return the number of articles and each uid's first rows."""
        counts = np.array(self._texts.counts(), np.int64).reshape(-1, 3)
        per_uid = np.zeros((int(counts[-1, 0]) + 1 if len(counts) else 1, 2), np.int64)
        per_uid[counts[:, 0]] = counts[:, 1:]
        first = np.vstack([np.zeros((1, 2), np.int64), per_uid.cumsum(0)])
        np.save(self._files.rows, first)
        children = np.fromiter((n for (n,) in self._texts.sentence_counts()), np.int64)
        np.save(self._files.parents, np.repeat(np.arange(len(children)), children))
        return len(counts), first

    def _write_vectors(self, manifest: Manifest, first: Rows, lookup: Lookup) -> None:
        f = self._files
        old = None
        if self._previous and self._previous.manifest.vectors == manifest.vectors:
            old = self._previous.layout
        for column, base, previous, digest_file in (
            (0, f.passages, old.passages if old else None, f.passage_digests),
            (1, f.sentences, old.sentences if old else None, f.sentence_digests),
        ):
            runs = list(self._runs(first[:, column], column))
            backend(manifest.vectors).write(
                base,
                manifest.encoder.dimension,
                (self._old_vectors(column, r) if isinstance(r, slice) else lookup(r) for r in runs),
                KeyedRows(first[:, column]),
                previous,
            )
            parts = [
                self._old_digests(column, r) if isinstance(r, slice) else as_digests(r)
                for r in runs
            ]
            empty = np.empty(0, f"V{DIGEST_BYTES}")
            # Void records are saved as raw bytes: numpy reads them back without pickle.
            joined = np.concatenate([empty, *parts])
            np.save(digest_file, joined.view(np.uint8).reshape(-1, DIGEST_BYTES))
            if not column:
                np.save(f.equal, equal_pairs(joined))

    def _runs(self, first: Rows, column: int) -> Iterator[slice | list[bytes]]:
        """Yield, in row order, runs of rows kept from the previous generation and new digests."""
        kept: slice | None = None
        for uid in range(len(first) - 1):
            if uid in self._added:
                if kept:
                    yield kept
                    kept = None
                digests = self._added[uid]
                yield digests.sentences if column else digests.passages
            elif self._previous and first[uid] < first[uid + 1]:
                rows = self._previous.article_rows(uid)[column]
                if kept and kept.stop == rows.start:
                    kept = slice(kept.start, rows.stop)
                else:
                    if kept:
                        yield kept
                    kept = rows
        if kept:
            yield kept

    def _old_vectors(self, column: int, rows: slice) -> HalfVectors:
        assert self._previous  # noqa: S101  # runs of rows come from it alone
        store = self._previous.sentences if column else self._previous.passages
        return store.take(rows)

    def _old_digests(self, column: int, rows: slice) -> NDArray[np.void]:
        assert self._previous  # noqa: S101  # runs of rows come from it alone
        return read_digests(self._previous.layout, column)[rows]

    def _complete(self, manifest: Manifest, articles: int, first: Rows) -> Manifest:
        old = {r.path: r for r in self._previous.manifest.files} if self._previous else {}
        records = []
        for file in self._files.files():
            path = file.relative_to(self._files.folder).as_posix()
            same = self._previous and (self._previous.layout.folder / path)
            if same and path in old and same.exists() and file.samefile(same):
                records.append(old[path])
            else:
                records.append(record_file(self._files.folder, file))
        passages, sentences = first[-1].tolist()
        return replace(
            manifest,
            generation=self._name,
            articles=articles,
            passages=passages,
            sentences=sentences,
            files=tuple(records),
        )


def read_digests(layout: GenerationLayout, column: int) -> NDArray[np.void]:
    """Return the digests, 16 bytes each, of the texts of passages (column 0) or sentences (1)."""
    file = layout.sentence_digests if column else layout.passage_digests
    raw = np.load(file, mmap_mode="r", allow_pickle=False)
    return np.ascontiguousarray(raw).view(f"V{DIGEST_BYTES}").reshape(-1)


def _copy_model(source: Path, target: Path) -> None:
    """Copy the files of a model, or link them if they are in a generation of the same index."""
    target.mkdir()
    same_index = source.parent.parent == target.parent.parent
    for file in source.iterdir():
        if same_index:
            os.link(file, target / file.name)
        else:
            shutil.copyfile(file, target / file.name)


def _flush(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        if path.is_dir():
            flush_folder(path)
        else:
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
