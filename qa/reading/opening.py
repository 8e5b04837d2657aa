"""Open the reader an index uses; loads nothing before it reads."""

from qa.reading.own_reader import WEIGHTS, OwnReader
from qa.reading.spans import Reader
from qa.storage import Generation
from qa.storage.manifest import NO_READER, OWN_READER


def open_reader(generation: Generation) -> Reader | None:
    """Return the reader of `generation`, or None if it is to be used without one.

    Raises:
        IndexDamagedError: the reader that lies in it cannot be used.
    """
    wanted = generation.manifest.reader
    if wanted == NO_READER:
        return None
    if wanted == OWN_READER:
        return OwnReader() if WEIGHTS.exists() else None
    from qa.reading.foreign import ForeignReader

    return ForeignReader(generation.layout.reader)
