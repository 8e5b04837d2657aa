"""An article's text cut into the rows of a window, and rows into styled pieces; draws nothing."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wcwidth import wcswidth, wcwidth

from qa.terminal.output.sanitize import normalize_emoji, sanitize

# With fewer blank lines than that, lines are paragraphs and not parts of them.
_BLANK_SHARE = 0.2

_TOKEN = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the text from `start` to `end`; `line` is the file's line if it begins here."""

    start: int
    end: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text and the style in which it is shown."""

    start: int
    end: int
    style: str


def cut_rows(text: str, width: int) -> tuple[Row, ...]:
    """Return the text's rows, wrapped at words to so many columns.

    Where lines are paragraphs an empty row stands between two of them.
    """
    lines = text.split("\n")
    # What stands behind the last newline is no line.
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
        rows += _wrapped(text, start, end, number, max(1, width))
        start = end + 1
    return tuple(rows)


def row_at(rows: Sequence[Row], offset: int) -> int:
    """Return the place of the row in which the text at this offset stands."""
    starts = [row.start for row in rows]
    return max(0, bisect_right(starts, offset) - 1)


def segments_of(text: str, row: Row, marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """Return the row as (style, harmless text); of marks that overlap the first one counts."""
    inside = [mark for mark in marks if mark.start < row.end and mark.end > row.start]
    cuts = {row.start, row.end}
    for mark in inside:
        cuts |= {max(mark.start, row.start), min(mark.end, row.end)}
    made = []
    for start, end in pairwise(sorted(cuts)):
        style = next((mark.style for mark in inside if mark.start <= start < mark.end), "")
        made.append((style, _shown(text[start:end])))
    return made


def _wrapped(text: str, start: int, end: int, number: int, width: int) -> list[Row]:
    rows: list[Row] = []
    first, used = start, 0
    for match in _TOKEN.finditer(text, start, end):
        word = _shown(match.group().rstrip())
        wide = _columns(word)
        if used and used + wide > width:
            rows.append(Row(first, match.start()))
            first, used = match.start(), 0
        if wide > width:
            cuts = _broken(text, match.start(), match.end(), width)
            rows += [Row(a, b) for a, b in pairwise([first, *cuts])]
            first = cuts[-1]
            used = _columns(_shown(text[first : match.end()]))
        else:
            used += _columns(_shown(match.group()))
    rows.append(Row(first, end))
    head = rows[0]
    return [Row(head.start, head.end, number), *rows[1:]]


def _broken(text: str, start: int, end: int, width: int) -> list[int]:
    """Return where a word that is too long is cut, by characters."""
    cuts, used = [], 0
    for place in range(start, end):
        wide = max(0, wcwidth(text[place]))
        if used + wide > width:
            cuts.append(place)
            used = 0
        used += wide
    return cuts or [start]


def _shown(text: str) -> str:
    return normalize_emoji(sanitize(text))


def _columns(text: str) -> int:
    wide = wcswidth(text)
    return wide if wide >= 0 else len(text)
