"""What `import qa` gives."""

import ast
import subprocess
import sys

import pytest

import qa
from tests.support.paths import ROOT


def test_all_is_what_the_package_exports() -> None:
    """`__all__` names every public name that `qa/__init__.py` brings in, and no other."""
    tree = ast.parse((ROOT / "qa" / "__init__.py").read_text(encoding="utf-8"))
    brought = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qa.")
        for alias in node.names
    }
    assert brought == set(qa.__all__)
    assert list(qa.__all__) == sorted(qa.__all__)


@pytest.mark.parametrize("name", qa.__all__)
def test_every_name_can_be_had(name: str) -> None:
    """Those that are loaded late too."""
    assert getattr(qa, name).__name__ == name


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = qa.nothing


def test_every_error_has_one_root_and_a_code() -> None:
    """Whoever catches QAError catches all, and each has the exit code of its kind."""
    codes = {
        name: getattr(qa, name).code
        for name in qa.__all__
        if isinstance(getattr(qa, name), type) and issubclass(getattr(qa, name), Exception)
    }
    assert all(issubclass(getattr(qa, name), qa.QAError) for name in codes)
    assert codes == {
        "AnnotatorUnusableError": 3,
        "ArticleUnreadableError": 4,
        "CorpusEmptyError": 4,
        "CorpusUnusableError": 4,
        "EncoderUnusableError": 3,
        "IndexDamagedError": 3,
        "IndexLockedError": 3,
        "IndexMismatchError": 3,
        "IndexMissingError": 3,
        "IndexUnusableError": 3,
        "QAError": 1,
        "ReaderUnusableError": 3,
        "UsageError": 2,
    }


def test_importing_the_package_loads_nothing_heavy() -> None:
    """Not even numpy: errors and values are enough for help and for a bad option."""
    code = "import qa, sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert not {"numpy", "faiss", "torch", "tantivy", "onnxruntime", "sqlite3", "rich"} & set(
        done.stdout.split()
    )


def test_importing_the_package_leaves_the_environment_alone() -> None:
    """It belongs to the host program; only the command sets variables, in its own process."""
    code = "import os; before = dict(os.environ); import qa; print(dict(os.environ) == before)"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout == "True\n"
