"""Turn a reader from elsewhere into an ONNX graph: word pieces in, logits out.

Imports torch; only building comes here.
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.encoding.protocol import Form
from qa.errors import ReaderUnusableError
from qa.models.cache import cache_folder, is_whole, put
from qa.models.export import NotExportableError, quantize_int8, trace
from qa.models.graph import optimize_graph
from qa.models.source import ModelSource
from qa.readers.external import (
    GRAPH,
    TOKENIZER,
    ExternalReader,
    ReaderCard,
    ReaderKind,
    read_card,
    write_card,
)
from qa.readers.external_source import REMEDY, ExternalModel, find_reader, load_reader
from qa.readers.protocol import Reading


def export_float32(model: ExternalModel, file: Path) -> None:
    """Write the model to `file` as a graph in float32.

    It takes `model.inputs`, int64 of shape (rows, positions), and gives `start_logits` and
    `end_logits` of that shape, or `relevance` of shape (rows,), higher for better.

    Raises:
        NotExportableError: torch cannot trace it.
    """
    import torch

    class Graph(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.network = model.network

        def forward(self, *tensors: Any) -> Any:
            return _score(model, dict(zip(model.inputs, tensors, strict=True)))

    example = model.tokenizer(
        ["Who came?", "When did she come?"],
        ["He came.", "She came on Monday, he later."],
        padding=True,
        return_tensors="pt",
    )
    row = ("rows", "positions")
    extractive = model.kind is ReaderKind.EXTRACTIVE
    trace(
        Graph(),
        [_input(example, name) for name in model.inputs],
        dict.fromkeys(model.inputs, row),
        {"start_logits": row, "end_logits": row} if extractive else {"relevance": ("rows",)},
        file,
    )


def library_logits(model: ExternalModel, question: str, passage: str) -> list[NDArray[np.float32]]:
    """Return what the graph should put out for a row, as the model's own library computes it.

    Each is without the row axis; of a passage that is too long the start is read.
    """
    import torch

    encoded = model.tokenizer(
        question,
        passage,
        return_tensors="pt",
        truncation="only_second",
        max_length=model.max_tokens,
    )
    with torch.no_grad():
        outputs = _score(model, {name: _input(encoded, name) for name in model.inputs})
    return [output[0].numpy() for output in outputs]


def _score(model: ExternalModel, tensors: dict[str, Any]) -> tuple[Any, ...]:
    """Return the outputs of the graph for `tensors`, as torch computes them."""
    found = model.network(**tensors, return_dict=True)
    if model.kind is ReaderKind.EXTRACTIVE:
        return found.start_logits, found.end_logits
    if model.positive is None:
        return (found.logits[:, 0],)
    return (found.logits[:, model.positive] - found.logits[:, 1 - model.positive],)


def _input(example: Any, name: str) -> Any:
    import torch

    return example[name] if name in example else torch.zeros_like(example["input_ids"])


# Probe questions: does a compiled reader say what its library says, and answer alike in int8?
PROBES = (
    "The minister arrives in Vienna on Thursday for a two-day visit, her office said.",
    "The company said on Monday that profits had risen by 3.5% to $1.2 billion.",
    "She was born in a small town near the border and moved to the capital at nineteen.",
    "“We will not accept this,” Anna Berg, a spokesperson for the union, told reporters.",
    "Heavy rain flooded streets and cut power to 4,000 homes overnight.",
    "The treaty, signed in 1987, banned all land-based missiles of intermediate range.",
)
QUESTIONS = (
    "When does the minister arrive?",
    "By how much did profits rise?",
    "Where was she born?",
    "Who is Anna Berg?",
    "How many homes lost power?",
    "What did the treaty ban?",
)


def answers(reader: ExternalReader) -> list[tuple[int, int]]:
    """Return what a reader finds for each of QUESTIONS: its span, or the passage that fits best."""
    if reader.card.kind is ReaderKind.EXTRACTIVE:
        found = [
            reader.read(question, [Reading(probe)])[0]
            for question, probe in zip(QUESTIONS, PROBES, strict=True)
        ]
        return [(span.start, span.end) for span in found]
    readings = [Reading(probe) for probe in PROBES]
    margins = [[span.margin for span in reader.read(asked, readings)] for asked in QUESTIONS]
    return [(int(np.argmax(row)), int(np.argmax(row)) + 1) for row in margins]


def farthest(model: ExternalModel, reader: ExternalReader) -> float:
    """Return how far the graph's logits lie from the library's own at most, on the probes."""
    most = 0.0
    for question, probe in zip(QUESTIONS, PROBES, strict=True):
        expected = library_logits(model, question, probe)
        for found, truth in zip(reader.logits(question, probe)[0], expected, strict=True):
            if found.shape != truth.shape:
                return np.inf
            most = max(most, float(np.abs(found - truth).max()))
    return most


# Give an index a reader from elsewhere: compile it, check it against its own library, place it.
#
# int8 is taken if it finds the same answers to the probe questions, else float32. Compiled readers
# are kept in the user's cache by the digest of the model, so that a second index costs no torch.
#
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
    model: ExternalModel, source: ModelSource, scratch: Path
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


def _reader(model: ExternalModel, source: ModelSource, raw: Path, form: Form) -> ExternalReader:
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
        reader = ExternalReader(folder, card)
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
