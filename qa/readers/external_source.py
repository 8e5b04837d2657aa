"""An external reader in the library that made it: find it and load it.

Imports torch and transformers, so only a rebuild may import it. Loads weights from safetensors only
and never runs code that comes with a model.
"""

import inspect
from dataclasses import dataclass
from typing import Any

from qa.errors import EncoderUnusableError, ReaderUnusableError
from qa.models.source import ModelSource, find_model
from qa.readers.external import ReaderKind

READER_REMEDY = "give the folder of an extractive reader or a cross-encoder, or leave out --reader"

# Word pieces of a row at most, though a model may take more: the usual length for reading.
_LONGEST_ROW = 384
_SHORTEST_ROW = 32
_POSITIVE = {"relevant", "yes", "true", "positive", "answer", "match", "1"}


@dataclass(frozen=True, slots=True)
class ExternalModel:
    """A loaded model: `network` is the torch module, `tokenizer` the library's own.

    `positive` is the label that means "relevant" where a cross-encoder has two, else None.
    """

    kind: ReaderKind
    network: Any
    tokenizer: Any
    inputs: tuple[str, ...]
    max_tokens: int
    positive: int | None = None


def find_reader(name: str) -> ModelSource:
    """Return the source of the reader `name`: a folder, or a name in the hub's local cache.

    Raises:
        ReaderUnusableError: there is none, or its weights are not safetensors.
    """
    try:
        return find_model(name)
    except EncoderUnusableError as error:
        raise ReaderUnusableError(error.message, path=error.path, remedy=READER_REMEDY) from error


def load_reader(source: ModelSource) -> ExternalModel:
    """Return the model in `source`'s folder.

    Raises:
        ReaderUnusableError: it cannot be loaded, or is neither kind of reader.
    """
    import transformers
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
    common = {"trust_remote_code": False, "local_files_only": True}
    try:
        config = transformers.AutoConfig.from_pretrained(source.folder, **common)
        kind = _kind(config)
        loader = (
            transformers.AutoModelForQuestionAnswering
            if kind is ReaderKind.EXTRACTIVE
            else transformers.AutoModelForSequenceClassification
        )
        # The fused attention kernels have no ONNX form; the plain one gives the same numbers.
        network, loading = loader.from_pretrained(
            source.folder,
            **common,
            use_safetensors=True,
            attn_implementation="eager",
            output_loading_info=True,
            dtype="float32",
        )
        tokenizer = transformers.AutoTokenizer.from_pretrained(
            source.folder, **common, use_fast=True
        )
    except ReaderUnusableError:
        raise
    except Exception as error:
        # The library raises whatever its parts raise: OSError, ValueError, KeyError, …
        raise _unusable(source, f"cannot be loaded: {error}") from error
    if loading["missing_keys"]:
        raise _unusable(source, f"lacks the weights {', '.join(sorted(loading['missing_keys']))}")
    if not getattr(tokenizer, "is_fast", False):
        raise _unusable(source, "has no tokenizer in fast form")
    return _describe(source, kind, network.eval(), tokenizer)


def _kind(config: Any) -> ReaderKind:
    names = config.architectures or []
    if any(name.endswith("ForQuestionAnswering") for name in names):
        return ReaderKind.EXTRACTIVE
    if any(name.endswith("ForSequenceClassification") for name in names):
        if config.num_labels in {1, 2}:
            return ReaderKind.CROSS_ENCODER
        raise ReaderUnusableError(
            f"{config.name_or_path} sorts into {config.num_labels} classes, which is no relevance",
            path=str(config.name_or_path),
            remedy=READER_REMEDY,
        )
    raise ReaderUnusableError(
        f"{config.name_or_path} is neither an extractive reader nor a cross-encoder"
        f" ({', '.join(names) or 'its config.json names no architecture'})",
        path=str(config.name_or_path),
        remedy=READER_REMEDY,
    )


def _describe(source: ModelSource, kind: ReaderKind, network: Any, tokenizer: Any) -> ExternalModel:
    # Rows are encoded by the backend tokenizer: the place of "no answer" is found in its output.
    pair = tokenizer.backend_tokenizer.encode("a", "b")
    if kind is ReaderKind.EXTRACTIVE and (not pair.ids or pair.sequence_ids[0] is not None):
        raise _unusable(source, "keeps no place for “no answer” before the question")
    if not {0, 1} <= set(pair.sequence_ids):
        raise _unusable(source, "does not tell question and passage apart")
    taken = inspect.signature(network.forward).parameters
    inputs = tuple(name for name in tokenizer.model_input_names if name in taken)
    two = kind is ReaderKind.CROSS_ENCODER and network.config.num_labels == 2  # noqa: PLR2004
    return ExternalModel(
        kind,
        network,
        tokenizer,
        inputs,
        _row_length(network, tokenizer),
        _positive(network.config) if two else None,
    )


def _positive(config: Any) -> int:
    """Return the label of two that means "relevant": by its name, else the second."""
    return 0 if str(config.id2label.get(0, "")).casefold() in _POSITIVE else 1


def _row_length(network: Any, tokenizer: Any) -> int:
    """Return how many word pieces a row may have."""
    positions = int(getattr(network.config, "max_position_embeddings", 0) or 0)
    # Models of the RoBERTa family number positions from the one after padding.
    padding = getattr(getattr(network.base_model, "embeddings", None), "padding_idx", None)
    if positions > 0 and padding is not None:
        positions -= int(padding) + 1
    lengths = [_LONGEST_ROW, positions, int(tokenizer.model_max_length)]
    return max(_SHORTEST_ROW, min(length for length in lengths if length > 0))


def _unusable(source: ModelSource, why: str) -> ReaderUnusableError:
    first = f"the reader {source.folder} {why}".splitlines()[0]
    return ReaderUnusableError(first, path=str(source.folder), remedy=READER_REMEDY)
