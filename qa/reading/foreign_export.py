"""Turn a reader from elsewhere into an ONNX graph: word pieces in, logits out.

Imports torch; only building comes here.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.encoding.export import trace
from qa.reading.foreign import ReaderKind
from qa.reading.foreign_model import ForeignModel


def export_float32(model: ForeignModel, file: Path) -> None:
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


def library_logits(model: ForeignModel, question: str, passage: str) -> list[NDArray[np.float32]]:
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


def _score(model: ForeignModel, tensors: dict[str, Any]) -> tuple[Any, ...]:
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
