"""The reader that comes with the project is used only as it was shipped."""

from pathlib import Path

import pytest

from qa.errors import IndexDamagedError
from qa.readers import opening
from qa.readers.bundled import FILES, FOLDER
from qa.storage.integrity import record_file
from qa.storage.layout import GenerationLayout


def test_what_ships_is_what_the_code_names() -> None:
    """Whoever trains another reader writes its digests into `own_reader.py`."""
    shipped = [record_file(FOLDER, path) for path in sorted(FOLDER.iterdir())]
    assert tuple(record for record in shipped if not record.path.endswith(".md")) == FILES


def test_a_reader_that_is_missing_or_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No rebuild mends it: it belongs to the program."""
    weights, index = tmp_path / "weights", tmp_path / "index"
    weights.mkdir()
    index.mkdir()
    file = weights / "reader.onnx"
    file.write_bytes(b"a graph")
    monkeypatch.setattr(opening, "FOLDER", weights)
    monkeypatch.setattr(opening, "FILES", (record_file(weights, file),))
    opening.check_bundled_reader(GenerationLayout(index))
    for change in (lambda: file.write_bytes(b"a grapf"), file.unlink):
        change()
        with pytest.raises(
            IndexDamagedError, match="missing or damaged; reinstall article-qa"
        ) as e:
            opening.check_bundled_reader(GenerationLayout(index))
        assert e.value.path == str(file)
