"""Checks of the index on disk: the generation in use, checksums, kept generations, leftovers."""

import shutil
from pathlib import Path

from qa.doctor.checks import Result, bad, good, note
from qa.doctor.subject import Subject, damaged_files
from qa.errors import REBUILD, IndexMissingError, IndexUnusableError
from qa.filesystem import write_fault
from qa.storage import current_generation
from qa.storage.integrity import write_remedy
from qa.storage.lock import builder
from qa.storage.manifest import read_manifest

_MOST_NAMES = 5
_MEGABYTE, _GIGABYTE = 10**6, 10**9
# The size of a first index: its encoder, and a multiple of the articles' bytes for the rest.
_FIRST_INDEX = 60 * _MEGABYTE
_TIMES_THE_ARTICLES = 12


def in_use(subject: Subject) -> Result:
    """Return whether there is an index whose manifest can be read."""
    try:
        name = current_generation(subject.index)
        manifest = read_manifest(subject.layout.generation(name).manifest)
    except IndexMissingError as error:
        return note(f"{error.message} yet", error.remedy)
    except IndexUnusableError as error:
        return bad(error.message, error.remedy)
    return good(f"{name}; articles: {manifest.articles:,}, passages: {manifest.passages:,}")


def checksums(subject: Subject) -> Result | None:
    """Return whether every file of the generation in use is as it was written."""
    if subject.manifest is None:
        return None
    if subject.damaged:
        return bad(f"missing or damaged: {_listed(subject.damaged)}", REBUILD)
    size = sum(record.size for record in subject.manifest.files)
    return good(f"all {len(subject.manifest.files)} files as written, {_size(size)}")


def kept(subject: Subject) -> Result | None:
    """Return whether the kept generations are undamaged."""
    own = subject.generation.folder.name if subject.generation else None
    others = [name for name in subject.layout.generations() if name != own]
    if not others:
        return good("no other generation is kept") if own else None
    broken = [name for name in others if not _is_whole(subject, name)]
    if broken:
        return note(f"damaged, no use to go back to: {_listed(broken)}", "run `qa rebuild`")
    return good(f"{_listed(others)}, whole")


def leftovers(subject: Subject) -> Result | None:
    """Return whether a builder is at work, or was killed and has left files."""
    if not subject.index.is_dir():
        return None
    holder = builder(subject.layout)
    if holder:
        return note(f"being rebuilt by {holder}")
    left = [path.name for path in subject.layout.leftovers()]
    if left:
        return note(f"left by a rebuild that did not end: {_listed(left)}", "run `qa rebuild`")
    return good("no lock is held, nothing was left behind")


def writable(subject: Subject) -> Result:
    """Return whether the index folder can be written; answering needs that no more than reading."""
    if fault := write_fault(subject.index):
        text = f"{fault.filename} cannot be written: {fault.strerror}; no rebuild can succeed"
        return bad(text, write_remedy(fault))
    return good(f"{subject.index} can be written")


def space(subject: Subject) -> Result:
    """Return whether there is enough free space for a rebuild."""
    if subject.manifest:
        needed = sum(record.size for record in subject.manifest.files)
    else:
        articles = sum(file.stat().st_size for file in subject.corpus.rglob("*") if file.is_file())
        needed = _FIRST_INDEX + _TIMES_THE_ARTICLES * articles
    free = shutil.disk_usage(_nearest_folder(subject.index)).free
    sizes = f"{_size(free)} free, a rebuild takes about {_size(needed)}"
    if free < needed:
        return bad(sizes, "make room, or name another folder with --index")
    return good(sizes)


def _is_whole(subject: Subject, name: str) -> bool:
    layout = subject.layout.generation(name)
    try:
        return not damaged_files(layout.folder, read_manifest(layout.manifest).files)
    except IndexUnusableError:
        return False


def _nearest_folder(path: Path) -> Path:
    """Return the path, or the nearest folder above it that exists."""
    absolute = path.absolute()
    return next(folder for folder in (absolute, *absolute.parents) if folder.is_dir())


def _listed(names: tuple[str, ...] | list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


def _size(count: int) -> str:
    if count < _GIGABYTE:
        return f"{count / _MEGABYTE:.1f} MB"
    return f"{count / _GIGABYTE:,.1f} GB"
