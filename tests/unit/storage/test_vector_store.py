"""A generation's vectors lie in a store of the kind that its manifest names."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from qa.encoding.protocol import HalfVectors
from qa.errors import IndexMismatchError
from qa.storage import vectors
from qa.storage.integrity import add_digest, verify_digest
from qa.storage.keys import KeyedRows, join_keys
from qa.storage.manifest import Manifest, read_manifest, write_manifest
from qa.storage.vectors import FAISS_FILES, faiss_files
from qa.storage.vectors.protocol import VectorBackend
from qa.storage.writer import GenerationWriter
from tests.support.array_vectors import KIND, ArrayBackend
from tests.support.desk import Desk, said

QUESTION = "Who barks at the postman?"
DIMENSION = 32


@pytest.fixture
def indexed(desk: Desk) -> Desk:
    """Three articles and their index."""
    desk.write_three()
    desk.rebuild()
    return desk


@pytest.fixture
def _arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one more kind of store."""
    monkeypatch.setitem(vectors.BACKENDS, KIND, ArrayBackend)


def _convert(desk: Desk, kind: str) -> Manifest:
    """Make a generation of the one in use whose vectors lie in a store of this kind."""
    previous = desk.generation()

    def none(digests: object) -> HalfVectors:
        raise AssertionError(digests)

    name = desk.layout.next_name(datetime.now(UTC))
    with GenerationWriter(desk.layout, name, previous) as writer:
        draft = replace(previous.manifest, vectors=kind)
        made = writer.finish(draft, previous.layout.encoder, None, none)
        writer.put_in_use()
    previous.close()
    return made


@pytest.mark.usefixtures("_arrays")
def test_another_kind_of_store_answers_alike(indexed: Desk) -> None:
    """The same passages with the same scores, and none of the files of faiss."""
    before = said(indexed.ask(QUESTION))
    made = _convert(indexed, KIND)
    after = said(indexed.ask(QUESTION))
    assert after.pop("generation") == made.generation != before.pop("generation")
    assert after == before
    assert indexed.ask("boats", within="weather").passages
    names = {record.path for record in made.files}
    assert {"passages.npy", "sentences.npy"} <= names
    assert not {name for name in names if name.endswith((".faiss", ".ivf"))}


@pytest.mark.usefixtures("_arrays")
def test_a_rebuild_keeps_the_vectors_of_another_kind_of_store(indexed: Desk) -> None:
    """What it adds to and where the rest comes from need not be of one kind."""
    _convert(indexed, KIND)
    indexed.write("more.txt", "A lighthouse keeper counts the ships.")
    report = indexed.rebuild()
    # The text is one passage of one sentence: it is encoded once.
    assert report.encoded == 1
    assert read_manifest(indexed.generation().layout.manifest).vectors == FAISS_FILES
    assert indexed.ask("Who counts the ships?").passages[0].citation.path == "more.txt"


def test_the_kind_is_written_only_where_it_is_not_the_usual_one(
    indexed: Desk, tmp_path: Path
) -> None:
    """So indexes made before there was a choice are read, and programs of then read these."""
    generation = indexed.generation()
    facts = verify_digest(generation.layout.manifest.read_bytes())
    assert "vectors" not in facts
    assert generation.manifest.vectors == FAISS_FILES
    write_manifest(tmp_path / "other", replace(generation.manifest, vectors=KIND))
    assert verify_digest((tmp_path / "other").read_bytes()) == {**facts, "vectors": KIND}


def test_an_unknown_kind_is_a_mismatch(indexed: Desk) -> None:
    """The index is of another version of the program, and the error says which command mends it."""
    file = indexed.generation().layout.manifest
    facts = verify_digest(file.read_bytes())
    file.write_bytes(add_digest({**facts, "vectors": "elsewhere"}))
    with pytest.raises(IndexMismatchError, match="rebuild --force") as caught:
        indexed.engine()
    assert (caught.value.expected, caught.value.found) == (FAISS_FILES, "elsewhere")
    indexed.rebuild()
    assert indexed.ask(QUESTION).passages


def _unit(count: int, seed: int) -> HalfVectors:
    """Return unit vectors in clusters."""
    generator = np.random.default_rng(seed)
    centres = generator.standard_normal((40, DIMENSION))
    rows = centres[generator.integers(40, size=count)]
    rows = rows + generator.standard_normal((count, DIMENSION)) / 2
    half: HalfVectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)
    return half


def test_a_large_store_of_faiss_scores_what_its_inverted_file_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nearest rows come best first by the exact vectors; a restricted search misses none."""
    monkeypatch.setattr(faiss_files, "APPROXIMATE_FROM", 3_000)
    monkeypatch.setattr(faiss_files, "_LISTS_SEARCHED", 256)
    unit = _unit(3_000, 1)
    # Articles of three, of no and of one vector, in turn.
    starts = np.concatenate([[0], np.cumsum([3, 0, 1] * 750)])
    rows = KeyedRows(starts)
    backend: VectorBackend = faiss_files.FaissFiles()
    backend.write(tmp_path / "v", DIMENSION, [unit[:1_000], unit[1_000:]], rows, None)
    assert (tmp_path / "v.ivf").exists()
    store = backend.open(tmp_path / "v", DIMENSION, rows, {"v.faiss", "v.ivf"})
    scan = backend.open(tmp_path / "v", DIMENSION, rows, {"v.faiss"})
    allowed = np.arange(0, 3_000, 7)
    for query in _unit(20, 2).astype(np.float32):
        exact = unit.astype(np.float32) @ query
        found = store.search(query, 10)
        assert exact[found].tolist() == sorted(exact[found].tolist(), reverse=True)
        assert len(np.intersect1d(found, scan.search(query, 10))) >= 9
        within = store.search(query, 10, allowed).tolist()
        assert within == scan.search(query, 10, allowed).tolist()
    store.close()
    scan.close()


def test_keys_and_rows_belong_together() -> None:
    """Also where articles have no row; a key of no row is out of range."""
    rows = KeyedRows(np.array([0, 2, 2, 5]))
    assert len(rows) == 5
    assert rows.keys(np.arange(5)).tolist() == [0, 1, 2 << 32, (2 << 32) + 1, (2 << 32) + 2]
    assert rows.rows(rows.keys(np.arange(5))).tolist() == [0, 1, 2, 3, 4]
    assert [rows.of_article(uid) for uid in range(3)] == [slice(0, 2), slice(2, 2), slice(2, 5)]
    assert rows.rows(join_keys(np.array([99]), np.array([0]))).tolist() == [5]


def test_naming_a_backend_loads_no_library() -> None:
    """Only opening or writing a store does: asking loads an encoder meanwhile."""
    script = (
        "import sys, qa.storage.writer\n"
        "assert 'faiss' not in sys.modules\n"
        "qa.storage.vectors.backend('faiss')\n"
        "assert 'faiss' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
