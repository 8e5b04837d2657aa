"""Vectors on disk give back what was written and find what is nearest."""

from pathlib import Path

import numpy as np
import pytest

from qa.errors import IndexDamagedError
from qa.storage.vectors import faiss_files
from qa.storage.vectors.faiss_files import VectorFile, write_vectors


def _unit(count: int, dimension: int = 8, seed: int = 0) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True))


def test_rows_come_back_in_order_in_half_precision(tmp_path: Path) -> None:
    """Parts follow one another; empty ones count nothing."""
    vectors = _unit(10)
    file = tmp_path / "v"
    count = write_vectors(file, 8, [vectors[:3], vectors[3:3], vectors[3:].astype(np.float16)])
    stored = VectorFile(file, 8)
    assert (count, stored.count) == (10, 10)
    assert stored.take(slice(0, 10)).tobytes() == vectors.astype(np.float16).tobytes()
    assert stored.take(np.array([7, 2])).tobytes() == vectors[[7, 2]].astype(np.float16).tobytes()


@pytest.mark.parametrize("kept_up_to", [0, 10])
def test_scores_are_those_of_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_up_to: int
) -> None:
    """In any order, again and again, whether or not they are kept in single precision."""
    monkeypatch.setattr(faiss_files, "_KEPT_SINGLE_UP_TO", kept_up_to)
    vectors = _unit(10)
    write_vectors(tmp_path / "v", 8, [vectors])
    stored = VectorFile(tmp_path / "v", 8)
    query = _unit(1, seed=1)[0]
    for rows in ([7, 2], [2, 2, 9], [], list(range(10))):
        truth = vectors[rows].astype(np.float16).astype(np.float32) @ query
        assert stored.score(query, np.array(rows, np.int64)).tobytes() == truth.tobytes()


def test_search_finds_the_nearest_first(tmp_path: Path) -> None:
    """By cosine, as a plain product of matrices has it."""
    vectors = _unit(200)
    write_vectors(tmp_path / "v", 8, [vectors])
    stored = VectorFile(tmp_path / "v", 8)
    for query in _unit(5, seed=1):
        truth = np.argsort(-(vectors.astype(np.float16).astype(np.float32) @ query))
        assert stored.search(query, 20).tolist() == truth[:20].tolist()


def test_a_restriction_holds_before_anything_is_cut(tmp_path: Path) -> None:
    """The farthest of all is found if it is the only one allowed, and no row is -1."""
    vectors = _unit(100)
    write_vectors(tmp_path / "v", 8, [vectors])
    stored = VectorFile(tmp_path / "v", 8)
    query = vectors[0]
    farthest = np.argsort(vectors @ query)[:3]
    assert set(stored.search(query, 5, farthest).tolist()) == set(farthest.tolist())
    assert stored.search(query, 5, np.empty(0, np.int64)).tolist() == []


def test_an_empty_file_finds_nothing(tmp_path: Path) -> None:
    """No vector, no row."""
    write_vectors(tmp_path / "v", 8, [])
    stored = VectorFile(tmp_path / "v", 8)
    assert stored.count == 0
    assert stored.search(_unit(1)[0], 5).tolist() == []
    assert stored.take(slice(0, 0)).shape == (0, 8)


def test_a_file_of_another_kind_is_damage(tmp_path: Path) -> None:
    """Another dimension, another kind of index, or no index."""
    import faiss

    write_vectors(tmp_path / "v", 16, [_unit(3, 16)])
    flat = faiss.IndexFlatIP(8)
    flat.add(_unit(3))
    faiss.write_index(flat, str(tmp_path / "flat"))
    (tmp_path / "none").write_bytes(b"nothing of the kind")
    for name in ("v", "flat", "none", "missing"):
        with pytest.raises(IndexDamagedError) as caught:
            VectorFile(tmp_path / name, 8)
        assert caught.value.path == str(tmp_path / name)
