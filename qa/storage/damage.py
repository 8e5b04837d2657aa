"""What is said of a file that is not as it was written; finds nothing out itself."""

from pathlib import Path

from qa.errors import REBUILD, IndexDamagedError


def damaged(path: Path, remedy: str = REBUILD) -> IndexDamagedError:
    """Return the error that names `path` and what mends it."""
    return IndexDamagedError(
        f"the file {path} is missing or damaged", path=str(path), remedy=remedy
    )
