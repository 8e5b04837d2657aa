"""One line of a batch → a Question, or the error that takes its place; reads no file."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from qa.errors import QAError, UsageError
from qa.model import Question, QuestionId
from qa.settings import checked_question

MOST_BYTES = 1_000_000

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class InvalidRequest:
    """A line that cannot be asked, or not answered, and why; `id` is its own, if it is valid."""

    error: QAError
    id: QuestionId = None


def read_line(
    line: bytes, *, number: int, within: str | None = None
) -> Question | InvalidRequest | None:
    """Return the question of a line, what is wrong with it, or None if it is blank.

    A line that begins with a brace is a JSON object, any other a question in plain text. Unknown
    keys are ignored, so that question sets can be asked as they are. `within` is used where the
    line has no `in` of its own.
    """
    if number == 1:
        line = line.removeprefix(_BYTE_ORDER_MARK)
    if not line.strip():
        return None
    try:
        text = _decoded(line, number)
        if text.lstrip().startswith("{"):
            return _from_object(text, number, within)
        with _line_named(number):
            return Question(checked_question(text), within=within)
    except UsageError as error:
        return InvalidRequest(error)


def split_lines(chunks: Iterator[bytes]) -> Iterator[list[bytes]]:
    """Yield the lines that each chunk of a stream completes, without line ends.

    What follows the last line end is a line when the stream ends. Of a line longer than
    `MOST_BYTES` no more than is needed to see that is kept.
    """
    kept = bytearray()
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        kept += first[: MOST_BYTES + 2 - len(kept)]
        lines = []
        for piece in others:
            lines.append(bytes(kept).removesuffix(b"\r"))
            kept = bytearray(piece[: MOST_BYTES + 2])
        yield lines
    if kept:
        yield [bytes(kept).removesuffix(b"\r")]


def checked_id(value: object) -> QuestionId:
    """Return the value of an `id`.

    Raises:
        UsageError: it is neither a text nor a whole number.
    """
    # To Python, true and false are whole numbers.
    if isinstance(value, bool) or not isinstance(value, QuestionId):
        raise UsageError("`id` must be a text or a whole number")
    return value


def _decoded(line: bytes, number: int) -> str:
    if len(line) > MOST_BYTES:
        raise UsageError(f"line {number} is longer than {MOST_BYTES:,} bytes")
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"line {number} is not UTF-8 at byte {error.start + 1}") from error


def _from_object(text: str, number: int, within: str | None) -> Question | InvalidRequest:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"line {number} begins as a JSON object does but is none: {error}"
        ) from error
    with _line_named(number):
        question_id = checked_id(value.get("id"))
    try:
        with _line_named(number):
            question = _text_of(value, "question")
        if question is None:
            return InvalidRequest(UsageError(f"line {number} has no `question`"), question_id)
        with _line_named(number):
            return Question(
                checked_question(question),
                within=_text_of(value, "in") or within,
                conversation=_text_of(value, "conversation"),
                id=question_id,
            )
    except UsageError as error:
        return InvalidRequest(error, question_id)


def _text_of(value: dict[str, Any], key: str) -> str | None:
    found = value.get(key)
    if found is not None and not isinstance(found, str):
        raise UsageError(f"`{key}` must be a text")
    return found


@contextmanager
def _line_named(number: int) -> Iterator[None]:
    """Put the line's number before the message of a UsageError that the block raises."""
    try:
        yield
    except UsageError as error:
        raise UsageError(f"line {number}: {error.message}") from error
