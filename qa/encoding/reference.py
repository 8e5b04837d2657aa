"""The reference encoder: the model run by sentence-transformers. The only importer of it.

Importing this module is cheap; making a ReferenceEncoder imports torch and takes seconds, so only a
rebuild makes one.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from qa.encoding.protocol import EncoderIdentity, Vectors
from qa.errors import EncoderUnusableError
from qa.models.graph import Form
from qa.models.source import ModelSource

_BATCH = 32
_MOST_TOKENS = 1_000_000


class ReferenceEncoder:
    """A sentence-transformers model, with the prompts it defines for queries and passages."""

    def __init__(self, source: ModelSource) -> None:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
        try:
            self.model: Any = SentenceTransformer(
                str(source.folder),
                device="cpu",
                trust_remote_code=False,
                local_files_only=True,
                model_kwargs={"use_safetensors": True},
            )
            dimension = len(self.model.encode("", show_progress_bar=False))
        except Exception as error:
            # The library raises whatever its parts raise: OSError, ValueError, KeyError, …
            raise EncoderUnusableError(
                f"{source.folder} is no sentence-transformers model: {error}".splitlines()[0],
                path=str(source.folder),
                remedy="give the folder of a sentence-transformers model, or leave out --model",
            ) from error
        prompts: dict[str, str] = dict(self.model.prompts or {})
        default = prompts.get(self.model.default_prompt_name or "", "")
        self._identity = EncoderIdentity(
            model=source.model,
            name=source.name,
            weights=source.digest,
            dimension=dimension,
            # The length of a model without positions is infinity.
            max_tokens=int(min(self.model.max_seq_length or 512, _MOST_TOKENS)),
            query_prompt=prompts.get("query") or default,
            passage_prompt=(
                prompts.get("document")
                or prompts.get("passage")
                or prompts.get("corpus")
                or default
            ),
            form=Form.REFERENCE,
        )

    @property
    def identity(self) -> EncoderIdentity:
        """What determines the vectors."""
        return self._identity

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions, shape (n, dimension)."""
        return self._encode(texts, self._identity.query_prompt)

    def is_one_piece(self, word: str) -> bool:
        """Return whether the model reads the word in one piece, as it does common words."""
        return len(self.model.tokenizer.tokenize(word)) == 1

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return the vectors of passages, shape (n, dimension)."""
        vectors = np.empty((len(texts), self._identity.dimension), np.float32)
        for start in range(0, len(texts), _BATCH):
            part = texts[start : start + _BATCH]
            vectors[start : start + len(part)] = self._encode(part, self._identity.passage_prompt)
            if progress:
                progress(start + len(part))
        return vectors

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.empty((0, self._identity.dimension), np.float32)
        vectors = self.model.encode(
            [text.strip() for text in texts],
            prompt=prompt or None,
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)
