"""Where everything lies below the index folder. The only place that names its files."""

import shutil
from dataclasses import dataclass
from pathlib import Path

CURRENT = "CURRENT"
STAGING_PREFIX = ".building-"
SCRATCH_PREFIX = ".current-"


@dataclass(frozen=True, slots=True)
class GenerationLayout:
    """The files of one generation."""

    folder: Path

    @property
    def manifest(self) -> Path:
        """What the generation is made of, with a checksum for each file below."""
        return self.folder / "manifest.json"

    @property
    def encoder(self) -> Path:
        """The folder of the compiled encoder; absent if the reference encoder is in use."""
        return self.folder / "encoder"

    @property
    def reader(self) -> Path:
        """The folder of a compiled reader from elsewhere; absent if there is none in use."""
        return self.folder / "reader"

    @property
    def texts(self) -> Path:
        """The SQLite database of articles, passages and sentences."""
        return self.folder / "texts.db"

    @property
    def words(self) -> Path:
        """The folder of the word index."""
        return self.folder / "words"

    @property
    def passages(self) -> Path:
        """The vectors of passages, one a row."""
        return self.folder / "passages.faiss"

    @property
    def sentences(self) -> Path:
        """The vectors of sentences, one a row."""
        return self.folder / "sentences.faiss"

    @property
    def near_passages(self) -> Path:
        """The inverted file over the vectors of passages; only when there are very many."""
        return self.folder / "passages.ivf"

    @property
    def near_sentences(self) -> Path:
        """The inverted file over the vectors of sentences; only when there are very many."""
        return self.folder / "sentences.ivf"

    @property
    def rows(self) -> Path:
        """The first passage row and first sentence row of each article."""
        return self.folder / "rows.npy"

    @property
    def parents(self) -> Path:
        """The passage row of each sentence row."""
        return self.folder / "parents.npy"

    @property
    def passage_digests(self) -> Path:
        """The digest of the text behind each passage vector; read by builders only."""
        return self.folder / "passage_digests.npy"

    @property
    def sentence_digests(self) -> Path:
        """The digest of the text behind each sentence vector; read by builders only."""
        return self.folder / "sentence_digests.npy"

    def files(self) -> list[Path]:
        """Return every file but the manifest, in a fixed order."""
        return sorted(p for p in self.folder.rglob("*") if p.is_file() and p != self.manifest)


@dataclass(frozen=True, slots=True)
class Layout:
    """The index folder: the name of the generation in use, the generations, a builder's own."""

    root: Path

    @property
    def current(self) -> Path:
        """The file that names the generation in use."""
        return self.root / CURRENT

    @property
    def lock(self) -> Path:
        """The file a builder locks."""
        return self.root / ".lock"

    @property
    def holder(self) -> Path:
        """The file in which a builder says who it is."""
        return self.root / ".holder"

    def stash(self, encoder_digest: str) -> Path:
        """The vectors an unfinished build has computed with this encoder."""
        return self.root / f".stash-{encoder_digest[:16]}"

    def stashes(self) -> list[Path]:
        """Return the stashes of all encoders."""
        return sorted(self.root.glob(".stash-*"))

    def generation(self, name: str) -> GenerationLayout:
        """Return the files of the generation of this name."""
        return GenerationLayout(self.root / name)

    def staging(self, name: str) -> GenerationLayout:
        """Return where the generation of this name is made before it is complete."""
        return GenerationLayout(self.root / f"{STAGING_PREFIX}{name}")

    def generations(self) -> list[str]:
        """Return the names of complete generations, oldest first."""
        if not self.root.is_dir():
            return []
        return sorted(
            p.parent.name
            for p in self.root.glob("*/manifest.json")
            if not p.parent.name.startswith(".")
        )

    def sweep(self) -> None:
        """Remove what builders that died have left behind, all but their stash."""
        for folder in self.root.glob(f"{STAGING_PREFIX}*"):
            shutil.rmtree(folder, ignore_errors=True)
        for file in self.root.glob(f"{SCRATCH_PREFIX}*"):
            file.unlink(missing_ok=True)
