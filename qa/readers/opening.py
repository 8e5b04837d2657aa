"""Open the reader an index uses; loads nothing before it reads."""

from qa.readers.bundled import FILES, FOLDER, BundledReader
from qa.readers.protocol import Reader
from qa.storage import Generation
from qa.storage.integrity import verify_files
from qa.storage.layout import GenerationLayout
from qa.storage.manifest import BUNDLED_READER, NO_READER


def open_reader(generation: Generation) -> Reader | None:
    """Return the reader of `generation`, or None if it is to be used without one.

    Raises:
        IndexDamagedError: the reader that lies in it, or the project's own, is damaged.
    """
    wanted = generation.manifest.reader
    if wanted == NO_READER:
        return None
    if wanted == BUNDLED_READER:
        check_bundled_reader(generation.layout)
        return BundledReader()
    from qa.readers.external import ExternalReader

    return ExternalReader(generation.layout.reader)


def check_bundled_reader(layout: GenerationLayout) -> None:
    """Check the files of the reader that comes with the project; `layout` keeps the note of it.

    Raises:
        IndexDamagedError: one of them is not as it was made.
    """
    verify_files(FOLDER, FILES, layout.checked_reader, "reinstall article-qa")
