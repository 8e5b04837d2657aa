"""The reader that comes with the project is used only as it was shipped."""

from pathlib import Path

import pytest

from qa.errors import IndexDamagedError
from qa.readers import bundled
from qa.readers.bundled import BUNDLED_FILES, BUNDLED_FOLDER
from qa.storage.integrity import record_file
from qa.storage.layout import GenerationLayout


def test_what_ships_is_what_the_code_names() -> None:
    """A reader that is trained anew gets its digests in `bundled.py`."""
    shipped = [record_file(BUNDLED_FOLDER, path) for path in sorted(BUNDLED_FOLDER.iterdir())]
    assert tuple(record for record in shipped if not record.path.endswith(".md")) == BUNDLED_FILES


def test_a_reader_that_is_missing_or_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No rebuild mends it: it belongs to the program."""
    weights, index = tmp_path / "weights", tmp_path / "index"
    weights.mkdir()
    index.mkdir()
    file = weights / "reader.onnx"
    file.write_bytes(b"a graph")
    monkeypatch.setattr(bundled, "BUNDLED_FOLDER", weights)
    monkeypatch.setattr(bundled, "BUNDLED_FILES", (record_file(weights, file),))
    bundled.check_bundled_reader(GenerationLayout(index))
    for change in (lambda: file.write_bytes(b"a grapf"), file.unlink):
        change()
        with pytest.raises(
            IndexDamagedError, match="missing or damaged; reinstall article-qa"
        ) as e:
            bundled.check_bundled_reader(GenerationLayout(index))
        assert e.value.path == str(file)
