"""What an unfinished build has computed is found again, and nothing that is damaged is."""

from pathlib import Path

import numpy as np
import pytest

from qa.storage.vector_cache import VectorCache, text_digest

DIMENSION = 4
RECORD = 16 + 4 + 2 * DIMENSION
DIGESTS = [text_digest(text) for text in ("one", "two", "three")]
VECTORS = np.arange(3 * DIMENSION, dtype=np.float32).reshape(3, DIMENSION)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A cache of three vectors."""
    cache = VectorCache(tmp_path / "cache", DIMENSION)
    cache.add(DIGESTS[:2], VECTORS[:2])
    cache.add(DIGESTS[2:], VECTORS[2:])
    cache.close()
    return tmp_path / "cache"


def test_what_was_added_is_found_again(file: Path) -> None:
    """In any order, as often as asked for, in half precision."""
    cache = VectorCache(file, DIMENSION)
    assert all(digest in cache for digest in DIGESTS)
    assert text_digest("four") not in cache
    taken = cache.take([DIGESTS[2], DIGESTS[0], DIGESTS[2]])
    assert taken.dtype == np.float16
    assert taken.tolist() == VECTORS[[2, 0, 2]].tolist()
    assert cache.take([]).shape == (0, DIMENSION)
    cache.close()


@pytest.mark.parametrize("cut", [1, RECORD - 1, RECORD])
def test_a_torn_end_costs_the_last_record(file: Path, cut: int) -> None:
    """What follows is appended at a whole record's end."""
    file.write_bytes(file.read_bytes()[:-cut])
    cache = VectorCache(file, DIMENSION)
    assert [digest in cache for digest in DIGESTS] == [True, True, False]
    cache.add(DIGESTS[2:], VECTORS[2:])
    assert cache.take(DIGESTS).tolist() == VECTORS.tolist()
    cache.close()
    again = VectorCache(file, DIMENSION)
    assert again.take(DIGESTS).tolist() == VECTORS.tolist()
    again.close()


@pytest.mark.parametrize("place", [0, 15, 16, 19, 20, RECORD - 1])
def test_a_flipped_bit_costs_its_record(file: Path, place: int) -> None:
    """Digest, checksum and vector are all guarded."""
    content = bytearray(file.read_bytes())
    content[RECORD + place] ^= 4
    file.write_bytes(content)
    cache = VectorCache(file, DIMENSION)
    assert [digest in cache for digest in DIGESTS] == [True, False, True]
    assert cache.take([DIGESTS[0], DIGESTS[2]]).tolist() == VECTORS[[0, 2]].tolist()
    cache.close()


def test_a_file_of_something_else_is_an_empty_cache(tmp_path: Path) -> None:
    """Nothing in it is taken for a vector."""
    (tmp_path / "cache").write_bytes(b"\0" * 999)
    cache = VectorCache(tmp_path / "cache", DIMENSION)
    assert not any(digest in cache for digest in [*DIGESTS, bytes(16)])
    cache.close()
