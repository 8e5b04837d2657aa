"""The setup that all measurements share: where to work, at what scale, texts and questions.

Starts processes only on behalf of measurements; imports nothing heavy.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from qa.evaluation.bench.processes import Command, ProcessRun, python_command, run_process
from qa.evaluation.bench.sample_texts import SampleTexts, made_questions, read_sample_texts
from qa.evaluation.sets import QuestionSet, read_set

PLAIN = Path(__file__).with_name("plain_script.py")
IN_PROCESS = "qa.evaluation.bench.in_process"
QUESTION = "When does Putin arrive in India?"
SEED = 20260131

_SAMPLE_QUESTIONS = 60


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured. `rounds` are of quick processes, `slow_rounds` of slow ones.

    `megabytes` are the sizes of single articles, ascending.
    """

    rounds: int
    slow_rounds: int
    questions: int
    passages: int
    articles: int
    million: int
    keys: int
    megabytes: tuple[float, ...] = (1, 10, 50)


FULL = Scale(
    rounds=11,
    slow_rounds=5,
    questions=923,
    passages=1000,
    articles=10_000,
    million=1_000_000,
    keys=300,
)
QUICK = Scale(
    rounds=3,
    slow_rounds=1,
    questions=60,
    passages=120,
    articles=60,
    million=3_000,
    keys=30,
    megabytes=(0.1, 1),
)


class BenchmarkSetup:
    """One run of the benchmark.

    `work` is a folder of its own; `corpus` holds the sample article; `folder` is a question set or
    None; `log` is called with what is being done.
    """

    def __init__(
        self,
        work: Path,
        corpus: Path,
        folder: Path | None,
        scale: Scale,
        log: Callable[[str], None],
    ) -> None:
        self.work = work
        self.corpus = corpus
        self.folder = folder
        self.scale = scale
        self.log = log

    @cached_property
    def questions(self) -> QuestionSet | None:
        """The question set asked for, if any."""
        return read_set(self.folder) if self.folder else None

    @property
    def text_corpus(self) -> Path:
        """The corpus that batches are put to: the question set's, else the sample."""
        return self.questions.corpus if self.questions else self.corpus

    @cached_property
    def samples(self) -> SampleTexts:
        """The texts that everything generated is made of."""
        return read_sample_texts(dict.fromkeys((self.text_corpus, self.corpus)))

    @cached_property
    def question_texts(self) -> list[str]:
        """As many questions as the scale asks for: the set's, then made ones if it has none."""
        if self.questions:
            texts = [" ".join(q.text.split()) for q in self.questions.questions]
            return texts[: self.scale.questions]
        return list(made_questions(self.samples, self.scale.questions, SEED))

    @cached_property
    def question_file(self) -> Path:
        """The questions as a file, one a line."""
        return self.write_lines("questions.txt", self.question_texts)

    @cached_property
    def sample_index(self) -> Path:
        """The index of the sample article, without a reader: the plain script reads nothing."""
        return self._built("sample", self.corpus, "none")

    @cached_property
    def read_index(self) -> Path:
        """The index of the sample article as a user has it, with our own reader."""
        return self._built("read", self.corpus, "own")

    @cached_property
    def sample_questions(self) -> Path:
        """Questions made of the sample's own sentences, one a line."""
        samples = read_sample_texts([self.corpus])
        made = made_questions(samples, min(_SAMPLE_QUESTIONS, self.scale.questions), SEED)
        return self.write_lines("sample-questions.txt", list(made))

    @cached_property
    def text_index(self) -> Path:
        """The index of `text_corpus`, without a reader."""
        if not self.questions:
            return self.sample_index
        return self._built("texts", self.text_corpus, "none")

    @cached_property
    def text_read_index(self) -> Path:
        """The index of `text_corpus`, with our own reader."""
        if not self.questions:
            return self.read_index
        return self._built("read-texts", self.text_corpus, "own")

    @cached_property
    def sample_plain(self) -> Path:
        """What the plain script saved of the sample article."""
        return self._built_plainly("plain-sample", self.corpus)

    @cached_property
    def text_plain(self) -> Path:
        """What the plain script saved of `text_corpus`."""
        if not self.questions:
            return self.sample_plain
        return self._built_plainly("plain-texts", self.text_corpus)

    def write_lines(self, name: str, lines: list[str]) -> Path:
        """Write a file of these lines in the work folder and return where it is."""
        file = self.work / name
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
        return file

    def measure_in_process(
        self, name: str, *arguments: object
    ) -> tuple[dict[str, Any], ProcessRun]:
        """Run one of `in_process`'s measurements as a process; return its figures, and the run."""
        once = run_process(python_command("-m", IN_PROCESS, name, *map(str, arguments)))
        figures: dict[str, Any] = json.loads(once.output.splitlines()[-1])
        return figures, once

    def _built(self, name: str, corpus: Path, reader: str) -> Path:
        self.log(f"building the index of {corpus}")
        index = self.work / f"index-{name}"
        run_process(rebuild_command(corpus, index, "--reader", reader))
        return index

    def _built_plainly(self, name: str, corpus: Path) -> Path:
        self.log(f"building the plain script's vectors of {corpus}")
        run_process(python_command(str(PLAIN), "build", str(corpus), str(self.work / name)))
        return self.work / name


def ask_command(corpus: Path, index: Path, *arguments: str) -> Command:
    """Return `qa ask` as a user types it; whether it finds an answer makes no difference here."""
    places = ("--corpus", str(corpus), "--index", str(index))
    return python_command("-m", "qa.terminal", "ask", *places, *arguments, accepted=(0, 1))


def about_command(corpus: Path, index: Path) -> Command:
    """Return `qa about` of all articles as a user types it."""
    places = ("--corpus", str(corpus), "--index", str(index))
    return python_command("-m", "qa.terminal", "about", *places)


def rebuild_command(corpus: Path, index: Path, *options: str) -> Command:
    """Return `qa rebuild`."""
    places = ("--corpus", str(corpus), "--index", str(index))
    return python_command("-m", "qa.terminal", "rebuild", *places, *options)
