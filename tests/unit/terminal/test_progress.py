"""How quickly work goes on, in words."""

import threading

from qa.model import Progress
from qa.terminal.output.progress import RateEstimator, pause, progress_lines


def test_rate_and_time_left_are_shown_once_they_have_settled() -> None:
    """Each stage is measured for itself; what has no total has no time left."""
    times = iter([0.0, 0.1, 2.0, 3.0, 3.1, 5.0, 6.0])
    rate = RateEstimator(lambda: next(times))
    assert rate.describe(Progress("encoding", 0, 400)) == "encoding 0/400"
    assert rate.describe(Progress("encoding", 10, 400)) == "encoding 10/400"
    assert rate.describe(Progress("encoding", 100, 400)) == "encoding 100/400 · 50/s · 6 s left"
    assert rate.describe(Progress("indexing", 1000, 3000)) == "indexing 1,000/3,000"
    assert rate.describe(Progress("indexing", 1010, 3000)) == "indexing 1,010/3,000"
    assert rate.describe(Progress("indexing", 3000, 3000)).endswith("· 1,000/s · 0 s left")
    assert rate.describe(Progress("writing\x1b", 0, 0)) == "writing␛"


def test_where_no_bar_is_drawn_a_line_is_said_now_and_then() -> None:
    """What progress is at that moment, and nothing before there is any, or after the end."""
    said: list[str] = []
    steps = [None, Progress("encoding", 0, 400), Progress("writing\x1b", 0, 0)]
    waits, go_on = threading.Semaphore(0), threading.Semaphore(0)

    def wait(_: float) -> float:
        waits.release()
        go_on.acquire()
        return 0.0

    with progress_lines(said.append, wait) as report:
        for step in steps:
            waits.acquire()
            if step:
                report(step)
            go_on.release()
        waits.acquire()
        # Nothing holds the thread up any more.
        go_on.release(1_000_000)
    assert said[:2] == ["still encoding 0/400", "still writing␛"]


def test_lines_come_less_often_the_longer_it_takes() -> None:
    """Every ten seconds at first, every six minutes in the second hour."""
    assert [pause(elapsed) for elapsed in (0.0, 99.0, 200.0, 3600.0)] == [10.0, 10.0, 20.0, 360.0]
