"""Files that change or vanish behind an open session, in a real pseudo-terminal."""

from pathlib import Path

import pytest

from qa.indexing import rebuild
from tests.support.desk import Desk
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

QUESTION = "Who barks at the postman?"


@pytest.fixture
def three(desk: Desk) -> Desk:
    """An index of three articles."""
    desk.write_three()
    desk.rebuild()
    return desk


def test_what_is_taken_along_from_a_changed_file_is_warned_of(three: Desk, tmp_path: Path) -> None:
    """`/copy` and `/save` say what `/open` says; they do what was asked all the same."""
    path = {"PATH": "/nonexistent", "SSH_CONNECTION": "1"}
    with session(three.corpus, three.index, rows=60, columns=100, environment=path) as terminal:
        terminal.prompt().enter("/in dogs").prompt("dogs ›").enter(QUESTION)
        terminal.wait_for("confidence").prompt("dogs ›")
        terminal.enter("/copy 1").wait_for("copied [1] with its citation\n").prompt("dogs ›")
        terminal.enter(f"/save {tmp_path}/x.md").wait_for("saved 1 turn in").prompt("dogs ›")
        assert "has changed since" not in terminal.text
        three.write("dogs.txt", "Nothing of that.")
        terminal.enter("/copy 1").wait_for("copied [1] with its citation", times=2)
        terminal.wait_for("\nas indexed; the file has changed since\n").prompt("dogs ›")
        terminal.enter(f"/save {tmp_path}/y.md").wait_for("saved 1 turn in", times=2)
        terminal.wait_for("\ndogs.txt: the file has changed since it was indexed\n")
        (three.corpus / "dogs.txt").unlink()
        terminal.prompt("dogs ›").enter("/copy 1")
        terminal.wait_for("as indexed; the file cannot be read any more").prompt("dogs ›")
    assert (tmp_path / "y.md").read_text() == (tmp_path / "x.md").read_text()


def test_a_corpus_that_is_gone_is_named(three: Desk) -> None:
    """`/edit` has no file to open; what it names as a way out works."""
    with session(three.corpus, three.index) as terminal:
        terminal.prompt().enter(QUESTION).wait_for("confidence").prompt()
        three.corpus.rename(three.corpus.with_name("elsewhere"))
        terminal.enter("/edit 1").wait_for("is gone").prompt()
        shown = " ".join(terminal.text.split())
        corpus = f"the corpus folder {three.corpus} is gone"
        assert f"{corpus}; /open shows the article as it was indexed ›" in shown
        assert "skip-bad" not in terminal.text
        terminal.enter("/open 1").wait_for("Dogs bark").type("q").prompt()


def test_the_status_and_the_toolbar_show_one_index(three: Desk) -> None:
    """An index that another process has built is taken before the status is shown."""
    with session(three.corpus, three.index, rows=60) as terminal:
        terminal.prompt().wait_for_foot("3 articles")
        three.write("more.txt", "Snow fell on the old harbour.")
        generation = rebuild(three.corpus, three.index).generation
        terminal.enter("/status").wait_for("index       4 articles").prompt()
        assert f"the index has changed: from here on {generation} answers" in terminal.text
        assert f"generation  {generation}" in terminal.text
        terminal.wait_for_foot("4 articles")
