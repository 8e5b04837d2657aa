"""How quickly work goes on, in words."""

from qa.model import Progress
from qa.terminal.output.progress import RateEstimator


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
