"""What a store of vectors is: one that is opened to search in, and the backend that writes it."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Protocol

from qa.encoding.protocol import HalfVectors, Vectors
from qa.storage.keys import KeyedRows, Rows


class VectorStore(Protocol):
    """The vectors of all passages, or of all sentences, of one generation, in half precision.

    Rows count from 0 in the order written. Scores are inner products, which for unit vectors are
    cosines. Whether a search scans all vectors or only some, and scores those again, is the store's
    own affair.
    """

    @property
    def count(self) -> int:
        """The number of vectors."""
        ...

    def search(self, query: Vectors, count: int, allowed: Rows | None = None) -> Rows:
        """Return the rows nearest to `query`, best first, at most `count`.

        `query` has shape (dimension,), float32. `allowed` restricts the search to these rows before
        anything is cut off.
        """
        ...

    def take(self, rows: Rows | slice) -> HalfVectors:
        """Return the vectors at `rows`, shape (number of rows, dimension)."""
        ...

    def score(self, query: Vectors, rows: Rows) -> Vectors:
        """Return the scores of the vectors at `rows`, shape (number of rows,), float32."""
        ...

    def close(self) -> None:
        """Close what is open; vectors taken before stay valid."""
        ...


class VectorBackend(Protocol):
    """Writes and opens stores of one kind.

    `base` is the path of a store's files without a suffix: the backend adds one for each file, and
    so knows which of a generation's files are its own.
    """

    def write(
        self,
        base: Path,
        dimension: int,
        parts: Iterable[HalfVectors],
        rows: KeyedRows,
        previous: Path | None,
    ) -> None:
        """Write the vectors of `parts`, each of shape (n, dimension), one after another.

        `rows` gives the key of each. `previous` is the base of a store of the same kind in an
        earlier generation, whose work may be reused; keys in both mean the same vector.

        Raises:
            IndexUnusableError: a file cannot be written.
        """
        ...

    def open(
        self, base: Path, dimension: int, rows: KeyedRows, files: Collection[str]
    ) -> VectorStore:
        """Open a store in a time that does not grow with it.

        `files` are the paths, below the folder of `base`, of all files that were verified: no
        other may be opened.

        Raises:
            IndexDamagedError: a file is missing or of another kind.
        """
        ...
