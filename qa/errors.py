"""Every error the project raises, as one tree; imports nothing of ours.

    QAError
    ├── UsageError          2  the request itself is wrong
    ├── IndexUnusableError  3  the index cannot answer
    │   ├── IndexMissingError
    │   ├── IndexDamagedError
    │   ├── IndexMismatchError
    │   ├── IndexLockedError
    │   ├── EncoderUnusableError
    │   └── ReaderUnusableError
    └── CorpusUnusableError 4  the articles cannot be read
        ├── CorpusEmptyError
        └── ArticleUnreadableError

The number is the process's exit code. Foreign exceptions become one of these at the edge where
they arise, `from` the original.
"""

from typing import ClassVar

# What mends an index whose files are not as they were written.
REBUILD = "run `qa rebuild --force`"


class QAError(Exception):
    """A failure that a person can understand and mend.

    `path` names the file or folder concerned, `remedy` the command or act that mends it.
    """

    code: ClassVar[int] = 1

    def __init__(self, message: str, *, path: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the message and, where there is one, the remedy, on one line."""
        return f"{self.message}; {self.remedy}" if self.remedy else self.message


class UsageError(QAError):
    """The request is wrong: an empty question, a filter that matches no article, a bad option."""

    code = 2


class IndexUnusableError(QAError):
    """The index cannot be used."""

    code = 3


class IndexMissingError(IndexUnusableError):
    """There is no index at that place."""


class IndexDamagedError(IndexUnusableError):
    """A file of the index is missing or is not what the manifest says."""


class IndexMismatchError(IndexUnusableError):
    """The index was made by another version, or for another encoder."""

    def __init__(
        self,
        message: str,
        *,
        expected: str,
        found: str,
        path: str | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message, path=path, remedy=remedy)
        self.expected = expected
        self.found = found


class IndexLockedError(IndexUnusableError):
    """Another process is rebuilding this index."""

    def __init__(self, message: str, *, holder: str, path: str | None = None) -> None:
        super().__init__(message, path=path, remedy="wait for it to finish, or end it")
        self.holder = holder


class EncoderUnusableError(IndexUnusableError):
    """The sentence encoder cannot be loaded."""


class ReaderUnusableError(IndexUnusableError):
    """The reader cannot be loaded, or is of a kind that gives no answers."""


class CorpusUnusableError(QAError):
    """The corpus cannot be used."""

    code = 4


class CorpusEmptyError(CorpusUnusableError):
    """The corpus folder is missing or holds no article."""


class ArticleUnreadableError(CorpusUnusableError):
    """An article cannot be read or decoded.

    `place` tells where in the file: a line and byte for a decoding error.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str,
        place: str | None = None,
        remedy: str | None = "mend the file, or leave such files out with `qa rebuild --skip-bad`",
    ) -> None:
        super().__init__(message, path=path, remedy=remedy)
        self.place = place
