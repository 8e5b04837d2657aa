"""A stretch of Markdown as a person reads it, without marks, each character with its offset.

What is encoded, searched by words and read for an answer is this text; what is shown and cited is
the article's own, to which offsets lead back. Deleted text and comments are left out. A table row
reads as its cells, each after its column's heading: "City: Munich; Mayor: Ann Reed".

Works by form alone and loads no parser, because questions are answered with it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

BREAKING_TAGS = (
    "address|article|aside|blockquote|br|caption|center|dd|details|dialog|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|img|legend|li|main|nav|ol|option|p|pre"
    "|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|video"
)
"""Tags, as a pattern, between which words do not run on."""

COMMENT = r"<!--.*?-->"
TAG = r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>"
_HIDDEN_ELEMENT = r"<(?P<gone>script|style|template|del|s|strike)\b[^<>]*>.*?</(?P=gone)\s*>"

_INLINE = re.compile(
    rf"""(?P<escape>\\(?=[!-/:-@\[-`{{-~]))
    |(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?P<code_text>.+?)(?<!`)(?P=ticks)(?!`))
    |(?P<dropped>{COMMENT}|{_HIDDEN_ELEMENT}|\[\^[^\]\s]+\]:?
        |(?<!~)(?P<tildes>~~?)(?![\s~]).+?(?<![\s~])(?P=tildes)(?!~))
    |(?P<entity>&(?:[a-z][a-z0-9]{{1,31}}|\#[0-9]{{1,7}}|\#x[0-9a-f]{{1,6}});)
    |<(?P<address>[a-z][a-z0-9+.-]+:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>
    |(?P<tag>{TAG})
    |!?\[(?P<link>(?:[^\[\]\\]|\\.|!?\[[^\[\]]*\](?:\([^()\s]*\))?)*)\]
        (?:\((?:[^()\s\\]|\\.|\([^()\s]*\))*(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)
        |\[[^\[\]]*\])
    |(?<![*\\])(?P<stars>\*{{1,3}})(?![\s*])(?P<starred>.+?)(?<![\s*\\])(?P=stars)(?!\*)
    |(?<![\w\\])(?P<lines>_{{1,3}})(?![\s_])(?P<lined>.+?)(?<![\s_\\])(?P=lines)(?!\w)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_INNER = ("code_text", "address", "link", "starred", "lined")
_LINE_START = re.compile(r"^[ \t]*(?:(?:>|[-*+](?=[ \t])|\#{1,6}(?=[ \t]))[ \t]*)+", re.MULTILINE)
_BREAKING_TAG = re.compile(rf"</?(?:{BREAKING_TAGS})\b", re.IGNORECASE)
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s*")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[^\r\n]*(?:\r\n?|\n|$)")
_CLOSING_FENCE = re.compile(r"[\r\n][^\S\r\n]*(?:`{3,}|~{3,})[^\S\r\n]*$")
_DEEPEST = 8

_LINE = re.compile(r"[^\r\n]+")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BEFORE_A_ROW = " \t>"
_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Mark:
    """Part of a text that is not read; `partner` is where its pair's other mark begins and ends.

    `read` is what is read in its place.
    """

    start: int
    end: int
    read: str = ""
    partner: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of read text that begins at `at`, as it stands from `start` to `end`.

    One that is `whole` is a character that is written as an entity.
    """

    at: int
    start: int
    end: int
    whole: bool = False

    def standing(self, start: int, end: int) -> tuple[int, int]:
        """Return where the part of it from `start` to `end` of the read text stands."""
        if self.whole:
            return (self.start, self.end) if start <= self.at < end else (0, 0)
        shift = self.start - self.at
        return max(self.start, start + shift), min(self.end, end + shift)

    def reading(self, start: int, end: int) -> tuple[int, int]:
        """Return what is read of its part from `start` to `end` of the source."""
        if self.whole:
            return self.at, self.at + 1
        shift = self.at - self.start
        return self.at + max(start - self.start, 0), min(end, self.end) + shift


def _at(run: Run) -> int:
    return run.at


@dataclass(frozen=True, slots=True)
class ReadableText:
    """The read `text`, in `runs` that stand in the source; what is between them stands nowhere.

    `cells` are the stretches of `text` that an answer stays within, the whole of it unless it is a
    table row. `marks` are the pairs of marks in the source, the opening one first.
    """

    text: str
    runs: tuple[Run, ...]
    cells: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...] = ()

    def to_source(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a stretch stands in the source, marks between included; None if nowhere.

        Where it reaches over one mark of a pair, it reaches over the other too.
        """
        before = bisect_right(self.runs, start, key=_at)
        runs = self.runs[max(before - 1, 0) : bisect_left(self.runs, end, key=_at)]
        within = [run.standing(start, end) for run in runs]
        within = [(first, last) for first, last in within if first < last]
        if not within:
            return None
        first, last = within[0][0], within[-1][1]
        for mark in reversed(self.marks):
            if mark.partner is not None:
                opens, closes = (mark.start, mark.end), mark.partner
                if opens[1] == first and first < closes[0] < last:
                    first = opens[0]
                    last = max(last, closes[1])
                elif closes[0] == last and first < opens[0] < last:
                    last = closes[1]
        return first, last

    def from_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of `text` that stands from `start` to `end` of the source."""
        within = [
            run.reading(start, end) for run in self.runs if run.start < end and run.end > start
        ]
        return (within[0][0], within[-1][1]) if within else (0, 0)

    def part(self, start: int, end: int) -> str:
        """Return what is read of the source from `start` to `end`, stripped."""
        first, last = self.from_source(start, end)
        return self.text[first:last].strip()

    def cell_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the cell that holds most of a stretch of `text`."""
        return max(self.cells, key=lambda cell: min(end, cell[1]) - max(start, cell[0]))


def read_row(text: str, start: int, end: int, header: str | None) -> ReadableText:
    """Return the passage from `start` to `end` of a Markdown text as it is read.

    `header` is the heading row if the passage is a table row. Offsets count in the passage.
    """
    source = text[start:end]
    if header is None:
        return _read(source)
    names = [_read(header[a:b]).text.strip() for a, b in _cells(header)]
    built = _Builder(source)
    cells: list[tuple[int, int]] = []
    for number, (first, last) in enumerate(_cells(source)):
        if not source[first:last].strip():
            continue
        name = names[number] if number < len(names) else ""
        built.add_label(("; " if cells else "") + (f"{name}: " if name else ""))
        at = built.length
        built.add_source(first, last)
        if built.length > at:
            cells.append((at, built.length))
    return built.finish(tuple(cells))


def table_header(text: str, start: int, end: int) -> str | None:
    """Return the heading row of the table whose row stands from `start` to `end`, else None."""
    first = 1 + max(text.rfind("\n", 0, start), text.rfind("\r", 0, start))
    stop = next((at for at in range(end, len(text)) if text[at] in "\r\n"), len(text))
    is_line = not text[first:start].strip(_BEFORE_A_ROW) and not text[end:stop].strip()
    if not is_line or any(newline in text[start:end] for newline in "\r\n"):
        return None
    above = text[:first]
    blank = max((match.end() for match in _BLANK_LINE.finditer(above)), default=0)
    lines = [match[0].lstrip(_BEFORE_A_ROW) for match in _LINE.finditer(above, blank)]
    for header, rule in zip(reversed(lines[:-1]), reversed(lines[1:]), strict=True):
        if not rule:
            return None
        if "|" in header and "|" in rule and _RULE.fullmatch(rule):
            same = len(list(_cells(header))) == len(list(_cells(rule)))
            return header if same else None
    return None


def _cells(row: str) -> Iterator[tuple[int, int]]:
    """Yield where the cells of a row begin and end, without the white space around them."""
    first = len(row) - len(row.lstrip())
    last = len(row.rstrip())
    position = first + (row[first : first + 1] == "|")
    ends = [match.start() for match in _CELL_END.finditer(row, position, last)]
    if not ends or ends[-1] != last - 1:
        ends.append(last)
    for end in ends:
        cell = row[position:end]
        begin = position + len(cell) - len(cell.lstrip())
        yield begin, max(begin, position + len(cell.rstrip()))
        position = end + 1


def _read(source: str) -> ReadableText:
    built = _Builder(source)
    built.add_source(0, len(source))
    return built.finish(((0, built.length),))


class _Builder:
    """Puts a readable text together from labels and stretches of its source."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._pairs: list[Mark] = []
        self.length = 0

    def add_label(self, label: str) -> None:
        """Add text that stands nowhere in the source."""
        self._parts.append(label)
        self.length += len(label)

    def add_source(self, start: int, end: int) -> None:
        """Add what is read of the source from `start` to `end`."""
        marks = sorted(_marks(self._source, start, end), key=lambda mark: (mark.start, mark.end))
        position = start
        for mark in (*marks, Mark(end, end)):
            if mark.partner:
                self._pairs.append(mark)
            if position < mark.start:
                self._runs.append(Run(self.length, position, mark.start))
                self.add_label(self._source[position : mark.start])
            if len(mark.read) == 1 and self._source[mark.start] == "&":
                self._runs.append(Run(self.length, mark.start, mark.end, whole=True))
            self.add_label(mark.read)
            position = max(position, mark.end)

    def finish(self, cells: tuple[tuple[int, int], ...]) -> ReadableText:
        """Return what was added."""
        text = "".join(self._parts)
        return ReadableText(text, tuple(self._runs), cells or ((0, len(text)),), tuple(self._pairs))


def _marks(source: str, start: int, end: int) -> Iterator[Mark]:
    """Yield what is not read of the source from `start` to `end`; marks may be inside others."""
    fence = _FENCE.match(source, start, end)
    if fence is not None:
        yield Mark(start, fence.end())
        closing = _CLOSING_FENCE.search(source, fence.end(), end)
        if closing is not None:
            yield Mark(closing.start(), end)
        return
    for match in _LINE_START.finditer(source, start, end):
        yield Mark(match.start(), match.end())
    position = start
    for stop in (*(match.start() for match in _BLANK_LINE.finditer(source, start, end)), end):
        yield from _inline_marks(source, position, stop, _DEEPEST)
        position = stop


def _inline_marks(source: str, start: int, end: int, depth: int) -> Iterator[Mark]:
    for match in _INLINE.finditer(source, start, end):
        inner = next((group for group in _INNER if match[group] is not None), None)
        if inner is None:
            is_break = _BREAKING_TAG.match(match[0]) is not None
            read = " " if is_break else unescape(match["entity"] or "")
            # A name that is none is text.
            if not read or read != match["entity"]:
                yield Mark(match.start(), match.end(), read)
            continue
        first, last = match.span(inner)
        yield Mark(match.start(), first, partner=(last, match.end()))
        if depth and inner not in {"code_text", "address"}:
            yield from _inline_marks(source, first, last, depth - 1)
        yield Mark(last, match.end())
