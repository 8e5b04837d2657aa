"""Small JSON files that carry a digest of themselves, so that no flipped bit in them goes unseen.

The digest guards against accidents only: whoever may write the file may write its digest.
"""

import hashlib
import json
import os
import re
import stat
from pathlib import Path
from typing import Any

_SEAL = re.compile(rb'\{\n "sha256": "([0-9a-f]{64})",')


def seal(facts: dict[str, Any]) -> bytes:
    """Return `facts` as a JSON object whose first entry is the SHA-256 of all that follows it."""
    text = json.dumps(facts, indent=1, sort_keys=True) + "\n"
    rest = text.removeprefix("{").encode()
    return b'{\n "sha256": "%s",' % hashlib.sha256(rest).hexdigest().encode() + rest


def is_sealed(data: bytes) -> bool:
    """Return whether `data` begins as `seal` begins."""
    return _SEAL.match(data) is not None


def unseal(data: bytes) -> dict[str, Any]:
    """Return the facts that `seal` made `data` of.

    Raises:
        ValueError: it is not as it was sealed.
    """
    found = _SEAL.match(data)
    if not found or hashlib.sha256(data[found.end() :]).hexdigest().encode() != found[1]:
        raise ValueError("the digest does not fit")
    facts: dict[str, Any] = json.loads(b"{" + data[found.end() :])
    return facts


def read_small(file: Path, most: int) -> bytes:
    """Return the content of a plain file of at most `most` bytes; never waits, as for a pipe.

    Raises:
        OSError: it cannot be read, or is something else than a file.
        ValueError: it is longer.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(file, flags)
    with open(descriptor, "rb") as stream:  # noqa: PTH123  # a Path cannot be opened so
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{file} is no file")
        data = stream.read(most + 1)
    if len(data) > most:
        raise ValueError(f"{file} is longer than {most} bytes")
    return data
