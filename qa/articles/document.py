"""What a format reads out of a file: text, blocks, metadata, locators; depends on no format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from qa.model import Block, BlockKind, Locator

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_NEWLINE = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article states about itself; None where it states nothing. `date` is ISO 8601."""

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
class Content:
    """An article as its format reads it: its values are those of `Document`."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    locators: tuple[Locator, ...] = ()
    notices: tuple[str, ...] = ()


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


def line_offsets(text: str, start: int = 0) -> list[int]:
    r"""Return the offset of each line from `start` on, and last the length of the text.

    A line ends in `\n`, `\r\n` or a lone `\r`, as in Markdown. Not for the line numbers of
    citations, which count `\n` alone as grep and editors do.
    """
    offsets = [start]
    offsets.extend(match.end() for match in _NEWLINE.finditer(text, start))
    if offsets[-1] != len(text):
        offsets.append(len(text))
    return offsets
