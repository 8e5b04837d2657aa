"""Of overlapping answers one stays."""

from qa.reading.overlapping import join_overlapping
from qa.reading.spans import FoundSpan


def test_of_overlapping_answers_the_best_stays() -> None:
    """The best margin wins; answers that only touch are two; the best comes first."""
    spans = [
        FoundSpan(10, 20, 1.0),
        FoundSpan(15, 30, 2.0),
        FoundSpan(30, 35, 0.5),
        FoundSpan(15, 30, 1.5),
        FoundSpan(40, 45, 3.0),
        FoundSpan(0, 15, -1.0),
    ]
    assert join_overlapping(spans) == [spans[4], spans[1], spans[2], spans[5]]
