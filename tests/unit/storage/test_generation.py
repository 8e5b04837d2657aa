"""An index that is missing, damaged or of another version is an error of ours with a remedy."""

import contextlib
from pathlib import Path
from typing import Any

import pytest

from qa.errors import (
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    IndexUnusableError,
)
from qa.storage import open_generation
from qa.storage.integrity import add_digest, verify_digest
from qa.storage.manifest import SCHEMA, read_manifest
from tests.support.desk import Desk, said

QUESTION = "Who barks at the postman?"


@pytest.fixture
def indexed(desk: Desk) -> Desk:
    """Three articles and their index."""
    desk.write_three()
    desk.rebuild()
    return desk


def _folder(desk: Desk) -> Path:
    return desk.index / desk.layout.current.read_text().strip()


def test_no_index_is_a_missing_index(desk: Desk) -> None:
    """Whether or not the folder is there."""
    for _ in range(2):
        with pytest.raises(IndexMissingError, match="run `qa rebuild`") as caught:
            desk.engine()
        assert caught.value.path == str(desk.index)
        desk.index.mkdir(exist_ok=True)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"nowhere\n", b"../up\n", b".\n", b"\xff\xfe", b"a\0b", b"x" * 5000]
)
def test_a_wrong_current_is_a_damaged_index(indexed: Desk, content: bytes) -> None:
    """It must name a generation of this index, whatever is written in it."""
    indexed.layout.current.write_bytes(content)
    with pytest.raises(IndexDamagedError, match="missing or damaged; run `qa rebuild") as caught:
        indexed.engine()
    assert caught.value.path
    assert Path(caught.value.path).is_relative_to(indexed.index)
    indexed.rebuild()
    assert indexed.ask(QUESTION).passages


def _every_file(indexed: Desk) -> list[Path]:
    folder = _folder(indexed)
    manifest = read_manifest(folder / "manifest.json")
    return [folder / record.path for record in manifest.files]


def test_every_file_that_is_missing_or_cut_is_named(indexed: Desk) -> None:
    """Opening notices it, and the message has the file and the command that mends it."""
    for file in _every_file(indexed):
        content = file.read_bytes()
        for broken in (None, content[:-1], b"", content + b"x"):
            if broken is None:
                file.unlink()
            else:
                file.write_bytes(broken)
            with pytest.raises(IndexDamagedError) as caught:
                open_generation(indexed.index)
            assert caught.value.path == str(file)
            assert str(file) in caught.value.message
            assert caught.value.remedy == "run `qa rebuild --force`"
        file.write_bytes(content)
    assert indexed.ask(QUESTION).passages


def test_a_flipped_byte_is_an_error_of_ours_or_does_no_harm(indexed: Desk) -> None:
    """Of the same size yet other contents: whatever notices it, no foreign error comes out."""
    before = said(indexed.ask(QUESTION))
    for file in _every_file(indexed):
        content = file.read_bytes()
        for place in sorted({0, 9, len(content) // 2, len(content) - 9, len(content) - 1}):
            flipped = bytearray(content)
            flipped[place] ^= 0xFF
            file.write_bytes(flipped)
            with contextlib.suppress(IndexUnusableError):
                indexed.ask(QUESTION)
        file.write_bytes(content)
    assert said(indexed.ask(QUESTION)) == before


def test_another_schema_is_a_mismatch(indexed: Desk) -> None:
    """The error says what is expected and what was found."""
    file = _folder(indexed) / "manifest.json"
    facts = verify_digest(file.read_bytes())
    file.write_bytes(add_digest({**facts, "schema": SCHEMA + 1}))
    with pytest.raises(IndexMismatchError, match="rebuild --force") as caught:
        indexed.engine()
    assert (caught.value.expected, caught.value.found) == (str(SCHEMA), str(SCHEMA + 1))
    assert caught.value.path == str(file)
    indexed.rebuild()
    assert indexed.ask(QUESTION).passages


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "3", "null", "{}", '{"schema": 1}', "[" * 100_000, "\x00"]
)
def test_a_manifest_that_is_none_is_damage(tmp_path: Path, content: str) -> None:
    """Not JSON, not an object, or without the facts."""
    file = tmp_path / "manifest.json"
    file.write_text(content)
    with pytest.raises(IndexDamagedError) as caught:
        read_manifest(file)
    assert caught.value.path == str(file)


def _replaced(value: Any, path: tuple[Any, ...], by: Any) -> Any:
    if not path:
        return by
    key, *rest = path
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[key] = _replaced(value[key], tuple(rest), by)
    return copy


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        inner = [_places(v, (*path, k)) for k, v in value.items()]
    elif isinstance(value, list):
        inner = [_places(v, (*path, i)) for i, v in enumerate(value[:1])]
    else:
        inner = []
    return [path, *(place for places in inner for place in places)]


def test_a_manifest_with_any_wrong_fact_is_an_error_of_ours(indexed: Desk) -> None:
    """Every fact in turn is of a wrong kind: no foreign error comes out of opening and asking."""
    file = _folder(indexed) / "manifest.json"
    facts = verify_digest(file.read_bytes())
    for place in _places(facts):
        for wrong in (None, "x\0", -1, 1.5, [], {}, [None], {"a": 1}):
            file.write_bytes(add_digest(_replaced(facts, place, wrong)))
            with contextlib.suppress(IndexUnusableError):
                indexed.status()
                if place[:1] in {("encoder",), ("compiled",)}:
                    indexed.ask(QUESTION)
    file.write_bytes(add_digest(facts))
    assert indexed.ask(QUESTION).passages


def test_a_generation_that_is_pruned_in_use_goes_on_answering(indexed: Desk) -> None:
    """What is open stays open, even if its files are gone."""
    import shutil

    with indexed.engine() as engine:
        before = said(engine.ask(QUESTION))
        shutil.rmtree(_folder(indexed))
        assert said(engine.ask(QUESTION)) == before


def test_an_index_answers_wherever_it_is_copied(indexed: Desk, tmp_path: Path) -> None:
    """It is self-contained: neither the corpus nor the model's folder is needed."""
    import shutil

    before = said(indexed.ask(QUESTION))
    copy = Desk(tmp_path / "nothing", tmp_path / "a copy # 100% über" / "index", indexed.model)
    shutil.copytree(indexed.index, copy.index)
    shutil.rmtree(indexed.index)
    assert said(copy.ask(QUESTION)) == before
