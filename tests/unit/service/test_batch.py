"""Many questions from a stream: order, streaming, bounded memory, bad lines, what is left open."""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import QAError, UsageError
from qa.model import Answer, Question
from qa.service.batch import AT_ONCE, Handled, handle_lines
from qa.settings import MOST_CHARACTERS, checked_question
from qa.wire.requests import MOST_BYTES, InvalidRequest, read_line, split_lines
from tests.support.made_answers import made_answer


class Asked:
    """Stands for an engine; keeps what it was asked, a list for each call."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def __call__(self, questions: Sequence[Question]) -> list[Answer | QAError]:
        """Answer all but those that are restricted to nothing."""
        self.calls.append([question.text for question in questions])
        return [
            UsageError("no article matches") if q.within == "none" else made_answer(question=q.text)
            for q in questions
        ]


@contextmanager
def pipe() -> Iterator[tuple[int, int]]:
    """Give a pipe's two ends, to read from and to write to."""
    reading, writing = os.pipe()
    try:
        yield reading, writing
    finally:
        os.close(reading)
        os.close(writing)


@contextmanager
def stream(content: bytes) -> Iterator[int]:
    """Give the descriptor of a file that holds this."""
    with TemporaryFile() as file:
        file.write(content)
        file.flush()
        file.seek(0)
        yield file.fileno()


def handled(content: bytes) -> list[Handled]:
    """Return what becomes of a whole input."""
    with stream(content) as descriptor:
        return [item for items in handle_lines(descriptor, Asked()) for item in items]


def descriptors() -> int:
    """Return how many descriptors are open."""
    return len(list(Path("/dev/fd").iterdir()))


def questions_of(items: Sequence[Handled]) -> list[str]:
    """Return what was asked, or what was said instead of an answer."""
    return [i.question if isinstance(i, Answer) else f"! {i.error.message}" for i in items]


def test_each_line_is_handled_in_order_and_bad_ones_in_their_place() -> None:
    """Plain text and objects may be mixed; blank lines are no questions."""
    text = b'one?\n\n{"question": "two?", "in": "none", "id": 2}\r\n{"id": "x"}\n   \nthree?'
    items = handled(text)
    assert questions_of(items) == [
        "one?",
        "! no article matches",
        "! line 4 has no `question`",
        "three?",
    ]
    assert [getattr(item, "id", None) for item in items] == [None, 2, "x", None]


def test_a_line_is_answered_before_the_next_one_arrives() -> None:
    """Whoever asks line by line gets an answer to each at once."""
    asked = Asked()
    with pipe() as (reading, writing):
        results = handle_lines(reading, asked)
        for question in ("one?", "two?", "three?"):
            os.write(writing, f"{question}\n".encode())
            assert questions_of(next(results)) == [question]
    assert asked.calls == [["one?"], ["two?"], ["three?"]]


def test_lines_that_are_at_hand_are_asked_together() -> None:
    """A quick producer is answered in batches of bounded size."""
    asked = Asked()
    with pipe() as (reading, writing):
        names = [f"q{number}?" for number in range(200)]
        os.write(writing, ("\n".join(names) + "\n").encode())
        results, items = handle_lines(reading, asked), list[Handled]()
        while len(items) < len(names):
            items += next(results)
    assert questions_of(items) == names
    assert list(map(len, asked.calls)) == [1, 2, 4, 8, 16, 32, AT_ONCE, AT_ONCE, 9]


def test_the_first_answer_is_there_before_the_others_are_asked() -> None:
    """After it portions grow: 2, 4, 8, up to `AT_ONCE`."""
    asked = Asked()
    with stream(b"".join(b"q%d?\n" % number for number in range(9))) as descriptor:
        results = handle_lines(descriptor, asked)
        assert questions_of(next(results)) == ["q0?"]
        assert asked.calls == [["q0?"]]
        assert [len(items) for items in results] == [2, 4, 2]
    assert [question for call in asked.calls for question in call] == [f"q{n}?" for n in range(9)]


def test_a_question_is_given_once_its_line_is_complete() -> None:
    """A line may come in parts, and the last one without a line end."""
    with pipe() as (reading, writing):
        results = handle_lines(reading, Asked())
        os.write(writing, b"one?\ntw")
        assert questions_of(next(results)) == ["one?"]
        os.write(writing, b"o?\n")
        assert questions_of(next(results)) == ["two?"]
    assert questions_of(handled(b"one?\ntwo?")) == ["one?", "two?"]


def test_an_endless_input_is_read_no_further_than_it_is_answered() -> None:
    """A producer that is quicker than the answers has to wait."""
    written = 0
    reading, writing = os.pipe()
    line = b"?" * 1023 + b"\n"

    def produce() -> None:
        nonlocal written
        try:
            while True:
                written += os.write(writing, line)
        except BrokenPipeError:
            os.close(writing)

    producer = threading.Thread(target=produce)
    producer.start()
    results = handle_lines(reading, Asked())
    answered = 0
    while answered < 1000:
        answered += len(next(results))
    # What is between the producer and the answers: the pipe and one chunk.
    assert written <= (answered + AT_ONCE) * len(line) + (1 << 18)
    results.close()
    os.close(reading)
    producer.join()


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="counts descriptors")
@pytest.mark.parametrize("ends", ["read to its end", "closed early", "an answer fails", "unread"])
def test_nothing_is_left_open_or_running_however_the_reading_ends(ends: str) -> None:
    """Whoever stops listening has nothing to clean up."""

    def ask_many(questions: Sequence[Question]) -> Sequence[Answer | QAError]:
        if ends == "an answer fails":
            raise KeyboardInterrupt
        return Asked()(questions)

    before, threads = descriptors(), threading.active_count()
    with stream(b"one?\ntwo?\n") as descriptor:
        results = handle_lines(descriptor, ask_many)
        if ends == "read to its end":
            assert len(list(results)) == 2
        elif ends == "closed early":
            next(results)
            results.close()
        elif ends == "an answer fails":
            with pytest.raises(KeyboardInterrupt):
                next(results)
        assert threading.active_count() == threads
        assert descriptors() == before + 1
    assert descriptors() == before


