"""The card of a compiled model: a JSON file beside its graph that says which model it is."""

import json
from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from qa.errors import REBUILD, IndexDamagedError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Card = TypeVar("Card")


class Form(StrEnum):
    """How a model is run: compiled with int8 or float32 weights, or by its own library."""

    INT8 = "int8"
    FLOAT32 = "float32"
    REFERENCE = "reference"


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
