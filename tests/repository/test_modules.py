"""How many modules there are, how long each is, and which of them a question goes through."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.support.pages import between
from tests.support.paths import PACKAGE, ROOT


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


MOST_MODULES, MOST_LINES, LEAST_LINES = 15, 300, 30
# Modules that are no doors (`__init__`, `__main__`).
MOST_OF_A_QUESTION = 45
DOORS = {"__init__", "__main__"}
MODULES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({file.parent for file in MODULES})


@pytest.mark.parametrize("folder", FOLDERS, ids=_name)
def test_a_folder_can_be_seen_at_a_glance(folder: Path) -> None:
    """Nobody looks for a module among more than a handful or three."""
    assert len(list(folder.glob("*.py"))) <= MOST_MODULES


@pytest.mark.parametrize("file", MODULES, ids=_name)
def test_a_module_is_one_concept(file: Path) -> None:
    """Neither a heap nor a sliver; doors and protocols are as short as they like."""
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES
    if file.stem not in DOORS | {"protocol"}:
        assert lines >= LEAST_LINES


_TRACE = """
import json, sys
from pathlib import Path
package, *arguments = sys.argv[1:]
opening, asking = [], []
called = opening

def follow(frame, event, _):
    global called
    if event != "call":
        return
    if frame.f_code.co_qualname == "Engine.ask":
        called = asking
    file = frame.f_code.co_filename
    if file.startswith(package):
        name = Path(file).relative_to(package).as_posix()
        if called[-1:] != [name]:
            called.append(name)

from qa.terminal.app import main
assert main(arguments) == 0
modules = {
    name: Path(module.__file__).stem
    for name, module in sys.modules.items() if name.partition(".")[0] == "qa"
}
# Once more: what a module calls when it is imported is no step of a question.
sys.setprofile(follow)
main(arguments)
sys.setprofile(None)
print(json.dumps({"opening": opening, "asking": asking, "loaded": modules}))
"""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The files called until the index is open and from then on, and the modules loaded."""

    opening: list[str]
    asking: list[str]
    loaded: dict[str, str]


@cache
def _ask(index: tuple[Path, Path], *options: str) -> _Asked:
    """Ask a question with `qa ask` and these options."""
    folders = ("--corpus", str(index[0]), "--index", str(index[1]))
    question = "When does Putin arrive in India?"
    done = subprocess.run(
        [sys.executable, "-c", _TRACE, str(PACKAGE), "ask", question, *options, *folders],
        capture_output=True,
        check=False,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return _Asked(**json.loads(done.stdout.splitlines()[-1]))


def _follow(files: list[str], called: list[str]) -> list[str]:
    """Return those of `files` that cannot be followed in their order through what was called."""
    calls = iter(called)
    return [file for file in files if file not in calls]


def test_a_question_loads_few_modules(built: tuple[Path, Path]) -> None:
    """Whoever reads how a question is answered reads these."""
    modules = _ask(built).loaded
    loaded = [name for name, stem in modules.items() if stem not in DOORS]
    counted = f"{len(loaded)} modules, {len(modules)} with doors"
    assert len(loaded) <= MOST_OF_A_QUESTION, f"{counted}: {', '.join(loaded)}"


@pytest.mark.parametrize(
    ("options", "other"),
    [((), "wire/answers.py"), (("--json",), "terminal/output/text.py")],
    ids=["text", "JSON"],
)
def test_a_question_goes_the_way_that_is_on_the_page(
    options: tuple[str, ...], other: str, built: tuple[Path, Path]
) -> None:
    """One file after another calls what it is listed for; no folder is entered a second time."""
    page = between(PACKAGE / "README.md", "way of a question")
    files = re.findall(r"^\d+\. `([^`]+)`", page, re.MULTILINE)
    asked = _ask(built, *options)
    files.remove(other)
    engine = files.index("engine.py")
    assert _follow(files[:engine], asked.opening) == []
    assert _follow(files[engine:], asked.asking) == []
    # The terminal is where it begins and where it ends.
    folders = [file.split("/")[0] for file in files if not file.startswith("terminal/")]
    assert folders == sorted(folders, key=folders.index)
