"""Notices that a file is not as it was written; writes nothing but its own notes.

A generation's manifest records the SHA-256 of each of its files, and carries a digest of itself.
faiss, SQLite, tantivy and onnxruntime trust what they open, so every file is compared with its
record before. To read an index through takes longer than to answer from it: therefore a note
beside the files says which were verified, and their size, times of change and inode at that moment.
Whoever opens the index next reads only those files again whose facts differ from the note. A change
that the file system does not know of, such as decay of the medium, shows only when all files are
read: `verify_files` without a note.

Manifest and note are small JSON files with a digest of their own content, so that no flipped bit
goes unnoticed. The digests guard against accidents only: whoever may write a file may write its
digest too.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import REBUILD, IndexDamagedError, IndexUnusableError
from qa.filesystem import read_small, sha256_of

# The clock of a file system advances in steps of up to 10 ms. A file is noted only if it was last
# changed so long before it was looked at that a later change cannot have the same time.
_SETTLED_NS = 50_000_000
_LONGEST_NOTE = 1_000_000
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SQLITE = {"READONLY": errno.EROFS, "FULL": errno.ENOSPC}
_DIGEST_LINE = re.compile(rb'\{\n "sha256": "([0-9a-f]{64})",')


def damaged(path: Path, remedy: str = REBUILD) -> IndexDamagedError:
    """Return the error that names `path` and the command that restores it."""
    return IndexDamagedError(
        f"the file {path} is missing or damaged", path=str(path), remedy=remedy
    )


@contextmanager
def writing(path: Path, *kinds: type[Exception]) -> Iterator[None]:
    """Raise errors of these kinds, from the block that writes `path`, as an IndexUnusableError.

    The message names the file that the operating system named, else `path`, and the reason. Of a
    copy, a link or a renaming it is the destination: the source is only read.
    """
    try:
        yield
    except kinds as error:
        named, reason = str(path), str(error)
        if isinstance(error, OSError):
            named = str(error.filename2 or error.filename or path)
            reason = error.strerror or reason
        raise IndexUnusableError(
            f"the index file {named} cannot be written: {reason.strip()}".splitlines()[0],
            path=named,
            remedy=write_remedy(error),
        ) from error


def write_remedy(error: Exception) -> str:
    """Return what helps against an error of writing to the index, by its cause."""
    number = _error_number(error)
    if number in _NOT_ALLOWED:
        return "allow writing there, or name another folder with --index"
    if number in _NO_ROOM:
        return "make room, or name another folder with --index"
    return "name another folder with --index"


def _error_number(error: Exception) -> int | None:
    """Return the operating system's number of an error; libraries give it only in their words."""
    if isinstance(error, OSError):
        return error.errno
    if name := getattr(error, "sqlite_errorname", None):
        return next((code for part, code in _SQLITE.items() if part in name), None)
    known = (*_NOT_ALLOWED, *_NO_ROOM)
    return next((number for number in known if os.strerror(number) in str(error)), None)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of the generation: path below its folder, bytes, SHA-256."""

    path: str
    size: int
    sha256: str


def record_file(folder: Path, file: Path) -> FileRecord:
    """Return the record of `file`, a file below `folder`."""
    return FileRecord(file.relative_to(folder).as_posix(), file.stat().st_size, sha256_of(file))


def verify_files(
    folder: Path, files: Sequence[FileRecord], note: Path | None, remedy: str = REBUILD
) -> None:
    """Compare every file below `folder` with its record; read those that `note` does not cover.

    The note is brought up to date if it can be written. Without a note, or with a damaged one, all
    files are read.

    Raises:
        IndexDamagedError: the first file that is not as recorded, with this `remedy`.
    """
    noted = _read_note(note) if note else {}
    verified: dict[str, str] = {}
    for record in files:
        file = folder / record.path
        looked = time.time_ns()
        try:
            facts = file.stat()
            intact = stat.S_ISREG(facts.st_mode) and facts.st_size == record.size
            entry = f"{record.sha256} {_fingerprint(facts)}"
            if intact and noted.get(record.path) == entry:
                verified[record.path] = entry
                continue
            intact = intact and sha256_of(file) == record.sha256
        except OSError as error:
            raise damaged(file, remedy) from error
        if not intact:
            raise damaged(file, remedy)
        if facts.st_ctime_ns + _SETTLED_NS < looked:
            verified[record.path] = entry
    if note and verified != noted:
        # It only saves time; and where nothing can be written, nothing can be changed either.
        with contextlib.suppress(OSError):
            _write_note(note, verified)


def verify_when_settled(folder: Path, files: Sequence[FileRecord], note: Path) -> None:
    """Wait until all files are old enough to be noted, 50 ms at most, and verify them.

    Raises:
        IndexDamagedError: the first file that is not as recorded.
    """
    newest = 0
    for record in files:
        with contextlib.suppress(OSError):
            newest = max(newest, (folder / record.path).stat().st_ctime_ns)
    left = newest + _SETTLED_NS - time.time_ns() + 1
    time.sleep(min(max(left, 0), _SETTLED_NS) / 1e9)
    verify_files(folder, files, note)


def _fingerprint(facts: os.stat_result) -> str:
    """Return what differs, in all likelihood, once the file has been changed or replaced."""
    return f"{facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns} {facts.st_ino}"


def _read_note(note: Path) -> dict[str, str]:
    try:
        entries = verify_digest(read_small(note, _LONGEST_NOTE))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(path): str(entry) for path, entry in entries.items()}


def _write_note(note: Path, entries: dict[str, str]) -> None:
    # In place: if only a part is written, the digest does not fit.
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(note, flags, 0o600), "wb") as stream:  # noqa: PTH123  # a Path has no flags
        stream.write(add_digest(dict(entries)))


def add_digest(facts: dict[str, Any]) -> bytes:
    """Return `facts` as a JSON object whose first entry is the SHA-256 of all that follows it."""
    text = json.dumps(facts, indent=1, sort_keys=True) + "\n"
    rest = text.removeprefix("{").encode()
    return b'{\n "sha256": "%s",' % hashlib.sha256(rest).hexdigest().encode() + rest


def has_digest(data: bytes) -> bool:
    """Return whether `data` begins as `add_digest` begins."""
    return _DIGEST_LINE.match(data) is not None


def verify_digest(data: bytes) -> dict[str, Any]:
    """Return the facts that `add_digest` made `data` of.

    Raises:
        ValueError: it is not as it was written.
    """
    found = _DIGEST_LINE.match(data)
    if not found or hashlib.sha256(data[found.end() :]).hexdigest().encode() != found[1]:
        raise ValueError("the digest does not fit")
    facts: dict[str, Any] = json.loads(b"{" + data[found.end() :])
    return facts
