"""What several test files share: the sample article, indexed once; a desk with a small model."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.support.desk import Desk
from tests.support.leaks import Resources
from tests.support.paths import ROOT
from tests.support.small_model import make_small_model

# Tests that a shell runs in the background ignore Ctrl-C, and so would every process they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The libraries' own threads would make every small test start a pool.
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

# How long one example takes is no matter of right or wrong; and what passes once where nothing
# changed has to pass again.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files of what takes long."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep history, settings and caches of the tests out of the user's."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            patch.setenv(name, str(home / name.lower()))
        # Readline puts the last two into the environment of pytest's workers; they count for more
        # than the size of the terminal that a test opens.
        for name in (
            "QA_CORPUS",
            "QA_INDEX",
            "QA_KEEP",
            "NO_COLOR",
            "FORCE_COLOR",
            "COLUMNS",
            "LINES",
        ):
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
def compiled_model(tmp_path_factory: pytest.TempPathFactory, _own_folders: None) -> Path:
    """The sample corpus and its index as the worker that came first has made them.

    The compiled default model is in the cache of every worker that has asked for this.
    """
    own = tmp_path_factory.getbasetemp()
    made = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "made-once"
    cache = Path(os.environ["XDG_CACHE_HOME"]) / "article-qa"
    with FileLock(f"{made}.lock"):
        if not made.exists():
            _make_once(made.with_suffix(".unfinished"), cache)
            made.with_suffix(".unfinished").rename(made)
    shutil.copytree(made / "cache", cache, dirs_exist_ok=True)
    return made


def _make_once(folder: Path, cache: Path) -> None:
    from qa.indexing import rebuild

    name = "putin-india-summit.txt"
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / name).write_bytes((ROOT / "corpus" / name).read_bytes())
    rebuild(folder / "corpus", folder / "index")
    shutil.copytree(cache, folder / "cache")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, compiled_model: Path) -> tuple[Path, Path]:
    """The sample corpus and an index of it, made with the real model; not to be changed."""
    folder = tmp_path_factory.mktemp("sample")
    for name in ("corpus", "index"):
        shutil.copytree(compiled_model / name, folder / name, symlinks=True)
    return folder / "corpus", folder / "index"


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


@pytest.fixture
def indexed(desk: Desk) -> Desk:
    """Three articles, indexed, whose files look old."""
    desk.write_three()
    desk.rebuild()
    return desk
