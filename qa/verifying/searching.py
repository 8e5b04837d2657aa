"""Where many texts may stand in an article, told from its words in one look.

A text that has words inside of it, with white space on both sides, stands only where all these
words do. Its longest is its anchor: it can stand only where the anchor does. No place at which a
text stands is ever passed over.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"\S+")
_LONGEST_ANCHOR = 100
# Of a word that is there more often no place is told, which bounds time and memory.
_MOST_PLACES = 5_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may stand at one of `places`, or, if that is None, anywhere."""

    text: str
    places: tuple[int, ...] | None


class Anchors:
    """The anchors of the texts that are sought."""

    def __init__(self, sought: Iterable[str]) -> None:
        # Beside each text how far into it the anchor begins.
        self._by_anchor: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._without: list[str] = []
        for text in sought:
            anchor = _anchor(text)
            if anchor:
                self._by_anchor[anchor[0]].append((text, anchor.start()))
            else:
                self._without.append(text)

    def candidates(self, text: str) -> Iterator[Candidate]:
        """Yield those of the texts sought that may stand in `text`, each once.

        Takes time in proportion to the length of `text`.
        """
        yield from (Candidate(sought, None) for sought in self._without)
        for anchor, places in self._places(text).items():
            for sought, offset in self._by_anchor[anchor]:
                if len(places) > _MOST_PLACES:
                    yield Candidate(sought, None)
                else:
                    yield Candidate(sought, tuple(place - offset for place in places))

    def _places(self, text: str) -> dict[str, list[int]]:
        """Return where each anchor stands, up to one place too many."""
        found: dict[str, list[int]] = {}
        anchors = self._by_anchor
        for word in _WORD.finditer(text) if anchors else ():
            if word[0] in anchors:
                places = found.setdefault(word[0], [])
                if len(places) <= _MOST_PLACES:
                    places.append(word.start())
        return found


def _anchor(text: str) -> re.Match[str] | None:
    """Return the longest word with white space on both sides, if there is one."""
    inner = [word for word in _WORD.finditer(text) if word.start() and word.end() < len(text)]
    return max(
        (word for word in inner if word.end() - word.start() <= _LONGEST_ANCHOR),
        key=lambda word: word.end() - word.start(),
        default=None,
    )