def test_a_reused_number_is_not_taken_for_the_stream() -> None:
    """A descriptor that its owner closes, and whose number another file gets, is read no more."""
    for _ in range(200):
        with stream(b"one?\n") as descriptor, pipe() as (reading, writing):
            other = os.dup(descriptor)
            os.write(writing, b"two?\n")
            results = handle_lines(other, Asked())
            assert questions_of(next(results)) == ["one?"]
            os.dup2(reading, other)
            assert list(results) == []
            assert os.read(reading, 16) == b"two?\n"
            os.close(other)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"question": 7}', "line 3: `question` must be a text"),
        (b'{"question": "a?", "in": []}', "line 3: `in` must be a text"),
        (b'{"question": "a?", "conversation": 1}', "line 3: `conversation` must be a text"),
        (b'{"question": "a?", "id": 1.5}', "line 3: `id` must be a text or a whole number"),
        (b'{"question": "a?", "id": true}', "line 3: `id` must be a text or a whole number"),
        (b'{"question": " "}', "line 3: the question is empty"),
        (b'{"question": "a\\u0000b"}', "line 3: the question holds a NUL character"),
        (b"a\0b", "line 3: the question holds a NUL character"),
        (b"caf\xe9?", "line 3 is not UTF-8 at byte 4"),
        (b"?" * (MOST_BYTES + 1), f"line 3 is longer than {MOST_BYTES:,} bytes"),
        (b"{}", "line 3 has no `question`"),
    ],
)
def test_a_bad_line_says_what_is_wrong_and_where(line: bytes, message: str) -> None:
    """The message names the line and the key."""
    refused = read_line(line, number=3)
    assert isinstance(refused, InvalidRequest)
    assert refused.error.message == message


@pytest.mark.parametrize(
    "line", [b"{who?}", b'{"question": "a?"} x', b"{" * 100_000, b'{"id": ' + b"9" * 9999 + b"}"]
)
def test_a_line_that_opens_like_an_object_is_never_asked_as_text(line: bytes) -> None:
    """A slip in JSON must not become a question."""
    refused = read_line(line, number=1)
    assert isinstance(refused, InvalidRequest)
    assert refused.error.message.startswith("line 1 begins as a JSON object does but is none: ")


def test_what_a_good_line_may_hold() -> None:
    """Plain text, a byte-order mark before it, objects with keys of others, texts of any kind."""
    assert read_line(b"\xef\xbb\xbfa?", number=1) == Question("a?")
    assert read_line(b"a?", number=2, within="x*") == Question("a?", within="x*")
    assert read_line(b'["a"]?', number=2) == Question('["a"]?')
    line = b' {"id": 3, "question": "\\ud800 ?", "in": "y", "conversation": "c", "answers": [1]}'
    expected = Question("\ud800 ?", within="y", conversation="c", id=3)
    assert read_line(line, number=2, within="x") == expected
    line = b'{"question": "a?", "in": null, "id": null, "conversation": null}'
    assert read_line(line, number=2, within="x") == Question("a?", within="x")
    assert read_line(b" \t\r", number=2) is None


def test_a_question_is_kept_as_it_was_typed() -> None:
    """Checking changes nothing."""
    assert checked_question(" a? ") == " a? "
    with pytest.raises(UsageError, match="the question is empty"):
        checked_question("\u2003\n")
    assert len(checked_question("w" * MOST_CHARACTERS)) == 20_000
    with pytest.raises(UsageError, match="longer than 20,000 characters"):
        checked_question("w" * (MOST_CHARACTERS + 1))


@given(st.binary(), st.integers(1, 7))
def test_lines_do_not_depend_on_how_the_stream_is_cut(data: bytes, size: int) -> None:
    """Chunks of any size give the same lines."""
    chunks = (data[start : start + size] for start in range(0, len(data), size))
    lines = data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    found = [line for complete in split_lines(chunks) for line in complete]
    assert found == [line.removesuffix(b"\r") for line in lines]


def test_of_a_monstrous_line_no_more_is_kept_than_shows_it() -> None:
    """The line after it is read as if nothing had been."""
    chunks = [b"x" * 700_000] * 10 + [b"x\nnext?\n"]
    long, following = [line for complete in split_lines(iter(chunks)) for line in complete]
    assert MOST_BYTES < len(long) <= MOST_BYTES + 2
    assert following == b"next?"


def test_a_stream_that_cannot_be_read_is_an_error() -> None:
    """A folder is no list of questions."""
    descriptor = os.open(os.curdir, os.O_RDONLY)
    try:
        with pytest.raises(UsageError, match="the questions cannot be read: Is a directory"):
            next(handle_lines(descriptor, Asked()))
    finally:
        os.close(descriptor)
