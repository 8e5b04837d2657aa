"""Admits one builder at a time, by a lock of the operating system: it ends with its process."""

import contextlib
import json
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from qa.errors import IndexLockedError
from qa.filesystem import private_opener
from qa.storage.layout import Layout

# A builder that has just begun writes its holder file within this time, in seconds, even on a busy
# machine. It is waited for only where there is no such file, or a dead builder's.
_HOLDER_WRITTEN_WITHIN = 5.0
_POLL_INTERVAL = 0.01


@contextlib.contextmanager
def builder_lock(layout: Layout) -> Iterator[None]:
    """Hold the index's lock for a build.

    Raises:
        IndexLockedError: another process holds it; `holder` names that process.
    """
    lock = FileLock(layout.lock, mode=0o600)
    _acquire(lock, layout)
    try:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        text = json.dumps({"process": os.getpid(), "since": now})
        # A Path takes no opener.
        with open(layout.holder, "w", encoding="utf-8", opener=private_opener) as file:
            file.write(text)
        yield
    finally:
        layout.holder.unlink(missing_ok=True)
        lock.release()


def builder(layout: Layout) -> str | None:
    """Return which process is rebuilding the index, None if none is; changes no file."""
    holder = _holder(layout)
    if os.name != "posix":
        return holder
    return (holder or "another process") if _is_locked(layout.lock) else None


def _is_locked(file: Path) -> bool:
    """Return whether a process holds the lock.

    It is locked shared for a moment to find out; a builder that begins just then tries again.
    """
    import fcntl

    try:
        descriptor = os.open(file, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _acquire(lock: BaseFileLock, layout: Layout) -> None:
    deadline = time.monotonic() + _HOLDER_WRITTEN_WITHIN
    while True:
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            holder = _holder(layout)
            if holder is None and time.monotonic() < deadline:
                time.sleep(_POLL_INTERVAL)
                continue
            holder = holder or "another process"
            raise IndexLockedError(
                f"the index {layout.root} is being rebuilt by {holder}",
                holder=holder,
                path=str(layout.lock),
            ) from error
        return


def _holder(layout: Layout) -> str | None:
    """Return the process in the holder file; None if there is none, or it is not running."""
    try:
        facts = json.loads(layout.holder.read_text(encoding="utf-8"))
        process, since = int(facts["process"]), str(facts["since"])[:25]
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    # A builder that was killed leaves its holder file, but not the lock.
    return f"process {process} (since {since})" if _is_alive(process) else None


def _is_alive(process: int) -> bool:
    if os.name != "posix":
        # Elsewhere, os.kill ends the process whatever the signal.
        return True
    if process < 1:
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
