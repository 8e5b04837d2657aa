"""A sentence-transformers model as an ONNX graph: tokens in, unit vectors out.

The whole pipeline is exported, pooling and normalisation included, so that the graph alone decides
the vectors. Imports torch; only building comes here.
"""

import contextlib
import io
import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qa.offline import load_onnxruntime

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUT = "embedding"
_OPSET = 17


class NotExportableError(Exception):
    """The model is of a kind that has no such graph; the message says why."""


def export_encoder(model: Any, file: Path) -> None:
    """Write `model` (a SentenceTransformer) to `file` as a float32 graph.

    The graph takes those of INPUTS that the model reads, int64 of shape (texts, tokens), and gives
    OUTPUT, float32 of shape (texts, dimension), rows of length 1.

    Raises:
        NotExportableError: the model has no fast tokenizer, leaves its prompt out of pooling, or
            torch cannot trace it.
    """
    import torch

    if not getattr(model.tokenizer, "is_fast", False):
        raise NotExportableError("its tokenizer has no fast form")
    if any(getattr(module, "include_prompt", True) is False for module in model):
        raise NotExportableError("it leaves the prompt out of pooling")
    transformer = getattr(model[0], "auto_model", None)
    if transformer is None:
        raise NotExportableError("it does not begin with a transformer")
    names = [name for name in INPUTS if name in model.tokenizer.model_input_names]

    class Pipeline(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *tensors: Any) -> Any:
            features = self.model(dict(zip(names, tensors, strict=True)))
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=1)

    example = model.tokenizer(
        ["an example", "another, a longer one"], padding=True, return_tensors="pt"
    )
    with _explained():
        # The fused attention kernels have no ONNX form; the plain one gives the same numbers.
        transformer.set_attn_implementation("eager")
    trace(
        Pipeline(),
        [example[name] for name in names],
        dict.fromkeys(names, ("texts", "tokens")),
        {OUTPUT: ("texts",)},
        file,
    )


def trace(
    module: Any,
    example: Sequence[Any],
    inputs: Mapping[str, Sequence[str]],
    outputs: Mapping[str, Sequence[str]],
    file: Path,
) -> None:
    """Write a torch module to `file` as a graph, as it computes `example`.

    `inputs` and `outputs` name the tensors in the order of the module's, each with the names of its
    first axes, which may be of any length.

    Raises:
        NotExportableError: torch cannot trace it.
    """
    import torch

    with (
        _explained(),
        warnings.catch_warnings(),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            tuple(example),
            str(file),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={n: dict(enumerate(axes)) for n, axes in {**inputs, **outputs}.items()},
            opset_version=_OPSET,
            # The newer exporter's file is refused by onnxruntime (duplicate names).
            dynamo=False,
        )


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        # torch raises its own and the model's own errors alike while it traces.
        raise NotExportableError(f"torch cannot export it: {error}".splitlines()[0]) from error


def quantize_int8(source: Path, target: Path) -> None:
    """Write `source` to `target` with int8 weights, one scale a channel, a quarter of the size.

    Raises:
        NotExportableError: the graph cannot be quantised.
    """
    load_onnxruntime()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    root = logging.getLogger()
    level = root.level
    # It recommends a preprocessing step on the root logger, which changes nothing here.
    root.setLevel(logging.ERROR)
    try:
        quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True)
    except Exception as error:
        # Whatever the graph is lacking shows as an error of onnx, numpy or Python itself.
        raise NotExportableError(f"it cannot be quantised: {error}".splitlines()[0]) from error
    finally:
        root.setLevel(level)
