"""Spans of a passage that is read without its marks: from what the reader found to what is shown.

Readers and phrases see the readable text; what is found in it is shown and cited as it stands in
the passage. Answers from a table row stay within one cell.
"""

from dataclasses import replace

from qa.answering.answer_span import answer_span
from qa.answering.question_type import QuestionKind
from qa.articles.readable import ReadableText
from qa.readers.protocol import FoundSpan


def span_in_passage(readable: ReadableText, found: FoundSpan) -> FoundSpan:
    """Return a span of the readable text as one of the passage, within one cell."""
    start, end = _within(readable.cell_of(found.start, found.end), found.start, found.end)
    source = readable.to_source(start, end)
    first, last = source if source and found.start < found.end else (0, 0)
    return replace(found, start=first, end=last)


def span_to_show(
    readable: ReadableText,
    kind: QuestionKind,
    question: str,
    found: tuple[int, int] | None,
    sentence: tuple[int, int],
) -> tuple[int, int]:
    """Return start and end of what is shown of the passage as the answer, as `answer_span` does.

    All offsets are those of the passage. Marks are left out, or stand on both sides of what they
    mark.
    """
    bounds = readable.from_source(*sentence)
    read = readable.from_source(*found) if found else None
    if read and len(readable.cells) > 1 and kind is not QuestionKind.YES_NO:
        bounds = _within(readable.cell_of(*read), *bounds)
    start, end = answer_span(kind, question, readable.text, read, bounds)
    shown = readable.text[start:end]
    start += len(shown) - len(shown.lstrip())
    return readable.to_source(start, start + len(shown.strip())) or sentence


def _within(cell: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """Return the part of a stretch that is in the cell, or the cell if none is."""
    start, end = max(start, cell[0]), min(end, cell[1])
    return (start, end) if start < end else cell
