"""A question and passages in, the span that answers best out.

`protocol` says what a reader is; `bundled` runs the one that comes with the project; `external`
runs one made of another model, which `external_source` loads and `compilation` compiles.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.readers.protocol import Reader
    from qa.storage import Generation


def open_reader(generation: "Generation") -> "Reader | None":
    """Return the reader of `generation`, which loads nothing yet; None if it is to have none.

    Raises:
        IndexDamagedError: the reader in the generation, or the bundled one, is damaged.
    """
    from qa.storage.manifest import BUNDLED_READER, NO_READER

    name = generation.manifest.reader
    if name == NO_READER:
        return None
    if name == BUNDLED_READER:
        from qa.readers.bundled import BundledReader, check_bundled_reader

        check_bundled_reader(generation.layout)
        return BundledReader()
    from qa.readers.external import ExternalReader

    return ExternalReader(generation.layout.reader)
