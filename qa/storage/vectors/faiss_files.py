"""Vectors in files of faiss, and the search among them. The only user of faiss.

Every vector is kept in half precision in a flat faiss index that is memory-mapped: half the bytes
to read, and quicker to scan than float32, at a rounding of 0.0005 of a coordinate.

A scan is exact and takes some 25 ns a vector. From APPROXIMATE_FROM vectors on, an inverted file
beside them, half a byte a coordinate, brings candidates that are scored again by the exact vectors.
Of a million passages and three million sentences it finds 0.998 and more of the true ten nearest.
"""

import math
import os
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from qa.encoding.protocol import HalfVectors, Vectors
from qa.storage.integrity import damaged, writing
from qa.storage.keys import KeyedRows, Rows

# Up to this many vectors a search on one thread ends before a second thread has started.
_ONE_THREAD_UP_TO = 20_000
# Up to this many vectors those once scored are kept in single precision as well, in 31 MB at most:
# to convert a question's is a fifth of the time that it takes beside its encoding.
_KEPT_SINGLE_UP_TO = 20_000

# From this many vectors on, a scan of all of them takes long enough to be noticed (10 ms).
APPROXIMATE_FROM = 400_000
# Lists of the inverted file for n vectors: 4 sqrt(n), a power of two, at most this.
_MOST_LISTS = 4096
# Of each list, how many vectors train its centre.
_TRAINED_ON = 48
# How many lists are searched, and how many times the wanted number is re-scored. With 16 lists the
# share found falls to 0.97, with 96 it is 1.00; to re-score twice the number would do as well.
_LISTS_SEARCHED = 48
_RESCORED = 4
_AT_ONCE = 100_000

_EXACT_SUFFIX, _APPROXIMATE_SUFFIX = ".faiss", ".ivf"


class FaissFiles:
    """Writes and opens stores that are one faiss file, or two if there are very many vectors."""

    def write(
        self,
        base: Path,
        dimension: int,
        parts: Iterable[HalfVectors],
        rows: KeyedRows,
        previous: Path | None,
    ) -> None:
        """Write the vectors and, from `APPROXIMATE_FROM` on, an inverted file over them.

        The inverted file starts from the one of `previous`, if that has one.
        """
        file = base.with_suffix(_EXACT_SUFFIX)
        write_vectors(file, dimension, parts)
        if len(rows) < APPROXIMATE_FROM:
            return
        keys = rows.keys(np.arange(len(rows))).astype(np.int64)
        old = previous.with_suffix(_APPROXIMATE_SUFFIX) if previous else None
        start = old if old and old.exists() else None
        with closing(VectorFile(file, dimension)) as exact:
            write_approximate(base.with_suffix(_APPROXIMATE_SUFFIX), exact, keys, start)

    def open(
        self, base: Path, dimension: int, rows: KeyedRows, files: Collection[str]
    ) -> "FaissStore":
        """Open the vectors and, if it is among `files`, the inverted file over them."""
        inverted = base.with_suffix(_APPROXIMATE_SUFFIX)
        near = ApproximateFile(inverted, dimension) if inverted.name in files else None
        # Last, since it alone holds a file open.
        exact = VectorFile(base.with_suffix(_EXACT_SUFFIX), dimension)
        return FaissStore(exact, near, rows)


