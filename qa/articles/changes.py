"""Whether the files of a corpus are those recorded when they were indexed; writes nothing.

What is recorded of a file is its size and its SHA-256, and of a build its time. A file of the same
size that was not touched since the build counts as unchanged; any other is compared by its bytes.
"""

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Protocol

from qa.articles.discovery import read_bytes
from qa.errors import ArticleUnreadableError
from qa.filesystem import sha256_of_bytes
from qa.model import CorpusChanges


class RecordedFile(Protocol):
    """What is recorded of an article's file: its bytes' number and their SHA-256."""

    @property
    def size(self) -> int:
        """The size in bytes."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""


def is_recorded(data: bytes, recorded: RecordedFile | None) -> bool:
    """Return whether these bytes are those recorded; False if nothing is recorded."""
    return (
        recorded is not None
        and len(data) == recorded.size
        and sha256_of_bytes(data) == recorded.sha256
    )


def is_file_recorded(corpus: Path, path: str, recorded: RecordedFile) -> bool:
    """Return whether the file at `path` below `corpus` has the bytes recorded; reads it.

    False if it cannot be read.
    """
    try:
        return is_recorded(read_bytes(corpus, path), recorded)
    except ArticleUnreadableError:
        return False


def sort_changes(recorded: Collection[str], unchanged: Mapping[str, bool]) -> CorpusChanges:
    """Return how a corpus differs from what is recorded.

    `recorded` are the paths of the articles recorded; `unchanged` maps the path of each article
    that the corpus has now to whether its file is as recorded.
    """
    return CorpusChanges(
        added=tuple(path for path in unchanged if path not in recorded),
        changed=tuple(path for path, same in unchanged.items() if path in recorded and not same),
        removed=tuple(path for path in recorded if path not in unchanged),
        kept=tuple(path for path, same in unchanged.items() if path in recorded and same),
    )


class FileComparison:
    """Compares the files below a corpus with what a build recorded, and reads few of them.

    `built` is the time of the build, in seconds since the epoch. At most `most_read` files (None:
    any number) are read: of the others touched since, those of the same size count as unchanged.
    """

    def __init__(self, corpus: Path, built: float, most_read: int | None = None) -> None:
        self._corpus = corpus
        self._built = built
        self._reads_left = most_read

    def is_unchanged(self, path: str, recorded: RecordedFile) -> bool:
        """Return whether the file at `path` is the one recorded; False if it cannot be read."""
        try:
            touched, size = self._stat(path)
        except OSError:
            return False
        if size != recorded.size:
            return False
        if touched < self._built or self._reads_left == 0:
            return True
        if self._reads_left is not None:
            self._reads_left -= 1
        return is_file_recorded(self._corpus, path, recorded)

    def is_touched(self, path: str) -> bool:
        """Return whether the file at `path` is there and was touched since the build."""
        try:
            return self._stat(path)[0] >= self._built
        except OSError:
            return False

    def _stat(self, path: str) -> tuple[float, int]:
        """Return when a file was last written or put in another's place, and its size."""
        # os.stat takes half the time of Path.stat, and there may be tens of thousands of files.
        facts = os.stat(f"{self._corpus}/{path}")  # noqa: PTH116
        return max(facts.st_mtime, facts.st_ctime), facts.st_size
