"""Which files of saved answers are read, and what is said of those that are not."""

import contextlib
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import UsageError
from qa.terminal.output.markdown import markdown
from qa.terminal.output.theme import RenderOptions
from qa.verifying import read_saved
from qa.verifying.saved import MOST_BYTES
from qa.verifying.values import SavedAnswers, SavedCitation
from qa.wire.answers import error_object
from tests.support.made_answers import SHORT, TEXT, made_answer, made_passage
from tests.support.saved_answers import saved

ERROR = error_object(UsageError("line 2: the question is empty"))


def read(data: bytes | str) -> SavedAnswers:
    """Read a file with this content."""
    return read_saved(io.BytesIO(data.encode() if isinstance(data, str) else data), "f", "x/f")


def refusal(data: bytes | str) -> str:
    """Return what is said of a file with this content."""
    with pytest.raises(UsageError) as caught:
        read(data)
    assert caught.value.path == "x/f"
    assert "\n" not in str(caught.value)
    return caught.value.message


def answer() -> dict[str, Any]:
    """Return an answer with two passages, the answer in the first."""
    return saved(
        made_passage(), made_passage("Nobody met her.", "Nobody met her.", rank=2), short=SHORT
    )


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_one_answer_is_read(indent: int | None, mark: bytes) -> None:
    """Indented or on one line, with a byte-order mark or without."""
    found = read(mark + json.dumps(answer(), indent=indent).encode())
    assert (found.answers, found.errors, found.empty) == (1, 0, 0)
    first, second = found.citations
    assert (first.rank, first.text, first.question) == (1, TEXT, "When did Anna arrive?")
    assert first.citation.path == "arrivals/anna.txt"
    assert first.answer is not None
    assert first.answer.text == SHORT
    assert (second.text, second.answer) == ("Nobody met her.", None)


def test_lines_are_read_one_by_one() -> None:
    """Errors and answers without a passage are passed over and counted, blank lines left out."""
    nothing = {**saved(made_passage()), "passages": []}
    lines = [json.dumps(answer()), "", json.dumps(ERROR), json.dumps(nothing), json.dumps(answer())]
    found = read("\n".join(lines))
    assert (found.answers, found.errors, found.empty) == (2, 1, 1)
    assert [c.where for c in found.citations] == ["line 1", "line 1", "line 5", "line 5"]


def test_a_session_is_read() -> None:
    """As `/save` writes it; what is in it is known by its turn."""
    turns = [{"number": n, "in": None, "answer": answer()} for n in (1, 2)]
    found = read(json.dumps({"schema": 1, "turns": turns}, indent=2))
    assert found.answers == 2
    assert [c.where for c in found.citations] == ["turn 1", "turn 1", "turn 2", "turn 2"]


def test_markdown_is_refused_with_its_reason() -> None:
    """What is saved for reading tells neither offsets nor digests."""
    assert refusal(markdown(made_answer(), RenderOptions())) == (
        "f, line 1: it looks like Markdown, which holds neither offsets nor digests"
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f: it is empty"),
        (b"\n \n", "f: it is empty"),
        (b"\n[1]", "f, line 2: it does not begin with an object"),
        (b"5", "f, line 1: it does not begin with an object"),
        (b"{", "f, line 1: it is no JSON: Expecting property name enclosed in double quotes"),
        (b'{\n"a": 1,\nb}', "f, line 3: it is no JSON: Expecting property name"),
        (b'{\n"a": "\xff"}', "f, line 2: it is not UTF-8 at byte 7"),
        (b'{"schema": 2, "question": "a"}', "f, line 1: it is of schema 2, this program reads"),
        (b'{"schema": true}', "f, line 1: `schema` must be a whole number"),
        (b"{}", "f, line 1: it has no `schema`"),
        (b'{"a": ' + b"9" * 5000 + b"}", "f, line 1: a number in it is too long"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "f, line 1: it is nested too deep"),
        (b'{"schema": 1, "turns": {}}', "f, line 1: `turns` must be a list"),
        (b'{"schema": 1, "turns": [5]}', "f, line 1: turn 1 has no `answer` object"),
        (b'{"schema": 1, "turns": [{"answer": {}}]}', "f, line 1: turn 1: it has no `schema`"),
    ],
)
def test_a_file_of_another_kind_is_refused(data: bytes, message: str) -> None:
    """The file, the line and what is wrong are told in one line."""
    assert refusal(data).startswith(message)


