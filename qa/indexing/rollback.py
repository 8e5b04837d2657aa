"""Back to the generation before, if it is still as it was written; removes nothing."""

from pathlib import Path

from qa.errors import IndexUnusableError
from qa.indexing.commit import note_verified
from qa.model import KeptGeneration
from qa.storage import Layout, current_generation, open_generation
from qa.storage.generations import activate, history
from qa.storage.integrity import writing
from qa.storage.lock import builder_lock


def rollback(index: Path) -> KeptGeneration:
    """Put the generation before the one in use in its place, and return what that is.

    It is verified in full first. Called again, it goes back one further. What it went back from
    stays until the next rebuild, which goes on from the generation in use.

    Raises:
        IndexMissingError: there is no index.
        IndexUnusableError: no generation before is kept, or it is damaged; the index stays as it
            was.
        IndexLockedError: another process is rebuilding.
    """
    layout = Layout(index)
    # Where there is no index nothing is to be locked.
    current_generation(index)
    with writing(layout.root, OSError), builder_lock(layout):
        in_use = current_generation(index)
        older = history(layout, in_use).older
        if not older:
            raise IndexUnusableError(
                f"there is nothing to go back to: {index} keeps no generation older than the one"
                f" in use, {in_use}",
                path=str(index),
                remedy="each `qa rebuild` that changes something keeps the one before it",
            )
        generation = open_generation(index, older[0])
        try:
            generation.verify()
        finally:
            generation.close()
        activate(layout, older[0])
        note_verified(layout, generation.manifest)
    return KeptGeneration(older[0], generation.manifest.built_at, generation.manifest.articles)
