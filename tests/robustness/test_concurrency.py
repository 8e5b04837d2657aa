"""Many readers at once while rebuilds and rollbacks go on: none fails, none mixes generations."""

import os
import sys

import pytest

from tests.robustness.busy_readers import keep_busy
from tests.support.desk import Desk

# As long as that the index is kept busy; a minute or more finds what is rarer.
SECONDS = float(os.environ.get("QA_BUSY_SECONDS", "10"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")


def test_every_answer_belongs_wholly_to_one_generation(desk: Desk) -> None:
    """Ten processes ask: each answer holds the texts of the generation it names, none fails."""
    tally = keep_busy(desk, SECONDS)

    assert tally.wrongs == ()
    assert (tally.lost, tally.mixed, tally.foreign) == (0, 0, 0)
    assert tally.answers > len(tally.generations) > 2
