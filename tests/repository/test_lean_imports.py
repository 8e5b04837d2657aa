"""Asking a built index loads nothing that only building needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.paths import ROOT
from tests.support.saved_answers import passage_of, saved, write_corpus, write_json

NEVER_AFTER_COMPILING = {
    "torch",
    "transformers",
    "sentence_transformers",
    "onnx",
    "huggingface_hub",
}
ONLY_FOR_BUILDING = NEVER_AFTER_COMPILING | {"spacy", "thinc"}
NOT_AT_ALL = {"scipy", "sklearn", "pandas"}


def _loaded(code: str, *arguments: str) -> set[str]:
    tail = "; import sys; print('loaded', *{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code + tail, *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    *_, last = done.stdout.splitlines()
    return set(last.split())


@pytest.fixture
def answerable(desk: Desk) -> Desk:
    """An index that can be asked."""
    desk.write_three()
    desk.rebuild()
    return desk


def test_help_loads_no_library_of_search() -> None:
    """`qa --help` is there at once."""
    loaded = _loaded("from qa.terminal.app import main; main(['--help'])")
    assert not loaded & (ONLY_FOR_BUILDING | NOT_AT_ALL | {"numpy", "faiss", "onnxruntime"})


def test_the_prompt_is_there_before_any_library_of_search() -> None:
    """The session loads them behind it."""
    loaded = _loaded("import qa.terminal.session.session")
    assert not loaded & (ONLY_FOR_BUILDING | NOT_AT_ALL | {"numpy", "faiss", "onnxruntime"})
    assert not loaded & {"tantivy", "tokenizers"}


def test_a_question_loads_no_torch(answerable: Desk) -> None:
    """The compiled encoder is enough."""
    loaded = _loaded(
        "import sys, qa; e = qa.open_index(sys.argv[1], corpus=sys.argv[2]);"
        " assert e.ask('Who barks?').passages",
        str(answerable.index),
        str(answerable.corpus),
    )
    assert not loaded & (ONLY_FOR_BUILDING | NOT_AT_ALL)
    assert {"onnxruntime", "faiss", "tantivy"} <= loaded


def test_the_status_loads_no_encoder(answerable: Desk) -> None:
    """What is indexed can be told without running anything."""
    loaded = _loaded(
        "import sys, qa; from pathlib import Path;"
        " assert qa.read_status(Path(sys.argv[1]), Path(sys.argv[2])).articles == 3",
        str(answerable.index),
        str(answerable.corpus),
    )
    assert not loaded & (ONLY_FOR_BUILDING | NOT_AT_ALL | {"onnxruntime", "tokenizers"})


def test_checking_citations_loads_no_library_of_search(tmp_path: Path) -> None:
    """Saved answers and articles are enough, also to look for a text elsewhere and compare it."""
    corpus = write_corpus(tmp_path / "corpus", dogs="Dogs bark at night.", rain="Rain fell.")
    moved = passage_of("Rain fell.", "Rain fell.", "dogs", rank=2)
    answer = saved(passage_of("Dogs bark at noon.", "Dogs bark at noon.", "dogs"), moved)
    loaded = _loaded(
        "import sys; from qa.terminal.app import main; assert main(sys.argv[1:]) == 1",
        "verify",
        str(write_json(tmp_path / "saved.json", answer)),
        "--corpus",
        str(corpus),
    )
    assert not loaded & (ONLY_FOR_BUILDING | NOT_AT_ALL | {"numpy", "faiss", "onnxruntime"})
    assert not loaded & {"tantivy", "tokenizers"}


def test_a_rebuild_of_what_is_compiled_loads_no_torch(answerable: Desk) -> None:
    """An index carries its encoder, so a changed article costs no start of torch."""
    answerable.write("dogs.txt", "Dogs sleep at noon.")
    loaded = _loaded(
        "import sys, qa; from pathlib import Path;"
        " assert qa.rebuild(Path(sys.argv[1]), Path(sys.argv[2])).encoded",
        str(answerable.corpus),
        str(answerable.index),
    )
    assert not loaded & (NEVER_AFTER_COMPILING | NOT_AT_ALL)
    assert "spacy" in loaded


@pytest.mark.parametrize("wanted", ["None", "False"])
def test_a_rebuild_that_annotates_nothing_loads_no_spacy(answerable: Desk, wanted: str) -> None:
    """Where nothing has changed, or no marks are wanted."""
    loaded = _loaded(
        "import sys, qa; from pathlib import Path;"
        f" qa.rebuild(Path(sys.argv[1]), Path(sys.argv[2]), annotations={wanted})",
        str(answerable.corpus),
        str(answerable.index),
    )
    assert not loaded & (ONLY_FOR_BUILDING | NOT_AT_ALL)
