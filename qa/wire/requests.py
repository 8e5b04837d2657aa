"""One line of a batch → a Question, or the refusal that stands in its place; reads no file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qa.errors import QAError, UsageError
from qa.model import Question

MOST_BYTES = 1_000_000
MOST_CHARACTERS = 20_000
"""Of a question: each of its words is looked up in each passage that is weighed."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class InvalidRequest:
    """A line that gets no answer; `id` is the one it gave, if it could be read."""

    error: QAError
    id: str | int | None = None


def checked_question(text: str) -> str:
    """Return the question as it stands.

    Raises:
        UsageError: there is nothing but white space, or more than `MOST_CHARACTERS`, or a NUL.
    """
    if len(text) > MOST_CHARACTERS:
        raise UsageError(f"the question is longer than {MOST_CHARACTERS:,} characters")
    if "\0" in text:
        raise UsageError("the question holds a NUL character")
    if not text.strip():
        raise UsageError("the question is empty", remedy='ask one: qa ask "…"')
    return text


def read_line(
    line: bytes, *, number: int, within: str | None = None
) -> Question | InvalidRequest | None:
    """Return the question of a line, what is wrong with it, or None if it is blank.

    A line that opens with a brace is a JSON object, any other a question in plain text. Keys that
    mean nothing here are left alone, so that question sets can be asked as they are. `within` is
    used where the line has no `in` of its own.
    """
    if number == 1:
        line = line.removeprefix(_BYTE_ORDER_MARK)
    if not line.strip():
        return None
    try:
        text = _decoded(line, number)
        if text.lstrip().startswith("{"):
            return _from_object(text, number, within)
        return Question(_checked(text, number), within=within)
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
    question_id = value.get("id")
    if isinstance(question_id, bool) or not isinstance(question_id, str | int | None):
        raise UsageError(f"line {number}: `id` must be a text or a whole number")
    try:
        return Question(
            _checked(_text_of(value, "question", number), number),
            within=_text_of(value, "in", number) or within,
            conversation=_text_of(value, "conversation", number),
            id=question_id,
        )
    except UsageError as error:
        return InvalidRequest(error, question_id)


def _text_of(value: dict[str, Any], key: str, number: int) -> str | None:
    found = value.get(key)
    if found is not None and not isinstance(found, str):
        raise UsageError(f"line {number}: `{key}` must be a text")
    return found


def _checked(text: str | None, number: int) -> str:
    if text is None:
        raise UsageError(f"line {number} has no `question`")
    try:
        return checked_question(text)
    except UsageError as error:
        raise UsageError(f"line {number}: {error.message}") from error
