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
