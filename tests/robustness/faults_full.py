"""Fills the disk at many levels under a rebuild: a small disk in memory that only a child sees.

Where no disk can be mounted, files that cannot grow beyond so many bytes stand in for it.
"""

import resource
import shutil
from pathlib import Path
from typing import Any

from qa.errors import IndexUnusableError, QAError
from qa.storage import Layout
from tests.robustness.fault_workspace import (
    FaultWorkspace,
    Tally,
    answers,
    copied,
    in_child,
    judge,
    litter,
    timeless,
)
from tests.robustness.kernel import mount_small
from tests.support.desk import DOGS

LEVELS = 60
_DISK = 16_000_000


def fill(workspace: FaultWorkspace) -> Tally:
    """Rebuild with room from none to enough, at LEVELS levels; count those that are not enough."""
    base, whole = workspace.folder / "base", workspace.folder / "whole"
    in_child(workspace.build, base)
    before = in_child(answers, base)["said"]
    workspace.write("dogs.txt", DOGS.replace("morning", "evening"))
    workspace.write(
        "long.txt", "\n\n".join(f"Item {n} is number {n * 7919}. " * 9 for n in range(40))
    )
    in_child(workspace.build, copied(base, whole))
    after = timeless(in_child(answers, whole)["said"])
    made = whole / Layout(whole).current.read_text().strip()
    files = [path.stat().st_size for path in made.rglob("*") if path.is_file()]
    disk = workspace.folder / "disk"
    disk.mkdir()
    mounts = "error" not in in_child(_mounts, disk)["said"]
    tally = Tally("the disk full at some moment of a rebuild" if mounts else "no file can grow")
    # The largest file is the encoder's, which is linked.
    most = sum(files) if mounts else max(files) // 2
    for level in range(workspace.first, LEVELS, workspace.every):
        size = most * level // LEVELS
        try_out = _on_small_disk if mounts else _with_small_files
        told = in_child(try_out, workspace, base, disk, size)
        _judge(tally, told, before, after, f"{size} bytes left")
    return tally


def _mounts(disk: Path) -> str:
    try:
        mount_small(disk, _DISK)
    except OSError as error:
        return f"error: {error}"
    return ""


def _on_small_disk(workspace: FaultWorkspace, base: Path, disk: Path, size: int) -> Any:
    mount_small(disk, _DISK)
    index = disk / "index"
    shutil.copytree(base, index)
    free = shutil.disk_usage(disk).free
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(max(free - size, 0)))
    return _ask_after(workspace, index, ballast.unlink)


def _with_small_files(workspace: FaultWorkspace, base: Path, disk: Path, size: int) -> Any:
    index = disk / "index"
    shutil.rmtree(index, ignore_errors=True)
    shutil.copytree(base, index)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    return _ask_after(
        workspace, index, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    )


def _ask_after(workspace: FaultWorkspace, index: Path, make_room: Any) -> Any:
    """Rebuild, ask, make room, rebuild and ask again."""
    try:
        workspace.build(index)
        error = None
    except QAError as raised:
        error = str(raised), raised.code
    asked = answers(index)
    make_room()
    workspace.build(index)
    return error, asked, timeless(answers(index)), litter(index)


def _judge(tally: Tally, told: Any, before: list[Any], after: list[Any], what: str) -> None:
    if "said" not in told:
        judge(tally, told, [], what)
        return
    error, asked, then, left = told["said"]
    if error:
        judge(tally, {"said": asked}, before, what)
    elif timeless(asked) != after:
        tally.blame("wrong", f"{what}: there was room enough")
    if error and (error[1] != IndexUnusableError.code or "\n" in error[0]):
        tally.blame("lost", f"{what}: {error}")
    if then != after or left:
        tally.blame("wrong", f"{what}: after making room; left: {left}")
