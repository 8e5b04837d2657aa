"""Many questions from a stream, answered in order as they come; memory stays bounded.

A thread reads ahead by a bounded number of lines. Lines at hand are asked together, one at first
and twice as many each time, up to `AT_ONCE`: the first answer is there before the others are asked,
a quick producer is soon answered in full batches, a slow one at once.
"""

import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from qa.errors import QAError, UsageError
from qa.model import Answer, Question
from qa.wire.requests import InvalidRequest, read_line, split_lines

AT_ONCE = 64
STANDARD_INPUT = "-"

_CHUNK = 1 << 16
_READ_AHEAD = 4 * AT_ONCE

Read = Question | InvalidRequest
Handled = Answer | InvalidRequest
AskMany = Callable[[Sequence[Question]], Sequence[Answer | QAError]]


@contextmanager
def opened(source: str) -> Iterator[int]:
    """Yield the descriptor of the file of this name, of standard input if the name is `-`.

    Raises:
        UsageError: it cannot be read.
    """
    if source == STANDARD_INPUT:
        if sys.stdin is None:
            raise UsageError("standard input is closed")
        yield sys.stdin.fileno()
        return
    try:
        descriptor = os.open(Path(source), os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError as error:
        message = f"{source} cannot be read: {error.strerror}"
        raise UsageError(message, path=source) from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def read_all(descriptor: int) -> list[Read]:
    """Return what the lines of a file descriptor hold, in order.

    Raises:
        UsageError: the descriptor cannot be read.
    """
    try:
        return list(_items(descriptor, None))
    except OSError as error:
        raise _unreadable(error) from error


def handle_lines(
    descriptor: int, ask_many: AskMany, *, within: str | None = None
) -> Iterator[list[Handled]]:
    """Yield what becomes of the lines of a file descriptor, in order, a batch at a time.

    A batch is never empty and is yielded before any line after it is waited for. `within` restricts
    the questions that do not say `in` themselves.

    Raises:
        UsageError: the descriptor cannot be read.
    """
    read = _read_ahead(descriptor, within)
    portion = 1
    while (first := read.get()) is not None:
        at_hand: list[Read] = [_or_raise(first)]
        ended = False
        while len(at_hand) < portion and not ended:
            try:
                following = read.get_nowait()
            except queue.Empty:
                break
            ended = following is None
            if following is not None:
                at_hand.append(_or_raise(following))
        yield _handled(at_hand, ask_many)
        portion = min(2 * portion, AT_ONCE)
        if ended:
            return


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


def _or_raise(item: Read | OSError) -> Read:
    if isinstance(item, OSError):
        raise _unreadable(item) from item
    return item


def _unreadable(error: OSError) -> UsageError:
    return UsageError(f"the questions cannot be read: {error.strerror}")


def _items(descriptor: int, within: str | None) -> Iterator[Read]:
    # os.read holds no lock of Python's streams, on which a blocked thread would stop the exit.
    chunks = iter(lambda: os.read(descriptor, _CHUNK), b"")
    for number, line in enumerate(split_lines(chunks), start=1):
        item = read_line(line, number=number, within=within)
        if item is not None:
            yield item


def _read_ahead(descriptor: int, within: str | None) -> "queue.Queue[Read | OSError | None]":
    """Return a queue that a thread fills; None ends it, an error that stops the reading too."""
    read: queue.Queue[Read | OSError | None] = queue.Queue(_READ_AHEAD)

    def fill() -> None:
        try:
            for item in _items(descriptor, within):
                read.put(item)
            read.put(None)
        except OSError as error:
            read.put(error)

    threading.Thread(target=fill, name="questions", daemon=True).start()
    return read
