"""The compiled encoder: an ONNX graph and a tokenizer in a folder.

Texts are run one by one, several at once on as many cores: int8 activations are scaled over the
whole batch, so that in a batch of several a text's vector would depend on the other texts.
"""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from qa.encoding.protocol import EncoderIdentity, Vectors
from qa.models.graph import TOKENIZER_FILE, open_graph, open_tokenizer, read_card

ENCODER_GRAPH, ENCODER_CARD = "model.onnx", "encoder.json"


def read_identity(folder: Path) -> EncoderIdentity:
    """Return the identity of the compiled encoder in `folder`.

    Raises:
        IndexDamagedError: its card is missing or malformed.
    """
    return read_card(folder / ENCODER_CARD, EncoderIdentity.from_facts)


class CompiledEncoder:
    """Encodes with the graph in a folder; graph and tokenizer are loaded at the first text."""

    def __init__(self, folder: Path, identity: EncoderIdentity | None = None) -> None:
        self._loading = threading.Lock()
        self._folder = folder
        self._identity = identity or read_identity(folder)

    @property
    def identity(self) -> EncoderIdentity:
        """What determines the vectors."""
        return self._identity

    def with_identity(self, **changes: Any) -> "CompiledEncoder":
        """Return the same graph under an identity with `changes`."""
        return CompiledEncoder(self._folder, replace(self._identity, **changes))

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions, shape (n, dimension)."""
        return self._encode(texts, self._identity.query_prompt, None)

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return the vectors of passages, shape (n, dimension)."""
        return self._encode(texts, self._identity.passage_prompt, progress)

    def is_one_piece(self, word: str) -> bool:
        """Return whether the model reads the word in one piece, as it does common words."""
        self.load()
        return len(self._tokenizer.encode(word, add_special_tokens=False).ids) == 1

    def load(self) -> None:
        """Load graph and tokenizer now, not at the first text; waits for a thread that does so."""
        with self._loading:
            _ = self._session, self._tokenizer

    def _encode(
        self, texts: Sequence[str], prompt: str, progress: Callable[[int], None] | None
    ) -> Vectors:
        vectors = np.empty((len(texts), self._identity.dimension), np.float32)
        self.load()
        # The reference strips the prompted text once more.
        prompted = ((prompt + text.strip()).strip() for text in texts)
        if len(texts) == 1:
            vectors[0] = self._vector(next(prompted))
            return vectors
        with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
            done = 0
            # In batches, so that a queue of a million futures is never built.
            while batch := list(islice(prompted, 256)):
                for vector in threads.map(self._vector, batch):
                    vectors[done] = vector
                    done += 1
                if progress:
                    progress(done)
        return vectors

    def _vector(self, text: str) -> Vectors:
        encoding = self._tokenizer.encode(text)
        columns = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        feed = {name: np.array([columns[name]], np.int64) for name in self._inputs}
        vector: Vectors = self._session.run(None, feed)[0][0]
        return vector

    @cached_property
    def _session(self) -> Any:
        return open_graph(self._folder / ENCODER_GRAPH)

    @cached_property
    def _inputs(self) -> tuple[str, ...]:
        return tuple(entry.name for entry in self._session.get_inputs())

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = open_tokenizer(self._folder / TOKENIZER_FILE)
        tokenizer.enable_truncation(self._identity.max_tokens)
        return tokenizer
