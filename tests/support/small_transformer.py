"""A random two-layer BERT saved as a sentence-transformers folder; needs torch, not the network."""

import warnings
from pathlib import Path
from typing import Any

from tests.support.small_model import VOCABULARY

PROMPTS = {"query": "query: ", "document": "passage: "}


def save_transformer(folder: Path, *, include_prompt: bool = True) -> Path:
    """Save the model in `folder`; every call gives the same weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import BertConfig, BertModel, BertTokenizerFast
    from transformers.utils import logging

    # A progress bar would leave its monitoring thread behind.
    logging.disable_progress_bar()
    torch.manual_seed(0)
    bare = folder.with_name(f"{folder.name}-bare")
    bare.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *VOCABULARY[2:], ":", ".", ",", "?"]
    (bare / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(str(bare / "vocab.txt"), model_max_length=64).save_pretrained(bare)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
        initializer_range=0.2,
    )
    BertModel(config).save_pretrained(bare)
    parts = _modules()
    modules = [
        parts.Transformer(str(bare), max_seq_length=64),
        parts.Pooling(32, pooling_mode="mean", include_prompt=include_prompt),
        parts.Normalize(),
    ]
    model = SentenceTransformer(modules=modules, prompts=PROMPTS)
    model.save(str(folder))
    return folder


def save_static(folder: Path) -> Path:
    """Save a model that has no transformer: a table of vectors, one a word piece."""
    import torch
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer, models, pre_tokenizers

    torch.manual_seed(0)
    tokenizer = Tokenizer(
        models.WordPiece({piece: i for i, piece in enumerate(VOCABULARY)}, unk_token="[UNK]")  # noqa: S106
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    static = _modules().StaticEmbedding(tokenizer, embedding_dim=16)
    SentenceTransformer(modules=[static]).save(str(folder))
    return folder


def _modules() -> Any:
    with warnings.catch_warnings():
        # They moved within the versions we allow; the old place is the one that all have.
        warnings.simplefilter("ignore", DeprecationWarning)
        from sentence_transformers import models

        assert models.Transformer
        assert models.Pooling
        assert models.Normalize
        assert models.StaticEmbedding
        return models
