"""Back to the generation before: which that is, how many are kept, and what is said of it."""

import os
from pathlib import Path

import pytest

from qa.errors import (
    IndexDamagedError,
    IndexLockedError,
    IndexMissingError,
    IndexUnusableError,
    UsageError,
)
from qa.indexing import rollback
from qa.model import KeptGeneration
from qa.settings import Settings
from qa.storage import current_generation
from qa.storage.lock import builder_lock
from qa.terminal.app import main
from tests.support.desk import DOGS, Desk, said
from tests.support.terminal_driver import session

QUESTION = "Who barks at the postman?"
ANIMALS = ("Dogs", "Foxes", "Wolves", "Cats")


def build(desk: Desk, *animals: str, keep: int = 2) -> list[str]:
    """Build one generation for each animal and return their names."""
    names = []
    for animal in animals:
        desk.write("dogs.txt", DOGS.replace("Dogs", animal))
        names.append(desk.rebuild(reader="none", keep=keep).generation)
    return names


def animal(desk: Desk) -> str:
    """Return which animal the index in use tells of."""
    return desk.ask(QUESTION).passages[0].text.split()[0]


def test_a_rollback_answers_as_before(desk: Desk) -> None:
    """To the last figure; the corpus is then another than what is indexed."""
    desk.write_three()
    (first,) = build(desk, "Dogs")
    before = said(desk.ask(QUESTION))
    (second,) = build(desk, "Foxes")
    assert animal(desk) == "Foxes"
    made = rollback(desk.index)
    assert said(desk.ask(QUESTION)) == before
    status = desk.status()
    assert made == KeptGeneration(first, status.index.built_at, 3)
    assert status.index.generation == first
    assert status.index.stale
    assert (status.before, status.newer and status.newer.generation) == (None, second)


def test_without_a_generation_before_it_says_so(desk: Desk) -> None:
    """And leaves everything as it is; so it does when there is no index at all."""
    with pytest.raises(IndexMissingError):
        rollback(desk.index)
    assert not desk.index.exists()
    (only,) = build(desk, "Dogs")
    with pytest.raises(IndexUnusableError, match=f"no generation older.*{only}") as caught:
        rollback(desk.index)
    assert caught.value.code == 3
    assert current_generation(desk.index) == only


def test_twice_goes_back_one_further(desk: Desk) -> None:
    """As far as generations are kept."""
    names = build(desk, *ANIMALS, keep=3)
    assert desk.layout.generations() == names[1:]
    assert [rollback(desk.index).generation for _ in range(2)] == [names[2], names[1]]
    assert animal(desk) == "Foxes"
    with pytest.raises(IndexUnusableError, match="nothing to go back to"):
        rollback(desk.index)


def test_a_rebuild_goes_on_from_what_is_in_use(desk: Desk) -> None:
    """What was gone back from is removed, never what stands before the new one."""
    first, second = build(desk, "Dogs", "Foxes")
    rollback(desk.index)
    assert desk.layout.generations() == [first, second]
    (third,) = build(desk, "Wolves")
    assert desk.layout.generations() == [first, third]
    rollback(desk.index)
    assert animal(desk) == "Dogs"


def test_a_rebuild_that_changes_nothing_removes_what_was_gone_back_from(desk: Desk) -> None:
    """The generation in use stays, and so does the one before it."""
    zeroth, first, second = build(desk, "Dogs", "Foxes", "Wolves", keep=3)
    rollback(desk.index)
    assert build(desk, "Foxes") == [first]
    assert desk.layout.generations() == [zeroth, first]
    assert second not in {entry.name for entry in desk.index.iterdir()}


@pytest.mark.parametrize("keep", [2, 3, 4])
def test_so_many_generations_are_kept(desk: Desk, keep: int) -> None:
    """The newest ones; each can be gone back to."""
    names = build(desk, *ANIMALS, "Birds", keep=keep)
    assert desk.layout.generations() == names[-keep:]


def test_fewer_than_two_are_never_kept(desk: Desk) -> None:
    """The one in use and the one before it are."""
    desk.write_three()
    with pytest.raises(UsageError, match="at least 2 generations are kept, not 1"):
        desk.rebuild(keep=1)


def test_generations_made_within_a_second_stand_in_order(desk: Desk) -> None:
    """However quickly they follow one another: a rollback goes to the last but one."""
    names = build(desk, *ANIMALS, keep=4)
    assert names == sorted(names) == desk.layout.generations()
    for name in reversed(names[:-1]):
        assert rollback(desk.index).generation == name


