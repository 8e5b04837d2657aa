"""Which article a row of vectors belongs to; reads no file.

Rows count the passages (or the sentences) of one generation from 0, by article uid and then by
ordinal in the article. A key joins uid and ordinal: uids are never reused, so a key means the same
text in every generation that has it, while its row may change with each.
"""

import numpy as np
from numpy.typing import NDArray

# Positions of vectors, counted from 0.
Rows = NDArray[np.int64]
Keys = NDArray[np.uint64]

ORDINAL_BITS = 32


def join_keys(uids: NDArray[np.int64], ordinals: NDArray[np.int64]) -> Keys:
    """Return one key for each pair: uid in the upper 32 bits, ordinal in the lower."""
    shifted: Keys = uids.astype(np.uint64) << np.uint64(ORDINAL_BITS)
    return shifted | ordinals.astype(np.uint64)


def split_keys(keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the uids and ordinals that `join_keys` joined."""
    uids = (keys >> np.uint64(ORDINAL_BITS)).astype(np.int64)
    return uids, (keys & np.uint64(2**ORDINAL_BITS - 1)).astype(np.int64)


class EqualRows:
    """Which passage rows hold the same text, by the digest of what is read of it.

    `pairs`, shape (n, 2), holds each row whose text stands in another row as well, in ascending
    order, and the first row of that text.
    """

    def __init__(self, pairs: Rows) -> None:
        self._rows, self._first = pairs[:, 0], pairs[:, 1]

    def __len__(self) -> int:
        """Return how many rows have a text that is not theirs alone."""
        return len(self._rows)

    def among(self, allowed: Rows) -> "EqualRows":
        """Return what holds among the rows `allowed` alone."""
        kept = np.isin(self._rows, allowed)
        rows = self._rows[kept]
        _, first, text = np.unique(self._first[kept], return_index=True, return_inverse=True)
        return EqualRows(np.stack([rows, rows[first][text]], axis=1))

    def first(self, rows: Rows) -> Rows:
        """Return for each row the first one of its text."""
        if not len(self):
            return rows
        at = np.minimum(np.searchsorted(self._rows, rows), len(self) - 1)
        found: Rows = np.where(self._rows[at] == rows, self._first[at], rows)
        return found

    def later(self) -> Rows:
        """Return the rows whose text stands in an earlier row."""
        later: Rows = self._rows[self._rows != self._first]
        return later

    def others(self, row: int) -> Rows:
        """Return the rows of the text whose first row is `row`, without it."""
        others: Rows = self._rows[(self._first == row) & (self._rows != row)]
        return others


def equal_pairs(digests: NDArray[np.void]) -> Rows:
    """Return the pairs of `EqualRows` for rows whose texts have these digests of 16 bytes."""
    halves = np.ascontiguousarray(digests).view(np.uint64).reshape(-1, 2)
    # Stable: rows of the same text stay in ascending order.
    order = np.lexsort((halves[:, 1], halves[:, 0]))
    begins = np.ones(len(order) + 1, np.bool_)
    begins[1:-1] = (halves[order][1:] != halves[order][:-1]).any(axis=1)
    firsts = order[begins[:-1]][begins[:-1].cumsum() - 1]
    is_alone = begins[:-1] & begins[1:]
    pairs = np.stack([order, firsts], axis=1)[~is_alone].astype(np.int64)
    sorted_pairs: Rows = pairs[np.argsort(pairs[:, 0])]
    return sorted_pairs


class KeyedRows:
    """The keys of all rows of one kind, from the row at which each article begins.

    `starts` has one element for each uid from 0 on, articles without rows included, and one more:
    the number of rows.
    """

    def __init__(self, starts: Rows) -> None:
        self._starts = starts

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(self._starts[-1])

    def of_article(self, uid: int) -> slice:
        """Return the rows of an article."""
        start, stop = self._starts[uid : uid + 2].tolist()
        return slice(start, stop)

    def keys(self, rows: Rows) -> Keys:
        """Return the key of each row."""
        uids = np.searchsorted(self._starts, rows, side="right") - 1
        return join_keys(uids, rows - self._starts[uids])

    def rows(self, keys: Keys) -> Rows:
        """Return the row of each key; one that is no row of an article is out of range."""
        uids, ordinals = split_keys(keys)
        known = np.minimum(uids, len(self._starts) - 1)
        found: Rows = self._starts[known] + ordinals
        return found
