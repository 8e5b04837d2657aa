"""The vectors that an unfinished build has computed so far, found by the digest of their text.

They are appended as they are computed, and read by the next build if this one is killed. Each
record carries a checksum: a record that was cut off or changed is left out, and no other.
"""

import hashlib
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.encoding.protocol import HalfVectors, Vectors
from qa.filesystem import private_opener

DIGEST_BYTES = 16
Digests = NDArray[np.void]


def text_digest(text: str) -> bytes:
    """Return the 16-byte BLAKE2b digest of `text`."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


def as_digests(digests: Sequence[bytes]) -> Digests:
    """Return `digests` as an array, one element each."""
    return np.frombuffer(b"".join(digests), dtype=f"V{DIGEST_BYTES}")


class VectorCache:
    """The vectors of one encoder in one append-only file."""

    def __init__(self, file: Path, dimension: int) -> None:
        self._file = file
        self._type = np.dtype(
            [("digest", f"V{DIGEST_BYTES}"), ("crc", "<u4"), ("vector", "<f2", (dimension,))]
        )
        self._rows: dict[bytes, int] = {}
        self._size = 0
        if file.exists():
            self._read_records()
        self._stream = open(file, "ab", opener=private_opener)  # noqa: SIM115  # see `close`

    def __contains__(self, digest: bytes) -> bool:
        """Return whether the vector of the text with this digest is in the file."""
        return digest in self._rows

    def add(self, digests: Sequence[bytes], vectors: Vectors) -> None:
        """Append `vectors`, float32 of shape (len(digests), dimension), in half precision."""
        records = np.empty(len(digests), self._type)
        records["digest"] = as_digests(digests)
        records["vector"] = vectors
        for i, record in enumerate(records):
            records["crc"][i] = _checksum(record)
            self._rows[digests[i]] = self._size + i
        self._stream.write(records.tobytes())
        self._stream.flush()
        self._size += len(digests)

    def take(self, digests: Sequence[bytes]) -> HalfVectors:
        """Return the vectors of these digests, shape (n, dimension); all must be in the file."""
        if not digests:
            return np.empty((0, self._type["vector"].shape[0]), np.float16)
        records = np.memmap(self._file, self._type, "r", shape=(self._size,))
        vectors: HalfVectors = records["vector"][[self._rows[digest] for digest in digests]]
        return vectors

    def close(self) -> None:
        """Close the file; its vectors are kept for the next build."""
        self._stream.close()

    def _read_records(self) -> None:
        whole = self._file.stat().st_size // self._type.itemsize
        with self._file.open("r+b") as stream:
            stream.truncate(whole * self._type.itemsize)
        self._size = whole
        if whole:
            for i, record in enumerate(np.memmap(self._file, self._type, "r", shape=(whole,))):
                if record["crc"] == _checksum(record):
                    self._rows[record["digest"].tobytes()] = i


def _checksum(record: np.void) -> int:
    return zlib.crc32(record["vector"].tobytes(), zlib.crc32(record["digest"].tobytes()))
