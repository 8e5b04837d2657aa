"""Stores of vectors, by the name under which a generation's manifest has their kind.

Another kind of store is one more module beside `faiss_files` and one more entry in `BACKENDS`.
Nothing here imports the library behind a store: a backend does so when it is asked for.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.storage.vectors.protocol import VectorBackend


__all__ = [
    "BACKENDS",
    "FAISS_FILES",
    "backend",
]

FAISS_FILES = "faiss"


def _faiss_files() -> "VectorBackend":
    from qa.storage.vectors.faiss_files import FaissFiles

    return FaissFiles()


BACKENDS: "dict[str, Callable[[], VectorBackend]]" = {FAISS_FILES: _faiss_files}


def backend(kind: str) -> "VectorBackend":
    """Return the backend of this kind, one of `BACKENDS`."""
    return BACKENDS[kind]()
