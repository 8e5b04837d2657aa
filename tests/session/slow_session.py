"""Runs `qa` with a reader that never ends when it is asked to read slowly, and is else itself."""

import time
from collections.abc import Sequence

from qa.readers.bundled import BundledReader
from qa.readers.protocol import FoundSpan, Reading
from qa.terminal.app import run

_read = BundledReader.read


def _read_slowly(
    self: BundledReader, question: str, readings: Sequence[Reading]
) -> list[FoundSpan]:
    while "slowly" in question:
        time.sleep(0.01)
    return _read(self, question, readings)


if __name__ == "__main__":
    BundledReader.read = _read_slowly  # type: ignore[method-assign]
    run()