def test_a_damaged_generation_is_not_gone_back_to(desk: Desk) -> None:
    """It is read in full first: the error names the file, and the index stays as it was."""
    first, second = build(desk, "Dogs", "Foxes")
    file = desk.layout.generation(first).texts
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    with pytest.raises(IndexDamagedError) as caught:
        rollback(desk.index)
    assert caught.value.path == str(file)
    assert current_generation(desk.index) == second
    assert animal(desk) == "Foxes"


def test_a_rollback_helps_where_the_index_in_use_is_damaged(desk: Desk) -> None:
    """What is in use needs not be opened for it."""
    _, second = build(desk, "Dogs", "Foxes")
    desk.layout.generation(second).texts.unlink()
    with pytest.raises(IndexDamagedError):
        desk.ask(QUESTION)
    rollback(desk.index)
    assert animal(desk) == "Dogs"


def test_a_rollback_waits_for_no_builder(desk: Desk) -> None:
    """One of them works, the other gets an error that names it."""
    build(desk, "Dogs", "Foxes")
    with (
        builder_lock(desk.layout),
        pytest.raises(IndexLockedError, match=f"process {os.getpid()} "),
    ):
        rollback(desk.index)
    assert animal(desk) == "Foxes"


def test_the_status_says_what_is_kept(desk: Desk) -> None:
    """The one before, from when; after a rollback the newer one."""
    first, second, third = build(desk, "Dogs", "Foxes", "Wolves", keep=3)
    status = desk.status()
    assert (status.before and status.before.generation, status.newer) == (second, None)
    rollback(desk.index)
    status = desk.status()
    assert (status.before and status.before.generation) == first
    assert (status.newer and status.newer.generation) == third


def test_the_command_line_says_what_is_in_use(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """When it was built and how many articles it holds; then the status tells the rest."""
    folders = ["--corpus", str(desk.corpus), "--index", str(desk.index)]
    desk.write_three()
    first, second = build(desk, "Dogs", "Foxes")
    built_at = desk.status().index.built_at
    assert main(["status", *folders]) == 0
    assert "before      built 20" in capsys.readouterr().out
    assert main(["rollback", *folders]) == 0
    out, err = capsys.readouterr()
    now = desk.status().index.built_at
    assert (out, err) == (f"in use      built {now}, 3 articles\ngeneration  {first}\n", "")
    assert main(["status", *folders]) == 0
    shown = capsys.readouterr().out
    assert f"newer       built {built_at}, 3 articles: gone back from" in shown
    assert "before " not in shown
    assert main(["rollback", *folders]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("qa: there is nothing to go back to: ")
    assert err.count("\n") == 1
    assert second in desk.layout.generations()


def test_how_many_are_kept_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the environment, as is where the index lies; a number from 2."""
    assert Settings.from_environment().keep == 2
    monkeypatch.setenv("QA_KEEP", "5")
    assert Settings.from_environment().keep == 5


@pytest.mark.parametrize("text", ["1", "0", "-3", "two", "2.5", " ", "9" * 5000])
def test_a_wrong_setting_is_an_error_of_the_command_line(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the setting."""
    monkeypatch.setenv("QA_KEEP", text)
    assert main(["status"]) == 2
    assert capsys.readouterr().err.startswith("qa: QA_KEEP must be a whole number from 2, not")


def test_rebuilding_keeps_as_many_as_the_setting_says(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the command line."""
    monkeypatch.setenv("QA_KEEP", "3")
    build(desk, "Dogs", "Foxes", keep=3)
    desk.write("dogs.txt", DOGS.replace("Dogs", "Wolves"))
    assert main(["rebuild", "--corpus", str(desk.corpus), "--index", str(desk.index)]) == 0
    assert "dogs.txt" in capsys.readouterr().out
    assert len(desk.layout.generations()) == 3


@pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")
def test_an_open_session_takes_what_was_gone_back_to(desk: Desk, tmp_path: Path) -> None:
    """Between two questions, and it says so."""
    first, _ = build(desk, "Dogs", "Foxes")
    with session(desk.corpus, desk.index, state=tmp_path) as terminal:
        terminal.prompt().wait_for_foot("1 article")
        terminal.enter(QUESTION).wait_for("Foxes bark").wait_for("confidence").prompt()
        rollback(desk.index)
        terminal.enter(QUESTION).wait_for(f"from here on {first} answers")
        terminal.wait_for("Dogs bark").prompt()
        terminal.enter("/quit")
        assert terminal.exit_code() == 0
