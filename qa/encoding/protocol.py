"""What an encoder is, whichever library runs it; imports no model code."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Form(StrEnum):
    """How a model is run: compiled with int8 or float32 weights, or by its own library."""

    INT8 = "int8"
    FLOAT32 = "float32"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """All that decides which vector a text gets; vectors of two identities are never compared.

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

    @property
    def digest(self) -> str:
        """Return the SHA-256 of everything but the name it was asked for by."""
        facts = {k: v for k, v in asdict(self).items() if k not in {"model", "name"}}
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    @property
    def label(self) -> str:
        """Return the name to show: model and form."""
        return f"{self.name} ({self.form.value})"


class Encoder(Protocol):
    """Texts in, unit vectors out.

    A text's vector depends on that text alone, not on what is encoded beside it. Both methods
    return float32 of shape (number of texts, dimension), each row of length 1.
    """

    @property
    def identity(self) -> EncoderIdentity:
        """What decides the vectors."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions."""

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return the vectors of passages or sentences; `progress` is told how many are done."""
