"""Which generations are kept, and which one is in use; opens none and makes none.

Generations sort by name in the order in which they were made. One file names the generation in use
and is replaced in one step. Beside it older generations are kept, and newer ones after a rollback:
those are removed by the next build.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from qa.errors import IndexMissingError, IndexUnusableError
from qa.filesystem import read_small
from qa.model import KeptGeneration
from qa.storage.integrity import damaged
from qa.storage.layout import SCRATCH_PREFIX, Layout
from qa.storage.manifest import read_manifest

_LONGEST_NAME = 1000

_Result = TypeVar("_Result")


def current_generation(root: Path) -> str:
    """Return the name of the generation in use below the index folder `root`.

    Raises:
        IndexMissingError: there is no index.
        IndexDamagedError: the file that names it names none.
    """
    layout = Layout(root)
    name = _read_name(layout)
    # A generation that is gone may have been replaced since its name was read.
    while not layout.generation(name).folder.is_dir():
        gone, name = name, _read_name(layout)
        if name == gone:
            raise damaged(layout.current)
    return name


def _read_name(layout: Layout) -> str:
    try:
        name = read_small(layout.current, _LONGEST_NAME).decode().strip()
    except FileNotFoundError as error:
        raise IndexMissingError(
            f"there is no index in {layout.root}", path=str(layout.root), remedy="run `qa rebuild`"
        ) from error
    except (NotADirectoryError, PermissionError) as error:
        if os.access(layout.root, os.X_OK) and layout.root.is_dir():
            raise IndexUnusableError(
                f"{layout.current} cannot be read: {error.strerror}",
                path=str(layout.current),
                remedy="make it readable, or run `qa rebuild`",
            ) from error
        raise IndexUnusableError(
            f"the index folder {layout.root} cannot be read: {error.strerror}",
            path=str(layout.root),
            remedy="make it readable, or name another with --index",
        ) from error
    except (OSError, ValueError) as error:
        raise damaged(layout.current) from error
    if not name or "/" in name or "\\" in name or name.startswith("."):
        raise damaged(layout.current)
    return name


def with_current(root: Path, act: Callable[[str], _Result]) -> _Result:
    """Return the result of `act`, called with the name of the generation in use.

    If that generation is removed meanwhile, `act` is called again with the next one's name.

    Raises:
        IndexMissingError, IndexDamagedError, IndexMismatchError: the index cannot be used.
    """
    while True:
        name = current_generation(root)
        try:
            return act(name)
        except IndexUnusableError:
            if name == current_generation(root):
                raise


def activate(layout: Layout, name: str) -> None:
    """Make the generation of this name the one in use, atomically."""
    handle, scratch = tempfile.mkstemp(dir=layout.root, prefix=SCRATCH_PREFIX)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(name + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    if layout.current.is_dir():
        # A file cannot replace a folder.
        layout.current.rmdir()
    Path(scratch).replace(layout.current)
    flush_folder(layout.root)


@dataclass(frozen=True, slots=True)
class History:
    """The names of the generations before and after one of them, the nearest first."""

    older: tuple[str, ...]
    newer: tuple[str, ...]


def history(layout: Layout, name: str) -> History:
    """Return which generations are kept beside the one of this name."""
    names = layout.generations()
    return History(
        tuple(other for other in reversed(names) if other < name),
        tuple(other for other in names if other > name),
    )


def describe_nearest(layout: Layout, names: tuple[str, ...]) -> KeptGeneration | None:
    """Return a description of the first of `names`; None if there is none, or it is damaged."""
    for name in names[:1]:
        with suppress(IndexUnusableError):
            manifest = read_manifest(layout.generation(name).manifest)
            return KeptGeneration(name, manifest.built_at, manifest.articles)
    return None


def prune(layout: Layout, in_use: str, started_from: str | None, keep: int) -> None:
    """Remove all generations but the one in use and the newest before it, `keep` in all (>= 2).

    `started_from` was in use when the build began, None if there was no index: what is newer than
    that had been rolled back from, and is removed.
    """
    older = [
        name
        for name in layout.generations()
        if name != in_use and (started_from is None or name <= started_from)
    ]
    kept = {in_use, *older[1 - keep :]}
    for name in layout.generations():
        if name not in kept:
            layout.remove(name)


def flush_folder(folder: Path) -> None:
    """Have the operating system write the folder's entries to the disk."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
