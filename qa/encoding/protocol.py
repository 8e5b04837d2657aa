"""What an encoder is, whichever library runs it; imports no model."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from qa.models.graph import Form

Vectors = NDArray[np.float32]
# As they are stored, shape (n, dimension).
HalfVectors = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """All that determines the vector of a text; vectors of two identities are never compared.

    `model` is the name or folder as the user gave it (None: the default model); `weights` the
    SHA-256 of the model's files; `max_tokens` how many word pieces of a text are read.
    """

    model: str | None
    name: str
    weights: str
    dimension: int
    max_tokens: int
    query_prompt: str
    passage_prompt: str
    form: Form

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> "EncoderIdentity":
        """Return the identity with these values, as JSON holds them.

        Raises:
            KeyError, TypeError, ValueError: a value is missing, or there is one too many.
        """
        return cls(**{**facts, "form": Form(facts["form"])})

    @property
    def digest(self) -> str:
        """Return the SHA-256 of all values but `model` and `name`."""
        facts = {k: v for k, v in asdict(self).items() if k not in {"model", "name"}}
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    @property
    def label(self) -> str:
        """Return the name to show: model and form."""
        return f"{self.name} ({self.form.value})"


class Encoder(Protocol):
    """Texts in, unit vectors out.

    A text's vector depends on that text alone, not on what is encoded with it. Both methods
    return float32 of shape (number of texts, dimension), each row of length 1.
    """

    @property
    def identity(self) -> EncoderIdentity:
        """What determines the vectors."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions."""

    def is_one_piece(self, word: str) -> bool:
        """Return whether the model reads the word in one piece, as it does common words."""

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return the vectors of passages or sentences; `progress` gets how many are done."""
