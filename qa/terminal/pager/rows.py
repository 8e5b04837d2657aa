"""An article's text cut into the rows of a window, and rows into styled segments; draws nothing."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wcwidth import wcswidth, wcwidth

from qa.terminal.output.sanitize import normalize_emoji, sanitize

# With a smaller share of blank lines, every line is a paragraph.
_BLANK_SHARE = 0.2

_TOKEN = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the text from `start` to `end`; `line` numbers the line that begins here."""

    start: int
    end: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text and the style in which it is shown."""

    start: int
    end: int
    style: str


def cut_rows(text: str, width: int) -> tuple[Row, ...]:
    """Return the text's rows, wrapped at words to `width` columns.

    Where every line is a paragraph, an empty row separates two of them.
    """
    lines = text.split("\n")
    # Nothing follows the last newline: the last element is not a line.
    blank = sum(not line.strip() for line in lines[:-1])
    spaced = blank < _BLANK_SHARE * len(lines[:-1])
    rows: list[Row] = []
    start = 0
    for number, line in enumerate(lines, start=1):
        end = start + len(line)
        if number == len(lines) and not line:
            break
        if spaced and rows and line.strip() and lines[number - 2].strip():
            rows.append(Row(start, start))
        rows += _wrap_line(text, start, end, number, max(1, width))
        start = end + 1
    return tuple(rows)


def row_at(rows: Sequence[Row], offset: int) -> int:
    """Return the index of the row that contains the offset, or of the last row."""
    starts = [row.start for row in rows]
    return max(0, bisect_right(starts, offset) - 1)


def segments_of(text: str, row: Row, marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """Return the row as (style, sanitized text); where marks overlap, the first one counts."""
    inside = [mark for mark in marks if mark.start < row.end and mark.end > row.start]
    cuts = {row.start, row.end}
    for mark in inside:
        cuts |= {max(mark.start, row.start), min(mark.end, row.end)}
    segments = []
    for start, end in pairwise(sorted(cuts)):
        style = next((mark.style for mark in inside if mark.start <= start < mark.end), "")
        segments.append((style, _shown(text[start:end])))
    return segments


def _wrap_line(text: str, start: int, end: int, number: int, width: int) -> list[Row]:
    rows: list[Row] = []
    first, used = start, 0
    for match in _TOKEN.finditer(text, start, end):
        word = _shown(match.group().rstrip())
        columns = _columns(word)
        if used and used + columns > width:
            rows.append(Row(first, match.start()))
            first, used = match.start(), 0
        if columns > width:
            cuts = _break_word(text, match.start(), match.end(), width)
            rows += [Row(a, b) for a, b in pairwise([first, *cuts])]
            first = cuts[-1]
            used = _columns(_shown(text[first : match.end()]))
        else:
            used += _columns(_shown(match.group()))
    rows.append(Row(first, end))
    return [Row(rows[0].start, rows[0].end, number), *rows[1:]]


def _break_word(text: str, start: int, end: int, width: int) -> list[int]:
    """Return the offsets at which a word wider than a row is cut."""
    cuts, used = [], 0
    for offset in range(start, end):
        columns = max(0, wcwidth(text[offset]))
        if used + columns > width:
            cuts.append(offset)
            used = 0
        used += columns
    return cuts or [start]


def _shown(text: str) -> str:
    return normalize_emoji(sanitize(text))


def _columns(text: str) -> int:
    columns = wcswidth(text)
    return columns if columns >= 0 else len(text)
