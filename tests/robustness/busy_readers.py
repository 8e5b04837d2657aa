"""Readers that ask an index without a pause while it is rebuilt and rolled back around them.

`python -m tests.robustness.busy_readers SECONDS` does so for so long and records its row of the
table. With `read INDEX FOLDER` it is the readers' process: they ask until `FOLDER/stop` exists,
then each writes to FOLDER what it was answered.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import faiss
import onnxruntime
import tantivy
from tokenizers import Tokenizer

from qa.engine import Engine, open_index
from qa.errors import QAError
from qa.model import Answer
from tests.support.desk import Desk
from tests.support.paths import ROOT

READERS = 10
PATHS = ("bells.txt", "harbour/boats.md", "market.txt", "trains.txt")
QUESTION = "Which edition is this?"
LOADED = (faiss, onnxruntime, tantivy, Tokenizer)

AnswerSummary = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of it.

    `answers` counts what was answered, `lost` what was not, `mixed` the answers that hold a text of
    another generation than they name, `foreign` the errors that are not ours and the readers that
    died. `generations` are those that answered.
    """

    answers: int
    lost: int
    mixed: int
    foreign: int
    generations: frozenset[str]
    wrongs: tuple[str, ...] = field(default=())


def keep_busy(desk: Desk, goes_on: Callable[[int, int], bool]) -> Tally:
    """Rebuild and roll back while the readers ask, and return what they were told.

    `goes_on` is given how many times that was done and how many generations have answered so far.
    """
    texts = _Texts(desk)
    texts.next_edition(PATHS)
    with tempfile.TemporaryDirectory() as folder, _reading(desk.index, Path(folder)) as process:
        turn = 0
        while turn % 3 or goes_on(turn, len(list(Path(folder).glob("*.answered")))):
            # Now all of an article's generation is new, now most of it is linked to the old one.
            texts.next_edition(PATHS if turn % 2 else PATHS[:1])
            if turn % 3 == 2:
                texts.go_back()
            turn += 1
        Path(folder, "stop").touch()
        code = process.wait()
        said = [json.loads(file.read_text()) for file in Path(folder).glob("*.json")]
    return texts.judge(said, dead=READERS - len(said) + bool(code))


class _Texts:
    """The editions written so far, and which generation was made of which."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._edition = 0
        self._now: dict[str, str] = {}
        self._of: dict[str, dict[str, str]] = {}

    def next_edition(self, paths: tuple[str, ...]) -> None:
        """Write these articles anew and rebuild."""
        self._edition += 1
        for path in paths:
            self._now[path] = f"This is edition {self._edition} of what {path} has to tell."
            self._desk.write(path, self._now[path])
        made = self._desk.rebuild(reader="none")
        self._of[made.generation] = dict(self._now)

    def go_back(self) -> None:
        """Roll back; the articles stay as they are, and the next rebuild finds them changed."""
        from qa.indexing import rollback

        rollback(self._desk.index)

    def judge(self, told: list[dict[str, list[list[object]]]], *, dead: int) -> Tally:
        """Compare what the readers were told with what was written."""
        answers, lost, mixed, foreign = 0, 0, 0, dead
        generations: set[str] = set()
        wrongs: list[str] = []
        for reader in told:
            for generation, said, count in reader["answers"]:
                assert isinstance(said, list)
                assert isinstance(count, int)
                answers += count
                generations.add(str(generation))
                if dict(said) != self._of.get(str(generation)):
                    mixed += count
                    wrongs.append(f"{generation}: {said}")
            for kind, message, count in reader["failures"]:
                assert isinstance(count, int)
                lost += count
                foreign += count * (kind == "foreign")
                wrongs.append(str(message))
        return Tally(answers, lost, mixed, foreign, frozenset(generations), tuple(wrongs))


@contextmanager
def _reading(index: Path, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Run the readers; each has been answered once when this begins."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.robustness.busy_readers", "read", str(index), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        try:
            assert process.stdout
            for _ in range(READERS):
                assert process.stdout.readline() == "reading\n"
            yield process
        finally:
            Path(folder, "stop").touch()
            process.kill()


class _Reader:
    """One reader: `number` decides how it goes about it."""

    def __init__(self, index: Path, folder: Path, number: int) -> None:
        self._index = index
        self._folder = folder
        self._number = number
        self._answers: Counter[tuple[str, AnswerSummary]] = Counter()
        self._failures: Counter[tuple[str, str]] = Counter()

    def run(self) -> None:
        """Ask until told to stop, then write down what was said."""
        self._read()
        os.write(1, b"reading\n")
        while not (self._folder / "stop").exists():
            self._read()
        facts = {
            "answers": [[*key, count] for key, count in self._answers.items()],
            "failures": [[*key, count] for key, count in self._failures.items()],
        }
        scratch = self._folder / f"{self._number}.scratch"
        scratch.write_text(json.dumps(facts))
        scratch.rename(scratch.with_suffix(".json"))

    def _read(self) -> None:
        try:
            with open_index(self._index) as engine:
                if self._number % 3 == 2:
                    # Long enough for what was opened to be pruned before it is first asked.
                    time.sleep(0.5)
                for _ in range(1 + self._number % 3 * 5):
                    self._ask(engine)
                    if self._number % 3 == 1:
                        engine.refresh()
        except QAError as error:
            self._failures["ours", f"{type(error).__name__}: {error}"] += 1
        except Exception as error:  # noqa: BLE001  # that is what the harness looks for
            self._failures["foreign", f"{type(error).__name__}: {error}"] += 1

    def _ask(self, engine: Engine) -> None:
        answer = engine.ask(QUESTION, limit=len(PATHS))
        (self._folder / f"{answer.index.generation}.answered").touch()
        self._answers[answer.index.generation, _said(answer)] += 1


def _said(answer: Answer) -> AnswerSummary:
    return tuple(sorted((found.citation.path, found.text) for found in answer.passages))


def _read(index: Path, folder: Path) -> None:
    """Be all the readers, each a process; the libraries are imported once."""
    # The builder goes first, so that there are many generations.
    os.nice(5)
    children = []
    for number in range(READERS):
        child = os.fork()
        if not child:
            _Reader(index, folder, number).run()
            os._exit(0)
        children.append(child)
    codes = [os.waitpid(child, 0)[1] for child in children]
    os._exit(1 if any(codes) else 0)


def main() -> None:
    """Do what the arguments say."""
    if sys.argv[1] == "read":
        _read(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    from tests.robustness.results import Row, record
    from tests.support.small_model import make_small_model

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        os.environ["XDG_CACHE_HOME"] = folder
        desk = Desk(corpus, Path(folder, "index"), make_small_model(Path(folder, "model")))
        until = time.monotonic() + float(sys.argv[1])
        tally = keep_busy(desk, lambda *_: time.monotonic() < until)
    row = Row(
        fault=f"a question of one of {READERS} readers while the index is rebuilt and rolled back",
        tried=tally.answers + tally.lost,
        lost=tally.lost,
        wrong=tally.mixed,
        tracebacks=tally.foreign,
    )
    record("readers", f"python -m tests.robustness.busy_readers {sys.argv[1]}", [row])
    print(row, f"{len(tally.generations)} generations", *tally.wrongs[:9], sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
