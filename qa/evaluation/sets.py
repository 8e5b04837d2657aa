"""Reads a question set: a folder with `corpus/` and `questions.jsonl`.

Every fault of a set is a UsageError naming the line. Asks nothing and judges nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import cast

from qa.errors import UsageError
from qa.model import Polarity

CORPUS = "corpus"
QUESTIONS = "questions.jsonl"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a corpus an answer stands.

    `path` is below the corpus, with forward slashes; `start` and `end` count code points of the
    file's text, end exclusive.
    """

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SetQuestion:
    """A question with its known answer.

    `line` is where it stands in the file of questions, from 1. `evidence` are paragraphs that hold
    the answer, any of which will do; `answer_spans` and `answers` are the answer itself, empty
    where only the paragraph is known. `within` and `conversation` are as in `qa.model.Question`.
    `type` says what kind of answer is asked for; where it is given, `evidence` are sentences.
    `polarity` is which of yes and no is right.
    """

    line: int
    id: str | int
    text: str
    answerable: bool
    evidence: tuple[Place, ...] = ()
    answer_spans: tuple[Place, ...] = ()
    answers: tuple[str, ...] = ()
    within: str | None = None
    conversation: str | None = None
    type: str | None = None
    polarity: Polarity | None = None


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A set as read: the folder's name, the folder of its articles, and its questions in order."""

    name: str
    corpus: Path
    questions: tuple[SetQuestion, ...]


def read_set(folder: Path) -> QuestionSet:
    """Return the question set in `folder`.

    Raises:
        UsageError: the folder is no question set, or a line of it is wrong; names file and line.
    """
    corpus, questions = folder / CORPUS, folder / QUESTIONS
    if not corpus.is_dir() or not questions.is_file():
        missing = questions if corpus.is_dir() else corpus
        raise UsageError(
            f"{folder} is not a question set: {missing} is missing",
            path=str(missing),
            remedy=f"a set is a folder with {CORPUS}/ and {QUESTIONS}",
        )
    read = tuple(_SetReader(questions, corpus).questions())
    if not read:
        raise UsageError(f"{questions} holds no question", path=str(questions))
    return QuestionSet(name=folder.resolve().name, corpus=corpus, questions=read)


class _SetReader:
    """Reads one file of questions; caches the lengths of the articles it points at."""

    def __init__(self, file: Path, corpus: Path) -> None:
        self._file = file
        self._corpus = corpus
        self._lengths: dict[str, int] = {}
        self._line = 0

    def questions(self) -> Iterator[SetQuestion]:
        """Yield the questions in order; blank lines are passed over."""
        # Bytes are cut at line feeds alone: JSON strings may hold U+2028 and its like as they are.
        for line, raw in enumerate(self._file.read_bytes().split(b"\n"), 1):
            self._line = line
            if raw.strip():
                yield self._question(raw)

    def _question(self, raw: bytes) -> SetQuestion:
        try:
            fields = json.loads(raw.decode("utf-8-sig"))
        except ValueError as error:
            raise self._wrong(f"is not JSON in UTF-8 ({error})") from error
        if not isinstance(fields, dict):
            raise self._wrong("is not a JSON object")
        identity = fields.get("id")
        if isinstance(identity, bool) or not isinstance(identity, str | int):
            raise self._wrong('has no "id" that is a string or a whole number')
        if not isinstance(fields.get("answerable"), bool):
            raise self._wrong('has no "answerable" that is true or false')
        text = self._optional_text(fields, "question")
        if not text or not text.strip():
            raise self._wrong('has no "question"')
        question = SetQuestion(
            line=self._line,
            id=identity,
            text=text,
            answerable=fields["answerable"],
            evidence=self._places(fields, "evidence"),
            answer_spans=self._places(fields, "answer_spans"),
            answers=self._texts(fields, "answers"),
            within=self._optional_text(fields, "in"),
            conversation=self._optional_text(fields, "conversation"),
            type=self._optional_text(fields, "type"),
            polarity=self._polarity(fields),
        )
        if question.answerable and not question.evidence and not question.answer_spans:
            raise self._wrong('is answerable, but neither "evidence" nor "answer_spans" says where')
        return question

    def _optional_text(self, fields: dict[str, object], name: str) -> str | None:
        value = fields.get(name)
        if value is not None and not isinstance(value, str):
            raise self._wrong(f'has a "{name}" that is not a string')
        return value

    def _polarity(self, fields: dict[str, object]) -> Polarity | None:
        match fields.get("polarity"):
            case None:
                return None
            case "yes" | "no" as polarity:
                return polarity
        raise self._wrong('has a "polarity" that is neither "yes" nor "no"')

    def _list(self, fields: dict[str, object], name: str) -> list[object]:
        value = fields.get(name, [])
        if not isinstance(value, list):
            raise self._wrong(f'has a "{name}" that is not a list')
        return value

    def _texts(self, fields: dict[str, object], name: str) -> tuple[str, ...]:
        values = self._list(fields, name)
        if not all(isinstance(value, str) for value in values):
            raise self._wrong(f'has a "{name}" that does not hold strings alone')
        return tuple(cast("list[str]", values))

    def _places(self, fields: dict[str, object], name: str) -> tuple[Place, ...]:
        return tuple(self._place(name, value) for value in self._list(fields, name))

    def _place(self, name: str, value: object) -> Place:
        match value:
            case [str(path), int(start), int(end)]:
                length = self._length(path)
            case _:
                raise self._wrong(f'has a "{name}" that is not [file, start, end]')
        if not 0 <= start < end <= length:
            location = f"{start} to {end} of {path}, which has {length} characters"
            raise self._wrong(f'has a "{name}" out of range: {location}')
        return Place(path, start, end)

    def _length(self, path: str) -> int:
        """Return how many code points the article's text has."""
        if path not in self._lengths:
            pure = PurePosixPath(path)
            file = self._corpus / pure
            if pure.is_absolute() or ".." in pure.parts or not file.is_file():
                raise self._wrong(f"points at {path}, which is not in {CORPUS}/")
            try:
                self._lengths[path] = len(file.read_bytes().decode("utf-8-sig"))
            except UnicodeDecodeError as error:
                raise self._wrong(f"points at {path}, which is not UTF-8") from error
        return self._lengths[path]

    def _wrong(self, fault: str) -> UsageError:
        return UsageError(f"{self._file}, line {self._line}: {fault}", path=str(self._file))
