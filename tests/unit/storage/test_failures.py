"""What an index that cannot be written says: which file, why, and what helps against that cause."""

import errno
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qa.doctor import CheckLevel, Subject, index_checks
from qa.errors import IndexUnusableError
from qa.filesystem import write_fault
from qa.storage import open_generation
from qa.storage.integrity import writing
from tests.robustness.fault_workspace import in_child
from tests.robustness.kernel import give_up_powers
from tests.support.desk import DOGS, Desk

ROOM = "make room, or name another folder with --index"
PERMISSION = "allow writing there, or name another folder with --index"
OTHER = "name another folder with --index"

linux = pytest.mark.skipif(sys.platform != "linux", reason="made by the Linux kernel")


def _raised(error: Exception) -> IndexUnusableError:
    with pytest.raises(IndexUnusableError) as raised, writing(Path("index"), Exception):
        raise error
    return raised.value


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "f"), ROOM),
        (OSError(errno.EDQUOT, "Disk quota exceeded", "f"), ROOM),
        (PermissionError(errno.EACCES, "Permission denied", "f"), PERMISSION),
        (PermissionError(errno.EPERM, "Operation not permitted", "f"), PERMISSION),
        (OSError(errno.EROFS, "Read-only file system", "f"), PERMISSION),
        (OSError(errno.EIO, "Input/output error", "f"), OTHER),
        (ValueError("An IO error occurred: 'No space left on device (os error 28)'"), ROOM),
        (RuntimeError("could not open f for writing: Permission denied"), PERMISSION),
        (RuntimeError("Error in faiss"), OTHER),
    ],
)
def test_the_remedy_fits_the_cause(error: Exception, remedy: str) -> None:
    """Room helps a full disk and permission a read-only one, whichever library failed to write."""
    assert _raised(error).remedy == remedy


def test_a_full_database_needs_room() -> None:
    """SQLite has numbers of its own."""
    with sqlite3.connect(":memory:") as database:
        database.execute("pragma max_page_count = 1")
        with pytest.raises(sqlite3.OperationalError) as full:
            database.execute("create table t (c)")
    database.close()
    assert _raised(full.value).remedy == ROOM


def test_of_a_copy_the_destination_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is copied, linked or renamed is only read: its destination cannot be written."""
    error = OSError(errno.ENOSPC, "No space left on device", "from", None, "to")
    assert _raised(error).message == "the index file to cannot be written: No space left on device"
    assert _raised(error).path == "to"
    monkeypatch.setattr(os, "sendfile", _full, raising=False)
    monkeypatch.setattr(os, "copy_file_range", _full, raising=False)
    (tmp_path / "from").write_bytes(b"text" * 9)
    with pytest.raises(IndexUnusableError) as raised, writing(tmp_path, OSError):
        shutil.copyfile(tmp_path / "from", tmp_path / "to")
    assert raised.value.path == str(tmp_path / "to")


def _full(*_: Any) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _rebuild_error(desk: Desk, prepare: Callable[[], object]) -> tuple[str, str, str]:
    """Return message, path and remedy of the error of a rebuild after `prepare`."""
    prepare()
    try:
        desk.rebuild()
    except IndexUnusableError as error:
        return error.message, str(error.path), str(error.remedy)
    return "", "", ""


@linux
def test_a_full_disk_names_the_index_not_what_is_copied(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The models are copied from elsewhere: that place has room enough."""
    desk.write("dogs.txt", DOGS)
    monkeypatch.setattr(os, "sendfile", _full)
    with pytest.raises(IndexUnusableError) as raised:
        desk.rebuild()
    assert Path(str(raised.value.path)).is_relative_to(desk.index)
    assert raised.value.message.endswith("cannot be written: No space left on device")
    assert raised.value.remedy == ROOM
    monkeypatch.undo()
    assert desk.rebuild().in_use


@linux
def test_an_index_that_is_read_only_says_so(desk: Desk) -> None:
    """By the message of a rebuild and by the doctor, who is not asked to make room."""
    desk.write("dogs.txt", DOGS)
    desk.rebuild()
    desk.write("cats.txt", "Cats sleep all day.")
    desk.index.chmod(0o500)
    try:
        told = in_child(_rebuild_error, desk, give_up_powers)["said"]
        check = in_child(_doctor_says, desk)["said"]
    finally:
        desk.index.chmod(0o700)
    assert told[0].endswith("cannot be written: Permission denied")
    assert Path(told[1]).is_relative_to(desk.index)
    assert told[2] == PERMISSION
    level, text, remedy = check
    assert level == CheckLevel.BAD
    assert text == (f"{desk.index} cannot be written: Permission denied; no rebuild can succeed")
    assert remedy == PERMISSION
    assert index_checks.writable(Subject(desk.index, desk.corpus)).level is CheckLevel.GOOD


def _doctor_says(desk: Desk) -> tuple[str, str, str | None]:
    give_up_powers()
    result = index_checks.writable(Subject(desk.index, desk.corpus))
    return result.level, result.text, result.remedy


def test_whether_a_folder_can_be_written_is_found_without_a_trace(tmp_path: Path) -> None:
    """Also of one that is not there yet; a file in the place of a folder is a fault."""
    assert write_fault(tmp_path / "not" / "there") is None
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    fault = write_fault(tmp_path / "file" / "below")
    assert fault is not None
    assert (fault.errno, fault.filename) == (errno.ENOTDIR, str(tmp_path / "file"))


def test_an_index_that_is_no_folder_is_called_that(tmp_path: Path) -> None:
    """What cannot be read is not damaged, and no rebuild would mend it."""
    file = tmp_path / "answers.json"
    file.write_text("{}")
    message = "answers.json cannot be read: Not a directory"
    with pytest.raises(IndexUnusableError, match=re.escape(message)) as raised:
        open_generation(file)
    assert raised.value.remedy == "make it readable, or name another with --index"
    assert file.read_text() == "{}"
