"""ONNX graphs, with the tokenizer and the card beside each: open them, make a graph open quickly.

The only module that runs onnxruntime.
"""

import contextlib
import json
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from qa.errors import REBUILD, IndexDamagedError, QAError
from qa.offline import load_onnxruntime

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


TOKENIZER_FILE = "tokenizer.json"
"""The name of a compiled model's tokenizer, beside its graph."""

# Weights in a file of their own are mapped into memory: the graph opens in half the time, and of
# the word vectors, half of a small model, only those in use are ever read.
WEIGHTS_FILE = "weights.bin"
"""The name of the weights of a graph that `optimize_graph` wrote, beside it."""

_LEAST_BYTES = 1024

_Item = TypeVar("_Item")
_Found = TypeVar("_Found")
Card = TypeVar("Card")


class Form(StrEnum):
    """How a model is run: compiled with int8 or float32 weights, or by its own library."""

    INT8 = "int8"
    FLOAT32 = "float32"
    REFERENCE = "reference"


def open_graph(file: Path) -> Any:
    """Return a session of the graph in `file`; it runs on one thread and may be shared by several.

    Operators are not fused again, which `optimize_graph` did: it opens in a fifth of the time.

    Raises:
        IndexDamagedError: the file is missing or no graph.
    """
    onnxruntime = load_onnxruntime()
    options = _options(onnxruntime)
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    try:
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # onnxruntime's errors share no base but Exception.
        raise IndexDamagedError(
            f"the model {file} cannot be loaded", path=str(file), remedy=REBUILD
        ) from error


def open_tokenizer(file: Path, remedy: str = REBUILD) -> Any:
    """Return the tokenizer in `file`, which neither pads nor truncates.

    Raises:
        IndexDamagedError: the file is missing or no tokenizer; `remedy` is what it advises.
    """
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(file))
    except Exception as error:
        # tokenizers raises plain Exception.
        raise IndexDamagedError(
            f"the tokenizer {file} cannot be loaded", path=str(file), remedy=remedy
        ) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def load_in_background(load: Callable[[], None]) -> Callable[[], None]:
    """Run `load` on a thread; return what waits for the thread to end.

    The caller has to wait before the files that it reads are removed. A QAError is suppressed: it
    is raised again where the model is first used.
    """

    def run() -> None:
        with contextlib.suppress(QAError):
            load()

    thread = threading.Thread(target=run, name="loading")
    thread.start()
    return thread.join


class GraphRunner:
    """Loads a graph and its tokenizer once, whoever asks first, and runs it on threads of its own.

    A subclass opens them in the cached properties `_session` and `_tokenizer`.
    """

    _session: Any
    _tokenizer: Any

    def __init__(self) -> None:
        self._loading = threading.Lock()

    def load(self) -> None:
        """Load graph and tokenizer now rather than at the first question."""
        with self._loading:
            _ = self._session, self._tokenizer, self._threads

    def close(self) -> None:
        """End the threads that it reads with; the next question starts them again."""
        with self._loading:
            threads: ThreadPoolExecutor | None = self.__dict__.pop("_threads", None)
        if threads:
            threads.shutdown()

    def _each(self, run: Callable[[_Item], _Found], items: Sequence[_Item]) -> list[_Found]:
        """Return what `run` gives for each item, several of them run at once."""
        if len(items) == 1:
            return [run(items[0])]
        return list(self._threads.map(run, items))

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count() or 1)


def optimize_graph(
    source: Path, target: Path, *, weights_apart: bool = True, without: Sequence[str] = ()
) -> None:
    """Write `source` to `target` with its operators fused, as far as any processor runs it.

    With `weights_apart`, those of 1 KiB or more go into the file WEIGHTS_FILE beside it, which the
    graph refers to; a graph without any has no such file. `without` names fusions of onnxruntime
    that are left out.
    """
    onnxruntime = load_onnxruntime()
    options = _options(onnxruntime)
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    if weights_apart:
        prefix = "session.optimized_model_external_initializers"
        options.add_session_config_entry(f"{prefix}_file_name", WEIGHTS_FILE)
        options.add_session_config_entry(f"{prefix}_min_size_in_bytes", str(_LEAST_BYTES))
    onnxruntime.InferenceSession(
        str(source), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(without)
    )


def _options(onnxruntime: Any) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options


def write_card(file: Path, card: "DataclassInstance") -> None:
    """Write a dataclass of plain values as JSON.

    Raises:
        OSError: it cannot be written.
    """
    text = json.dumps(asdict(card), indent=2, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8")


def read_card(file: Path, from_facts: Callable[[dict[str, Any]], Card]) -> Card:
    """Return the card in `file`, made by `from_facts` of what `write_card` wrote.

    Raises:
        IndexDamagedError: it is missing or malformed.
    """
    try:
        return from_facts(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(f"{file} cannot be read", path=str(file), remedy=REBUILD) from error
