"""A rebuild in the background of a session: its progress, its end, and how it is stopped."""

import json
import os
import signal
import threading

import pytest
from filelock import FileLock

from qa.settings import Settings
from qa.terminal.session.worker import BackgroundRebuild
from tests.support.desk import Desk
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

MANY = 3000


def fill(desk: Desk, first: int, last: int) -> None:
    """Write articles that differ in every sentence."""
    for number in range(first, last):
        text = f"Train {number} leaves for town {number * 7} at gate {number % 90}.\n"
        (desk.corpus / f"{number:05}.txt").write_text(text)


def test_a_rebuild_runs_in_the_background(desk: Desk) -> None:
    """Questions are answered meanwhile; at its end the new index is taken, the line typed stays.

    Ctrl-C on an empty line stops a rebuild, and the index is as it was.
    """
    desk.write_three()
    desk.rebuild()
    fill(desk, 0, MANY)
    with session(desk.corpus, desk.index, rows=60) as terminal:
        terminal.prompt().wait_for_foot("00000.txt added, 2,999 more since: /rebuild")
        terminal.enter("/rebuild").wait_for("rebuilding behind the session").prompt()
        terminal.wait_for_foot("rebuilding: ").enter("/rebuild").wait_for("rebuilding already")
        terminal.prompt().type("\x03").wait_for("the rebuild was stopped: the index is as it was")
        terminal.wait_for_foot("3 articles")
        terminal.type("\x1b[15~").wait_for("rebuilding behind the session", times=2).prompt()
        terminal.enter("Who barks at the postman?").wait_for("confidence")
        terminal.type("half a quest").wait_for("added       3,000")
        terminal.wait_for("› half a quest", times=1)
        terminal.wait_for_foot("3,003 articles · 3,003 passages")
        terminal.type("\x03").prompt().enter("/quit")
        assert terminal.exit_code() == 0


def test_leaving_stops_a_rebuild(desk: Desk) -> None:
    """What is half made is never switched to."""
    desk.write_three()
    before = desk.rebuild().generation
    fill(desk, 0, MANY)
    with session(desk.corpus, desk.index) as terminal:
        terminal.prompt().wait_for_foot("3 articles").prompt()
        terminal.enter("/rebuild").wait_for_foot("rebuilding: ").type("\x04")
        assert terminal.exit_code() == 0
    assert desk.layout.current.read_text().strip() == before


def test_a_rebuild_that_fails_says_why(desk: Desk) -> None:
    """The session goes on."""
    desk.write_three()
    desk.rebuild()
    with session(desk.corpus, desk.index) as terminal:
        terminal.prompt().wait_for_foot("3 articles")
        desk.write("bad.txt", b"caf\xe9")
        terminal.enter("/rebuild").wait_for("bad.txt").wait_for("not UTF-8").prompt()
        terminal.enter("Who barks at the postman?").wait_for("confidence").prompt()


def test_a_session_that_dies_takes_its_rebuild_along(desk: Desk) -> None:
    """Nothing goes on once the terminal is closed; the index is unchanged."""
    desk.write_three()
    before = desk.rebuild().generation
    fill(desk, 0, MANY)
    with session(desk.corpus, desk.index) as terminal:
        terminal.prompt().wait_for_foot("3 articles").prompt()
        terminal.enter("/rebuild").wait_for_foot("rebuilding: ")
        terminal.kill()
    with FileLock(desk.layout.lock):
        assert desk.layout.current.read_text().strip() == before


def test_a_killed_rebuild_is_reported(desk: Desk) -> None:
    """As when memory runs out: the session goes on, and the next rebuild does its work."""
    desk.write_three()
    desk.rebuild()
    fill(desk, 0, MANY)
    progressed, ended = threading.Event(), threading.Event()
    rebuild = BackgroundRebuild(
        Settings(desk.corpus, desk.index), on_progress=progressed.set, on_end=ended.set
    )
    assert rebuild.take_outcome() is None
    assert rebuild.start()
    assert not rebuild.start()
    progressed.wait()
    holder = json.loads(desk.layout.holder.read_text())
    os.kill(holder["process"], signal.SIGKILL)
    ended.wait()
    assert rebuild.has_outcome
    outcome = rebuild.take_outcome()
    assert outcome is not None
    assert outcome.error == "the rebuild has died: ended from outside, exit code -9"
    assert not rebuild.has_outcome
    rebuild.finish()
    assert len(desk.rebuild().changes.added) == MANY
