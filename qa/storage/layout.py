"""Where every file of an index lies; no other module names one."""

import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

CURRENT = "CURRENT"
STAGING_PREFIX = ".building-"
LEAVING_PREFIX = ".leaving-"
SCRATCH_PREFIX = ".current-"

_NAME = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{6}")
_PER_DAY = 10**6


@dataclass(frozen=True, slots=True)
class GenerationLayout:
    """The files of one generation."""

    folder: Path

    @property
    def name(self) -> str:
        """The generation's name, also while it is not in its final place yet."""
        return self.folder.name.removeprefix(STAGING_PREFIX)

    @property
    def manifest(self) -> Path:
        """The record of what the generation consists of, with a checksum for each file."""
        return self.folder / "manifest.json"

    @property
    def encoder(self) -> Path:
        """The folder of the compiled encoder; absent if the reference encoder is in use."""
        return self.folder / "encoder"

    @property
    def reader(self) -> Path:
        """The folder of a compiled external reader; absent if none is in use."""
        return self.folder / "reader"

    @property
    def texts(self) -> Path:
        """The SQLite database of articles, passages and sentences."""
        return self.folder / "texts.db"

    @property
    def fulltext(self) -> Path:
        """The folder of the full-text index."""
        return self.folder / "words"

    @property
    def passages(self) -> Path:
        """The base of the files of passage vectors: their path without the store's suffixes."""
        return self.folder / "passages"

    @property
    def sentences(self) -> Path:
        """The base of the files of sentence vectors: their path without the store's suffixes."""
        return self.folder / "sentences"

    @property
    def rows(self) -> Path:
        """The first passage row and first sentence row of each article."""
        return self.folder / "rows.npy"

    @property
    def parents(self) -> Path:
        """The passage row of each sentence row."""
        return self.folder / "parents.npy"

    @property
    def equal(self) -> Path:
        """The passage rows whose text stands in another as well, each with the first of them."""
        return self.folder / "equal.npy"

    @property
    def passage_digests(self) -> Path:
        """The digest of the text behind each passage vector; read by builds only."""
        return self.folder / "passage_digests.npy"

    @property
    def sentence_digests(self) -> Path:
        """The digest of the text behind each sentence vector; read by builds only."""
        return self.folder / "sentence_digests.npy"

    @property
    def checked(self) -> Path:
        """The note of which files were verified, see `integrity`; may be absent."""
        return self.folder / ".checked"

    @property
    def checked_reader(self) -> Path:
        """The same note for the reader that comes with the program."""
        return self.folder / ".checked-reader"

    def files(self) -> list[Path]:
        """Return every file but the manifest, in a fixed order."""
        return sorted(p for p in self.folder.rglob("*") if p.is_file() and p != self.manifest)


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of the index folder: all generations, and what a builder keeps beside them."""

    root: Path

    @property
    def current(self) -> Path:
        """The file that names the generation in use."""
        return self.root / CURRENT

    @property
    def lock(self) -> Path:
        """The file that a builder locks."""
        return self.root / ".lock"

    @property
    def holder(self) -> Path:
        """The file in which a builder names its process."""
        return self.root / ".holder"

    def vector_cache(self, encoder_digest: str) -> Path:
        """The file of the vectors that an unfinished build has computed with this encoder."""
        return self.root / f".stash-{encoder_digest[:16]}"

    def vector_caches(self) -> list[Path]:
        """Return the vector caches of all encoders."""
        return sorted(self.root.glob(".stash-*"))

    def leftovers(self) -> list[Path]:
        """Return the files that a builder needs only while it runs, and leaves if it is killed."""
        prefixes = (STAGING_PREFIX, LEAVING_PREFIX, SCRATCH_PREFIX)
        found = [path for prefix in prefixes for path in sorted(self.root.glob(f"{prefix}*"))]
        return [*found, *self.vector_caches(), *([self.holder] if self.holder.exists() else [])]

    def generation(self, name: str) -> GenerationLayout:
        """Return the files of the generation of this name."""
        return GenerationLayout(self.root / name)

    def staging(self, name: str) -> GenerationLayout:
        """Return the files of the generation of this name while it is being written."""
        return GenerationLayout(self.root / f"{STAGING_PREFIX}{name}")

    def generations(self) -> list[str]:
        """Return the names of complete generations, oldest first."""
        if not self.root.is_dir():
            return []
        names = (p.parent.name for p in self.root.glob("*/manifest.json"))
        return sorted(name for name in names if _NAME.fullmatch(name))

    def next_name(self, now: datetime) -> str:
        """Return a name for a generation made `now`, in UTC; it sorts after those of all others.

        It is the time to the second, or a later one if a generation of this or a later second is
        there already, and a random part.
        """
        # Asking makes no name and need not wait for this import.
        from secrets import token_hex

        stamp = int(f"{now:%Y%m%d%H%M%S}")
        for newest in self.generations()[-1:]:
            stamp = max(stamp, int(newest[:8] + newest[9:15]) + 1)
        day, time = divmod(stamp, _PER_DAY)
        return f"{day:08}T{time:06}-{token_hex(3)}"

    def remove(self, name: str) -> None:
        """Remove the generation of this name; for whoever would open it, all of it at once."""
        leaving = self.root / f"{LEAVING_PREFIX}{name}"
        with suppress(OSError):
            self.generation(name).folder.rename(leaving)
        shutil.rmtree(leaving, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what builders that were killed have left, all but their vector caches."""
        for prefix in (STAGING_PREFIX, LEAVING_PREFIX):
            for folder in self.root.glob(f"{prefix}*"):
                shutil.rmtree(folder, ignore_errors=True)
        for file in self.root.glob(f"{SCRATCH_PREFIX}*"):
            file.unlink(missing_ok=True)
