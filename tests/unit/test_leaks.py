"""The check that every test is put to sees what a test leaves behind, and names it."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.leaks import Resources

linux = pytest.mark.skipif(sys.platform != "linux", reason="listed by Linux alone")


def test_a_thread_is_named() -> None:
    """As long as it runs."""
    before, end = Resources.now(), threading.Event()
    thread = threading.Thread(target=end.wait, name="forgotten")
    thread.start()
    assert before.left_behind() == ["the thread 'forgotten'"]
    end.set()
    thread.join()
    assert before.left_behind() == []


def test_the_threads_of_a_pool_that_nobody_holds_are_waited_for() -> None:
    """They end by themselves."""
    before = Resources.now()
    assert list(ThreadPoolExecutor(2).map(abs, [-1, -2])) == [1, 2]
    assert before.left_behind() == []


@linux
def test_a_child_process_is_named_until_it_is_waited_for() -> None:
    """By its number and its command; one that has ended is still there for its parent."""
    before = Resources.now()
    with subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as child:
        assert before.left_behind()[0] == f"the process {child.pid}: {sys.executable} -c input()"
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert before.left_behind()[0] == f"the process {child.pid}: it has ended, unread"
    assert before.left_behind() == []


@linux
def test_a_descriptor_is_named_with_what_is_open(tmp_path: Path) -> None:
    """One that is closed again and one that only garbage holds are none."""
    before = Resources.now()
    file = tmp_path / "file"
    descriptor = os.open(file, os.O_CREAT)
    assert before.left_behind() == [f"the descriptor {descriptor}: {file}"]
    os.close(descriptor)
    assert before.left_behind() == []


@linux
def test_a_number_that_now_names_another_file_is_left_behind(tmp_path: Path) -> None:
    """To close what was open before and open something in its place is no excuse."""
    first, second = tmp_path / "first", tmp_path / "second"
    number = os.open(first, os.O_CREAT)
    before = Resources.now()
    os.close(number)
    assert os.open(second, os.O_CREAT) == number
    assert before.left_behind() == [f"the descriptor {number}: {second}"]
    os.close(number)
