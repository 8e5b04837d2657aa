"""HTML inside Markdown: a block to the text in it and the tags and comments around that text.

Tags are known by their form. What is not closed is text: no character of an article may be lost.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.articles.document import Block, BlockKind
from qa.articles.readable import BREAKING_TAGS, COMMENT, TAG

# Cells stay in their row; a comment is named "".
_TOGETHER = frozenset({"td", "th", "br", "img", ""})
_FLAGS = re.DOTALL | re.IGNORECASE
_NO_TEXT = re.compile(
    rf"{COMMENT}|<!doctype\b[^<>]*>|<\?.*?\?>|</?(?P<name>{BREAKING_TAGS})\b[^<>]*>"
    r"|<(?P<code>script|style|template)\b[^<>]*>.*?</(?P=code)\s*>",
    _FLAGS,
)
_ANY_TAG = re.compile(rf"{COMMENT}|{TAG}|<!doctype\b[^<>]*>|<\?.*?\?>", _FLAGS)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def without_tags(text: str, block: Block, *, is_html: bool) -> Iterator[Block]:
    """Yield the block's parts: text of the block's kind, and tags and comments as MARKUP.

    A paragraph loses those at its ends alone; a block of HTML (`is_html`) is cut at each tag that
    begins a new line on a page.
    """
    if block.kind is not BlockKind.PARAGRAPH or "<" not in text[block.start : block.end]:
        yield block
        return
    if not is_html and text.startswith(("```", "~~~"), block.start):
        yield block
        return
    tags = [
        (match.start(), match.end(), (match["name"] or match["code"] or "").lower())
        for match in _NO_TEXT.finditer(text, block.start, block.end)
    ]
    cuts = [(start, end) for start, end, name in tags if is_html and name not in _TOGETHER]
    position = block.start
    parts: list[Block] = []
    for start, end in (*cuts, (block.end, block.end)):
        parts.extend(_trimmed(text, replace(block, start=position, end=start), tags))
        if start < end:
            parts.append(Block(BlockKind.MARKUP, start, end))
        position = end
    yield from _merged(parts)


def _trimmed(text: str, block: Block, tags: list[tuple[int, int, str]]) -> Iterator[Block]:
    """Yield the block without the tags at its ends, and these; nothing if it is blank."""
    first, last = _stripped(text, block.start, block.end)
    if first >= last:
        return
    if _ANY_TAG.search(text, first, last) and not _LETTER_OR_DIGIT.search(
        _ANY_TAG.sub(" ", text[first:last])
    ):
        yield Block(BlockKind.MARKUP, first, last)
        return
    start, end = first, last
    for tag_start, tag_end, _ in tags:
        if tag_start == start and tag_end <= end:
            start, _ = _stripped(text, tag_end, end)
    for tag_start, tag_end, _ in reversed(tags):
        if tag_end == end and tag_start >= start:
            _, end = _stripped(text, start, tag_start)
    if first < start:
        yield Block(BlockKind.MARKUP, *_stripped(text, first, start))
    yield replace(block, start=start, end=end)
    if end < last:
        yield Block(BlockKind.MARKUP, *_stripped(text, end, last))


def _merged(parts: list[Block]) -> Iterator[Block]:
    """Yield the parts, markup that follows markup joined to it."""
    last: Block | None = None
    for part in parts:
        if last and last.kind is part.kind is BlockKind.MARKUP:
            last = replace(last, end=part.end)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    content = text[start:end]
    first = start + len(content) - len(content.lstrip())
    return first, max(first, start + len(content.rstrip()))
