"""Damages every file of an index, one at a time: bits and bytes flipped, cut, gone, not readable.

After each the index answers as before, or one error names the file and `qa rebuild`; and that
rebuild mends it.
"""

import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from qa.errors import QAError
from qa.readers import bundled
from qa.readers.bundled import BUNDLED_FILES, BUNDLED_FOLDER
from qa.storage import Layout
from qa.storage.integrity import add_digest, verify_digest
from qa.storage.manifest import SCHEMA
from tests.robustness.fault_workspace import (
    PATIENCE,
    FaultWorkspace,
    Tally,
    answers,
    copied,
    in_child,
    judge,
)
from tests.robustness.kernel import give_up_powers

FLIPS = 200
GONE = ("removed", "dangling")
SEED = 20260131


def _built(workspace: FaultWorkspace) -> tuple[Path, list[Any]]:
    index = workspace.folder / "index"
    in_child(workspace.build, index)
    # The answers are asked for twice, the second time with the note in use.
    in_child(answers, index)
    return index, in_child(answers, index)["said"]


def _files(index: Path) -> list[Path]:
    """Return every file that reading the index opens."""
    layout = Layout(index)
    name = layout.current.read_text().strip()
    inside = [p for p in sorted((index / name).rglob("*")) if p.is_file()]
    return [layout.current, *(p for p in inside if not p.name.startswith(".tantivy-"))]


def flip(workspace: FaultWorkspace) -> Tally:
    """Flip FLIPS bits or bytes in each file, one at a time, and ask after each."""
    index, expected = _built(workspace)
    tally = Tally(f"a bit or byte flipped, {FLIPS} times in each file of the index")
    for file in _files(index):
        told = in_child(list, _flipped(index, file, FLIPS // workspace.every))
        if "said" not in told:
            judge(tally, told, expected, f"{file.name} flipped")
            continue
        for what, one in told["said"]:
            judge(tally, one, expected, what, str(file))
    return tally


def _flipped(index: Path, file: Path, times: int) -> Iterator[tuple[str, Any]]:
    content = file.read_bytes()
    chance = random.Random(f"{SEED} {file.relative_to(index).parts[1:]}")
    for number in range(times):
        place = chance.randrange(len(content))
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8) if number % 2 else chance.randrange(1, 256)
        file.write_bytes(changed)
        yield f"{file.name}, byte {place} made {changed[place]}", _asked(index)
    file.write_bytes(content)
    yield f"{file.name} mended", _asked(index)


def _asked(index: Path) -> Any:
    """Ask in this process, which is one that may die."""
    signal.alarm(int(PATIENCE))
    try:
        return {"said": answers(index)}
    except QAError as error:
        return {"error": (type(error).__name__, str(error), error.code, error.path)}
    except Exception as error:  # noqa: BLE001  # that is what is looked for
        return {"foreign": f"{type(error).__name__}: {error}"}


def flip_reader(workspace: FaultWorkspace) -> Tally:
    """Flip bits and bytes in the files of the reader that comes with the project."""
    index, _ = _built(workspace)
    tally = Tally(f"a bit or byte flipped, {FLIPS} times in each file of the reader")
    folder = workspace.folder / "weights"
    shutil.copytree(BUNDLED_FOLDER, folder)
    vars(bundled)["BUNDLED_FOLDER"] = folder
    layout = Layout(index).generation(Layout(index).current.read_text().strip())
    chance = random.Random(SEED)
    for record in BUNDLED_FILES:
        file = folder / record.path
        size = file.stat().st_size
        for _ in range(FLIPS // workspace.every):
            place = chance.randrange(size)
            with file.open("r+b") as stream:
                stream.seek(place)
                old = stream.read(1)[0]
                stream.seek(place)
                stream.write(bytes([old ^ 1 << chance.randrange(8)]))
            tally.tried += 1
            try:
                bundled.check_bundled_reader(layout)
                tally.blame("wrong", f"{file.name}, byte {place} is not noticed")
            except QAError as error:
                if str(file) not in str(error):
                    tally.blame("lost", f"{file.name}, byte {place}: {error}")
            with file.open("r+b") as stream:
                stream.seek(place)
                stream.write(bytes([old]))
    return tally


def damage(workspace: FaultWorkspace) -> Tally:
    """Cut, remove, replace and lock away each file, and take another's in its place."""
    index, expected = _built(workspace)
    other = workspace.folder / "other"
    workspace.write("dogs.txt", "Cats purr.\n\nNobody barks.")
    in_child(workspace.build, other)
    stranger = other / Layout(other).current.read_text().strip()
    damages = list[Damage]()
    tally = Tally("each file cut, removed, swapped, unreadable, or something else than a file")
    for file in _files(index):
        below = file.relative_to(index)
        ways: dict[str, Callable[[Path], None]] = {
            f"cut to {n}": partial(_cut, n) for n in _lengths(file.stat().st_size)
        }
        ways |= {act.__name__.strip("_"): act for act in WAYS}
        if len(below.parts) > 1:
            same = stranger / Path(*below.parts[1:])
            if same.is_file() and same.read_bytes() != file.read_bytes():
                ways["another generation's"] = partial(_swapped, same)
        damages += [Damage(index, below, way, act) for way, act in ways.items()]
    manifest = Path(Layout(index).current.read_text().strip(), "manifest.json")
    damages += [
        Damage(index, manifest, f"schema {schema}", partial(_versioned, schema))
        for schema in (0, 1, SCHEMA + 1, 10**30)
    ]
    for each in damages[workspace.first :: workspace.every]:
        _try(tally, workspace, each, expected)
    return tally


@dataclass(frozen=True)
class Damage:
    """What is done to which file (a path below the index folder) of a copy of which index."""

    index: Path
    below: Path
    way: str
    act: Callable[[Path], None]


def _cut(length: int, file: Path) -> None:
    os.truncate(file, length)


def _longer(file: Path) -> None:
    with file.open("ab") as stream:
        stream.write(b"\0")


def _removed(file: Path) -> None:
    file.unlink()


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _dangling(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _unreadable(file: Path) -> None:
    file.chmod(0)
    give_up_powers()


def _swapped(other: Path, file: Path) -> None:
    shutil.copyfile(other, file)


def _versioned(schema: int, manifest: Path) -> None:
    manifest.write_bytes(add_digest({**verify_digest(manifest.read_bytes()), "schema": schema}))


WAYS = (_longer, _removed, _folder, _dangling, _pipe, _unreadable)


def _lengths(size: int) -> list[int]:
    return sorted({0, 1, size // 3, size // 2, size * 9 // 10, size - 1} - {size})


def _try(tally: Tally, workspace: FaultWorkspace, damage: Damage, expected: list[Any]) -> None:
    """Damage a copy of the index, ask it, and rebuild it as the error says."""
    copy = copied(damage.index, workspace.folder / "copy")
    file = copy / damage.below
    what = f"{damage.below} {damage.way}"

    def ask() -> list[Any]:
        damage.act(file)
        return answers(copy)

    def mend() -> list[Any]:
        workspace.build_anew(copy)
        return answers(copy)

    # Without CURRENT there is no index, as before the first build.
    none = damage.below.name == "CURRENT" and damage.way in GONE
    judge(tally, in_child(ask), expected, what, str(copy if none else file))
    # How much was cut off makes no difference to a rebuild.
    mended = {"said": None} if damage.way.startswith("cut to ") else in_child(mend)
    if "said" not in mended:
        tally.blame("lost", f"{what}: not mended: {mended}")
