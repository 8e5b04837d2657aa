"""A vector store that is one numpy array: the test double of the files of faiss."""

from collections.abc import Collection, Iterable
from pathlib import Path

import numpy as np

from qa.encoding.protocol import HalfVectors, Vectors
from qa.storage.keys import KeyedRows, Rows

KIND = "array"
SUFFIX = ".npy"


class ArrayStore:
    """Vectors in memory, all of which each search looks at."""

    def __init__(self, vectors: HalfVectors) -> None:
        self._vectors = vectors
        self.count = len(vectors)

    def search(self, query: Vectors, count: int, allowed: Rows | None = None) -> Rows:
        """Return the rows nearest to `query`, best first."""
        rows = np.arange(self.count) if allowed is None else allowed
        scores = self._vectors[rows].astype(np.float32) @ query
        best: Rows = rows[np.argsort(-scores, kind="stable")[:count]]
        return best

    def take(self, rows: Rows | slice) -> HalfVectors:
        """Return the vectors at `rows`."""
        return self._vectors[rows]

    def score(self, query: Vectors, rows: Rows) -> Vectors:
        """Return the inner products of `query` and the vectors at `rows`."""
        return self._vectors[rows].astype(np.float32) @ query

    def close(self) -> None:
        """Do nothing: no file is open."""


class ArrayBackend:
    """Keeps the vectors between writing and opening in a `.npy` file."""

    def write(
        self,
        base: Path,
        dimension: int,
        parts: Iterable[HalfVectors],
        rows: KeyedRows,
        previous: Path | None,
    ) -> None:
        """Write the vectors of `parts`, one after another; nothing of `previous` is of use."""
        del rows, previous
        np.save(base.with_suffix(SUFFIX), np.vstack([np.empty((0, dimension)), *parts]))

    def open(
        self, base: Path, dimension: int, rows: KeyedRows, files: Collection[str]
    ) -> ArrayStore:
        """Read all vectors."""
        del dimension, rows
        file = base.with_suffix(SUFFIX)
        assert file.name in files
        return ArrayStore(np.load(file).astype(np.float16))
