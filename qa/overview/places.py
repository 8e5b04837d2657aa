"""Where a stretch of an article stands: its paragraph, its line and the sentence around it.

A passage may hold several short paragraphs and knows the number of its first one alone. A place in
it is counted on from there, never beyond the paragraph at which the next passage begins.
"""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from qa.annotations.values import Mark
from qa.model import Passage, Sentence
from qa.overview.values import Place

_BLANK_LINE = "\n\n"


class PlaceFinder:
    """Finds places in the article `text`, cut into `passages`, which are in order."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self._text = text
        self._passages = passages
        self._starts = [passage.start for passage in passages]
        self._sentences = [s for passage in passages for s in passage.sentences]
        self._sentence_starts = [s.start for s in self._sentences]
        self._sentence_ends = [s.end for s in self._sentences]
        self._newlines = [at for at, char in enumerate(text) if char == "\n"]
        self._has_blank_lines = _BLANK_LINE in text.replace("\r", "")

    def place(self, start: int, end: int) -> Place:
        """Return the stretch from `start` to before `end`."""
        return Place(self._text[start:end], start, end, self._paragraph(start), self._line(start))

    def of_mark(self, mark: Mark) -> Place:
        """Return the stretch that is marked."""
        return self.place(mark.start, mark.end)

    def sentence(self, start: int, end: int) -> Place:
        """Return the sentence that holds the stretch, or the sentences, first start to last end.

        What is in no sentence, such as a heading, is its own.
        """
        first = bisect_right(self._sentence_ends, start)
        last = bisect_left(self._sentence_starts, end) - 1
        if first > last:
            return self.place(start, end)
        return self.place(
            min(start, self._sentences[first].start), max(end, self._sentences[last].end)
        )

    def _line(self, offset: int) -> int:
        return 1 + bisect_left(self._newlines, offset)

    def _paragraph(self, offset: int) -> int:
        """Return the number of the paragraph at the offset; of a heading, the one below it."""
        if not self._passages:
            return 1
        at = bisect_right(self._starts, offset) - 1
        following = self._passages[at + 1] if at + 1 < len(self._passages) else None
        if at < 0 or (following and offset >= self._passages[at].end):
            return (following or self._passages[0]).paragraph
        passage = self._passages[at]
        room = following.paragraph - passage.paragraph - 1 if following else None
        breaks = self._breaks(passage.sentences, room)
        return passage.paragraph + bisect_right(breaks, offset)

    def _breaks(self, sentences: Sequence[Sentence], room: int | None) -> list[int]:
        """Return where paragraphs after a passage's first begin; `room` is how many at most."""
        if room == 0:
            return []
        gaps = [
            (self._text[before.end : after.start].replace("\r", ""), after.start)
            for before, after in itertools.pairwise(sentences)
        ]
        separator = _BLANK_LINE if self._has_blank_lines else "\n"
        breaks = [start for gap, start in gaps if separator in gap]
        return breaks if room is None else breaks[:room]
