"""A model small enough for unit tests: real files and real code paths, no torch, milliseconds.

Its vector of a text is the sum of the vectors of the pairs of letters in it, scaled to length 1. It
stands in the cache of compiled encoders as if it had been compiled before, so that `rebuild` finds
it there by the digest of its folder.
"""

import shutil
import string
import tempfile
from pathlib import Path

import numpy as np

from qa.encoding.compilation import compiled_folder
from qa.encoding.compiled import ENCODER_CARD, ENCODER_GRAPH
from qa.encoding.protocol import EncoderIdentity
from qa.models.cache import store_model
from qa.models.graph import TOKENIZER_FILE, Form, write_card
from qa.models.source import find_model

DIMENSION = 64
VOCABULARY = [
    "[CLS]",
    "[UNK]",
    *(mark + piece for mark in ("", "##") for piece in string.ascii_lowercase + string.digits),
    *(mark + a + b for mark in ("", "##") for a in string.ascii_lowercase for b in "aeiounrtsl"),
]


def make_small_model(folder: Path, *, seed: int = 0) -> Path:
    """Make the model `folder` with its compiled form in the cache; models differ by `seed`."""
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(f"small model {seed}".encode())
    source = find_model(str(folder))
    compiled = Path(tempfile.mkdtemp())
    _write_graph(compiled / ENCODER_GRAPH, seed)
    _write_tokenizer(compiled / TOKENIZER_FILE)
    write_card(
        compiled / ENCODER_CARD,
        EncoderIdentity(
            model=source.model,
            name=source.name,
            weights=source.digest,
            dimension=DIMENSION,
            max_tokens=512,
            query_prompt="",
            passage_prompt="",
            form=Form.FLOAT32,
        ),
    )
    store_model(compiled, compiled_folder(source))
    shutil.rmtree(compiled)
    return folder


def _write_graph(file: Path, seed: int) -> None:
    from onnx import TensorProto, checker, helper, numpy_helper, save

    table = np.random.default_rng(seed).normal(size=(len(VOCABULARY), DIMENSION))
    # Every text has this one, so that none has a vector of length 0.
    table[0] /= 8
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "input_ids"], ["pieces"]),
            helper.make_node("ReduceSum", ["pieces", "axis"], ["sum"], keepdims=0),
            helper.make_node("LpNormalization", ["sum"], ["embedding"], axis=-1, p=2),
        ],
        "small",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["texts", "tokens"])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["texts", DIMENSION])],
        [
            numpy_helper.from_array(table.astype(np.float32), "table"),
            numpy_helper.from_array(np.array([1], np.int64), "axis"),
        ],
    )
    model = helper.make_model(
        graph, ir_version=9, opset_imports=[helper.make_opsetid("", 17)], producer_name="tests"
    )
    checker.check_model(model)
    save(model, str(file))


def _write_tokenizer(file: Path) -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(
        models.WordPiece({piece: i for i, piece in enumerate(VOCABULARY)}, unk_token="[UNK]")  # noqa: S106
    )
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFD(), normalizers.StripAccents(), normalizers.Lowercase()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A", special_tokens=[("[CLS]", 0)]
    )
    tokenizer.save(str(file))
