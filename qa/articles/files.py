"""Which files of a corpus are articles, and their bytes; never interprets what is in them.

A corpus may hold anything. Only regular files inside it are opened: never a device, never a pipe
(which could block for ever), never what a link outside the corpus leads to.
"""

import os
import stat
from pathlib import Path

from qa.errors import ArticleUnreadableError, CorpusEmptyError

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})

_FILL_REMEDY = "put .txt or .md articles there, or name another folder with --corpus DIR"

# Absent on some systems, where neither links nor pipes lie among ordinary files.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def list_articles(corpus: Path) -> tuple[str, ...]:
    """Return the paths of the articles below `corpus`, relative, with forward slashes, sorted.

    An article is a regular file that ends in one of `SUFFIXES` in any case. Hidden files and
    folders are left out, and so is what a link leads to outside the corpus or to a folder.

    Raises:
        CorpusEmptyError: the folder is missing, is no folder, or holds no article.
        ArticleUnreadableError: a folder below cannot be listed, or a name is not UTF-8.
    """
    if not corpus.exists():
        raise CorpusEmptyError(
            f"there is no corpus folder {corpus}", path=str(corpus), remedy=_FILL_REMEDY
        )
    if not corpus.is_dir():
        raise CorpusEmptyError(
            f"the corpus {corpus} is not a folder", path=str(corpus), remedy=_FILL_REMEDY
        )
    root = corpus.resolve()
    found: list[str] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        for entry in _entries(corpus, folder):
            if entry.name.startswith("."):
                continue
            path = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{path}/")
            elif Path(entry.name).suffix.lower() in SUFFIXES and _is_inside(root, entry):
                found.append(_checked_name(path))
    if not found:
        raise CorpusEmptyError(
            f"the corpus folder {corpus} holds no article", path=str(corpus), remedy=_FILL_REMEDY
        )
    return tuple(sorted(found))


def read_bytes(corpus: Path, path: str) -> bytes:
    """Return the bytes of the article at `path`, relative to `corpus`.

    Raises:
        ArticleUnreadableError: it is missing, no regular file, outside the corpus, or locked away.
    """
    try:
        target = (corpus / path).resolve(strict=True)
        if not target.is_relative_to(corpus.resolve()):
            raise ArticleUnreadableError(f"{path} leads out of the corpus", path=path)
        descriptor = os.open(target, _OPEN_FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ArticleUnreadableError(f"{path} is not a regular file", path=path)
            return file.read()
    except (OSError, ValueError, RuntimeError) as error:
        # resolve() reports a NUL in the name and a loop of links as ValueError and RuntimeError.
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleUnreadableError(f"{path} cannot be read: {reason}", path=path) from error


def _entries(corpus: Path, folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(corpus / folder) as entries:
            return list(entries)
    except OSError as error:
        path = _printable(folder) or str(corpus)
        raise ArticleUnreadableError(
            f"the folder {path} cannot be listed: {error.strerror}",
            path=path,
            remedy="allow reading it, or move it out of the corpus",
        ) from error


def _is_inside(root: Path, entry: os.DirEntry[str]) -> bool:
    """Return whether the entry is, or links to, a regular file below `root`."""
    try:
        if not entry.is_symlink():
            return entry.is_file(follow_symlinks=False)
        return entry.is_file() and Path(entry.path).resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _checked_name(path: str) -> str:
    if _printable(path) != path:
        raise ArticleUnreadableError(
            f"the file name {_printable(path)} is not UTF-8",
            path=_printable(path),
            remedy="rename the file",
        )
    return path


def _printable(path: str) -> str:
    """Return the path with undecodable bytes written as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
