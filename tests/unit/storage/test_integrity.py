"""A small file that carries a digest of itself: no flipped bit in it goes unseen."""

import os
from pathlib import Path

import pytest

from qa.filesystem import read_small
from qa.storage.integrity import add_digest, has_digest, verify_digest

FACTS = {"name": "Grüße \N{SNOWMAN}", "count": 3, "parts": ["a", {"b": None}]}


def test_what_was_written_comes_back() -> None:
    """As JSON that any program can read, with the digest as one more entry."""
    import json

    data = add_digest(FACTS)
    assert has_digest(data)
    assert verify_digest(data) == FACTS
    assert {key: value for key, value in json.loads(data).items() if key != "sha256"} == FACTS


def test_every_flipped_bit_is_noticed() -> None:
    """Wherever it is, in the digest too."""
    data = add_digest(FACTS)
    for place in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            with pytest.raises(ValueError, match="digest does not fit"):
                verify_digest(bytes(flipped))


def test_a_piece_of_it_is_noticed() -> None:
    """Wherever it was torn off."""
    data = add_digest(FACTS)
    for length in range(len(data)):
        with pytest.raises(ValueError, match="digest does not fit"):
            verify_digest(data[:length])


def test_only_small_plain_files_are_read(tmp_path: Path) -> None:
    """A pipe is not waited for, and a long file not read to its end."""
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_small(file, 5) == b"12345"
    with pytest.raises(ValueError, match="longer than 4 bytes"):
        read_small(file, 4)
    with pytest.raises(OSError, match="directory"):
        read_small(tmp_path, 5)
    with pytest.raises(FileNotFoundError):
        read_small(tmp_path / "nothing", 5)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(OSError, match="no file"):
            read_small(tmp_path / "pipe", 5)
