"""Vectors on disk and the search among them. The only user of faiss.

Every vector is kept in half precision in a flat faiss index that is memory-mapped: half the bytes
to read, and quicker to scan than float32, at a rounding of 0.0005 of a coordinate. Rows count from
0 in the order added; scores are inner products, which for unit vectors are cosines.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from qa.encoding.protocol import Vectors
from qa.errors import IndexDamagedError

# Below this many vectors a search on one thread is over before a second has woken.
_ONE_THREAD_UP_TO = 20_000

Rows = NDArray[np.int64]
HalfVectors = NDArray[np.float16]


def write_vectors(file: Path, dimension: int, parts: Iterable[HalfVectors | Vectors]) -> int:
    """Write the rows of `parts`, each of shape (n, dimension), and return how many there are."""
    index = _empty(dimension)
    for part in parts:
        if len(part):
            index.add(np.ascontiguousarray(part, dtype=np.float32))
    faiss.write_index(index, str(file))
    return int(index.ntotal)


def _empty(dimension: int) -> Any:
    return faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )


class VectorFile:
    """The vectors in one file, opened in constant time whatever its size."""

    def __init__(self, file: Path, dimension: int) -> None:
        try:
            index: Any = faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise self._damaged(file) from error
        if index.d != dimension or index.code_size != 2 * dimension:
            raise self._damaged(file)
        self._index = index
        self.count = int(index.ntotal)
        codes = index.codes
        # A view of the mapped file; it lives as long as the index, which this object holds.
        self._half: HalfVectors = (
            faiss.rev_swig_ptr(codes.data(), codes.size()).view(np.float16).reshape(-1, dimension)
            if self.count
            else np.empty((0, dimension), np.float16)
        )

    def search(self, query: Vectors, count: int, allowed: Rows | None = None) -> Rows:
        """Return the rows nearest to `query`, best first, at most `count`.

        `query` has shape (dimension,). `allowed` restricts the search to these rows before anything
        is cut.
        """
        count = min(count, self.count if allowed is None else len(allowed))
        if not count:
            return np.empty(0, np.int64)
        parameters = None
        if allowed is not None:
            bits = np.zeros(self.count, np.bool_)
            bits[allowed] = True
            bitmap = np.packbits(bits, bitorder="little")
            # faiss wraps its constructors at import; its own type hints know only the plain ones.
            make: Any = faiss
            parameters = make.SearchParameters(sel=make.IDSelectorBitmap(bitmap))
        faiss.omp_set_num_threads(1 if self.count <= _ONE_THREAD_UP_TO else os.cpu_count() or 1)
        rows = self._index.search(query[np.newaxis], count, params=parameters)[1][0]
        # faiss pads with -1 when it finds fewer.
        found: Rows = rows[rows >= 0]
        return found

    def take(self, rows: Rows | slice) -> HalfVectors:
        """Return the vectors at `rows`, shape (len(rows), dimension), float16."""
        return self._half[rows]

    @staticmethod
    def _damaged(file: Path) -> IndexDamagedError:
        return IndexDamagedError(
            f"the index file {file} is missing or damaged",
            path=str(file),
            remedy="run `qa rebuild --force`",
        )
