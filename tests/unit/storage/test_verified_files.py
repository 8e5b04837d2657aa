"""Files are verified once a change: none is used that differs, none is read without need."""

import os
import shutil
from pathlib import Path

import pytest

from qa.errors import IndexDamagedError
from qa.filesystem import sha256_of
from qa.storage import integrity
from qa.storage.integrity import (
    FileRecord,
    add_digest,
    record_file,
    verify_digest,
    verify_files,
    verify_when_settled,
)


class Kept:
    """Two files, their records and the note; tells which files were read."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.note = folder / ".checked"
        for name in ("one", "two"):
            (folder / name).write_bytes(name.encode() * 100)
        self.records = tuple(record_file(folder, folder / name) for name in ("one", "two"))
        self._read: list[str] = []

        def recorded(file: Path) -> str:
            self._read.append(file.name)
            return sha256_of(file)

        patch.setattr(integrity, "sha256_of", recorded)

    def check(self, *, noted: bool = True) -> list[str]:
        """Check the files and return which were read for it."""
        self._read.clear()
        verify_files(self.folder, self.records, self.note if noted else None)
        return list(self._read)

    def settle(self) -> None:
        """Have all files noted."""
        verify_when_settled(self.folder, self.records, self.note)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Two files that are not noted yet."""
    return Kept(tmp_path, monkeypatch)


def test_what_is_noted_is_not_read_again(kept: Kept) -> None:
    """And nothing else is spared."""
    assert kept.check() == ["one", "two"]
    kept.settle()
    assert kept.check() == []
    (kept.folder / "one").touch()
    assert kept.check() == ["one"]


def test_without_a_note_everything_is_read(kept: Kept) -> None:
    """Then what changed below the file system is seen too."""
    kept.settle()
    assert kept.check() == []
    assert kept.check(noted=False) == ["one", "two"]


def test_a_file_changed_just_now_is_not_noted(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change within one step of the clock would look the same to the file system."""
    monkeypatch.setattr(integrity, "_SETTLED_NS", 10**12)
    assert kept.check() == ["one", "two"]
    assert kept.check() == ["one", "two"]
    assert not kept.note.exists()


def test_a_change_that_hides_its_time_is_seen(kept: Kept) -> None:
    """Same size, same time of writing: when the file was touched cannot be set back."""
    kept.settle()
    file = kept.folder / "one"
    before = file.stat()
    content = file.read_bytes()
    file.write_bytes(content[:-1] + b"x")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(IndexDamagedError, match="missing or damaged; run `qa rebuild --force`"):
        kept.check()
    file.write_bytes(content)
    assert kept.check() == ["one"]


def test_another_file_in_its_place_is_seen(kept: Kept) -> None:
    """Whatever its times are."""
    kept.settle()
    other = kept.folder / "other"
    other.write_bytes(b"eno" * 100)
    shutil.copystat(kept.folder / "one", other)
    other.replace(kept.folder / "one")
    with pytest.raises(IndexDamagedError) as caught:
        kept.check()
    assert caught.value.path == str(kept.folder / "one")


def test_what_is_no_plain_file_is_not_opened(kept: Kept) -> None:
    """A folder, or a pipe that would be waited for."""
    file = kept.folder / "two"
    file.unlink()
    for make in (Path.mkdir, os.mkfifo) if hasattr(os, "mkfifo") else (Path.mkdir,):
        make(file)
        with pytest.raises(IndexDamagedError):
            kept.check()
        file.rmdir() if file.is_dir() else file.unlink()


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"{",
        b"[]",
        b"\xff" * 50,
        add_digest({}),
        add_digest({"one": 3, "two": None}),
        b"x" * 2**21,
    ],
)
def test_a_note_that_is_none_counts_for_nothing(kept: Kept, note: bytes) -> None:
    """Everything is read, and a right one is written in its place."""
    kept.settle()
    good = kept.note.read_bytes()
    kept.note.write_bytes(note)
    assert kept.check() == ["one", "two"]
    assert kept.note.read_bytes() == good


def test_a_note_about_other_contents_counts_for_nothing(kept: Kept) -> None:
    """The digest that was found is noted, and the one that is wanted now is another."""
    kept.settle()
    one, two = kept.records
    kept.records = (FileRecord(one.path, one.size, two.sha256), two)
    with pytest.raises(IndexDamagedError):
        kept.check()


def test_a_note_that_cannot_be_written_is_done_without(kept: Kept) -> None:
    """The files are read each time, and nothing is said of it."""
    kept.note.mkdir()
    kept.settle()
    assert kept.check() == ["one", "two"]


def test_the_note_is_its_owners_and_leads_nowhere(kept: Kept) -> None:
    """Nobody else reads it, and a link in its place is not followed."""
    kept.settle()
    assert kept.note.stat().st_mode & 0o777 == 0o600
    assert sorted(verify_digest(kept.note.read_bytes())) == ["one", "two"]
    kept.note.unlink()
    elsewhere = kept.folder / "elsewhere"
    kept.note.symlink_to(elsewhere)
    kept.settle()
    assert not elsewhere.exists()
