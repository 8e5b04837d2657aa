"""Checks whether other users may read or change files of the program; changes no mode."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from qa.doctor.checks import Result, bad, good, note
from qa.doctor.subject import Subject

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def of_index(subject: Subject) -> Result | None:
    """Return whether only the owner may read and change the index."""
    own = [subject.layout.generation(name).folder for name in subject.layout.generations()]
    return of_paths([*own, subject.layout.current, *subject.layout.leftovers()])


def of_paths(roots: Iterable[Path]) -> Result | None:
    """Return whether only the owner may read and change these files and folders, and all in them.

    Files in a folder that only its owner may enter are private whatever their own mode. None if
    nothing exists at these paths, or where files have no such modes.
    """
    present = [root for root in roots if root.exists() and not root.is_symlink()]
    if os.name != "posix" or not present:
        return None
    reachable = [(root, path, mode) for root in present for path, mode in _reachable(root)]
    for forbidden, exposure, level in (
        (_OTHERS_WRITE, "others may change", bad),
        (_OTHERS, "others may read", note),
    ):
        exposed = [(root, path) for root, path, mode in reachable if mode & forbidden]
        if exposed:
            more = f" and {len(exposed) - 1:,} more" if len(exposed) > 1 else ""
            tops = " ".join(f"'{root}'" for root in dict.fromkeys(root for root, _ in exposed))
            return level(f"{exposure} {exposed[0][1]}{more}", f"chmod -R go= {tops}")
    return good("closed to others")


def _reachable(path: Path) -> Iterator[tuple[Path, int]]:
    """Yield the paths that others can reach from this one on, with modes; follow no links."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode) or not mode & _OTHERS:
        return
    yield path, stat.S_IMODE(mode)
    if stat.S_ISDIR(mode):
        for entry in sorted(path.iterdir()):
            yield from _reachable(entry)
