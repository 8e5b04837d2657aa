"""Which encoder an index gets, and whether the vectors of the one before can be kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.encoding import Encoder
from qa.encoding.compilation import obtain_encoder
from qa.errors import IndexUnusableError
from qa.indexing.cutting import ChunkedArticle
from qa.model import Progress
from qa.models.source import find_model
from qa.readers.compilation import obtain_reader
from qa.storage import Generation, Layout, current_generation
from qa.storage.manifest import BUNDLED_READER, NO_READER, read_manifest

_SAMPLE_ARTICLES = 64


@dataclass(frozen=True, slots=True)
class ChosenEncoder:
    """The encoder to use; `folder` holds its compiled form, if it has one.

    `notices` are what a person should know of how it came about.
    """

    encoder: Encoder
    folder: Path | None
    notices: tuple[str, ...]


def is_same_encoder(generation: Generation, wish: str | None) -> bool:
    """Return whether the encoder of `generation` is the one asked for."""
    expected = generation.manifest.encoder
    if wish is None and generation.manifest.compiled:
        return True
    # The files behind a name or a folder may have changed since.
    return wish in (None, expected.model) and find_model(expected.model).digest == expected.weights


def choose_encoder(
    layout: Layout,
    vectors: Generation | None,
    wish: str | None,
    fresh: Sequence[ChunkedArticle],
    report: Callable[[Progress], None],
) -> ChosenEncoder:
    """Return the encoder of `vectors`, if there are any to be kept, else the one asked for.

    Without a wish that is the model the index was made with. A model's compiled form is compared
    with the original on texts of `fresh`.

    Raises:
        EncoderUnusableError: the model cannot be loaded.
    """
    if vectors:
        # Never another form of the model: its vectors would stand beside those kept.
        folder = vectors.layout.encoder if vectors.manifest.compiled else None
        return ChosenEncoder(vectors.encoder, folder, vectors.manifest.notices)
    model = _remembered_model(layout) if wish is None else wish
    step = max(1, len(fresh) // _SAMPLE_ARTICLES)
    texts = [passage.text for article in fresh[::step] for passage in article.passages]
    found = obtain_encoder(model, texts, lambda stage: report(Progress(stage, 0, 0)))
    return ChosenEncoder(found.encoder, found.folder, found.notices)


def _remembered_model(layout: Layout) -> str | None:
    """Return the model that the index was made with, even if the index is damaged."""
    try:
        name = current_generation(layout.root)
        return read_manifest(layout.generation(name).manifest).encoder.model
    except IndexUnusableError:
        return None


# Which reader an index gets, and where its compiled form comes from.
def reader_wanted(previous: Generation | None, wish: str | None) -> str:
    """Return the reader asked for, else the index's, else our own."""
    if wish:
        return str(Path(wish).resolve()) if Path(wish).is_dir() else wish
    return previous.manifest.reader if previous else BUNDLED_READER


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
    if wanted in {BUNDLED_READER, NO_READER}:
        return None, ()
    if previous and previous.manifest.reader == wanted:
        return previous.layout.reader, ()
    found = obtain_reader(wanted, scratch, lambda stage: report(Progress(stage, 0, 0)))
    return scratch, found.notices
