"""What is looked at: an index and its corpus; opens nothing that trusts what it reads."""

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
        """The generation in use, if there is one that says what it is made of."""
        try:
            found = self.layout.generation(current_generation(self.index))
            read_manifest(found.manifest)
        except IndexUnusableError:
            return None
        return found

    @cached_property
    def manifest(self) -> Manifest | None:
        """What the generation in use is made of."""
        return read_manifest(self.generation.manifest) if self.generation else None

    @cached_property
    def damaged(self) -> tuple[str, ...]:
        """The files of the generation in use that are not as they were written, by full checksum.

        Libraries that trust what they read may be given only the others.
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
