"""A compiled model's card is read as it was written, or refused."""

import json
from pathlib import Path

import pytest

from qa.encoding import EncoderIdentity
from qa.errors import REBUILD, IndexDamagedError
from qa.models.graph import Form, read_card, write_card
from qa.readers.external import ReaderCard, ReaderKind

IDENTITY = EncoderIdentity(None, "small", "ab", 64, 256, "query: ", "", Form.INT8)
READER = ReaderCard(
    ReaderKind.EXTRACTIVE, "m", "n", "cd", ("input_ids", "attention_mask"), 384, Form.FLOAT32
)


def test_a_card_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Forms, kinds and tuples are again what they were, not plain JSON values."""
    file = tmp_path / "card.json"
    write_card(file, IDENTITY)
    assert read_card(file, EncoderIdentity.from_facts) == IDENTITY
    assert json.loads(file.read_text())["form"] == "int8"
    write_card(file, READER)
    assert read_card(file, ReaderCard.from_facts) == READER


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"form": "int8"}', '{"form": "int4"}'])
def test_a_card_that_is_missing_or_malformed_is_damage(tmp_path: Path, content: str | None) -> None:
    """The message names the file, and a rebuild writes another."""
    file = tmp_path / "card.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(IndexDamagedError) as caught:
        read_card(file, EncoderIdentity.from_facts)
    assert (caught.value.path, caught.value.remedy) == (str(file), REBUILD)
