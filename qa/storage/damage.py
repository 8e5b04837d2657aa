"""What is said of a file of the index that is not as it was written; finds nothing out itself."""

from pathlib import Path

from qa.errors import IndexDamagedError

REBUILD = "run `qa rebuild --force`"


def damaged(path: Path) -> IndexDamagedError:
    """Return the error that names `path` and the command that mends it."""
    return IndexDamagedError(
        f"the index file {path} is missing or damaged", path=str(path), remedy=REBUILD
    )
