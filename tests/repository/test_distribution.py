"""What is installed is what is tested: the wheel and the source archive, without the checkout."""

import email
import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import qa
from tests.support.paths import PACKAGE, ROOT, TESTS

QUESTION = "When does Putin arrive in India?"

PROGRAM = """\
import qa

engine = qa.open_index("index", corpus="corpus")
line: int = engine.ask("When?").passages[0].citation.line_start
"""


@dataclass(frozen=True, slots=True)
class Installation:
    """A virtual environment with the wheel alone in it, and a folder that is no checkout."""

    python: Path
    packages: Path
    folder: Path

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the folder; nothing leads from there to the checkout."""
        hidden = {"PYTHONPATH", "MYPYPATH"}
        kept = {name: value for name, value in os.environ.items() if name not in hidden}
        return subprocess.run(
            [*command],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env=kept | environment,
        )

    def run_with_libraries(
        self, *command: str, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command that finds the libraries of the environment that runs the tests."""
        # Ours stands first; an editable installation there is not seen, since .pth files are not
        # read below PYTHONPATH.
        paths = [str(self.packages), sysconfig.get_path("purelib")]
        return self.run(*command, **environment, PYTHONPATH=os.pathsep.join(paths))


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the source archive, the wheel made from what the source archive holds."""
    folder = tmp_path_factory.mktemp("archives")
    _build(ROOT, "sdist", folder)
    (source,) = folder.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (root,) = (folder / "unpacked").iterdir()
    _build(root, "wheel", folder)
    (wheel,) = folder.glob("*.whl")
    return wheel, source


def _build(root: Path, target: str, folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", folder],
        check=True,
        capture_output=True,
        cwd=root,
    )


@pytest.fixture(scope="module")
def installed(
    archives: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    """The wheel in an environment of its own, offline and without the libraries it needs."""
    folder = tmp_path_factory.mktemp("installed")
    home = folder / "environment"
    venv.create(home, symlinks=os.name == "posix")
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    wheel = str(archives[0])
    subprocess.run(
        [*pip, "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True,
        capture_output=True,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    return Installation(python, packages, elsewhere)


def _names_in_wheel(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_package_and_nothing_else(archives: tuple[Path, Path]) -> None:
    """Training, benchmarks, tests and articles stay out; the reader's weights are in."""
    names = _names_in_wheel(archives[0])
    version = qa.__version__

    assert {name.split("/", 1)[0] for name in names} == {
        *("qa", f"article_qa-{version}.dist-info", f"article_qa-{version}.data"),
    }
    assert [name.split("/", 1)[1] for name in names if ".data/" in name] == [
        "data/share/man/man1/qa.1"
    ]
    assert {"qa/py.typed", "qa/readers/weights/reader.onnx"} <= names
    assert [n for n in names if n.startswith(("qa/training/", "qa/evaluation/bench/"))] == []
    modules = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*.py")
        if not {"training", "bench"} & set(path.parts)
    }
    assert modules == {name for name in names if name.endswith(".py")}


def test_the_source_archive_holds_all_that_is_in_the_repository(
    archives: tuple[Path, Path],
) -> None:
    """Whoever has it can train the reader, measure and run the tests.

    The archive leaves out what `.gitignore` names, so a rule that swallows a package shows here.
    """
    with tarfile.open(archives[1]) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    modules = {
        path.relative_to(ROOT).as_posix() for top in (PACKAGE, TESTS) for path in top.rglob("*.py")
    }
    assert modules <= names
    assert {"pyproject.toml", "README.md", "corpus/putin-india-summit.txt"} <= names
    assert [name for name in names if "__pycache__" in name or name.endswith(".pyc")] == []


def test_the_version_stands_in_one_place(archives: tuple[Path, Path]) -> None:
    """`qa.__version__` is what the archives are built with."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" in project["dynamic"]
    assert "version" not in project
    with zipfile.ZipFile(archives[0]) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(name))
    assert metadata["Version"] == qa.__version__
    assert "Typing :: Typed" in (metadata.get_all("Classifier") or [])


def test_the_installed_command_works_away_from_the_checkout(
    installed: Installation, built: tuple[Path, Path]
) -> None:
    """It shows its version and help, builds an index of the sample article and answers."""
    command = str(installed.python.with_name("qa"))
    where = installed.run_with_libraries(
        str(installed.python), "-c", "import qa; print(qa.__file__)"
    )
    assert Path(where.stdout.strip()).is_relative_to(installed.python.parent.parent)

    version = installed.run_with_libraries(command, "--version")
    assert version.stdout == f"article-qa {qa.__version__}\n"
    shown = installed.run_with_libraries(command, "--help")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith("Usage: qa ")
    asked = installed.run_with_libraries(command, "ask", QUESTION, QA_CORPUS=str(built[0]))
    assert asked.returncode == 0, asked.stderr
    assert "Thursday" in asked.stdout
    assert (installed.folder / "index" / "CURRENT").is_file()


def test_a_users_program_is_type_checked_against_the_installed_package(
    installed: Installation,
) -> None:
    """`py.typed` is found: what is right passes, what is wrong is seen.

    The libraries are not there, so that their types, torch's above all, are not read as well.
    """
    (installed.folder / "right.py").write_text(PROGRAM)
    (installed.folder / "wrong.py").write_text(PROGRAM.replace("line: int", "line: str"))
    checked = installed.run(
        *(sys.executable, "-m", "mypy", "--strict", "--python-executable", str(installed.python)),
        *("right.py", "wrong.py"),
    )
    (complaint, _) = checked.stdout.splitlines()
    assert complaint.startswith("wrong.py:4: error: Incompatible types in assignment"), checked
