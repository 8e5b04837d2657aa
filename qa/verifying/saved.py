"""A file of saved answers → its citations; opens no article.

Three forms are read: one answer object, answer and error objects one a line, and a session. A line,
or a file that is not one object a line, may have `MOST_BYTES`, which bounds the memory.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from qa.errors import UsageError
from qa.verifying.record import check_schema, citations_of, is_error
from qa.verifying.values import SavedAnswers, SavedCitation

MOST_BYTES = 32_000_000

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_REMEDY = "give what `qa ask --json`, `qa ask --batch` or `/save FILE.json` wrote"


def read_saved(stream: BinaryIO, name: str, path: str | None = None) -> SavedAnswers:
    """Return the citations in the stream, which messages call `name`, and errors by its `path`.

    Raises:
        UsageError: it cannot be read, is none of the three forms, or an answer in it is invalid;
            the message names the line, or the turn of a session, and what is wrong.
    """
    tally = _Tally()
    try:
        for where, record in _records(stream):
            position = f", {where}" if where else ""
            try:
                tally.add(record, where)
            except UsageError as error:
                raise _invalid(f"{name}{position}", error.message, path) from error
    except _NotJSONError as error:
        raise _invalid(f"{name}{error.where}", error.message, path) from error
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}", path=path) from error
    if tally.nothing:
        raise _invalid(name, "it is empty", path)
    return SavedAnswers(tuple(tally.citations), tally.answers, tally.errors, tally.empty)


@dataclass(slots=True)
class _Tally:
    """The citations read so far, and the counts of `SavedAnswers`."""

    citations: list[SavedCitation] = field(default_factory=list)
    answers: int = 0
    errors: int = 0
    empty: int = 0

    @property
    def nothing(self) -> bool:
        return not (self.answers or self.errors or self.empty)

    def add(self, record: dict[str, Any], where: str) -> None:
        """Add an answer, an error or all the turns of a session."""
        if "turns" in record:
            self._add_turns(record)
        elif is_error(record):
            self.errors += 1
        else:
            self._add_answer(record, where)

    def _add_answer(self, answer: dict[str, Any], where: str) -> None:
        found = citations_of(answer, where)
        self.citations += found
        self.answers += bool(found)
        self.empty += not found

    def _add_turns(self, session: dict[str, Any]) -> None:
        check_schema(session)
        turns = session["turns"]
        if not isinstance(turns, list):
            raise UsageError("`turns` must be a list")
        for count, turn in enumerate(turns, start=1):
            if not isinstance(turn, dict) or not isinstance(turn.get("answer"), dict):
                raise UsageError(f"turn {count} has no `answer` object")
            try:
                self._add_answer(turn["answer"], f"turn {count}")
            except UsageError as error:
                raise UsageError(f"turn {count}: {error.message}") from error


class _NotJSONError(Exception):
    """The data at `where` is not JSON of a known form."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(message)
        self.where, self.message = where, message


def _records(stream: BinaryIO) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each object and where it is: one a line if the first line is a whole object."""
    first, number = b"", 0
    while not first.strip():
        line = stream.readline(MOST_BYTES + 1)
        if not line:
            return
        number += 1
        first = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
    if not first.lstrip().startswith(b"{"):
        kind = "it looks like Markdown, which holds neither offsets nor digests"
        message = kind if first.lstrip().startswith(b"#") else "it does not begin with an object"
        raise _NotJSONError(f", line {number}", message)
    if not _is_whole(first):
        rest = stream.read(MOST_BYTES + 1 - len(first)) if len(first) <= MOST_BYTES else b""
        yield "", _parsed(first + rest, number, one_of_many=False)
        return
    yield f"line {number}", _parsed(first, number, one_of_many=True)
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        if line.strip():
            yield f"line {number}", _parsed(line, number, one_of_many=True)


def _is_whole(line: bytes) -> bool:
    """Return whether the line ends as an object does; if not, it is only a part of one."""
    return line.rstrip().endswith(b"}")


def _parsed(data: bytes, number: int, *, one_of_many: bool) -> dict[str, Any]:
    """Return the object in `data`, which begins on the line of this number."""
    if len(data) > MOST_BYTES:
        raise _NotJSONError(
            f", line {number}" if one_of_many else "", f"it is longer than {MOST_BYTES:,} bytes"
        )
    try:
        value = json.loads(data.decode())
    except UnicodeDecodeError as error:
        line = number + data.count(b"\n", 0, error.start)
        byte = error.start - data.rfind(b"\n", 0, error.start)
        raise _NotJSONError(f", line {line}", f"it is not UTF-8 at byte {byte}") from error
    except json.JSONDecodeError as error:
        line = number + error.lineno - 1
        raise _NotJSONError(f", line {line}", f"it is no JSON: {error.msg}") from error
    except RecursionError as error:
        raise _NotJSONError(f", line {number}", "it is nested too deep") from error
    except ValueError as error:
        # A number with more digits than Python converts.
        raise _NotJSONError(f", line {number}", "a number in it is too long") from error
    if not isinstance(value, dict):
        raise _NotJSONError(f", line {number}", "it is no object")
    return value


def _invalid(where: str, message: str, path: str | None) -> UsageError:
    return UsageError(f"{where}: {message}", path=path, remedy=_REMEDY)
