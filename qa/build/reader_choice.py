"""Which reader an index gets, and where its compiled form comes from."""

from collections.abc import Callable
from pathlib import Path

from qa.model import Progress
from qa.reading.obtaining import obtain_reader
from qa.storage import Generation
from qa.storage.manifest import NO_READER, OWN_READER


def reader_wanted(previous: Generation | None, wish: str | None) -> str:
    """Return the reader asked for, else the index's, else our own."""
    if wish:
        return str(Path(wish).resolve()) if Path(wish).is_dir() else wish
    return previous.manifest.reader if previous else OWN_READER


def obtain(
    wanted: str,
    previous: Generation | None,
    scratch: Path,
    report: Callable[[Progress], None],
) -> tuple[Path | None, tuple[str, ...]]:
    """Return the folder of the reader to put into the index, made in `scratch` if need be.

    There is none for our own reader, which comes with the project. The second value is what a
    person should know of how it came about. `previous` is where it may be found made already.

    Raises:
        ReaderUnusableError: there is no such reader here, or it cannot be compiled faithfully.
    """
    if wanted in {OWN_READER, NO_READER}:
        return None, ()
    if previous and previous.manifest.reader == wanted:
        return previous.layout.reader, ()
    found = obtain_reader(wanted, scratch, lambda stage: report(Progress(stage, 0, 0)))
    return scratch, found.notices
