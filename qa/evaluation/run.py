"""Runs a question set through the engine, as `qa eval` does.

The set's index lies in a cache folder: the index of the person who measures is never opened.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from platformdirs import user_cache_path

from qa.engine import open_index
from qa.errors import QAError, UsageError
from qa.evaluation.judgement import judge
from qa.evaluation.plot import draw
from qa.evaluation.report import (
    EvalReport,
    Figure,
    figures_by_type,
    quality_figures,
    result_line,
)
from qa.evaluation.sets import QuestionSet, SetQuestion, read_set
from qa.indexing import rebuild
from qa.model import Answer, Progress, Question

# Passages a question: MRR@10 needs no more.
LIMIT = 10
# Questions at once: enough to encode and read together, few enough for progress to move.
CHUNK = 64


class Asker(Protocol):
    """The part of an engine that this module uses."""

    def ask_many(self, questions: Sequence[Question], *, limit: int) -> Sequence[Answer | QAError]:
        """Return an answer or an error for each question, in order."""


def evaluate(
    folder: Path,
    *,
    model: str | None = None,
    reader: str | None = None,
    save: Path | None = None,
    plot: Path | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> EvalReport:
    """Return the figures of the question set in `folder`.

    Args:
        folder: a question set, as `qa.evaluation.sets` reads it.
        model: the sentence encoder by name or folder; the default one if None.
        reader: the reader by name or folder, "own" or "none"; our own if None.
        save: where to write each question's result, one line of JSON each, in the set's order.
        plot: where to draw how far confidence can be trusted, as an SVG.
        progress: called with how far building the index and asking are.

    Raises:
        UsageError: the set is wrong, a question of it is refused, or `save` cannot be written.
        QAError: the set's index cannot be built or used.
    """
    questions = read_set(folder)
    for file in (save, plot):
        if file is not None:
            _write(file, [])
    index = index_folder(folder, model, reader)
    built = rebuild(questions.corpus, index, model=model, reader=reader, progress=progress)
    with open_index(index, corpus=questions.corpus) as engine:
        engine.warm()
        began = time.perf_counter()
        answers = ask_all(engine, questions, progress)
        seconds = time.perf_counter() - began
        words = engine.passage_words()
    judged = [judge(q, a) for q, a in zip(questions.questions, answers, strict=True)]
    if save is not None:
        _write(save, [result_line(judgement) for judgement in judged])
    if plot is not None:
        sure = [answer.confidence for answer in answers]
        _write(plot, [draw(questions.name, sure, [judgement.first_right for judgement in judged])])
    asked = len(questions.questions)
    return EvalReport(
        name=questions.name,
        encoder=answers[0].index.encoder,
        questions=asked,
        unanswerable=sum(not question.answerable for question in questions.questions),
        figures=(
            *quality_figures(judged),
            Figure(
                "passage", words, built.passages, "mean words of a passage of the index", "words"
            ),
            Figure(
                "speed",
                asked / seconds,
                asked,
                "questions asked a second, once loaded",
                "per second",
            ),
        ),
        types=figures_by_type(judged),
    )


def index_folder(folder: Path, model: str | None = None, reader: str | None = None) -> Path:
    """Return the folder of the index of a question set, one for each set and choice of models.

    A rebuild keeps the models of an index: with one folder for all, asking for the default ones
    would measure those chosen last.
    """
    key = f"{folder.resolve()}\0{model or ''}\0{reader or ''}".encode()
    return user_cache_path("article-qa") / "eval" / hashlib.sha256(key).hexdigest()[:16]


def ask_all(
    engine: Asker,
    questions: QuestionSet,
    progress: Callable[[Progress], None] | None = None,
) -> list[Answer]:
    """Return the answers to a set's questions, in its order, LIMIT passages each.

    The turns of one conversation are asked together and in order, wherever they stand in the set.

    Raises:
        UsageError: a question is refused; names its line.
    """
    answers: dict[int, Answer] = {}
    for chunk in _chunks(questions.questions):
        asked = [
            Question(text=q.text, within=q.within, conversation=q.conversation, id=q.id)
            for q in chunk
        ]
        for question, answer in zip(chunk, engine.ask_many(asked, limit=LIMIT), strict=True):
            if isinstance(answer, UsageError):
                line = f"{questions.name}, line {question.line}"
                raise UsageError(f"{line}: {answer.message}", remedy=answer.remedy) from answer
            if isinstance(answer, QAError):
                raise answer
            answers[question.line] = answer
        if progress is not None:
            progress(Progress("asking", len(answers), len(questions.questions)))
    return [answers[question.line] for question in questions.questions]


def _chunks(questions: Sequence[SetQuestion]) -> Iterator[list[SetQuestion]]:
    """Yield chunks of about CHUNK questions, whole conversations each."""
    together: dict[tuple[str, str | int], list[SetQuestion]] = {}
    for question in questions:
        alone = question.conversation is None
        key = ("line", question.line) if alone else ("conversation", question.conversation or "")
        together.setdefault(key, []).append(question)
    chunk: list[SetQuestion] = []
    for turns in together.values():
        chunk += turns
        if len(chunk) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _write(file: Path, lines: Sequence[str]) -> None:
    try:
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"cannot write {file} ({error.strerror})", path=str(file)) from error