def test_a_line_without_end_is_given_up() -> None:
    """However long a file is, no more of it than that is held in memory."""
    endless = io.BufferedReader(Endless())
    with pytest.raises(UsageError, match=f"it is longer than {MOST_BYTES:,} bytes"):
        read_saved(endless, "f")


class Endless(io.RawIOBase):
    """An object that is opened and never closed."""

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer."""
        buffer[:] = b"{" * len(buffer)
        return len(buffer)


def spoiled(change: Callable[[dict[str, Any]], object]) -> str:
    """Return what is said of an answer on the second line after `change`."""
    record = answer()
    change(record)
    return refusal(f"{json.dumps(answer())}\n{json.dumps(record)}").removeprefix("f, line 2: ")


def citation(record: dict[str, Any]) -> dict[str, Any]:
    """Return the citation of the second passage."""
    found: dict[str, Any] = record["passages"][1]["citation"]
    return found


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda r: r.update(question=5), "`question` must be a text"),
        (lambda r: r.update(id=[]), "`id` must be a text or a whole number"),
        (lambda r: r.update(passages={}), "`passages` must be a list"),
        (lambda r: r["passages"].append(5), "passage 3: it must be an object"),
        (lambda r: r.update(answer="x"), "`answer` must be an object"),
        (lambda r: r["answer"].update(passage=9), "there is no passage 9, in which the answer"),
        (lambda r: r["answer"].update(text="x"), "passage 1: its answer does not stand in it"),
        (lambda r: citation(r).pop("path"), "passage 2: it has no `path`"),
        (lambda r: citation(r).update(char_start=-1), "passage 2: `char_start` must be a whole"),
        (lambda r: citation(r).update(char_start=1.5), "passage 2: `char_start` must be a whole"),
        (lambda r: citation(r).update(char_end=True), "passage 2: `char_end` must be a whole"),
        (lambda r: citation(r).update(char_end=10**30), "passage 2: `char_end` must be a whole"),
        (lambda r: citation(r).update(char_end=9**9), "passage 2: `char_start` and `char_end`"),
        (lambda r: citation(r).update(line_start=0), "passage 2: `line_start` must be a whole"),
        (lambda r: citation(r).update(sha256="0" * 64), "passage 2: its text has not the digest"),
        (lambda r: r["passages"][1].update(text="\ud800" * 15), "passage 2: its text has not"),
        (
            lambda r: r["passages"][1]["sentence"].update(char_start=0),
            "passage 2: its sentence does not stand in it",
        ),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(
    change: Callable[[dict[str, Any]], object], message: str
) -> None:
    """Wrong kinds, numbers out of range, and records that contradict themselves."""
    assert spoiled(change).startswith(message)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


def citations_in(data: bytes) -> tuple[SavedCitation, ...]:
    """Return the citations of a file with this content, none if it is refused."""
    with contextlib.suppress(UsageError):
        return read(data).citations
    return ()


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every object or list in the value with each of its keys or indices."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    own = [(value, key) for key in keys]
    inner = [value[key] for key in keys if isinstance(value[key], dict | list)]
    return [*own, *(place for entry in inner for place in places(entry))]


@given(data=st.data(), value=VALUES, session=st.booleans())
def test_whatever_stands_in_a_record_it_is_read_or_refused(
    data: st.DataObject, value: object, *, session: bool
) -> None:
    """No other error, and what is read is true to itself."""
    record = {"schema": 1, "turns": [{"answer": answer()}]} if session else answer()
    holder, key = data.draw(st.sampled_from(places(record)))
    holder[key] = value
    for cited in citations_in(json.dumps(record).encode()):
        start = cited.citation.char_start
        for span in (cited.sentence, cited.answer):
            if span:
                assert cited.text[span.char_start - start : span.char_end - start] == span.text


@given(st.binary(max_size=40), st.sampled_from([b"", b"{", b'{"turns": [', b'{"schema": 1}\n']))
def test_whatever_bytes_a_file_holds_it_is_read_or_refused(data: bytes, start: bytes) -> None:
    """No other error, here too."""
    citations_in(start + data)
