"""What is left to do once a generation is in use: remove the rest, note what was verified."""

import contextlib

from qa.errors import IndexDamagedError
from qa.reading.opening import check_own_reader
from qa.storage import Layout
from qa.storage.checked import settle
from qa.storage.history import prune
from qa.storage.manifest import OWN_READER, Manifest


def clean_up(layout: Layout, manifest: Manifest, started_from: str | None, keep: int) -> None:
    """Remove what is of no more use beside the generation in use, that of `manifest`.

    `started_from` names what was in use before, which may have readers still.
    """
    for file in layout.stashes():
        file.unlink(missing_ok=True)
    prune(layout, manifest.generation, started_from, keep)
    note(layout, manifest)


def note(layout: Layout, manifest: Manifest) -> None:
    """Verify a generation, so that the first question to it has nothing to verify.

    Comes last of all: to remove a link to a file touches it.

    Raises:
        IndexDamagedError: the first of its files that is not as it was written.
    """
    files = layout.generation(manifest.generation)
    settle(files.folder, manifest.files, files.checked)
    if manifest.reader == OWN_READER:
        with contextlib.suppress(IndexDamagedError):
            check_own_reader(files)
