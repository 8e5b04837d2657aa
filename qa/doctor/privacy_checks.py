"""Checks who else may read or change what the program keeps; changes no mode."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from qa.doctor.checks import Result, bad, good, note
from qa.doctor.subject import Subject

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def of_index(subject: Subject) -> Result | None:
    """Return whether the index is its owner's alone."""
    own = [subject.layout.generation(name).folder for name in subject.layout.generations()]
    return of_paths([*own, subject.layout.current, *subject.layout.leftovers()])


def of_paths(roots: Iterable[Path]) -> Result | None:
    """Return whether these files and folders, and all below them, are their owner's alone.

    What lies in a folder that only its owner may enter is closed, whatever its own mode. None if
    there is nothing at these paths, or where files have no such modes.
    """
    present = [root for root in roots if root.exists() and not root.is_symlink()]
    if os.name != "posix" or not present:
        return None
    reached = [(root, path, mode) for root in present for path, mode in _reached(root)]
    for forbidden, told, verdict in (
        (_OTHERS_WRITE, "others may change", bad),
        (_OTHERS, "others may read", note),
    ):
        exposed = [(root, path) for root, path, mode in reached if mode & forbidden]
        if exposed:
            more = f" and {len(exposed) - 1:,} more" if len(exposed) > 1 else ""
            tops = " ".join(f"'{root}'" for root in dict.fromkeys(root for root, _ in exposed))
            return verdict(f"{told} {exposed[0][1]}{more}", f"chmod -R go= {tops}")
    return good("closed to others")


def _reached(path: Path) -> Iterator[tuple[Path, int]]:
    """Yield what others come to from the path on, with modes; links are not followed."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode) or not mode & _OTHERS:
        return
    yield path, stat.S_IMODE(mode)
    if stat.S_ISDIR(mode):
        for entry in sorted(path.iterdir()):
            yield from _reached(entry)
