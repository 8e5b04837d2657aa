"""Plain text to blocks; decides per file whether a line or a block of lines is a paragraph.

Takes no title from plain text: its form does not distinguish a title from a first heading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.articles.credits import LONGEST_CREDIT, is_update, recognize_credit
from qa.articles.document import Block, BlockKind, Content, Metadata, fold_ornaments
from qa.articles.headings import ends_sentence, has_heading_form, is_heading

# Project Gutenberg wraps at 60 to 75 columns, mail at 72 to 78, code-minded writers up to 120.
_WIDEST_WRAP = 120
_MOST_DECIDING = 20_000  # lines, the first ones: a text is broken in one way from end to end
_TOP = 5  # paragraphs in which a byline or a bare date may occur

_LINE = re.compile(r"\S[^\r\n]*")
_BULLET = re.compile(r"(?:[-*•‣▪◦+]|\(?\d{1,2}[.)])\s+\S")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without surrounding white space; `breaks` counts the newlines before it."""

    start: int
    end: int
    indent: int
    breaks: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int


def read_plain_text(text: str, start: int = 0) -> Content:
    """Return the article that a plain text is, its blocks from offset `start` on."""
    lines = list(_lines(text, start))
    paragraphs = list(
        _wrapped_paragraphs(text, lines)
        if _is_wrapped(text, lines)
        else (_Paragraph(line.start, line.end) for line in lines)
    )
    return _classify(text, paragraphs)


def _lines(text: str, start: int) -> Iterator[_Line]:
    """Yield the lines that are not blank. Linear however many blank lines or spaces there are."""
    end = start
    for match in _LINE.finditer(text, start):
        gap = text[end : match.start()]
        breaks = gap.count("\n") + gap.count("\r") - gap.count("\r\n")
        indent = len(gap) - 1 - max(gap.rfind("\n"), gap.rfind("\r"))
        end = match.start() + len(match[0].rstrip())
        yield _Line(match.start(), end, indent, breaks)


def _is_wrapped(text: str, lines: Sequence[_Line]) -> bool:
    """Return whether the text's paragraphs are broken over lines.

    They are when lines that follow one another directly are short, mostly break off in the middle
    of a sentence, and mostly are filled: the next line's first word did not fit. A list
    or a poem breaks off as well, but fills its lines by chance only.
    """
    pairs = [
        (first, second)
        for first, second in pairwise(lines[:_MOST_DECIDING])
        if second.breaks == 1
        and not _credit(text, first, near_top=True)
        and not _credit(text, second, near_top=True)
    ]
    if not pairs:
        return False
    lengths = sorted(line.end - line.start for pair in pairs for line in pair)
    if lengths[len(lengths) * 9 // 10] > _WIDEST_WRAP:
        return False
    width = lengths[len(lengths) * 19 // 20]
    broken = filled = 0
    for first, second in pairs:
        rest = text[second.start : second.end]
        ends = ends_sentence(text[first.start : first.end])
        broken += not ends or rest[0].islower()
        needed = len(rest.split(maxsplit=1)[0]) + 1
        filled += first.end - first.start + needed >= width * 3 // 4
    return broken * 2 > len(pairs) and filled * 5 >= len(pairs) * 3


def _wrapped_paragraphs(text: str, lines: Sequence[_Line]) -> Iterator[_Paragraph]:
    """Yield the blocks between blank lines, cut further at list items, indents and credits."""
    block: list[_Line] = []
    for line in lines:
        if block and line.breaks > 1:
            yield from _cut_block(text, block)
            block = []
        block.append(line)
    if block:
        yield from _cut_block(text, block)


def _cut_block(text: str, block: Sequence[_Line]) -> Iterator[_Paragraph]:
    bullets = [_BULLET.match(text, line.start, line.end) is not None for line in block]
    is_list = sum(bullets) > 1
    alone = [_credit(text, line, near_top=False) is not None for line in block]
    # A byline may follow a headline without a blank line between them.
    alone[:3] = [_credit(text, line, near_top=True) is not None for line in block[:3]]
    start = block[0].start
    for index, (line, following) in enumerate(pairwise(block)):
        indented = following.indent > line.indent and ends_sentence(text[line.start : line.end])
        item = is_list and bullets[index + 1]
        if item or indented or alone[index] or alone[index + 1]:
            yield _Paragraph(start, line.end)
            start = following.start
    yield _Paragraph(start, block[-1].end)


def _classify(text: str, paragraphs: Sequence[_Paragraph]) -> Content:
    """Return the paragraphs as blocks: credits, headings, body, each under its section."""
    metadata, updated = Metadata(), Metadata()
    found = [_credit(text, span, near_top=i < _TOP) for i, span in enumerate(paragraphs)]
    body = [i for i, credit in enumerate(found) if credit is None]
    after = dict(pairwise(body))
    before = {second: first for first, second in after.items()}
    blocks: list[Block] = []
    section: str | None = None

    def content(index: int | None) -> str | None:
        return None if index is None else text[paragraphs[index].start : paragraphs[index].end]

    for index, (span, credit) in enumerate(zip(paragraphs, found, strict=True)):
        if credit is not None:
            if is_update(text[span.start : span.end]):
                updated = updated.or_else(credit)
            else:
                metadata = metadata.or_else(credit)
            # A credit speaks of the whole article, not of the section it happens to follow.
            blocks.append(Block(BlockKind.CREDIT, span.start, span.end))
            continue
        line = text[span.start : span.end]
        if has_heading_form(line) and is_heading(
            line, content(before.get(index)), content(after.get(index))
        ):
            section = line
            blocks.append(Block(BlockKind.HEADING, span.start, span.end, section))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, span.start, span.end, section))
    return Content(text, fold_ornaments(text, blocks), metadata.or_else(updated))


def _credit(text: str, span: _Line | _Paragraph, *, near_top: bool) -> Metadata | None:
    # Bounded, so that no long line is copied; one character more shows that it is too long.
    line = text[span.start : min(span.end, span.start + LONGEST_CREDIT + 1)]
    return recognize_credit(line, near_top=near_top)
