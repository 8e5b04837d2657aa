"""Many questions from a stream, answered in order as they come; memory stays bounded.

Lines that one read of the stream completes are asked together, one at first and twice as many each
time, up to `AT_ONCE`: the first answer is there before the others are asked, a quick producer is
soon answered in full batches, a slow one at once. Reading and answering take turns in the caller's
thread, so nothing goes on reading once the caller has stopped.
"""

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from qa.errors import QAError, UsageError
from qa.model import Answer, Question
from qa.wire.requests import InvalidRequest, read_line, split_lines

AT_ONCE = 64

_CHUNK = 1 << 16

Read = Question | InvalidRequest
Handled = Answer | InvalidRequest
AskMany = Callable[[Sequence[Question]], Sequence[Answer | QAError]]


@dataclass(slots=True)
class BatchResult:
    """What became of the lines of a batch; `first_error` is the first error's exit code."""

    handled: bool = False
    first_error: int | None = None

    def add(self, item: Handled) -> None:
        """Note what became of one line."""
        if not isinstance(item, InvalidRequest):
            self.handled = True
        elif self.first_error is None:
            self.first_error = item.error.code

    @property
    def exit_code(self) -> int:
        """0 if a line could be handled or there was none, else the code of the first error."""
        return 0 if self.handled else self.first_error or 0


def read_all(descriptor: int) -> list[Read]:
    """Return what the lines of a file descriptor hold, in order.

    Raises:
        UsageError: the descriptor cannot be read.
    """
    return [item for items in _read(descriptor, None) for item in items]


def handle_lines(
    descriptor: int, ask_many: AskMany, *, within: str | None = None
) -> Generator[list[Handled], None, None]:
    """Yield what becomes of the lines of a file descriptor, in order, a batch at a time.

    A batch is never empty and is yielded before any line after it is waited for. `within` restricts
    the questions that do not say `in` themselves.

    Raises:
        UsageError: the descriptor cannot be read.
    """
    size = 1
    for items in _read(descriptor, within):
        left = iter(items)
        while batch := list(islice(left, size)):
            yield _handled(batch, ask_many)
            size = min(2 * size, AT_ONCE)


def _handled(at_hand: list[Read], ask_many: AskMany) -> list[Handled]:
    questions = [item for item in at_hand if isinstance(item, Question)]
    answers = iter(ask_many(questions) if questions else ())
    handled: list[Handled] = []
    for item in at_hand:
        if isinstance(item, InvalidRequest):
            handled.append(item)
            continue
        answer = next(answers)
        handled.append(InvalidRequest(answer, item.id) if isinstance(answer, QAError) else answer)
    return handled


def _read(descriptor: int, within: str | None) -> Iterator[list[Read]]:
    """Yield what the lines that each read completes hold."""
    number = 0
    for lines in split_lines(_chunks(descriptor)):
        numbered = enumerate(lines, start=number + 1)
        items = [read_line(line, number=n, within=within) for n, line in numbered]
        number += len(lines)
        yield [item for item in items if item is not None]


def _chunks(descriptor: int) -> Iterator[bytes]:
    # A number that its owner closes may soon name another file: this one stays what it was.
    own = os.dup(descriptor)
    try:
        while chunk := os.read(own, _CHUNK):
            yield chunk
    except OSError as error:
        raise UsageError(f"the questions cannot be read: {error.strerror}") from error
    finally:
        os.close(own)
