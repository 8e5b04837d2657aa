"""Every error of the program, as one tree; imports no other module of it.

    QAError
    ├── UsageError          2  the request itself is wrong
    ├── IndexUnusableError  3  the index cannot answer
    │   ├── IndexMissingError
    │   ├── IndexDamagedError
    │   ├── IndexMismatchError
    │   ├── IndexLockedError
    │   ├── EncoderUnusableError
    │   ├── ReaderUnusableError
    │   └── AnnotatorUnusableError
    └── CorpusUnusableError 4  the articles cannot be read
        ├── CorpusEmptyError
        └── ArticleUnreadableError

The number is the exit code of the process. Beside the tree there are two more: FAULT, 70, for an
exception that is none of these, which is a fault in the program, or for standard output that cannot
be written; and INTERRUPTED, 130, after Ctrl-C. Exceptions of libraries are raised as one of these,
`from` the original, where the library is called.
"""

from typing import ClassVar

# No command uses these codes for a result of its own: callers must be able to tell them apart.
FAULT = 70
INTERRUPTED = 130

# The remedy for an index whose files are not as they were written.
REBUILD = "run `qa rebuild --force`"


class QAError(Exception):
    """An error that its message explains to a user.

    `path` is the file or folder concerned, `remedy` the command or action that resolves it.
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
    """The request is invalid: an empty question, a filter that matches no article, a bad option."""

    code = 2


class IndexUnusableError(QAError):
    """The index cannot be used."""

    code = 3


class IndexMissingError(IndexUnusableError):
    """There is no index in the index folder."""


class IndexDamagedError(IndexUnusableError):
    """A file of the index is missing, or differs from what the manifest records."""


class IndexMismatchError(IndexUnusableError):
    """The index was made by another version of the program, or with another encoder."""

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
    """The reader cannot be loaded, or is not a model that answers questions."""


class AnnotatorUnusableError(IndexUnusableError):
    """The pipeline that marks names, dates and quotations is missing, or has changed."""


class CorpusUnusableError(QAError):
    """The corpus cannot be used."""

    code = 4


class CorpusEmptyError(CorpusUnusableError):
    """The corpus folder is missing or holds no article."""


class ArticleUnreadableError(CorpusUnusableError):
    """An article cannot be read or decoded.

    `place` is the position in the file: for a decoding error, the line and the byte.
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
