"""What a format reads out of a file: text, blocks, metadata, locators; depends on no format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_NEWLINE = re.compile(r"\r\n?|\n")


class BlockKind(StrEnum):
    """What a block of an article is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CREDIT = "credit"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"
    MARKUP = "markup"  # tags and comments


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article between paragraph breaks, without surrounding white space.

    `section` is the heading it is under, without Markdown marks; a heading's is its own text.
    """

    kind: BlockKind
    start: int
    end: int
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a stretch of text is in its file: page (from 1) or anchor (an id or a chapter)."""

    start: int
    end: int
    page: int | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article as read from its file.

    `path` is relative to the corpus, with forward slashes; `name` is the path without its suffix
    (an index names the article by its path where another has that name).
    `text` is what the format takes out of the file: of a text file all, decoded as UTF-8 without a
    byte-order mark. `sha256` and `size` (bytes) are of the file. `blocks` are in order, never
    overlap, and cover every non-blank character outside front matter; text has no `locators`.
    `notices` say what its author may have meant otherwise, each with its line.
    """

    path: str
    name: str
    text: str
    sha256: str
    size: int
    blocks: tuple[Block, ...]
    title: str | None = None
    author: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    locators: tuple[Locator, ...] = ()
    notices: tuple[str, ...] = ()


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
