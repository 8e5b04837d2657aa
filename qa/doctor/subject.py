"""What is checked: an index and its corpus; passes no unverified file to a library."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from qa.errors import IndexUnusableError
from qa.storage import Layout, current_generation
from qa.storage.integrity import FileRecord, record_file
from qa.storage.layout import GenerationLayout
from qa.storage.manifest import Manifest, read_manifest


@dataclass(frozen=True)
class Subject:
    """An index and a corpus, either of which may be missing or damaged."""

    index: Path
    corpus: Path

    @property
    def layout(self) -> Layout:
        """Where the files of the index lie."""
        return Layout(self.index)

    @cached_property
    def generation(self) -> GenerationLayout | None:
        """The files of the generation in use, if there is one whose manifest can be read."""
        try:
            found = self.layout.generation(current_generation(self.index))
            read_manifest(found.manifest)
        except IndexUnusableError:
            return None
        return found

    @cached_property
    def manifest(self) -> Manifest | None:
        """The manifest of the generation in use."""
        return read_manifest(self.generation.manifest) if self.generation else None

    @cached_property
    def damaged(self) -> tuple[str, ...]:
        """The files of the generation in use that differ from their checksums.

        Libraries trust what they open: they may open only the other files.
        """
        if not self.generation or not self.manifest:
            return ()
        return damaged_files(self.generation.folder, self.manifest.files)


def damaged_files(folder: Path, files: tuple[FileRecord, ...]) -> tuple[str, ...]:
    """Return the paths of those files below `folder` that are not as recorded."""
    return tuple(record.path for record in files if not _is_whole(folder, record))


def _is_whole(folder: Path, record: FileRecord) -> bool:
    file = folder / record.path
    try:
        return file.is_file() and record_file(folder, file) == record
    except OSError:
        return False
