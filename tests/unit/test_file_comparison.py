"""Whether a file is the one that was recorded: by its size, its times, its bytes."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from qa import status
from qa.articles import read_bytes
from qa.filesystem import sha256_of_bytes
from qa.model import CorpusChanges
from qa.status import FileComparison, is_file_recorded, is_recorded, sort_changes

LATER = 4e9


@dataclass(frozen=True)
class Recorded:
    """What is recorded of a file."""

    size: int
    sha256: str


def _record(data: bytes) -> Recorded:
    return Recorded(len(data), sha256_of_bytes(data))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read."""
    found: list[str] = []

    def read(corpus: Path, path: str) -> bytes:
        found.append(path)
        return read_bytes(corpus, path)

    monkeypatch.setattr(status, "read_bytes", read)
    return found


def test_bytes_are_compared_by_size_and_digest() -> None:
    """Both must be as recorded; what was never recorded is not unchanged."""
    assert is_recorded(b"Rain.", _record(b"Rain."))
    assert not is_recorded(b"Sun!!", _record(b"Rain."))
    assert not is_recorded(b"Rain.", Recorded(4, sha256_of_bytes(b"Rain.")))
    assert not is_recorded(b"Rain.", None)


def test_a_file_that_cannot_be_read_is_not_as_recorded(tmp_path: Path) -> None:
    """Whatever the reason is."""
    (tmp_path / "a.txt").write_bytes(b"Rain.")
    assert is_file_recorded(tmp_path, "a.txt", _record(b"Rain."))
    assert not is_file_recorded(tmp_path, "b.txt", _record(b"Rain."))


def test_an_old_file_of_the_same_size_is_not_read(tmp_path: Path, reads: list[str]) -> None:
    """A comparison of a large corpus takes one look at each file's size and times."""
    (tmp_path / "a.txt").write_bytes(b"Rain.")
    before, after = FileComparison(tmp_path, LATER), FileComparison(tmp_path, 0)
    assert before.is_unchanged("a.txt", _record(b"Rain."))
    assert not before.is_unchanged("a.txt", _record(b"Rains."))
    assert reads == []
    assert after.is_unchanged("a.txt", _record(b"Rain."))
    assert not after.is_unchanged("a.txt", _record(b"Snow."))
    assert reads == ["a.txt", "a.txt"]
    assert not after.is_unchanged("b.txt", _record(b"Rain."))


def test_at_most_so_many_files_are_read(tmp_path: Path, reads: list[str]) -> None:
    """Beyond the bound the size decides."""
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_bytes(b"Rain.")
    files = FileComparison(tmp_path, 0, most_read=1)
    assert not files.is_unchanged("a.txt", _record(b"Snow."))
    assert files.is_unchanged("b.txt", _record(b"Snow."))
    assert not files.is_unchanged("c.txt", _record(b"Thaws."))
    assert reads == ["a.txt"]


def test_a_file_is_touched_by_writing_it_or_by_replacing_it(tmp_path: Path) -> None:
    """An old time of modification does not hide a new file: its time of change is new."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"Rain.")
    written = file.stat().st_ctime
    os.utime(file, (1e9, 1e9))
    assert FileComparison(tmp_path, written).is_touched("a.txt")
    assert not FileComparison(tmp_path, LATER).is_touched("a.txt")
    assert not FileComparison(tmp_path, 0).is_touched("b.txt")


def test_changes_are_sorted_into_four_kinds() -> None:
    """Each path that is recorded or there now is in exactly one of them, in its order."""
    recorded = ["a", "b", "c", "d"]
    unchanged = {"e": False, "b": True, "d": False, "a": True}
    assert sort_changes(recorded, unchanged) == CorpusChanges(
        added=("e",), changed=("d",), removed=("c",), kept=("b", "a")
    )
    assert not sort_changes(["a"], {"a": True})
