"""Markdown to blocks, each an exact slice of the source with its marks; renders nothing but titles.

The parser gives the lines on which its blocks begin. Every line that is not blank belongs to the
block that began last, so that no character is lost, whatever the parser leaves out: reference
definitions, what is nested deeper than it follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from qa.articles.credits import LONGEST_CREDIT, recognize_credit
from qa.articles.document import Block, BlockKind, Content, Metadata, fold_ornaments, line_offsets
from qa.articles.front_matter import read_front_matter
from qa.articles.html_tags import without_tags
from qa.articles.plain_text import read_plain_text

# The parser takes half a microsecond to ten a character; a longer text is read as plain text.
_LONGEST_PARSED = 3_000_000
# It takes up to 500 bytes of memory a character: a long text is parsed in parts.
_PART = 200_000
_PART_ENDS = re.compile(r"\n[^\S\n]*\n(?=[^\s>|<:])")
_DEEPEST = 10
# In Markdown a rule directly below a long paragraph makes it a heading, which is no passage: text
# that long would never be found.
_LONGEST_HEADING = 200
_MOST_MARKS = 40  # in a heading: the parser takes quadratic time over marks that never close
_TOP = 5

_LEAVES = frozenset(
    {
        "paragraph_open",
        "heading_open",
        "fence",
        "code_block",
        "html_block",
        "table_open",
        "blockquote_open",
        "list_item_open",
    }
)
_QUOTING = re.compile(r"(?:>\s*)+")
_TABLE_PARTS = {"thead_open": BlockKind.TABLE_HEADER, "tr_open": BlockKind.TABLE_ROW}


@dataclass(frozen=True, slots=True)
class _Outline:
    """The lines on which a block begins, sorted, the titles of headings, the kinds of others."""

    starts: list[int]
    titles: dict[int, str]
    kinds: dict[int, BlockKind]
    html: set[int]


def read_markdown(path: str, text: str) -> Content:
    """Return the article that a Markdown text is; front matter is metadata, not a block.

    The title is the front matter's, else the first heading's.

    Raises:
        ArticleUnreadableError: the front matter cannot be read.
    """
    front = read_front_matter(path, text)
    if len(text) - front.end > _LONGEST_PARSED:
        content = read_plain_text(text, front.end)
        metadata = front.metadata.or_else(content.metadata)
        return replace(content, metadata=metadata, notices=front.notices)
    outline = _outline(text[front.end :])
    title = next(iter(outline.titles.values()), None)
    blocks, credited = _blocks(text, front.end, outline)
    metadata = front.metadata.or_else(Metadata(title=title)).or_else(credited)
    return Content(text, blocks, metadata, notices=front.notices)


@cache
def _block_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


@cache
def _inline_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST})


def _outline(body: str) -> _Outline:
    """Return the outline of a body, put together from those of its parts."""
    whole = _Outline([], {}, {}, set())
    lines = 0
    for part in _parts(body):
        outline = _outline_of_part(part)
        whole.starts.extend(lines + line for line in outline.starts)
        whole.titles.update((lines + line, title) for line, title in outline.titles.items())
        whole.kinds.update((lines + line, kind) for line, kind in outline.kinds.items())
        whole.html.update(lines + line for line in outline.html)
        lines += len(line_offsets(part)) - 1
    whole.starts[:] = sorted(set(whole.starts))
    return whole


def _parts(body: str) -> Iterator[str]:
    """Yield the body in parts that end at a blank line, which a list or code may reach over."""
    start = 0
    while len(body) - start > _PART:
        end = _PART_ENDS.search(body, start + _PART)
        if end is None:
            break
        yield body[start : end.end()]
        start = end.end()
    yield body[start:]


def _outline_of_part(body: str) -> _Outline:
    references: dict[str, Any] = {}
    tokens = _block_parser().parse(body, references)
    starts = {0}
    titles: dict[int, str] = {}
    kinds: dict[int, BlockKind] = {}
    html: set[int] = set()
    quoted = 0
    for index, token in enumerate(tokens):
        if token.map is not None and token.level == 0:
            starts.update(token.map)
        elif token.map is not None and not quoted and token.type in _LEAVES:
            starts.add(token.map[0])
        if token.map is not None and token.type in _TABLE_PARTS:
            starts.add(token.map[0])
            kinds.setdefault(token.map[0], _TABLE_PARTS[token.type])
        if token.map is not None and quoted and token.type == "table_open":
            starts.add(token.map[1])
        if token.map is not None and token.type == "html_block":
            html.add(token.map[0])
        # Only tables are cut out of a quotation: a mark alone on its line belongs to no paragraph.
        quoted += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type == "heading_open" and token.level == 0 and token.map is not None:
            title = _title(tokens[index + 1].content, references)
            if title is not None:
                titles[token.map[0]] = title
    return _Outline(sorted(starts), titles, kinds, html)


def _title(source: str, references: dict[str, Any]) -> str | None:
    """Return a heading's text without marks on one line; None when it is empty or too long."""
    marks = sum(map(source.count, "[*_<`"))
    if len(source) > 2 * _LONGEST_HEADING or marks > _MOST_MARKS:
        return None
    (inline,) = _inline_parser().parseInline(source, references)
    title = " ".join("".join(map(_visible, inline.children or ())).split())
    return title if 0 < len(title) <= _LONGEST_HEADING else None


def _visible(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "code_inline", "image"} else ""


def _blocks(text: str, offset: int, outline: _Outline) -> tuple[tuple[Block, ...], Metadata]:
    """Return the blocks from `offset` on, and what the credit lines among them state."""
    offsets = line_offsets(text, offset)
    stops = [*outline.starts[1:], len(offsets)]
    blocks: list[Block] = []
    credited = Metadata()
    section: str | None = None
    for first, stop in zip(outline.starts, stops, strict=True):
        raw = text[offsets[min(first, len(offsets) - 1)] : offsets[min(stop, len(offsets) - 1)]]
        content = raw.strip()
        if not content:
            continue
        start = offsets[first] + len(raw) - len(raw.lstrip())
        end = start + len(content)
        if first in outline.titles:
            section = outline.titles[first]
            blocks.append(Block(BlockKind.HEADING, start, end, section))
        elif (credit := _credit(content, near_top=len(blocks) < _TOP)) is not None:
            credited = credited.or_else(credit)
            blocks.append(Block(BlockKind.CREDIT, start, end))
        else:
            kind = outline.kinds.get(first, BlockKind.PARAGRAPH)
            block = Block(kind, start, end, section)
            quoting = _QUOTING.match(content)
            if quoting and (kind is not BlockKind.PARAGRAPH or quoting[0] == content):
                blocks.append(Block(BlockKind.MARKUP, start, start + len(quoting[0].rstrip())))
                block = replace(block, start=start + quoting.end())
            if block.start < end:
                blocks.extend(without_tags(text, block, is_html=first in outline.html))
    return fold_ornaments(text, blocks), credited


def _credit(content: str, *, near_top: bool) -> Metadata | None:
    """Return what a credit line states, its emphasis left out; None if it is none."""
    if len(content) > LONGEST_CREDIT:
        return None
    line = content.replace("*", "").replace("_", "").strip()
    return recognize_credit(line, near_top=near_top)
