"""Files of packages whose digests this project fixes: read only as they were when it was made."""

from collections.abc import Mapping
from pathlib import Path

from qa.errors import QAError
from qa.filesystem import sha256_of


def check_pinned(
    folder: Path,
    digests: Mapping[str, str],
    *,
    of: str,
    subject: str,
    unusable: type[QAError],
    remedy: str,
) -> None:
    """Raise an error for the first file of `folder` that is not as `digests` has it.

    `digests` holds the SHA-256 of each file by its path below the folder. `of` is the name of what
    the files belong to, `subject` that as the owner in a sentence ("the pipeline's").

    Raises:
        QAError: one cannot be read, or has changed; the error is an `unusable` one.
    """
    for name, expected in digests.items():
        file = folder / name
        try:
            found = sha256_of(file)
        except OSError as error:
            raise unusable(
                f"{subject} {file} cannot be read: {error.strerror}", path=str(file), remedy=remedy
            ) from error
        if found != expected:
            raise unusable(
                f"{file} is not that of {of}: its SHA-256 is {found}",
                path=str(file),
                remedy=remedy,
            )
