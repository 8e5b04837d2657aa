"""What several test files share: the sample article, indexed once; a desk with a small model."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.desk import Desk
from tests.support.leaks import Resources
from tests.support.paths import ROOT
from tests.support.small_model import make_small_model

# The libraries' own threads would make every small test start a pool.
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

# How long one example takes is no matter of right or wrong; and what passes once where nothing
# changed has to pass again.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep history, settings and caches of the tests out of the user's."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            patch.setenv(name, str(home / name.lower()))
        for name in ("QA_CORPUS", "QA_INDEX", "QA_KEEP", "NO_COLOR"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread, a child process or an open descriptor behind.

    What a fixture of wider scope has opened is there before the test, and may stay.
    """
    before = Resources.now()
    yield
    if left := before.left_behind():
        pytest.fail(f"the test leaves behind {'; '.join(left)}", pytrace=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample corpus and an index of it, made with the real model; not to be changed."""
    from qa.indexing import rebuild

    corpus = tmp_path_factory.mktemp("sample") / "corpus"
    corpus.mkdir()
    name = "putin-india-summit.txt"
    (corpus / name).write_bytes((ROOT / "corpus" / name).read_bytes())
    index = corpus.parent / "index"
    rebuild(corpus, index)
    return corpus, index


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory, _own_folders: None) -> Path:
    """The folder of a model that needs no torch; see `small_model.py`."""
    return make_small_model(tmp_path_factory.mktemp("models") / "small")


@pytest.fixture
def desk(tmp_path: Path, small_model: Path) -> Desk:
    """An empty corpus and a place for its index."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    return Desk(corpus, tmp_path / "index", small_model)
