"""A comparison of two indexes' answers, as a table for a person and as an object for JSON."""

from qa.model import IndexInfo
from qa.service.comparison import AnswerSummary, Comparison, Difference
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.wording import counted
from qa.wire.answers import citation_object

_MOST_CHARACTERS = 120
_ARROW = "→ "
_NO_VALUE = "–"


def comparison_object(comparison: Comparison) -> dict[str, object]:
    """Return the comparison as an object of plain values; `differs` names what does."""
    return {
        "before": _index_object(comparison.before),
        "after": _index_object(comparison.after),
        "questions": comparison.questions,
        "differences": [_difference_object(entry) for entry in comparison.differences],
    }


def comparison_text(comparison: Comparison, *, theme: str) -> str:
    """Return how many answers differ, and a table in the theme of those that do."""
    count = len(comparison.differences)
    asked = counted(comparison.questions, "question")
    head = f"compared    {asked}: " + (f"{count:,} answered otherwise" if count else "no change")
    return f"{head}\n\n{_table(comparison, theme)}\n" if count else f"{head}\n"


def _table(comparison: Comparison, theme: str) -> str:
    from rich.text import Text

    from qa.terminal.output.layout import (
        draw_table,
        new_table,
        render_to_string,
        without_trailing_spaces,
    )

    table = new_table(leading=1)
    for name, share in (("question", 3), ("outcome", 2), ("answer", 3), ("citation", 3)):
        table.add_column(name, ratio=share, overflow="fold")
    for entry in comparison.differences:
        table.add_row(Text(_short(entry.question.text)), *map(Text, _cells(entry)))
    text = render_to_string(lambda console: draw_table(console, table), theme=theme)
    return without_trailing_spaces(text)


def _cells(entry: Difference) -> tuple[str, str, str]:
    """Return outcome, answer and citation as before and after; "" where they are the same."""
    before, after = entry.before, entry.after
    place = _place(before), _place(after)
    if entry.citation and place[0] == place[1]:
        place = place[0], "other text"
    return (
        _cell(entry.outcome, before.outcome.replace("_", " "), after.outcome.replace("_", " ")),
        _cell(entry.text, _short(before.text or _NO_VALUE), _short(after.text or _NO_VALUE)),
        _cell(entry.citation, *place),
    )


def _cell(differs: bool, before: str, after: str) -> str:  # noqa: FBT001 - the first of three
    return f"{before}\n{_ARROW}{after}" if differs else ""


def _place(summary: AnswerSummary) -> str:
    if summary.citation is None:
        return _NO_VALUE
    return f"{one_line(summary.citation.path)}:{summary.citation.line_start}"


def _short(text: str) -> str:
    shown = one_line(text)
    return shown if len(shown) <= _MOST_CHARACTERS else shown[: _MOST_CHARACTERS - 1] + "…"


def _index_object(index: IndexInfo) -> dict[str, object]:
    return {
        "generation": index.generation,
        "encoder": index.encoder,
        "built_at": index.built_at,
    }


def _difference_object(entry: Difference) -> dict[str, object]:
    differs = (
        ("outcome", entry.outcome),
        ("answer", entry.text),
        ("citation", entry.citation),
    )
    return {
        "id": entry.question.id,
        "question": entry.question.text,
        "differs": [name for name, is_so in differs if is_so],
        "before": _summary_object(entry.before),
        "after": _summary_object(entry.after),
    }


def _summary_object(summary: AnswerSummary) -> dict[str, object]:
    citation = summary.citation
    return {
        "outcome": summary.outcome,
        "answer": summary.text,
        "citation": None if citation is None else citation_object(citation),
    }
