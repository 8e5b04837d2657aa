"""A workspace for faults: an index in a folder, its answers, and children that may die in it.

Whatever touches a library that starts threads happens in forked children, so that the process that
forks them stays one that can be forked.
"""

import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# All that children would import otherwise, each for itself.
import faiss
import numpy.ma
import onnxruntime
import tantivy
from tokenizers import Tokenizer

from qa import chunking
from qa.annotating.annotate import annotate
from qa.answering import pipeline
from qa.articles import parse, read_bytes
from qa.engine import open_index
from qa.errors import IndexUnusableError, QAError
from qa.indexing import rebuild
from qa.storage import Layout, open_generation
from qa.storage.vectors import faiss_files
from qa.wire.answers import answer_object
from tests.robustness.results import Row
from tests.support.desk import DOGS, RAIN, TRAINS
from tests.support.small_model import make_small_model

LOADED = (faiss, numpy.ma, onnxruntime, tantivy, Tokenizer, pipeline, faiss_files)
QUESTIONS = ("Who barks at the postman?", "When does the night train leave?", "Who sings?")
PATIENCE = 200.0


@dataclass
class Tally:
    """What a harness counts, and the first few things that went wrong."""

    fault: str
    tried: int = 0
    lost: int = 0
    wrong: int = 0
    tracebacks: int = 0
    remarks: list[str] = field(default_factory=list)

    def blame(self, kind: str, remark: str) -> None:
        """Count what went wrong: `lost`, `wrong` or `tracebacks`."""
        setattr(self, kind, getattr(self, kind) + 1)
        if len(self.remarks) < 5:
            self.remarks.append(f"{kind}: {remark}")

    def add(self, other: "Tally") -> None:
        """Take over what another has counted of the same fault."""
        self.tried += other.tried
        self.lost += other.lost
        self.wrong += other.wrong
        self.tracebacks += other.tracebacks
        self.remarks += other.remarks

    def row(self) -> Row:
        """Return the row of the table."""
        return Row(self.fault, self.tried, self.lost, self.wrong, self.tracebacks)


@dataclass(frozen=True)
class FaultWorkspace:
    """A corpus, the small model, and a place for indexes.

    Of all that can go wrong every `every`-th is to be tried, beginning with number `first` from 0.
    """

    folder: Path
    model: Path
    every: int = 1
    first: int = 0

    @property
    def corpus(self) -> Path:
        """Where the articles are."""
        return self.folder / "corpus"

    def write(self, name: str, text: str) -> None:
        """Write an article."""
        self.corpus.mkdir(exist_ok=True)
        (self.corpus / name).write_text(text, encoding="utf-8")

    def build(self, index: Path, *, force: bool = False) -> None:
        """Rebuild the index, in this process."""
        rebuild(self.corpus, index, model=str(self.model), reader="none", force=force)

    def build_anew(self, index: Path) -> None:
        """Rebuild the index with --force, in this process."""
        self.build(index, force=True)


@contextmanager
def make_workspace(every: int = 1, first: int = 0) -> Iterator[FaultWorkspace]:
    """Make a workspace with three articles; it is gone afterwards."""
    memory = Path("/dev/shm")  # noqa: S108  # the folder in it is made by mkdtemp
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        os.environ["XDG_CACHE_HOME"] = f"{name}/cache"
        made = FaultWorkspace(Path(name), make_small_model(Path(name) / "small"), every, first)
        made.write("dogs.txt", DOGS)
        made.write("trains.md", TRAINS)
        made.write("rain.txt", RAIN)
        for path in ("dogs.txt", "trains.md"):
            # What this imports and compiles, no child has to.
            document = parse(path, read_bytes(made.corpus, path))
            chunking.split_passages(document)
            annotate(document)
        yield made


def answers(index: Path) -> list[Any]:
    """Return the answers of `index` to QUESTIONS as JSON objects, but for the time they took."""
    with open_index(index) as engine:
        found = [answer_object(engine.ask(question)) for question in QUESTIONS]
    return [{k: v for k, v in answer.items() if k != "elapsed_ms"} for answer in found]


def timeless(given: list[Any]) -> list[Any]:
    """Return answers without what differs from build to build of the same articles."""
    return [{**answer, "index": None} for answer in given]


def in_child(work: Callable[..., Any], *given: Any) -> Any:
    """Return what `work(*given)` returns in a forked child, as through JSON.

    A QAError comes back as its kind, text, code and path; anything foreign, death and a hang as a
    text under "foreign".
    """
    back, out = os.pipe()
    child = os.fork()
    if not child:
        os.close(back)
        _work(lambda: work(*given), out)
    os.close(out)
    held = b""
    until = time.monotonic() + PATIENCE
    while select.select([back], [], [], max(0.0, until - time.monotonic()))[0]:
        part = os.read(back, 65536)
        if not part:
            break
        held += part
    else:
        os.kill(child, signal.SIGKILL)
        held = b'{"foreign": "it hung"}'
    os.close(back)
    status = os.waitpid(child, 0)[1]
    if not held:
        return {"foreign": f"it ended with {os.waitstatus_to_exitcode(status)}"}
    return json.loads(held)


def _work(work: Callable[[], Any], out: int) -> None:
    try:
        said = json.dumps({"said": work()})
    except QAError as error:
        facts = (type(error).__name__, str(error), error.code, error.path)
        said = json.dumps({"error": facts})
    except BaseException as error:  # noqa: BLE001  # that is what is looked for
        said = json.dumps({"foreign": f"{type(error).__name__}: {error}"})
    with os.fdopen(out, "w") as stream:
        stream.write(said)
    os._exit(0)


def judge(tally: Tally, told: Any, expected: list[Any], what: str, file: str | None = None) -> None:
    """Count one try: `told` is what `in_child` returned of asking.

    Answers must be those expected. If `file` is given, an error that names it, with the exit code 3
    and a remedy, on one line, is as good.
    """
    tally.tried += 1
    if "foreign" in told:
        tally.blame("tracebacks", f"{what}: {told['foreign']}")
    elif "error" in told:
        kind, text, code, _ = told["error"]
        clear = code == IndexUnusableError.code and "\n" not in text and "`qa rebuild" in text
        if file is None or not clear or file not in text:
            tally.blame("lost", f"{what}: {kind}: {text}")
    elif told["said"] != expected:
        tally.blame("wrong", what)


def litter(index: Path) -> list[str]:
    """Return what lies in the index folder that no rebuild is meant to leave there."""
    layout = Layout(index)
    names = layout.generations()
    found = {p.name for p in index.iterdir()} - {*names, ".lock", "CURRENT"}
    for name in names:
        folder = layout.generation(name).folder
        with_notes = {"manifest.json", ".checked", ".checked-reader"}
        generation = open_generation(index, name)
        known = with_notes | {record.path for record in generation.manifest.files}
        generation.close()
        files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
        found |= {f for f in files - known if not Path(f).name.startswith(".tantivy-")}
    return sorted(found) + (["too many generations"] if len(names) > 2 else [])


def copied(index: Path, to: Path) -> Path:
    """Copy an index, links and all, to where another was; return the copy."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(index, to, symlinks=True)
    return to


def say(text: str) -> None:
    """Write a line for whoever runs the harness."""
    sys.stderr.write(text + "\n")
