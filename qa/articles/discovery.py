"""Which files of a corpus are articles, and their bytes; never interprets what is in them.

A corpus may hold anything. Only regular files inside it are opened: never a device, never a pipe
(which could block for ever), never what a link outside the corpus leads to.
"""

import os
import stat
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from qa.errors import ArticleUnreadableError, CorpusEmptyError

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})

MOST_BYTES = 64 << 20
"""What an article may have at most; the longest novels have 5 MB."""

_FILL_REMEDY = "put .txt or .md articles there, or name another folder with --corpus DIR"

# Absent on some systems, where neither links nor pipes lie among ordinary files.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class _Kind(Enum):
    """What an entry of a folder is: a link is one that is not followed."""

    ARTICLE = auto()
    FOLDER = auto()
    LINK = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies below a corpus: the articles' paths, relative, with forward slashes, sorted.

    `unusable` are the folders that cannot be listed and the names that are no text; `not_followed`
    the links that lead to a folder, out of the corpus, or nowhere.
    """

    paths: tuple[str, ...]
    unusable: tuple[ArticleUnreadableError, ...]
    not_followed: tuple[str, ...]


def find_articles(corpus: Path, *, skip_bad: bool = False) -> Listing:
    """Return the articles below `corpus` and what stands in the way of others.

    An article is a regular file that ends in one of `SUFFIXES` in any case. Hidden files and
    folders are left out, and so is what a link leads to outside the corpus or to a folder.
    `skip_bad` goes on where something is unusable.

    Raises:
        CorpusEmptyError: the folder is missing, is no folder, or holds no article.
        ArticleUnreadableError: the first unusable thing, unless it is to be skipped and there are
            articles beside it.
    """
    if not corpus.exists():
        raise CorpusEmptyError(
            f"there is no corpus folder {corpus}", path=str(corpus), remedy=_FILL_REMEDY
        )
    if not corpus.is_dir():
        raise CorpusEmptyError(
            f"the corpus {corpus} is not a folder", path=str(corpus), remedy=_FILL_REMEDY
        )
    found = _walk(corpus)
    if found.unusable and not (skip_bad and found.paths):
        raise found.unusable[0]
    if not found.paths:
        raise CorpusEmptyError(
            f"the corpus folder {corpus} holds no article", path=str(corpus), remedy=_FILL_REMEDY
        )
    return found


def _walk(corpus: Path) -> Listing:
    root = corpus.resolve()
    paths: list[str] = []
    unusable: list[ArticleUnreadableError] = []
    not_followed: list[str] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = _entries(corpus, folder)
        except ArticleUnreadableError as error:
            unusable.append(error)
            continue
        for entry in entries:
            path = f"{folder}{entry.name}"
            kind = _kind(root, entry)
            if kind is _Kind.FOLDER:
                folders.append(f"{path}/")
            elif kind is _Kind.LINK:
                not_followed.append(_printable(path))
            elif kind is _Kind.ARTICLE and _printable(path) != path:
                unusable.append(_unnameable(path))
            elif kind is _Kind.ARTICLE:
                paths.append(path)
    unusable.sort(key=lambda error: error.path or "")
    return Listing(tuple(sorted(paths)), tuple(unusable), tuple(sorted(not_followed)))


def read_bytes(corpus: Path, path: str) -> bytes:
    """Return the bytes of the article at `path`, relative to `corpus`.

    Raises:
        ArticleUnreadableError: it is missing, no regular file, outside the corpus, locked away, or
            longer than `MOST_BYTES`.
    """
    try:
        target = (corpus / path).resolve(strict=True)
        if not target.is_relative_to(corpus.resolve()):
            raise ArticleUnreadableError(f"{path} leads out of the corpus", path=path)
        descriptor = os.open(target, _OPEN_FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ArticleUnreadableError(f"{path} is not a regular file", path=path)
            data = file.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                raise ArticleUnreadableError(
                    f"{path} is longer than {MOST_BYTES >> 20} MiB, the most an article may be",
                    path=path,
                )
            return data
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
            remedy="allow reading it, or leave it out with `qa rebuild --skip-bad`",
        ) from error


def _kind(root: Path, entry: os.DirEntry[str]) -> "_Kind":
    """Return what is to be made of an entry below `root`."""
    if entry.name.startswith("."):
        return _Kind.OTHER
    if entry.is_dir(follow_symlinks=False):
        return _Kind.FOLDER
    is_named = Path(entry.name).suffix.lower() in SUFFIXES
    if entry.is_symlink():
        return _kind_of_link(root, entry, is_named=is_named)
    is_article = is_named and entry.is_file(follow_symlinks=False)
    return _Kind.ARTICLE if is_article else _Kind.OTHER


def _kind_of_link(root: Path, entry: os.DirEntry[str], *, is_named: bool) -> "_Kind":
    try:
        if not entry.is_dir() and not is_named:
            return _Kind.OTHER
        is_inside = entry.is_file() and Path(entry.path).resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return _Kind.LINK if is_named else _Kind.OTHER
    return _Kind.ARTICLE if is_inside else _Kind.LINK


def _unnameable(path: str) -> ArticleUnreadableError:
    return ArticleUnreadableError(
        f"the file name {_printable(path)} is not UTF-8",
        path=_printable(path),
        remedy="rename the file, or leave it out with `qa rebuild --skip-bad`",
    )


def _printable(path: str) -> str:
    """Return the path with undecodable bytes written as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
