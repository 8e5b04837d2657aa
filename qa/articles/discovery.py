"""Which files of a corpus are articles, and their bytes; never interprets what is in them.

A corpus may hold anything. Only regular files inside it are opened: never a device, never a pipe
(which could block for ever), never the target of a link out of the corpus.
"""

import os
import stat
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from qa.articles.formats import supported_suffixes
from qa.errors import ArticleUnreadableError, CorpusEmptyError

MOST_BYTES = 64 << 20
"""The most bytes an article may have; the longest novels have 5 MB."""

README = "README.md"
NOT_AN_ARTICLE = b"<!-- not an article -->"
"""How a `README.md` at the top of a corpus begins that describes the corpus and is no article."""

_MOST_ENDINGS = 5
_FILL_REMEDY = "put .txt or .md articles there, or name another folder with --corpus DIR"

# Some flags are absent on systems that have no links or pipes among ordinary files.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class _EntryKind(Enum):
    """What an entry of a folder is; LINK is a link that is not followed, UNREAD no article."""

    ARTICLE = auto()
    UNREAD = auto()
    FOLDER = auto()
    LINK = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Listing:
    """The articles below a corpus: paths relative to it, with forward slashes, sorted.

    `unusable` are the errors of folders that cannot be listed and of names that are not UTF-8;
    `not_followed` are the links to a folder, out of the corpus, or to nothing. `unread` counts the
    regular files that are no articles by the ending of their names, "" for none; the most first.
    """

    paths: tuple[str, ...]
    unusable: tuple[ArticleUnreadableError, ...]
    not_followed: tuple[str, ...]
    unread: tuple[tuple[str, int], ...] = ()


def find_articles(corpus: Path, *, skip_bad: bool = False) -> Listing:
    """Return the articles below `corpus`, and what could not be looked at.

    An article is a regular file whose name ends in a suffix of a registered format, in any case.
    Hidden files and folders are left out, and so are links to a folder or out of the corpus.
    `skip_bad` returns what is unusable instead of raising, as long as there is an article.

    Raises:
        CorpusEmptyError: the folder is missing, is no folder, or holds no article.
        ArticleUnreadableError: the first unusable folder or name.
    """
    if not corpus.exists():
        raise CorpusEmptyError(
            f"there is no corpus folder {corpus}", path=str(corpus), remedy=_FILL_REMEDY
        )
    if not corpus.is_dir():
        raise CorpusEmptyError(
            f"the corpus {corpus} is not a folder", path=str(corpus), remedy=_FILL_REMEDY
        )
    listing = _walk(corpus)
    if listing.unusable and not (skip_bad and listing.paths):
        raise listing.unusable[0]
    if not listing.paths:
        found = f": {describe_unread(listing)}" if listing.unread else ""
        raise CorpusEmptyError(
            f"the corpus folder {corpus} holds no article{found}",
            path=str(corpus),
            remedy=_FILL_REMEDY,
        )
    return listing


def describe_unread(listing: Listing) -> str:
    """Return how many files are no articles, with their endings: `3 files are not read: .pdf 3`."""
    total = sum(count for _, count in listing.unread)
    parts = [f"{ending or 'no ending'} {count:,}" for ending, count in listing.unread]
    more = ["…"] if len(parts) > _MOST_ENDINGS else []
    files = "1 file is" if total == 1 else f"{total:,} files are"
    return f"{files} not read: {', '.join(parts[:_MOST_ENDINGS] + more)}"


def _walk(corpus: Path) -> Listing:
    root = corpus.resolve()
    suffixes = supported_suffixes()
    paths: list[str] = []
    unusable: list[ArticleUnreadableError] = []
    not_followed: list[str] = []
    unread: dict[str, int] = {}
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
            kind = _kind(root, entry, suffixes)
            if kind is _EntryKind.FOLDER:
                folders.append(f"{path}/")
            elif kind is _EntryKind.UNREAD:
                ending = _printable(Path(entry.name).suffix.lower())
                unread[ending] = unread.get(ending, 0) + 1
            elif kind is _EntryKind.LINK:
                not_followed.append(_printable(path))
            elif path == README and _describes_the_corpus(corpus / path):
                continue
            elif kind is _EntryKind.ARTICLE and _printable(path) != path:
                unusable.append(_unnameable(path))
            elif kind is _EntryKind.ARTICLE:
                paths.append(path)
    unusable.sort(key=lambda error: error.path or "")
    return Listing(
        tuple(sorted(paths)),
        tuple(unusable),
        tuple(sorted(not_followed)),
        tuple(sorted(unread.items(), key=lambda item: (-item[1], item[0]))),
    )


def read_bytes(corpus: Path, path: str) -> bytes:
    """Return the bytes of the article at `path`, relative to `corpus`.

    Raises:
        ArticleUnreadableError: it is missing, no regular file, outside the corpus, not readable, or
            longer than `MOST_BYTES`.
    """
    try:
        target = (corpus / path).resolve(strict=True)
        if not target.is_relative_to(corpus.resolve()):
            raise ArticleUnreadableError(f"{path} leads out of the corpus", path=path)
        # A Path takes no opener.
        with open(target, "rb", opener=lambda name, _: os.open(name, _OPEN_FLAGS)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
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


def _kind(root: Path, entry: os.DirEntry[str], suffixes: frozenset[str]) -> _EntryKind:
    """Return what an entry is, given the resolved corpus folder and the articles' suffixes."""
    if entry.name.startswith("."):
        return _EntryKind.OTHER
    if entry.is_dir(follow_symlinks=False):
        return _EntryKind.FOLDER
    has_suffix = Path(entry.name).suffix.lower() in suffixes
    if entry.is_symlink():
        return _kind_of_link(root, entry, has_suffix=has_suffix)
    if not entry.is_file(follow_symlinks=False):
        return _EntryKind.OTHER
    return _EntryKind.ARTICLE if has_suffix else _EntryKind.UNREAD


def _kind_of_link(root: Path, entry: os.DirEntry[str], *, has_suffix: bool) -> _EntryKind:
    try:
        if not entry.is_dir() and not has_suffix:
            return _EntryKind.OTHER
        is_inside = entry.is_file() and Path(entry.path).resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return _EntryKind.LINK if has_suffix else _EntryKind.OTHER
    return _EntryKind.ARTICLE if is_inside else _EntryKind.LINK


def _describes_the_corpus(file: Path) -> bool:
    """Return whether a README says of itself that it is no article; one that does not is one."""
    try:
        with open(file, "rb", opener=lambda name, _: os.open(name, _OPEN_FLAGS)) as opened:
            return opened.read(len(NOT_AN_ARTICLE)) == NOT_AN_ARTICLE
    except OSError:
        return False


def _unnameable(path: str) -> ArticleUnreadableError:
    return ArticleUnreadableError(
        f"the file name {_printable(path)} is not UTF-8",
        path=_printable(path),
        remedy="rename the file, or leave it out with `qa rebuild --skip-bad`",
    )


def _printable(path: str) -> str:
    """Return the path with undecodable bytes written as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
