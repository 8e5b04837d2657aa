"""How many passages are read, and that this changes no answer."""

from collections.abc import Sequence
from contextlib import closing

import numpy as np
import pytest

from qa.answering.answer_type import OTHER_TYPE
from qa.answering.pipeline import PipelineResult, Request, find_answer
from qa.answering.ranking import (
    READ_AT_MOST,
    fuse,
    is_settled,
    outside_dateline,
    rank,
    sort_order,
)
from qa.readers.protocol import FoundSpan, Reading
from qa.retrieval.generation_searcher import GenerationSearcher
from qa.retrieval.protocol import Filters, Query
from qa.storage import Generation
from tests.support.desk import Desk
from tests.unit.answering.test_ranking import candidates


class Counting:
    """A reader that finds the first word of each passage, with the margins given in turn."""

    def __init__(self, margins: Sequence[float]) -> None:
        self.read_at_once: list[int] = []
        self._margins = iter(margins)

    def load(self) -> None:
        """Load nothing."""

    def close(self) -> None:
        """End nothing."""

    def read(self, question: str, readings: Sequence[Reading]) -> list[FoundSpan]:
        """Return the first word of each, and note how many there are."""
        assert question == "Who feeds the hens?"
        self.read_at_once.append(len(readings))
        return [
            FoundSpan(0, len(reading.passage.split()[0]), next(self._margins))
            for reading in readings
        ]


@pytest.fixture
def hens(desk: Desk) -> Desk:
    """Eight articles of one passage."""
    for name in ("Anna", "Boris", "Carla", "Dora", "Emil", "Frida", "Georg", "Hanna"):
        desk.write(f"{name}.txt", f"{name} feeds the hens in the yard.")
    desk.rebuild(reader="none")
    return desk


def _answer(generation: Generation, reader: Counting, at_once: int) -> PipelineResult:
    encode = generation.encoder.encode_queries
    typed = Query("Who feeds the hens?", encode(["Who feeds the hens?"])[0])
    request = Request(typed, Filters(), None, limit=5, at_once=at_once)
    return find_answer(request, GenerationSearcher(generation), reader, encode)


def test_reading_ends_where_no_other_passage_can_come_first(hens: Desk) -> None:
    """The first is sure: the others are not read. None is: as many as are ever read."""
    sure, unsure = Counting([30.0] * 9), Counting([-5.0] * 9)
    with closing(hens.generation()) as generation:
        _answer(generation, sure, 1)
        _answer(generation, unsure, 1)
    assert sure.read_at_once == [1]
    assert unsure.read_at_once == [1] * READ_AT_MOST


@pytest.mark.parametrize("at_once", [2, 3, 5, 8])
def test_how_many_are_read_at_once_changes_no_answer(hens: Desk, at_once: int) -> None:
    """What was read beyond the last one needed does not count: any machine answers the same."""
    margins = [-3.0, -1.0, 12.0, 4.0, 2.0]
    one, several = Counting(margins), Counting(margins)
    with closing(hens.generation()) as generation:
        assert _answer(generation, several, at_once) == _answer(generation, one, 1)
    assert sum(several.read_at_once) >= sum(one.read_at_once) == 3


def test_the_first_is_the_same_as_if_all_were_read() -> None:
    """For any scores and margins, equal ones included."""
    numbers = np.random.default_rng(7)
    ended_early = 0
    for _ in range(500):
        found = candidates(numbers.choice(np.linspace(0.2, 0.7, 20), 6).tolist())
        fused = fuse(found)
        best = sort_order(found, fused)[:READ_AT_MOST].tolist()
        margins = numbers.choice([-30.0, -2.0, 0.0, 3.0, 8.0, 40.0], len(best)).tolist()
        everything = {at: FoundSpan(0, 1, margin) for at, margin in zip(best, margins, strict=True)}
        spans: dict[int, FoundSpan] = {}
        for at in best:
            spans[at] = everything[at]
            if is_settled(fused, spans, best[len(spans) :]):
                break
        ended_early += len(spans) < len(best)
        assert rank(found, fused, spans).order[0] == rank(found, fused, everything).order[0]
    assert ended_early > 50


@pytest.mark.parametrize(
    "dateline",
    [
        "SEOUL, SOUTH KOREA — ",
        "New York CNN Business — ",
        "Washington (Reuters) - ",
        "LONDON (March 10) – ",
        "STOCKHOLM, February 17 — ",
    ],
)
def test_a_dateline_has_to_be_much_surer_to_be_the_answer(dateline: str) -> None:
    """Where a report was written is not where something happened."""
    passage = f"{dateline}The train left Oslo."
    oslo = FoundSpan(passage.index("Oslo"), len(passage) - 1, 1.0)
    found = FoundSpan(0, 5, 3.0, (oslo,))
    assert outside_dateline(passage, found).start == oslo.start
    sure = FoundSpan(0, 5, 3.0 + OTHER_TYPE, (oslo,))
    assert outside_dateline(passage, sure).margin == 3.0


@pytest.mark.parametrize("passage", ["Ann Reed — the judge — left Oslo.", "BP — the firm — left."])
def test_a_name_before_a_dash_is_no_dateline(passage: str) -> None:
    """A dateline is written in capitals, or names an agency."""
    found = FoundSpan(0, 2, 3.0, (FoundSpan(10, 12, 1.0),))
    assert outside_dateline(passage, found) == found
