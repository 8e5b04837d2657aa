"""Compile an external reader: its model to an ONNX graph, compared with the library that made it.

int8 is chosen if it gives the same answers to the probe questions as float32, else float32, whose
logits must be those of the library. Compiled readers are kept in the user's cache by the digest of
the model, so that a second index needs no torch. Imports torch, so only a rebuild may import it.
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.errors import ReaderUnusableError
from qa.models.cache import cache_folder, is_intact, keep_model
from qa.models.export import NotExportableError, quantize_int8, trace
from qa.models.graph import TOKENIZER_FILE, Form, optimize_graph, write_card
from qa.models.source import ModelSource
from qa.readers.external import (
    READER_CARD,
    READER_GRAPH,
    ExternalReader,
    ReaderCard,
    ReaderKind,
    read_reader_card,
)
from qa.readers.external_source import READER_REMEDY, ExternalModel, find_reader, load_reader
from qa.readers.protocol import Reading

READER_COMPILER = 2
"""Version of the compilation: increased whenever the compiled form of a model would differ."""

TOLERANCE = 1e-3
"""The most that a logit of the float32 graph may differ from the library's."""

PROBE_PASSAGES = (
    "The minister arrives in Vienna on Thursday for a two-day visit, her office said.",
    "The company said on Monday that profits had risen by 3.5% to $1.2 billion.",
    "She was born in a small town near the border and moved to the capital at nineteen.",
    "“We will not accept this,” Anna Berg, a spokesperson for the union, told reporters.",
    "Heavy rain flooded streets and cut power to 4,000 homes overnight.",
    "The treaty, signed in 1987, banned all land-based missiles of intermediate range.",
)
PROBE_QUESTIONS = (
    "When does the minister arrive?",
    "By how much did profits rise?",
    "Where was she born?",
    "Who is Anna Berg?",
    "How many homes lost power?",
    "What did the treaty ban?",
)


@dataclass(frozen=True, slots=True)
class ObtainedReader:
    """The card of a compiled reader; `notices` are sentences for the user about fallbacks."""

    card: ReaderCard
    notices: tuple[str, ...] = ()


def obtain_reader(name: str, folder: Path, progress: Callable[[str], None]) -> ObtainedReader:
    """Write the reader `name`, a name or folder, in compiled form into `folder`, which is made.

    `progress` gets the stages' names.

    Raises:
        ReaderUnusableError: there is no such reader on this machine, or its graph does not agree
            with its library.
    """
    source = find_reader(name)
    cached = cache_folder("readers") / f"{source.digest[:32]}-{READER_COMPILER}"
    notices: tuple[str, ...] = ()
    if not is_intact(cached):
        progress("loading the reader")
        model = load_reader(source)
        progress("compiling the reader")
        with tempfile.TemporaryDirectory(prefix="article-qa-") as scratch:
            compiled, notices = _compile(model, source, Path(scratch))
            if cache_notice := keep_model(compiled, cached):
                notices = (*notices, cache_notice)
            shutil.copytree(compiled, folder, dirs_exist_ok=True)
    else:
        shutil.copytree(cached, folder, dirs_exist_ok=True)
    card = replace(read_reader_card(folder), model=source.model or name, name=source.name)
    write_card(folder / READER_CARD, card)
    return ObtainedReader(card, notices)


def _compile(
    model: ExternalModel, source: ModelSource, scratch: Path
) -> tuple[Path, tuple[str, ...]]:
    """Return the folder of the compiled form to use, and notices about it."""
    raw = {form: scratch / f"{form.value}.onnx" for form in (Form.FLOAT32, Form.INT8)}
    try:
        export_reader(model, raw[Form.FLOAT32])
        exact = _build_reader(model, source, raw[Form.FLOAT32], Form.FLOAT32)
    except NotExportableError as error:
        raise _unusable(source, str(error)) from error
    if (difference := largest_logit_error(model, exact)) > TOLERANCE:
        raise _unusable(source, f"its logits move by {difference:.2g}")
    try:
        quantize_int8(raw[Form.FLOAT32], raw[Form.INT8])
        quantized = _build_reader(model, source, raw[Form.INT8], Form.INT8)
    except NotExportableError as error:
        return scratch / Form.FLOAT32.value, (f"the reader stays in float32: {error}",)
    if probe_answers(quantized) != probe_answers(exact):
        notice = f"{source.name} stays in float32, as in int8 it answers differently"
        return scratch / Form.FLOAT32.value, (notice,)
    return scratch / Form.INT8.value, ()


def _build_reader(
    model: ExternalModel, source: ModelSource, raw: Path, form: Form
) -> ExternalReader:
    """Return a reader of the raw graph, written to a folder beside it that is named by the form."""
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
        optimize_graph(raw, folder / READER_GRAPH)
        model.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER_FILE))
        write_card(folder / READER_CARD, card)
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
        remedy=READER_REMEDY,
    )


def export_reader(model: ExternalModel, file: Path) -> None:
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
    """Return the outputs that the graph should give for a row, as its library computes them.

    Each is without the row axis. A passage that is too long is truncated.
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


def probe_answers(reader: ExternalReader) -> list[tuple[int, int]]:
    """Return what a reader finds for each of PROBE_QUESTIONS: a span, or the best passage."""
    if reader.card.kind is ReaderKind.EXTRACTIVE:
        found = [
            reader.read(question, [Reading(probe)])[0]
            for question, probe in zip(PROBE_QUESTIONS, PROBE_PASSAGES, strict=True)
        ]
        return [(span.start, span.end) for span in found]
    readings = [Reading(probe) for probe in PROBE_PASSAGES]
    margins = [
        [span.margin for span in reader.read(question, readings)] for question in PROBE_QUESTIONS
    ]
    return [(int(np.argmax(row)), int(np.argmax(row)) + 1) for row in margins]


def largest_logit_error(model: ExternalModel, reader: ExternalReader) -> float:
    """Return the largest difference of a logit of the graph from the library's, on the probes."""
    largest = 0.0
    for question, probe in zip(PROBE_QUESTIONS, PROBE_PASSAGES, strict=True):
        expected = library_logits(model, question, probe)
        for found, truth in zip(reader.logits(question, probe)[0], expected, strict=True):
            if found.shape != truth.shape:
                return np.inf
            largest = max(largest, float(np.abs(found - truth).max()))
    return largest
