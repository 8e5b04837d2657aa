"""Files that the index lacks are named wherever an answer may need them; none is passed over."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa.articles import find_articles
from qa.articles.discovery import describe_unread
from qa.doctor import CheckLevel, Subject, article_checks
from qa.errors import CorpusEmptyError, UsageError
from qa.model import Outcome
from qa.settings import Settings
from qa.terminal import opening, streams
from qa.terminal.commands.ask import AskOptions, OutputFormat, ask_one
from qa.terminal.output.reports import status_lines
from tests.support.desk import DOGS, Desk

BAD = "b.txt is not UTF-8 text at line 1, byte 4"
LEFT_OUT = f"1 file left out of the index: {BAD}; mend it and run qa rebuild"


@pytest.fixture
def half(desk: Desk) -> Desk:
    """One good article, indexed, and one undecodable file, left out."""
    desk.write("a.txt", DOGS)
    desk.write("b.txt", b"abc\xff\xfe")
    desk.rebuild(skip_bad=True)
    return desk


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written to standard error, line by line."""
    lines: list[str] = []
    monkeypatch.setattr(streams, "notice", lines.append)
    monkeypatch.setattr(opening, "notice", lines.append)
    return lines


def _options(desk: Desk, **options: Any) -> AskOptions:
    return AskOptions(Settings(desk.corpus, desk.index), **options)


def test_the_doctor_does_not_call_a_file_indexed_that_was_left_out(half: Desk) -> None:
    """It counts what is indexed, names what is not, and says what mends it."""
    result = article_checks.drift(Subject(half.index, half.corpus))
    assert result.level is CheckLevel.NOTE
    assert result.text == f"1 readable and as indexed, 1 left out of the index: {BAD}"
    assert result.remedy == "mend the file and run `qa rebuild`"
    assert any(BAD in line for line in status_lines(half.status()))


def test_an_answer_says_what_its_index_lacks(
    half: Desk, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A person hears of it where the answer may be in that file, a program always."""
    ask_one("What is the capital of Peru?", _options(half))
    assert said == [LEFT_OUT]
    said.clear()
    ask_one("Who barks at the postman?", _options(half, within="*.txt"))
    assert said == [LEFT_OUT]
    capsys.readouterr()
    ask_one("Who barks at the postman?", _options(half, form=OutputFormat.JSON))
    assert json.loads(capsys.readouterr().out)["index"]["skipped"] == {
        "count": 1,
        "files": [{"path": "b.txt", "reason": BAD}],
    }


def test_a_good_answer_is_not_disturbed_by_what_was_left_out(half: Desk) -> None:
    """Only an answer that is weak or missing may lack what is in that file."""
    answer = half.ask("Who barks at the postman?")
    assert not opening.may_be_lacking(replace(answer, outcome=Outcome.ANSWERED), None)
    assert not opening.may_be_lacking(replace(answer, outcome=Outcome.ANSWERED), "a")
    assert opening.may_be_lacking(replace(answer, outcome=Outcome.WEAK), None)
    assert opening.may_be_lacking(replace(answer, outcome=Outcome.ANSWERED), "b")


def test_to_ask_for_a_file_that_was_left_out_says_why(half: Desk) -> None:
    """It is in the corpus: that no article matches would be wrong."""
    with pytest.raises(UsageError) as raised:
        half.ask("Who barks?", within="b")
    assert raised.value.message == f"'b' was left out of the index: {BAD}"
    assert raised.value.path == "b.txt"
    half.write("b.txt.md", DOGS)
    half.rebuild(skip_bad=True)
    with pytest.raises(UsageError, match=r"'b\.txt' was left out of the index"):
        half.ask("Who barks?", within="b.txt")


@pytest.fixture
def build(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Open the index of the desk, with the small model if it has to be built."""
    from qa.service import local

    original = local.build_index

    def with_small_model(settings: Settings, **options: Any) -> Any:
        return original(settings, **{**options, "model": str(desk.model)})

    monkeypatch.setattr(local, "build_index", with_small_model)
    return lambda: opening.build_first(Settings(desk.corpus, desk.index))


def test_a_bad_file_does_not_keep_the_first_question_from_its_answer(
    desk: Desk, build: Callable[[], None], said: list[str]
) -> None:
    """The first build leaves it out and says which and why; an empty file likewise."""
    desk.write("a.txt", DOGS)
    desk.write("b.txt", b"abc\xff\xfe")
    desk.write("c.txt", b"\n")
    build()
    assert said[1] == (
        f"2 files left out of the index: {BAD} (and 1 more: qa status); mend it and run qa rebuild"
    )
    assert said[2].startswith("index built: 1 article, ")
    assert [entry.path for entry in desk.status().skipped] == ["b.txt", "c.txt"]


def test_where_no_file_can_be_used_the_first_question_names_one(
    desk: Desk, build: Callable[[], None], said: list[str]
) -> None:
    """There is nothing to answer from: the error names the file and the place in it."""
    desk.write("b.txt", b"abc\xff\xfe")
    with pytest.raises(CorpusEmptyError) as raised:
        build()
    assert raised.value.message == f"no article in {desk.corpus} can be used: {BAD}"
    assert raised.value.path == "b.txt"
    assert said == [f"no index in {desk.index} yet: building it from {desk.corpus}"]


def _fill(corpus: Path) -> None:
    for name in ("a.pdf", "below/b.PDF", "c.docx", "LICENCE", ".hidden.odt"):
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_bytes(b"x")


def test_files_that_are_not_read_are_counted_by_their_endings(
    desk: Desk, build: Callable[[], None], said: list[str]
) -> None:
    """A rebuild and the first build say it; hidden files are meant to be left out."""
    _fill(desk.corpus)
    unread = "4 files are not read: .pdf 2, no ending 1, .docx 1"
    with pytest.raises(CorpusEmptyError, match=f"holds no article: {unread}"):
        find_articles(desk.corpus)
    desk.write("a.txt", DOGS)
    assert describe_unread(find_articles(desk.corpus)) == unread
    build()
    assert said[1] == unread
    assert desk.rebuild().notices == (unread,)
    assert desk.status().changes is not None


def test_many_endings_are_not_all_named(desk: Desk) -> None:
    """The line stays short: the five most frequent."""
    desk.write("a.txt", DOGS)
    for n in range(7):
        desk.write(f"f.x{n}", "x")
    assert describe_unread(find_articles(desk.corpus)) == (
        "7 files are not read: .x0 1, .x1 1, .x2 1, .x3 1, .x4 1, …"
    )
