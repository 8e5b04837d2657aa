"""Runs `qa` with a reader that never ends when it is asked to read slowly, and is else itself.

Asked to read deafly, it first deletes an object that is being deleted until Ctrl-C comes.
"""

import time
from collections.abc import Sequence

from qa.readers.bundled import BundledReader
from qa.readers.protocol import FoundSpan, Reading
from qa.terminal.app import run

_read = BundledReader.read


class _Deaf:
    """Takes for ever to be deleted; Python drops the exception that ends that."""

    def __del__(self) -> None:
        while True:
            time.sleep(0.01)


def _read_slowly(
    self: BundledReader, question: str, readings: Sequence[Reading]
) -> list[FoundSpan]:
    if "deafly" in question:
        _Deaf()
    while "slowly" in question:
        time.sleep(0.01)
    return _read(self, question, readings)


if __name__ == "__main__":
    BundledReader.read = _read_slowly  # type: ignore[method-assign]
    run()
