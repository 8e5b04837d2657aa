"""Whom a sentence introduces, and whom it takes for known; pure.

News gives a name in full, or says who somebody is, once; after that the surname is enough. Out of
its place such a sentence leaves its reader asking who that is.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.annotations.values import Mark, Named
from qa.overview.names import words_of


@dataclass(frozen=True, slots=True)
class Naming:
    """The people that a stretch of an article names, by their number among all of the article."""

    introduced: frozenset[int]
    taken_for_known: frozenset[int]


def find_namings(
    text: str, stretches: Sequence[tuple[int, int]], people: Iterable[Named]
) -> tuple[Naming, ...]:
    """Return for each stretch, from start to before end, whom it introduces and whom it does not.

    The stretches are in order, and none overlaps another. Somebody is introduced by more than one
    word of the name, by the only one there is, or where it is said who that is.
    """
    starts = [start for start, _ in stretches]

    def stretch_of(mark: Mark) -> int | None:
        place = bisect_right(starts, mark.start) - 1
        return place if place >= 0 and mark.start < stretches[place][1] else None

    named: list[set[int]] = [set() for _ in stretches]
    introduced: list[set[int]] = [set() for _ in stretches]
    for number, person in enumerate(people):
        enough = min(2, len(words_of(person.name)))
        described = stretch_of(person.role) if person.role else None
        for mention in person.mentions:
            place = stretch_of(mention)
            if place is None:
                continue
            named[place].add(number)
            if place == described or len(words_of(text[mention.start : mention.end])) >= enough:
                introduced[place].add(number)
    return tuple(
        Naming(frozenset(given), frozenset(all_named - given))
        for given, all_named in zip(introduced, named, strict=True)
    )
