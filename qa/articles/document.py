"""What a format's module makes of a file: blocks and metadata; knows no format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from qa.model import Block, BlockKind

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article says of itself; None where it does not. `date` is ISO 8601."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None

    def or_else(self, other: "Metadata") -> "Metadata":
        """Return these values, with the other's where these are None."""
        return Metadata(
            title=self.title or other.title,
            author=self.author or other.author,
            date=self.date or other.date,
            source=self.source or other.source,
            url=self.url or other.url,
        )


@dataclass(frozen=True, slots=True)
class Body:
    """An article's blocks, as `Document.blocks`, and its metadata."""

    blocks: tuple[Block, ...]
    metadata: Metadata


def fold_ornaments(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks, those without letter or digit ("* * *") joined to a neighbour.

    An ornament is no paragraph that a reader would count or cite, yet no character may be lost: it
    joins the paragraph before it, else the one after it; between a heading and a heading it stays.
    """
    folded: list[Block] = []
    for block in blocks:
        previous = folded[-1] if folded else None
        joins = previous is not None and BlockKind.PARAGRAPH == previous.kind == block.kind
        if previous is not None and joins and is_ornament(text, block):
            folded[-1] = replace(previous, end=block.end)
        elif previous is not None and joins and is_ornament(text, previous):
            folded[-1] = replace(block, start=previous.start)
        else:
            folded.append(block)
    return tuple(folded)


def is_ornament(text: str, block: Block) -> bool:
    """Return whether the block holds neither letter nor digit."""
    return _LETTER_OR_DIGIT.search(text, block.start, block.end) is None


# Where the lines of a text begin, by the rule that Markdown has: `\n`, `\r\n` or a lone `\r`.
#
# Not for the line numbers of citations, which count `\n` alone as grep and editors do.
#
_NEWLINE = re.compile(r"\r\n?|\n")


def line_offsets(text: str, start: int = 0) -> list[int]:
    """Return the offset of each line from `start` on, and last the length of the text."""
    offsets = [start]
    offsets.extend(match.end() for match in _NEWLINE.finditer(text, start))
    if offsets[-1] != len(text):
        offsets.append(len(text))
    return offsets
