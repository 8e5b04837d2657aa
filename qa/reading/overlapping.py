"""Of answers that overlap in one text keep the best; pure."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Scored(Protocol):
    """A span with a score, higher for better."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""

    @property
    def margin(self) -> float:
        """Its score."""


S = TypeVar("S", bound=Scored)


def join_overlapping(spans: Iterable[S]) -> list[S]:
    """Return the spans of one text, best margin first, less those that overlap a better one."""
    kept: list[S] = []
    for span in sorted(spans, key=lambda span: (-span.margin, span.start, span.end)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return kept
