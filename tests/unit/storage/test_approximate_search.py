"""The inverted file over many vectors: what it finds, and how it follows a changed corpus."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from qa.encoding.protocol import Vectors
from qa.errors import IndexDamagedError
from qa.storage.vectors import faiss_files
from qa.storage.vectors.faiss_files import (
    ApproximateFile,
    VectorFile,
    write_approximate,
    write_vectors,
)

DIMENSION = 32
WANTED = 10


def _unit(count: int, seed: int) -> Vectors:
    """Return unit vectors in clusters, as texts on a few hundred subjects would give."""
    chance = np.random.default_rng(seed)
    centres = chance.standard_normal((40, DIMENSION))
    rows = centres[chance.integers(40, size=count)] + chance.standard_normal((count, DIMENSION)) / 2
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _exact(folder: Path, unit: Vectors) -> VectorFile:
    write_vectors(folder / "exact", unit.shape[1], [unit])
    return VectorFile(folder / "exact", unit.shape[1])


def _keys(count: int) -> NDArray[np.int64]:
    return np.arange(count, dtype=np.int64) + (7 << 32)


def test_nearly_all_of_the_nearest_are_among_what_is_to_be_scored(tmp_path: Path) -> None:
    """Of the ten nearest of each of fifty questions at most one in fifty is missing."""
    unit, questions = _unit(6_000, 1), _unit(50, 2)
    keys = _keys(len(unit))
    write_approximate(tmp_path / "near", _exact(tmp_path, unit), keys, None)
    near = ApproximateFile(tmp_path / "near", DIMENSION)
    found = 0
    for question in questions:
        nearest = keys[np.argsort(-(unit @ question))[:WANTED]]
        found += len(np.intersect1d(near.search(question, WANTED), nearest))
    assert found >= 0.98 * WANTED * len(questions)


def test_an_inverted_file_follows_what_came_and_went(tmp_path: Path) -> None:
    """Starting from an older file, it holds exactly the keys it is given."""
    unit = _unit(3_000, 3)
    keys = _keys(len(unit))
    write_approximate(tmp_path / "old", _exact(tmp_path, unit), keys, None)
    # The first five hundred go, a hundred others come behind.
    newer = np.vstack([unit[500:], _unit(100, 4)])
    known = np.concatenate([keys[500:], _keys(100) + 9_000])
    write_approximate(tmp_path / "new", _exact(tmp_path, newer), known, tmp_path / "old")
    near = ApproximateFile(tmp_path / "new", DIMENSION)
    everything = near.search(newer[0], len(newer))
    assert np.isin(everything, known).all()
    for row in (0, 2_499, 2_500, 2_599):
        assert known[row] in near.search(newer[row], WANTED)


def test_another_file_is_no_inverted_file(tmp_path: Path) -> None:
    """A file of another kind, or of another dimension, is refused."""
    exact = _exact(tmp_path, _unit(2_000, 5))
    with pytest.raises(IndexDamagedError, match="exact"):
        ApproximateFile(tmp_path / "exact", DIMENSION)
    write_approximate(tmp_path / "near", exact, _keys(2_000), None)
    with pytest.raises(IndexDamagedError, match="near"):
        ApproximateFile(tmp_path / "near", DIMENSION + 1)


def test_vectors_read_from_the_file_are_those_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file is read row by row, in any order, each row as often as it is asked for."""
    unit = _unit(300, 6)
    small = _exact(tmp_path, unit)
    monkeypatch.setattr(faiss_files, "APPROXIMATE_FROM", 300)
    large = VectorFile(tmp_path / "exact", DIMENSION)
    rows = np.array([299, 0, 7, 7, 150])
    assert np.array_equal(large.take(rows), small.take(rows))
    assert np.array_equal(large.take(slice(3, 9)), small.take(slice(3, 9)))
    assert large.take(np.array([], np.int64)).shape == (0, DIMENSION)
    large.close()
