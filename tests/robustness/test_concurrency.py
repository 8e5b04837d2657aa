"""Many readers at once while rebuilds and rollbacks go on: none fails, none mixes generations."""

import sys

import pytest

from tests.robustness.busy_readers import keep_busy
from tests.support.desk import Desk

# How often the index is rebuilt or rolled back at least, and how many generations are to answer.
TURNS, GENERATIONS = 9, 4

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")


@pytest.mark.long
def test_every_answer_belongs_wholly_to_one_generation(desk: Desk) -> None:
    """Ten processes ask: each answer holds the texts of the generation it names, none fails."""
    tally = keep_busy(desk, lambda turn, answered: turn < TURNS or answered < GENERATIONS)

    assert tally.wrongs == ()
    assert (tally.lost, tally.mixed, tally.foreign) == (0, 0, 0)
    assert tally.answers > len(tally.generations) >= GENERATIONS
