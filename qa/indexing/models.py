"""Which encoder and which reader a new generation gets; encodes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.encoding import Encoder
from qa.encoding.compilation import obtain_encoder
from qa.errors import IndexUnusableError
from qa.model import Progress, ProgressCallback
from qa.models.source import find_model
from qa.readers.compilation import obtain_reader
from qa.storage import Generation, Layout, current_generation
from qa.storage.manifest import BUNDLED_READER, NO_READER, read_manifest


@dataclass(frozen=True, slots=True)
class ChosenEncoder:
    """The encoder to use; `folder` holds its compiled form, None if it has none.

    `notices` are sentences for the user about fallbacks; `cache_notice` is one about this build
    alone, "" if there is none.
    """

    encoder: Encoder
    folder: Path | None
    notices: tuple[str, ...]
    cache_notice: str = ""


def is_same_encoder(generation: Generation, requested_model: str | None) -> bool:
    """Return whether the requested model is the encoder of `generation`; None requests that one."""
    expected = generation.manifest.encoder
    if requested_model is None and generation.manifest.compiled:
        return True
    if requested_model not in {None, expected.model}:
        return False
    # The files of a model with this name or in this folder may have changed since.
    return find_model(expected.model).digest == expected.weights


def choose_encoder(
    layout: Layout,
    reused_vectors: Generation | None,
    requested_model: str | None,
    sample: Sequence[str],
    scratch: Path,
    report: ProgressCallback,
) -> ChosenEncoder:
    """Return the encoder of the generation whose vectors are reused, else the requested one.

    If no model is requested, that is the one of the index, else the default. A model's compiled
    form is compared with the original on the texts of `sample`, passages of the corpus. `scratch`
    is a folder to be made for it, if the user's cache cannot be written.

    Raises:
        EncoderUnusableError: the model cannot be loaded.
    """
    if reused_vectors:
        # In the same form: vectors of another form of the model would be mixed with them.
        manifest = reused_vectors.manifest
        folder = reused_vectors.layout.encoder if manifest.compiled else None
        return ChosenEncoder(reused_vectors.encoder, folder, manifest.notices)
    model = _recorded_model(layout) if requested_model is None else requested_model
    obtained = obtain_encoder(
        model, sample, lambda stage: report(Progress(stage, 0, 0)), uncached=scratch
    )
    return ChosenEncoder(obtained.encoder, obtained.folder, obtained.notices, obtained.cache_notice)


def _recorded_model(layout: Layout) -> str | None:
    """Return the model that the index was made with, even if the index is damaged."""
    try:
        name = current_generation(layout.root)
        return read_manifest(layout.generation(name).manifest).encoder.model
    except IndexUnusableError:
        return None


def choose_reader(previous: Generation | None, requested_reader: str | None) -> str:
    """Return the requested reader, else the index's, else the bundled one, as manifests name it."""
    if requested_reader:
        folder = Path(requested_reader)
        return str(folder.resolve()) if folder.is_dir() else requested_reader
    return previous.manifest.reader if previous else BUNDLED_READER


def obtain_reader_folder(
    reader: str,
    previous: Generation | None,
    scratch: Path,
    report: ProgressCallback,
) -> tuple[Path | None, tuple[str, ...]]:
    """Return the folder of the compiled reader to copy into a generation, and notices about it.

    None if the generation needs no copy: it uses the bundled reader or none. The folder is that of
    `previous` if it has this reader, else `scratch`, into which the reader is compiled.

    Raises:
        ReaderUnusableError: there is no such reader here, or it cannot be compiled faithfully.
    """
    if reader in {BUNDLED_READER, NO_READER}:
        return None, ()
    if previous and previous.manifest.reader == reader:
        return previous.layout.reader, ()
    obtained = obtain_reader(reader, scratch, lambda stage: report(Progress(stage, 0, 0)))
    return scratch, obtained.notices
