"""Commands with a corpus that is not the index's own: refused, warned of, or asked back about."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_process import error_of, run
from tests.support.desk import Desk
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

QUESTION = "Who barks at the postman?"


@pytest.fixture
def another(tmp_path: Path) -> Path:
    """A corpus of one article that the index does not hold."""
    corpus = tmp_path / "another"
    corpus.mkdir()
    (corpus / "cats.txt").write_text("Cats sleep all day.\n")
    return corpus


def test_another_corpus_is_refused_by_every_way_of_asking(indexed: Desk, another: Path) -> None:
    """Code 3 and one line that names both; the status says it and is shown all the same."""
    for arguments in (["ask", QUESTION], ["ask", "--batch", "-"], []):
        ended = run(*arguments, stdin=f"{QUESTION}\n".encode(), corpus=another, index=indexed.index)
        assert ended.returncode == 3
        assert error_of(ended).startswith(
            f"qa: the index was built from {indexed.corpus}, and no article of it is in {another}; "
        )
    ended = run("ask", QUESTION, "--json", corpus=another, index=indexed.index)
    assert json.loads(ended.stdout)["error"]["code"] == 3
    ended = run("status", corpus=another, index=indexed.index)
    assert ended.returncode == 0
    assert f"\nfrom        {indexed.corpus}\n" in ended.stdout.decode()
    assert "\ncorpus      another: it holds no article of the index\n" in ended.stdout.decode()
    ended = run("status", "--json", corpus=another, index=indexed.index)
    made = json.loads(ended.stdout)
    assert (made["corpus"], made["another_corpus"]) == (str(indexed.corpus), True)
    with session(another, indexed.index, columns=300) as terminal:
        assert terminal.exit_code() == 3
        assert f"qa: the index was built from {indexed.corpus}, and no" in terminal.text


def test_a_missing_corpus_is_warned_of(indexed: Desk, tmp_path: Path) -> None:
    """Misspelt, or the index was copied alone: it answers, and one line says what it lacks."""
    missing = tmp_path / "corpsu"
    built_at = indexed.status().index.built_at
    warning = (
        f"qa: there is no corpus folder {missing}: the index answers as it was built at {built_at}"
        "; --corpus names another"
    )
    for arguments in (["ask", QUESTION], ["ask", QUESTION, "--json"], ["ask", "--batch", "-"], []):
        stdin = f"{QUESTION}\n{QUESTION}\n".encode()
        ended = run(*arguments, stdin=stdin, corpus=missing, index=indexed.index)
        assert (ended.returncode, error_of(ended)) == (0, f"{warning}\n")
        assert b"bark at the postman" in ended.stdout
    ended = run("ask", QUESTION, "--json", corpus=missing, index=indexed.index)
    index = json.loads(ended.stdout)["index"]
    assert (index["stale"], index["compared"]) == (False, False)


def test_a_session_without_its_corpus_says_so_once(indexed: Desk, tmp_path: Path) -> None:
    """Below the first answer, not below each."""
    with session(tmp_path / "corpsu", indexed.index, columns=200) as terminal:
        terminal.prompt().enter(QUESTION).wait_for("there is no corpus folder").prompt()
        terminal.enter("Who wears boots?").wait_for("› Who wears boots?").prompt()
        terminal.wait_for("Dogs bark at the postman", times=2)
        assert terminal.text.count("there is no corpus folder") == 1


def test_a_rebuild_asks_before_it_replaces_another_corpus(indexed: Desk, another: Path) -> None:
    """On a terminal; anything but yes leaves the index as it was."""
    before = indexed.status().index
    for line, code in (("", 130), ("n", 130), ("y", 0)):
        assert indexed.status().index == before
        with session(another, indexed.index, "rebuild", columns=300) as terminal:
            terminal.wait_for(f"{another}; replace all that is indexed? [y/N]").enter(line)
            assert terminal.exit_code() == code
            said = "removed     3" if code == 0 else "qa: nothing was changed"
            assert said in terminal.text
    assert Desk(another, indexed.index, indexed.model).status().articles == 1


def test_a_rebuild_without_a_terminal_says_what_it_replaced(indexed: Desk, another: Path) -> None:
    """Nobody is there to be asked; the line names the way back, which works."""
    ended = run("rebuild", "--json", corpus=another, index=indexed.index)
    line = error_of(ended)
    assert f"built from {indexed.corpus}, and no article of it is in {another}" in line
    assert "`qa rollback`" in line
    made = json.loads(ended.stdout)
    assert (len(made["removed"]), made["added"]) == (3, ["cats.txt"])
    assert line == f"qa: {made['notices'][0]}\n"
    assert run("rollback", index=indexed.index).returncode == 0
    ended = run("ask", QUESTION, corpus=indexed.corpus, index=indexed.index)
    assert ended.returncode == 0
    assert ended.stderr == b""


def test_a_copied_pair_is_rebuilt_unasked(indexed: Desk, tmp_path: Path) -> None:
    """It is the same corpus in another place."""
    copied = tmp_path / "copied"
    shutil.copytree(indexed.corpus, copied)
    with session(copied, indexed.index, "rebuild") as terminal:
        assert terminal.exit_code() == 0
        assert terminal.lines[0] == "kept        3"
