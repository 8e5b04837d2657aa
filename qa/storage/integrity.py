"""Read a file once a change: what was compared with its checksum is noted, and not read again.

To read an index through takes longer than to answer from it, and what faiss, SQLite, tantivy and
onnxruntime open they trust. So a note beside the files says which were verified and what the file
system told of each just then: size, times of change, inode. Whoever opens them reads again only
those of which it tells something else. Nothing here sees a change that the file system does not
know of: decay of the medium below it shows when the files are verified in full.
"""

import contextlib
import hashlib
import json
import os
import re
import stat
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import REBUILD
from qa.filesystem import read_small, sha256_of
from qa.storage.failures import damaged

# The clock of a file system goes by steps of up to 10 ms. A file is noted only if it was last
# touched so long before it was looked at that a later change cannot bear the same time.
_SETTLED_NS = 50_000_000
_LONGEST_NOTE = 1_000_000


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of the generation: path below its folder, bytes, SHA-256."""

    path: str
    size: int
    sha256: str


def record_file(folder: Path, file: Path) -> FileRecord:
    """Return the record of `file`, a file below `folder`."""
    return FileRecord(file.relative_to(folder).as_posix(), file.stat().st_size, sha256_of(file))


def check(
    folder: Path, files: Sequence[FileRecord], note: Path | None, remedy: str = REBUILD
) -> None:
    """Check every file below `folder`; read those that `note` does not know as they are.

    The note is brought up to date if it can be written; a note that is damaged counts for nothing,
    and without one all files are read.

    Raises:
        IndexDamagedError: the first file that is not as recorded; `remedy` is what it advises.
    """
    known = _read(note) if note else {}
    marks: dict[str, str] = {}
    for record in files:
        file = folder / record.path
        looked = time.time_ns()
        try:
            facts = file.stat()
            good = stat.S_ISREG(facts.st_mode) and facts.st_size == record.size
            mark = f"{record.sha256} {_mark(facts)}"
            if good and known.get(record.path) == mark:
                marks[record.path] = mark
                continue
            good = good and sha256_of(file) == record.sha256
        except OSError as error:
            raise damaged(file, remedy) from error
        if not good:
            raise damaged(file, remedy)
        if facts.st_ctime_ns + _SETTLED_NS < looked:
            marks[record.path] = mark
    if note and marks != known:
        # It only saves time; and where nothing can be written, nothing can be changed either.
        with contextlib.suppress(OSError):
            _write(note, marks)


def settle(folder: Path, files: Sequence[FileRecord], note: Path) -> None:
    """Wait until all files are old enough to be noted, 50 ms at most, and check them.

    Raises:
        IndexDamagedError: the first file that is not as recorded.
    """
    touched = 0
    for record in files:
        with contextlib.suppress(OSError):
            touched = max(touched, (folder / record.path).stat().st_ctime_ns)
    left = touched + _SETTLED_NS - time.time_ns() + 1
    time.sleep(min(max(left, 0), _SETTLED_NS) / 1e9)
    check(folder, files, note)


def _mark(facts: os.stat_result) -> str:
    return f"{facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns} {facts.st_ino}"


def _read(note: Path) -> dict[str, str]:
    try:
        return {
            str(path): str(mark)
            for path, mark in verify_digest(read_small(note, _LONGEST_NOTE)).items()
        }
    except (OSError, ValueError, RecursionError):
        return {}


def _write(note: Path, marks: dict[str, str]) -> None:
    # In place: one that is torn is not as it was sealed.
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(note, flags, 0o600), "wb") as stream:  # noqa: PTH123  # a Path has no flags
        stream.write(add_digest(dict(marks)))


# Small JSON files that carry a digest of themselves, so that no flipped bit in them goes unseen.
#
# The digest guards against accidents only: whoever may write the file may write its digest.
#
_SEAL = re.compile(rb'\{\n "sha256": "([0-9a-f]{64})",')


def add_digest(facts: dict[str, Any]) -> bytes:
    """Return `facts` as a JSON object whose first entry is the SHA-256 of all that follows it."""
    text = json.dumps(facts, indent=1, sort_keys=True) + "\n"
    rest = text.removeprefix("{").encode()
    return b'{\n "sha256": "%s",' % hashlib.sha256(rest).hexdigest().encode() + rest


def has_digest(data: bytes) -> bool:
    """Return whether `data` begins as `seal` begins."""
    return _SEAL.match(data) is not None


def verify_digest(data: bytes) -> dict[str, Any]:
    """Return the facts that `seal` made `data` of.

    Raises:
        ValueError: it is not as it was sealed.
    """
    found = _SEAL.match(data)
    if not found or hashlib.sha256(data[found.end() :]).hexdigest().encode() != found[1]:
        raise ValueError("the digest does not fit")
    facts: dict[str, Any] = json.loads(b"{" + data[found.end() :])
    return facts
