"""One generation of an index, opened for reading; changes nothing on disk.

All files but the encoder's are opened at once, which takes little time: a generation that is
removed while it is open still answers.
"""

from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.encoding import Encoder
from qa.encoding.compiled import CompiledEncoder
from qa.errors import REBUILD, IndexMismatchError
from qa.models.graph import load_in_background
from qa.storage.fulltext import FulltextIndex
from qa.storage.generations import with_current
from qa.storage.integrity import damaged, verify_files
from qa.storage.keys import EqualRows, KeyedRows, Keys, Rows
from qa.storage.layout import GenerationLayout, Layout
from qa.storage.manifest import Manifest, read_manifest
from qa.storage.texts import Texts
from qa.storage.vectors import backend


def open_generation(root: Path, name: str | None = None, *, warm: bool = False) -> "Generation":
    """Open the generation of this name, or the one in use.

    With `warm` its encoder is loaded on a thread from now on.

    Raises:
        IndexMissingError, IndexDamagedError, IndexMismatchError: it cannot be used.
    """
    if name is None:
        return with_current(root, lambda current: open_generation(root, current, warm=warm))
    layout = Layout(root).generation(name)
    manifest = read_manifest(layout.manifest)
    if manifest.generation != layout.name:
        raise damaged(layout.manifest)
    return Generation(layout, manifest, warm=warm)


class Generation:
    """The stores of one generation, and which rows of one belong to which of another.

    Passage rows count all passages by article uid and ordinal; sentence rows count all sentences in
    the order of their passages.
    """

    def __init__(self, layout: GenerationLayout, manifest: Manifest, *, warm: bool = False) -> None:
        self.layout = layout
        self.manifest = manifest
        # Before anything is opened: the libraries that read these files trust them.
        verify_files(layout.folder, manifest.files, layout.checked)
        with ExitStack() as opened:
            if warm and isinstance(self.encoder, CompiledEncoder):
                opened.callback(load_in_background(self.encoder.load))
            self._open(opened)
            # Nothing has failed: what is open stays so until the generation is closed.
            self._opened = opened.pop_all()

    def _open(self, opened: ExitStack) -> None:
        layout, manifest = self.layout, self.manifest
        first = _load(layout.rows)
        # Two columns, for passages and for sentences; the last row holds the totals.
        if first.shape[1:] != (2,) or (
            first[-1].tolist() != [manifest.passages, manifest.sentences]
        ):
            raise damaged(layout.rows)
        self._passage_rows = KeyedRows(first[:, 0])
        self._sentence_rows = KeyedRows(first[:, 1])
        # Only now, and not at the top: faiss is imported here while the encoder is loaded.
        vectors, dimension = backend(manifest.vectors), manifest.encoder.dimension
        files = {record.path for record in manifest.files}
        self.passages, self.sentences = (
            opened.enter_context(closing(vectors.open(base, dimension, rows, files)))
            for base, rows in (
                (layout.passages, self._passage_rows),
                (layout.sentences, self._sentence_rows),
            )
        )
        self.texts = opened.enter_context(closing(Texts(layout.texts)))
        self.fulltext = FulltextIndex(layout.fulltext)
        self._parents = _load(layout.parents)
        pairs = _load(layout.equal) if self.knows_equal else np.empty((0, 2), np.int64)
        if pairs.shape[1:] != (2,):
            raise damaged(layout.equal)
        self.equal = EqualRows(pairs)
        counts = (self.passages.count, self.sentences.count, len(self._parents))
        if counts != (manifest.passages, manifest.sentences, manifest.sentences):
            raise damaged(layout.folder)

    @property
    def knows_equal(self) -> bool:
        """Whether it is known which passages have the same text; earlier versions noted none."""
        return any(record.path == self.layout.equal.name for record in self.manifest.files)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that made the vectors.

        Raises:
            IndexMismatchError: the reference encoder is in use and its model has changed.
        """
        expected = self.manifest.encoder
        if self.manifest.compiled:
            return CompiledEncoder(self.layout.encoder, expected)
        # A question to a compiled encoder needs neither.
        from qa.encoding.reference import ReferenceEncoder
        from qa.models.source import find_model

        encoder = ReferenceEncoder(find_model(expected.model))
        if encoder.identity.digest != expected.digest:
            raise IndexMismatchError(
                f"the model {expected.name} is not the one this index was made with",
                expected=expected.weights,
                found=encoder.identity.weights,
                path=str(self.layout.folder),
                remedy=REBUILD,
            )
        return encoder

    def parents(self, sentence_rows: Rows) -> Rows:
        """Return the passage row of each sentence row."""
        found: Rows = self._parents[sentence_rows].astype(np.int64)
        return self._checked(found, self.layout.parents)

    def children(self, passage_rows: Rows) -> tuple[Rows, Rows]:
        """Return the sentence rows of all `passage_rows`, passage after passage, and their bounds.

        The sentences of the i-th passage are those from bound i to bound i + 1.
        """
        first = np.searchsorted(self._parents, passage_rows)
        counts = np.searchsorted(self._parents, passage_rows + 1) - first
        bounds = np.concatenate([[0], counts.cumsum()])
        return np.repeat(first - bounds[:-1], counts) + np.arange(bounds[-1]), bounds

    def keys(self, passage_rows: Rows) -> Keys:
        """Return the full-text index's key of each passage row."""
        return self._passage_rows.keys(passage_rows)

    def rows(self, keys: Keys) -> Rows:
        """Return the passage row of each of the full-text index's keys."""
        return self._checked(self._passage_rows.rows(keys), self.layout.fulltext)

    def article_rows(self, uid: int) -> tuple[slice, slice]:
        """Return the passage rows and the sentence rows of an article."""
        return self._passage_rows.of_article(uid), self._sentence_rows.of_article(uid)

    def _checked(self, passage_rows: Rows, source: Path) -> Rows:
        """Return the rows; `source` is damaged if one of them is out of range."""
        if len(passage_rows) and not 0 <= passage_rows.min() <= passage_rows.max() < (
            self.passages.count
        ):
            raise damaged(source)
        return passage_rows

    def verify(self) -> None:
        """Compare every file with its checksum; opening does so only with files that have changed.

        Raises:
            IndexDamagedError: the first file that is not as it was written.
        """
        verify_files(self.layout.folder, self.manifest.files, None)

    def call_on_close(self, close: Callable[[], object]) -> None:
        """Call `close`, of something that works with this generation, before its files close."""
        self._opened.callback(close)

    def close(self) -> None:
        """Close what holds files open; wait for a thread that still loads the encoder."""
        self._opened.close()


def _load(file: Path) -> NDArray[np.int64]:
    try:
        mapped = np.load(file, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise damaged(file) from error
    # The same memory, without what numpy does for each part that is taken of a file.
    return np.asarray(mapped)
