"""Exports trained weights to the file that ships: ONNX with int8 weights.

`python -m qa.training.onnx_export --data DIR --weights DIR/reader.pt … --out DIR`: of several
weights, which must have begun from the same ones, the mean is exported.
"""

import argparse
import hashlib
import logging
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from qa.models.export import trace
from qa.models.graph import optimize_graph
from qa.offline import keep_process_offline, load_onnxruntime
from qa.training.compacting import compact_words, smooth
from qa.training.examples import RowMaker, load_tokenizer
from qa.training.groups import Groups
from qa.training.material import read_material, split_material
from qa.training.network import ReaderModel, fresh_model
from qa.training.train import base_folder

log = logging.getLogger(__name__)

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUTS = ("start_logits", "end_logits")
_WATCHED = 12
_GROUPS = 8
_WORDS = "transformer.embeddings.word_embeddings."
_KEPT = ("LayerNorm", "position_embeddings", "token_type_embeddings")


def load_weights(file: Path) -> ReaderModel:
    """Return the reader whose weights are in a `reader.pt` or in an exported graph."""
    model = fresh_model(base_folder())
    if file.suffix == ".onnx":
        state = {name: torch.from_numpy(array) for name, array in graph_weights(file).items()}
    else:
        state = torch.load(file, weights_only=True)
    model.load_state_dict(state)
    return model


def mean_weights(files: Sequence[Path]) -> ReaderModel:
    """Return the reader whose weights are the mean of those in the files (Wortsman et al. 2022).

    What single runs learn by chance goes, what they have in common stays, and reading takes as long
    as with one.
    """
    model = load_weights(files[0])
    states = [model.state_dict(), *(load_weights(file).state_dict() for file in files[1:])]
    for name, values in states[0].items():
        if values.is_floating_point():
            states[0][name] = torch.stack([state[name] for state in states]).mean(0)
    model.load_state_dict(states[0])
    return model


def graph_weights(file: Path) -> dict[str, NDArray[np.float32]]:
    """Return the weights of a graph that `qa.training.onnx_export` wrote, by the network's names.

    int8 weights are scaled back, and what evened out the activations is undone.
    """
    import onnx
    from onnx.numpy_helper import to_array

    graph = onnx.load(file).graph
    held = {tensor.name: to_array(tensor) for tensor in graph.initializer}
    found = {name: array.copy() for name, array in held.items() if any(k in name for k in _KEPT)}
    found[f"{_WORDS}weight"] = held[f"{_WORDS}vectors"] * held[f"{_WORDS}scale"]
    for node in graph.node:
        if node.op_type == "DynamicQuantizeMatMul":
            weights, scale, _, bias = node.input[1:5]
            layer = bias.removesuffix(".bias").removesuffix(".linear")
            product = held[weights] * held[scale]
            if f"{layer}.divided" in held:
                product *= held[f"{layer}.divided"][:, None]
            found[f"{layer}.weight"] = product.T.copy()
            found[f"{layer}.bias"] = held[bias].copy()
    return found


def prepare(model: ReaderModel, data: Path, seed: int = 99) -> None:
    """Prepare the reader for int8, in place, by passages of the training material."""
    used, _ = split_material(read_material(data))
    groups = Groups(used, seed).stream()
    maker = RowMaker(load_tokenizer(base_folder()))
    smooth(model, (maker.batch(list(islice(groups, _GROUPS))) for _ in range(_WATCHED)))
    compact_words(model)


def export_reader(model: ReaderModel, data: Path, out: Path) -> Path:
    """Write `reader.float32.onnx` and `reader.onnx` (int8, its operators fused); return the latter.

    Inputs are int64 of shape (rows, positions), outputs float32 of the same shape. The model is
    changed on the way. Weights are quantised per channel: per tensor, the scores move several
    times as far. Activations are quantised by a scale for each matrix, taken over the batch.
    """
    out.mkdir(parents=True, exist_ok=True)
    exact, small = out / "reader.float32.onnx", out / "reader.onnx"
    _write(model, exact)
    prepare(model, data)
    prepared, quantized = out / "reader.prepared.onnx", out / "reader.quantized.onnx"
    _write(model, prepared)
    load_onnxruntime()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        prepared,
        quantized,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul"],
    )
    # Fused with the addition before it, a layer norm takes ten times as long.
    optimize_graph(quantized, small, weights_apart=False, without=("SkipLayerNormFusion",))
    prepared.unlink()
    quantized.unlink()
    return small


def _write(model: ReaderModel, path: Path) -> None:
    example = torch.ones((2, 8), dtype=torch.long)
    row = ("rows", "positions")
    trace(model, [example] * 3, dict.fromkeys(INPUTS, row), dict.fromkeys(OUTPUTS, row), path)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    path = export_reader(mean_weights(options.weights).eval(), options.data, options.out)
    content = path.read_bytes()
    log.info("%s %d bytes sha256 %s", path, len(content), hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    keep_process_offline()
    main()
