"""One builder at a time. The lock is the operating system's, so a dead builder holds none."""

import contextlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from qa.errors import IndexLockedError
from qa.storage.layout import Layout


@contextlib.contextmanager
def builder_lock(layout: Layout) -> Iterator[None]:
    """Hold the index's lock for a build.

    Raises:
        IndexLockedError: another process holds it; `holder` names that process.
    """
    lock = FileLock(layout.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        holder = _holder(layout)
        raise IndexLockedError(
            f"the index {layout.root} is being rebuilt by {holder}",
            holder=holder,
            path=str(layout.lock),
        ) from error
    try:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        text = json.dumps({"process": os.getpid(), "since": now})
        layout.holder.write_text(text, encoding="utf-8")
        yield
    finally:
        layout.holder.unlink(missing_ok=True)
        lock.release()


def _holder(layout: Layout) -> str:
    try:
        facts = json.loads(layout.holder.read_text(encoding="utf-8"))
        return f"process {int(facts['process'])} (since {str(facts['since'])[:25]})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
