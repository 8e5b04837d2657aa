"""Compiled models in the user's cache, used only if their files are as they were stored.

A model is compared with its original once, when it is compiled; afterwards a checksum of each file,
kept beside the folder, is compared.
"""

import json
import shutil
import tempfile
from pathlib import Path

import platformdirs

from qa.filesystem import make_folder, make_private, private_opener, sha256_of

_SUMS = ".sums.json"


def cache_root() -> Path:
    """Return this user's folder of compiled models, which may not exist yet."""
    return platformdirs.user_cache_path("article-qa")


def cache_folder(kind: str) -> Path:
    """Return this user's folder of compiled "encoders" or "readers", which may not exist yet."""
    return cache_root() / kind


def is_intact(folder: Path) -> bool:
    """Return whether `folder` holds a compiled model as `store_model` stored it."""
    try:
        sums = json.loads(_sums(folder).read_bytes())
        return bool(sums) and sums == _digests(folder)
    except (OSError, ValueError, RecursionError):
        return False


def store_model(compiled: Path, folder: Path) -> None:
    """Copy the model in `compiled` to `folder`, in one step; an intact one that is there stays.

    Raises:
        OSError: it cannot be written.
    """
    make_folder(folder.parent)
    staged = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        shutil.copytree(compiled, staged, dirs_exist_ok=True)
        make_private(staged)
        digests = _digests(staged)
        # Another process may have stored it meanwhile, and be using it.
        if is_intact(folder):
            return
        shutil.rmtree(folder, ignore_errors=True)
        staged.rename(folder)
        with open(_sums(folder), "w", encoding="utf-8", opener=private_opener) as stream:
            json.dump(digests, stream, indent=1)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def keep_model(compiled: Path, folder: Path) -> str | None:
    """Store the model as `store_model` does; return a notice for the user if it cannot be stored.

    The cache only saves time: a disk that is full or read-only must not keep an index from being
    built.
    """
    try:
        store_model(compiled, folder)
    except OSError as error:
        reason = error.strerror or str(error)
        return (
            f"the cache folder {cache_root()} cannot be written ({reason}): the index is built "
            "without it, and the next new one compiles its models again"
        )
    return None


def cached_models(kind: str) -> list[Path]:
    """Return the folders of all compiled models of a kind, intact or not, sorted."""
    if not (root := cache_folder(kind)).is_dir():
        return []
    return sorted(entry for entry in root.iterdir() if entry.is_dir())


def _sums(folder: Path) -> Path:
    return folder.with_name(folder.name + _SUMS)


def _digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file in the folder, by name."""
    return {file.name: sha256_of(file) for file in sorted(folder.iterdir())}
