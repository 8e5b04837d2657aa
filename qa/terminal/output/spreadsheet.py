"""An answer as CSV: a heading, then a row for each passage; no cell is ever a formula."""

import csv
import io

from qa.model import Answer, FoundPassage
from qa.terminal.output.passage import other_places
from qa.terminal.output.sanitize import sanitize
from qa.terminal.output.wording import is_found

COLUMNS = (
    "question",
    "outcome",
    "confidence",
    "answer",
    "rank",
    "document",
    "title",
    "path",
    "section",
    "paragraph",
    "line_start",
    "line_end",
    "char_start",
    "char_end",
    "sentence",
    "text",
    "dense_score",
    "sentence_score",
    "bm25_score",
    "fused_score",
    "also",
    "in",
    "speaker",
)

_DIGITS = 4
# Between the items of one cell.
_SEPARATOR = "; "
# A spreadsheet takes a cell that opens with one of these for a formula.
_OPENS_FORMULA = ("=", "+", "-", "@")


def csv_text(answer: Answer) -> str:
    """Return the answer's passages as rows below a heading.

    Texts are sanitized, and one that a spreadsheet would run as a formula has an apostrophe before
    it: JSON is the exact format.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for passage in answer.passages:
        writer.writerow([cell(value) for value in _row(answer, passage)])
    return file.getvalue()


def _row(answer: Answer, passage: FoundPassage) -> list[str | float | None]:
    cited, scores = passage.citation, passage.scores
    found = answer.answer if is_found(answer) else None
    short = (found.plain or found.text) if found else None
    return [
        answer.question,
        answer.outcome.value,
        answer.confidence,
        short,
        passage.rank,
        cited.document,
        cited.title,
        cited.path,
        cited.section,
        cited.paragraph,
        cited.line_start,
        cited.line_end,
        cited.char_start,
        cited.char_end,
        passage.sentence.text,
        passage.text,
        scores.dense,
        scores.sentence,
        scores.bm25,
        scores.fused,
        other_places(passage),
        answer.within,
        passage.speaker,
    ]


def cell(value: str | float | None) -> str | float:
    """Return the value as a cell: its text sanitized and no formula, a number rounded."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = sanitize(value)
        return f"'{text}" if text.lstrip().startswith(_OPENS_FORMULA) else text
    return round(value, _DIGITS)
