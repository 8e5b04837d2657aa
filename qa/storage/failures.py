"""What is said of a file that is not as it was written; finds nothing out itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa.errors import REBUILD, IndexDamagedError, IndexUnusableError


def damaged(path: Path, remedy: str = REBUILD) -> IndexDamagedError:
    """Return the error that names `path` and what mends it."""
    return IndexDamagedError(
        f"the file {path} is missing or damaged", path=str(path), remedy=remedy
    )


# What goes wrong while an index is written, as an error of ours; writes nothing itself.
@contextmanager
def writing(path: Path, *kinds: type[Exception]) -> Iterator[None]:
    """Turn errors of these kinds, raised where `path` is written, into an IndexUnusableError."""
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
