"""The errors of reading and writing an index's files; reads and writes none itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa.errors import REBUILD, IndexDamagedError, IndexUnusableError


def damaged(path: Path, remedy: str = REBUILD) -> IndexDamagedError:
    """Return the error that names `path` and the command that restores it."""
    return IndexDamagedError(
        f"the file {path} is missing or damaged", path=str(path), remedy=remedy
    )


@contextmanager
def writing(path: Path, *kinds: type[Exception]) -> Iterator[None]:
    """Raise errors of these kinds, from the block that writes `path`, as an IndexUnusableError.

    The message names the file that the operating system named, else `path`, and the reason.
    """
    try:
        yield
    except kinds as error:
        named, reason = str(path), str(error)
        if isinstance(error, OSError):
            named, reason = str(error.filename or path), error.strerror or reason
        raise IndexUnusableError(
            f"the index file {named} cannot be written: {reason.strip()}".splitlines()[0],
            path=named,
            remedy="make room, or name another folder with --index",
        ) from error