class FaissStore:
    """The vectors in one file, found by a scan or through an inverted file beside it."""

    def __init__(
        self, exact: "VectorFile", near: "ApproximateFile | None", rows: KeyedRows
    ) -> None:
        self._exact = exact
        self._near = near
        self._rows = rows
        self.count = exact.count

    def search(self, query: Vectors, count: int, allowed: Rows | None = None) -> Rows:
        """Return the rows nearest to `query`, best first, at most `count`, among `allowed`."""
        # A restricted search scans: an inverted file would leave out lists, not articles.
        if self._near is None or allowed is not None:
            return self._exact.search(query, count, allowed)
        rows = np.sort(self._rows.rows(self._near.search(query, count).astype(np.uint64)))
        scores = self._exact.score(query, rows)
        best: Rows = rows[np.argsort(-scores, kind="stable")[:count]]
        return best

    def take(self, rows: Rows | slice) -> HalfVectors:
        """Return the vectors at `rows`, shape (number of rows, dimension)."""
        return self._exact.take(rows)

    def score(self, query: Vectors, rows: Rows) -> Vectors:
        """Return the scores of the vectors at `rows`, shape (number of rows,)."""
        return self._exact.score(query, rows)

    def close(self) -> None:
        """Close the file; vectors taken before stay valid."""
        self._exact.close()


def write_vectors(file: Path, dimension: int, parts: Iterable[HalfVectors | Vectors]) -> int:
    """Write the rows of `parts`, each of shape (n, dimension), and return how many there are."""
    index = _empty(dimension)
    for part in parts:
        if len(part):
            index.add(np.ascontiguousarray(part, dtype=np.float32))
    _write(index, file)
    return int(index.ntotal)


def _write(index: Any, file: Path) -> None:
    # Given a name, faiss itself would print to the terminal that the disk is full.
    with writing(file, RuntimeError, OSError), file.open("wb") as stream:
        faiss.write_index(index, faiss.PyCallbackIOWriter(stream.write))


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
            raise damaged(file) from error
        # With anything else, faiss would read outside of its memory.
        if not isinstance(index, faiss.IndexScalarQuantizer) or (
            index.d,
            index.code_size,
            index.codes.size(),
        ) != (dimension, 2 * dimension, 2 * dimension * index.ntotal):
            raise damaged(file)
        self._index = index
        self.count = int(index.ntotal)
        self._stream = file.open("rb", buffering=0) if _reads_single(self.count) else None
        self._begin = file.stat().st_size - index.codes.size()
        codes = index.codes
        # A view of the mapped file, valid as long as the index, which this object holds.
        self._half: HalfVectors = (
            faiss.rev_swig_ptr(codes.data(), codes.size()).view(np.float16).reshape(-1, dimension)
            if self.count
            else np.empty((0, dimension), np.float16)
        )
        kept = self.count if self.count <= _KEPT_SINGLE_UP_TO else 0
        self._single = np.empty((kept, dimension), np.float32)
        self._is_single = np.zeros(kept, np.bool_)

    def search(self, query: Vectors, count: int, allowed: Rows | None = None) -> Rows:
        """Return the rows nearest to `query`, best first, at most `count`.

        `query` has shape (dimension,). `allowed` restricts the search to these rows before anything
        is cut off.
        """
        count = min(count, self.count if allowed is None else len(allowed))
        if not count:
            return np.empty(0, np.int64)
        parameters = None
        if allowed is not None:
            bits = np.zeros(self.count, np.bool_)
            bits[allowed] = True
            bitmap = np.packbits(bits, bitorder="little")
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bitmap))
        faiss.omp_set_num_threads(1 if self.count <= _ONE_THREAD_UP_TO else os.cpu_count() or 1)
        rows = self._index.search(query[np.newaxis], count, params=parameters)[1][0]
        # faiss pads with -1 when it finds fewer.
        found: Rows = rows[rows >= 0]
        return found

    def take(self, rows: Rows | slice) -> HalfVectors:
        """Return the vectors at `rows`, shape (len(rows), dimension), float16."""
        if self._stream is None or isinstance(rows, slice):
            return self._half[rows]
        handle, size = self._stream.fileno(), self._half.shape[1] * self._half.itemsize
        offsets = (self._begin + rows * size).tolist()
        raw = b"".join([os.pread(handle, size, offset) for offset in offsets])
        return np.frombuffer(raw, np.float16).reshape(len(rows), self._half.shape[1])

    def score(self, query: Vectors, rows: Rows) -> Vectors:
        """Return the inner products of `query` and the vectors at `rows`, shape (len(rows),)."""
        return self._taken_single(rows) @ query

    def _taken_single(self, rows: Rows) -> Vectors:
        if not len(self._single):
            return self.take(rows).astype(np.float32)
        missing = rows[~self._is_single[rows]]
        if len(missing):
            self._single[missing] = self._half[missing]
            # Only now: another thread may be looking.
            self._is_single[missing] = True
        return self._single[rows]

    def close(self) -> None:
        """Close the file; vectors taken before stay valid."""
        if self._stream:
            self._stream.close()


