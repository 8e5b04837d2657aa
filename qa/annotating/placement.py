"""A Markdown article as it is read, and where what is marked in that stands in its file.

Extractors see a plain text: blocks as they are read, one after another, with offsets of its own.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from qa.annotating.parsing import ParsedBlock
from qa.annotations.values import Annotations, DateMark, Mark, Named, Quotation

if TYPE_CHECKING:
    from qa.articles.document import Document

_BETWEEN = "\n\n"

_Placed = TypeVar("_Placed", Mark, DateMark, Quotation)


class ReadArticle:
    """The parsed blocks of an article put together as a plain text.

    `document` has that text and no blocks; `blocks` are the parsed ones, with offsets in it.
    """

    def __init__(self, document: "Document", parsed: Sequence[ParsedBlock]) -> None:
        self._parsed = parsed
        self._starts: list[int] = []
        blocks: list[ParsedBlock] = []
        position = 0
        for block in parsed:
            end = position + len(block.doc.text)
            self._starts.append(position)
            blocks.append(ParsedBlock(position, end, block.kind, block.doc))
            position = end + len(_BETWEEN)
        self.blocks: Sequence[ParsedBlock] = blocks
        self.document = replace(
            document, text=_BETWEEN.join(block.doc.text for block in parsed), blocks=()
        )

    def placed(self, found: Annotations) -> Annotations:
        """Return marks of the plain text as marks of the article."""
        return Annotations(
            people=self._named(found.people),
            organisations=self._named(found.organisations),
            places=self._named(found.places),
            dates=self._each(found.dates),
            numbers=self._each(found.numbers),
            quotations=tuple(map(self._quotation, self._each(found.quotations))),
            phrases=self._each(found.phrases),
        )

    def _named(self, entries: Sequence[Named]) -> tuple[Named, ...]:
        return tuple(
            replace(entry, mentions=self._each(entry.mentions), role=self._optional(entry.role))
            for entry in entries
        )

    def _each(self, marks: Sequence[_Placed]) -> tuple[_Placed, ...]:
        places = [self._place(mark.start, mark.end) for mark in marks]
        moved = [
            replace(mark, start=place.start, end=place.end)
            for mark, place in zip(marks, places, strict=True)
        ]
        return tuple(sorted(moved, key=lambda mark: (mark.start, mark.end)))

    def _quotation(self, quotation: Quotation) -> Quotation:
        return replace(
            quotation,
            speaker_as_written=self._optional(quotation.speaker_as_written),
            sentence=self._place(quotation.sentence.start, quotation.sentence.end),
            clause=self._optional(quotation.clause),
        )

    def _optional(self, mark: Mark | None) -> Mark | None:
        return self._place(mark.start, mark.end) if mark else None

    def _place(self, start: int, end: int) -> Mark:
        index = bisect_right(self._starts, start) - 1
        block, offset = self._parsed[index], self._starts[index]
        return block.mark_of(start - offset, end - offset)
