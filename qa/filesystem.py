"""Files and folders: private ones, digests, and small files read without waiting.

What is made private has the modes 0700 and 0600 whatever the umask. The umask itself is left alone,
since it belongs to all threads of the process.
"""

import hashlib
import os
import stat
from pathlib import Path

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600


def make_folder(folder: Path) -> None:
    """Make the folder and its missing parents for their owner alone; leave one that is there.

    Raises:
        OSError: it cannot be made.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)


def write_fault(folder: Path) -> OSError | None:
    """Return why no file can be made in a folder, or the folder cannot be made; None if it can.

    A file without a name is made for a moment where the system has such files, else a named one.
    """
    # Asking and help make no file.
    import tempfile

    # Not os.access: it says yes to the superuser where the file system itself refuses.
    nearest = folder.absolute()
    while not os.path.lexists(nearest):
        nearest = nearest.parent
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return None
    except OSError as error:
        return OSError(error.errno, error.strerror or str(error), str(nearest))


def private_opener(file: str, flags: int) -> int:
    """Open a file, as an `opener` of `open`; a new one is for its owner alone."""
    return os.open(file, flags, _FILE_MODE)


def make_private(folder: Path) -> None:
    """Let only its owner read and change a folder and everything in it.

    Raises:
        OSError: something cannot be changed.
    """
    for path in (folder, *folder.rglob("*")):
        facts = path.lstat()
        if stat.S_ISLNK(facts.st_mode):
            continue
        mode = _FOLDER_MODE if stat.S_ISDIR(facts.st_mode) else _FILE_MODE
        # To set the same mode again would still change the time of change.
        if stat.S_IMODE(facts.st_mode) != mode:
            path.chmod(mode)


def sha256_of(file: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_of_bytes(data: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def read_small(file: Path, most: int) -> bytes:
    """Return the content of a plain file of at most `most` bytes; never waits, as for a pipe.

    Raises:
        OSError: it cannot be read, or is not a plain file.
        ValueError: it is longer.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    # A Path takes no opener.
    with open(file, "rb", opener=lambda name, _: os.open(name, flags)) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(f"{file} is no file")
        data = stream.read(most + 1)
    if len(data) > most:
        raise ValueError(f"{file} is longer than {most} bytes")
    return data
