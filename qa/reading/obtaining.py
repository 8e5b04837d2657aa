"""Give an index a reader from elsewhere: compile it, check it against its own library, place it.

int8 is taken if it finds the same answers to the probe questions, else float32. Compiled readers
are kept in the user's cache by the digest of the model, so that a second index costs no torch.
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from qa.encoding.cache import cache_folder, is_whole, put
from qa.encoding.export import NotExportableError, quantize_int8
from qa.encoding.graph import optimize_graph
from qa.encoding.protocol import Form
from qa.encoding.source import ModelSource
from qa.errors import ReaderUnusableError
from qa.reading.foreign import (
    GRAPH,
    TOKENIZER,
    ForeignReader,
    ReaderCard,
    read_card,
    write_card,
)
from qa.reading.foreign_export import export_float32
from qa.reading.foreign_model import REMEDY, ForeignModel, find_reader, load_reader
from qa.reading.probing import answers, farthest

# Raised whenever the compiled form of the same model would differ.
COMPILER = 2

# How far a logit of the float32 graph may lie from its library's.
TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Obtained:
    """A reader that was put into a folder, and what a person should know of how it came about."""

    card: ReaderCard
    notices: tuple[str, ...] = ()


def obtain_reader(name: str, folder: Path, progress: Callable[[str], None]) -> Obtained:
    """Put the reader `name`, a name or folder, compiled into `folder`, which is made.

    Raises:
        ReaderUnusableError: there is no such reader here, or it cannot be compiled faithfully.
    """
    source = find_reader(name)
    cached = cache_folder("readers") / f"{source.digest[:32]}-{COMPILER}"
    notices: tuple[str, ...] = ()
    if not is_whole(cached):
        progress("loading the reader")
        model = load_reader(source)
        progress("compiling the reader")
        with tempfile.TemporaryDirectory(prefix="article-qa-") as scratch:
            compiled, notices = _compile(model, source, Path(scratch))
            put(compiled, cached)
    shutil.copytree(cached, folder, dirs_exist_ok=True)
    card = replace(read_card(folder), model=source.model or name, name=source.name)
    write_card(folder, card)
    return Obtained(card, notices)


def _compile(
    model: ForeignModel, source: ModelSource, scratch: Path
) -> tuple[Path, tuple[str, ...]]:
    """Return the folder of the compiled form to use."""
    raw = {form: scratch / f"{form.value}.onnx" for form in (Form.FLOAT32, Form.INT8)}
    try:
        export_float32(model, raw[Form.FLOAT32])
        exact = _reader(model, source, raw[Form.FLOAT32], Form.FLOAT32)
    except NotExportableError as error:
        raise _unusable(source, str(error)) from error
    if (off := farthest(model, exact)) > TOLERANCE:
        raise _unusable(source, f"its logits move by {off:.2g}")
    try:
        quantize_int8(raw[Form.FLOAT32], raw[Form.INT8])
        small = _reader(model, source, raw[Form.INT8], Form.INT8)
    except NotExportableError as error:
        return scratch / Form.FLOAT32.value, (f"the reader stays in float32: {error}",)
    if answers(small) != answers(exact):
        notice = f"{source.name} stays in float32, as in int8 it answers differently"
        return scratch / Form.FLOAT32.value, (notice,)
    return scratch / Form.INT8.value, ()


def _reader(model: ForeignModel, source: ModelSource, raw: Path, form: Form) -> ForeignReader:
    """Return a reader of the raw graph, written to a folder beside it."""
    folder = raw.parent / form.value
    folder.mkdir()
    card = ReaderCard(
        kind=model.kind,
        model=source.model or source.name,
        name=source.name,
        weights=source.digest,
        inputs=model.inputs,
        max_tokens=model.max_tokens,
        form=form,
    )
    try:
        optimize_graph(raw, folder / GRAPH)
        model.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER))
        write_card(folder, card)
        reader = ForeignReader(folder, card)
        reader.load()
    except Exception as error:
        # The runtime's and the tokenizer's errors share no base but Exception.
        raise NotExportableError(f"its graph does not run: {error}".splitlines()[0]) from error
    return reader


def _unusable(source: ModelSource, why: str) -> ReaderUnusableError:
    return ReaderUnusableError(
        f"the reader {source.name} cannot be compiled: {why}",
        path=str(source.folder),
        remedy=REMEDY,
    )
