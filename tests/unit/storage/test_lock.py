"""One builder at a time, and readers all the while."""

import json
import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from qa.errors import IndexLockedError
from qa.storage import Layout, lock
from qa.storage.lock import builder_lock
from tests.support.desk import TRAINS, Desk, said
from tests.support.paths import ROOT

BUILDER = ("-m", "tests.robustness.dying_builder")


@contextmanager
def _holding(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    """A process that stands in the middle of a rebuild."""
    with subprocess.Popen(
        [sys.executable, *BUILDER, "hold", str(desk.corpus), str(desk.index)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "holding\n"
            yield process
        finally:
            process.kill()


def test_of_two_rebuilds_at_once_one_works_and_readers_are_not_disturbed(desk: Desk) -> None:
    """The second is told who holds the lock; questions go to the old index until the switch."""
    desk.write_three()
    desk.rebuild()
    with desk.engine() as engine:
        before = said(engine.ask("When does the train leave?"))
        desk.write("travel/trains.md", TRAINS.replace("nine", "ten"))
        with _holding(desk) as process:
            with pytest.raises(IndexLockedError) as caught:
                desk.rebuild()
            assert f"process {process.pid} " in caught.value.holder
            assert caught.value.holder in str(caught.value)
            assert said(engine.ask("When does the train leave?")) == before
            assert said(desk.ask("When does the train leave?")) == before
            assert not engine.refresh()
            built, _ = process.communicate("\n")
        assert process.returncode == 0
        assert said(engine.ask("When does the train leave?")) == before
        assert engine.refresh()
        answer = engine.ask("When does the train leave?")
        assert answer.index.generation == built.strip()
        assert "leaves at ten" in answer.passages[0].text
        assert not engine.refresh()


def test_a_dead_builder_holds_no_lock(desk: Desk) -> None:
    """The lock ends with its process, whatever it left behind."""
    desk.write_three()
    desk.rebuild()
    desk.write("travel/trains.md", TRAINS.replace("nine", "ten"))
    with _holding(desk) as process:
        process.kill()
        process.wait()
        assert desk.layout.holder.exists()
        assert desk.rebuild().changes.changed == ("travel/trains.md",)
    assert not desk.layout.holder.exists()


def test_the_lock_names_its_holder_and_is_let_go(tmp_path: Path) -> None:
    """Held twice is an error even within one process; afterwards it is free."""
    layout = Layout(tmp_path)
    with (
        builder_lock(layout),
        pytest.raises(IndexLockedError, match=f"process {os.getpid()} "),
        builder_lock(layout),
    ):
        pass
    with builder_lock(layout):
        assert layout.holder.exists()
    assert not layout.holder.exists()


def test_of_builders_that_start_at_once_one_works_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also to those that come before it has said who it is; each has its turn in the end."""
    monkeypatch.setattr(lock, "_HOLDER_WRITTEN_WITHIN", math.inf)
    begin = threading.Barrier(4)
    said: list[str] = []
    layout = Layout(tmp_path)

    def build() -> None:
        begin.wait()
        try:
            with builder_lock(layout):
                begin.wait()
        except IndexLockedError as error:
            said.append(error.holder)
            begin.wait()

    threads = [threading.Thread(target=build) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 3
    assert all(holder.startswith(f"process {os.getpid()} (since ") for holder in said)


def test_what_a_dead_builder_said_is_not_told_of_a_live_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has just taken the lock names itself a moment later; until then nobody is named."""
    layout = Layout(tmp_path)
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        dead.wait()
    stale = json.dumps({"process": dead.pid, "since": "long ago"})
    live = json.dumps({"process": os.getpid(), "since": "just now"})
    with builder_lock(layout):
        layout.holder.write_text(stale)
        monkeypatch.setattr(lock, "_HOLDER_WRITTEN_WITHIN", math.inf)
        monkeypatch.setattr(time, "sleep", lambda _: layout.holder.write_text(live))
        with pytest.raises(IndexLockedError) as caught, builder_lock(layout):
            pass
    assert caught.value.holder == f"process {os.getpid()} (since just now)"


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"process": "x"}', '{"process": 1}', "\x00", '{"process": -1, "since": ""}'],
)
def test_a_strange_holder_file_is_no_obstacle(
    tmp_path: Path, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who cannot be named is another process."""
    monkeypatch.setattr(lock, "_HOLDER_WRITTEN_WITHIN", 0.0)
    layout = Layout(tmp_path)
    with builder_lock(layout):
        layout.holder.write_text(content)
        with (
            pytest.raises(IndexLockedError, match="rebuilt by another process"),
            builder_lock(layout),
        ):
            pass