def _reads_single(count: int) -> bool:
    """Return whether single vectors are read from the file and not from the mapped memory.

    A page that is read brings its neighbours into memory too: after some hundred questions all of a
    large file would be there.
    """
    return count >= APPROXIMATE_FROM and hasattr(os, "pread")


def write_approximate(
    file: Path, exact: VectorFile, keys: NDArray[np.int64], previous: Path | None
) -> None:
    """Write an inverted file over the vectors of `exact`, whose ids are `keys`, row by row.

    Starts from `previous`, if it has as many lists as are wanted now: keys it lacks are added, keys
    that are gone are removed. A key must never be given to another vector.
    """
    lists = min(_MOST_LISTS, 2 ** round(math.log2(4 * math.sqrt(max(exact.count, 1)))))
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    index: Any = faiss.read_index(str(previous)) if previous else None
    if index is None or index.nlist != lists:
        index = _trained(exact, lists)
    held = _ids(index)
    gone = np.setdiff1d(held, keys)
    if len(gone):
        index.remove_ids(gone)
    fresh = np.flatnonzero(np.isin(keys, held, invert=True)) if len(held) else np.arange(len(keys))
    for start in range(0, len(fresh), _AT_ONCE):
        rows = fresh[start : start + _AT_ONCE]
        index.add_with_ids(exact.take(rows).astype(np.float32), keys[rows])
    _write(index, file)


def _trained(exact: VectorFile, lists: int) -> Any:
    dimension = exact.take(slice(0, 1)).shape[1]
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension),
        dimension,
        lists,
        faiss.ScalarQuantizer.QT_4bit,
        faiss.METRIC_INNER_PRODUCT,
        # Encodes the difference from the list's centre: without that, half a byte is too coarse.
        True,  # noqa: FBT003
    )
    index.cp.spherical = True
    index.cp.seed = 0
    rows = np.linspace(0, exact.count - 1, min(exact.count, lists * _TRAINED_ON)).astype(np.int64)
    index.train(exact.take(rows).astype(np.float32))
    return index


def _ids(index: Any) -> NDArray[np.int64]:
    lists = index.invlists
    parts = [
        faiss.rev_swig_ptr(lists.get_ids(number), lists.list_size(number)).copy()
        for number in range(index.nlist)
        if lists.list_size(number)
    ]
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


class ApproximateFile:
    """An inverted file, opened in constant time: its lists stay on disk until searched."""

    def __init__(self, file: Path, dimension: int) -> None:
        try:
            index: Any = faiss.read_index(str(file), faiss.IO_FLAG_MMAP)
        except RuntimeError as error:
            raise damaged(file) from error
        if not isinstance(index, faiss.IndexIVFScalarQuantizer) or index.d != dimension:
            raise damaged(file)
        self._index = index
        self._parameters = faiss.SearchParametersIVF(nprobe=min(_LISTS_SEARCHED, index.nlist))

    def search(self, query: Vectors, count: int) -> NDArray[np.int64]:
        """Return the keys of `_RESCORED` times `count` vectors near `query`, to be scored again."""
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        wanted = count * _RESCORED
        keys = self._index.search(query[np.newaxis], wanted, params=self._parameters)[1][0]
        found: NDArray[np.int64] = keys[keys >= 0]
        return found
