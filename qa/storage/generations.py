"""Which generations are kept beside the one in use: older ones, and those it was rolled back from.

Generations are named in the order in which they were made. Whatever a build starts from is the past
of what it makes; what is newer than that was given up, and is removed by the next build.
"""

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from qa.errors import IndexUnusableError
from qa.model import KeptGeneration
from qa.storage.layout import SCRATCH_PREFIX, Layout
from qa.storage.manifest import read_manifest


@dataclass(frozen=True, slots=True)
class History:
    """The names of the generations before and after one of them, the nearest first."""

    older: tuple[str, ...]
    newer: tuple[str, ...]


def history(layout: Layout, name: str) -> History:
    """Return what is kept beside the generation of this name."""
    names = layout.generations()
    return History(
        tuple(other for other in reversed(names) if other < name),
        tuple(other for other in names if other > name),
    )


def describe_nearest(layout: Layout, names: tuple[str, ...]) -> KeptGeneration | None:
    """Return what the first of these generations is; None if there is none, or it is damaged."""
    for name in names[:1]:
        with suppress(IndexUnusableError):
            manifest = read_manifest(layout.generation(name).manifest)
            return KeptGeneration(name, manifest.built_at, manifest.articles)
    return None


def prune(layout: Layout, in_use: str, started_from: str | None, keep: int) -> None:
    """Remove all generations but the one in use and the newest of its past, `keep` in all (>= 2).

    `started_from` is what was in use when the build began, None if there was nothing.
    """
    past = [
        name
        for name in layout.generations()
        if name != in_use and (started_from is None or name <= started_from)
    ]
    kept = {in_use, *past[1 - keep :]}
    for name in layout.generations():
        if name not in kept:
            layout.remove(name)


# Which generation is in use: named by one file, replaced at once; makes and removes none.
def activate(layout: Layout, name: str) -> None:
    """Make the generation of this name the one in use, atomically."""
    handle, scratch = tempfile.mkstemp(dir=layout.root, prefix=SCRATCH_PREFIX)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(name + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    if layout.current.is_dir():
        # No file can take the place of a folder.
        layout.current.rmdir()
    Path(scratch).replace(layout.current)
    flush_folder(layout.root)


def flush_folder(folder: Path) -> None:
    """Have the operating system write down which files are in `folder`."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
