"""A verification as styled, wrapped text: a summary, then every citation that is not the same.

Text from files is only ever put into `Text` values, never parsed as markup.
"""

from rich.console import Console
from rich.text import Text

from qa.model import Citation
from qa.terminal.output import theme
from qa.terminal.output.layout import Page
from qa.terminal.output.passage import line_range
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.wording import counted
from qa.verifying.values import (
    CheckedCitation,
    CitationStatus,
    DiffOp,
    DiffPart,
    Location,
    SavedAnswers,
    Verification,
)

# How many unchanged words stand on each side of a change.
_CONTEXT_WORDS = 8
_ELLIPSIS = "…"
_STYLES = {
    CitationStatus.MOVED: theme.NAME,
    CitationStatus.MISCITED: theme.FAILURE,
    CitationStatus.CHANGED: theme.FAILURE,
    CitationStatus.GONE: theme.FAILURE,
}
_MOST_CHARACTERS = 160


def verification_text(saved: SavedAnswers, verification: Verification, console: Console) -> Text:
    """Return the status of the citations, wrapped to the console's columns."""
    page = Page(console)
    page.add(Text(_summary(saved, verification), theme.ANSWER))
    if ignored := _ignored(saved):
        page.add(Text(ignored, theme.GREY))
    for checked in verification.citations:
        if checked.status is not CitationStatus.SAME:
            page.blank()
            _add(page, checked)
    return page.text()


def _summary(saved: SavedAnswers, verification: Verification) -> str:
    total = len(verification.citations)
    if not total:
        return "There are no citations to check."
    same = verification.count(CitationStatus.SAME)
    subject = f"{counted(total, 'citation')} in {counted(saved.answers, 'answer')}: "
    if same == total:
        return f"{subject}{'all ' if total > 1 else ''}the same"
    counts = [(same, "the same")] if same else []
    counts += [
        (verification.count(s), s.value) for s in CitationStatus if s is not CitationStatus.SAME
    ]
    return subject + ", ".join(f"{count:,} {word}" for count, word in counts if count)


def _ignored(saved: SavedAnswers) -> str:
    parts = []
    if saved.errors:
        parts.append(counted(saved.errors, "error"))
    if saved.empty:
        parts.append(f"{counted(saved.empty, 'answer')} without passages")
    return f"passed over: {', '.join(parts)}" if parts else ""


def _add(page: Page, checked: CheckedCitation) -> None:
    saved, cited, status = checked.saved, checked.saved.citation, checked.status
    lead = (status.value, _STYLES[status])
    page.add(Text.assemble(lead, theme.SEPARATOR, one_line(saved.question)), hanging=page.indent)
    name = (one_line(cited.path), theme.NAME)
    number = (f"[{saved.rank}] ", theme.NUMBER)
    places = [line_range(cited.line_start, cited.line_end)]
    if saved.where:
        places.append(
            f"{saved.where} of the file" if saved.where.startswith("line") else saved.where
        )
    inner = Text.assemble(" " * page.indent, number, name)
    page.add_parts(inner, places, hanging=2 * page.indent)
    for text in _details(page, checked):
        page.add(text, indent=2 * page.indent)


def _details(page: Page, checked: CheckedCitation) -> list[Text]:
    """Return the lines below the citation."""
    now = checked.now
    if checked.status is CitationStatus.GONE:
        text = one_line(checked.saved.text)
        cut = text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}{_ELLIPSIS}"
        return [Text(cut, theme.GREY), Text("the article is not there, and its text is nowhere")]
    if now is None:
        return [Text(one_line(checked.reason or ""))]
    if checked.status is CitationStatus.MOVED:
        return [_place(now, checked.saved.citation)]
    if checked.status is CitationStatus.MISCITED:
        return _wrong_fields(checked, now)
    return [
        _difference(checked.difference, marked=page.colourless),
        _place(now, checked.saved.citation),
        Text(_status_of_parts(checked), theme.GREY),
    ]


def _place(now: Location, cited: Citation) -> Text:
    lines = line_range(now.line_start, now.line_end)
    if now.path != cited.path:
        return Text.assemble("now in ", (one_line(now.path), theme.NAME), theme.SEPARATOR, lines)
    if (now.line_start, now.line_end) != (cited.line_start, cited.line_end):
        return Text(f"now {lines}")
    return Text(f"still {lines}, now characters {now.char_start}–{now.char_end}")


def _wrong_fields(checked: CheckedCitation, now: Location) -> list[Text]:
    """Return a line for each field that is not as in the article, after the place if it moved."""
    cited = checked.saved.citation
    has_moved = (now.path, now.char_start) != (cited.path, cited.char_start)
    lines = [_place(now, cited)] if has_moved else []
    if checked.reason:
        lines.append(Text(one_line(checked.reason)))
    for field in checked.fields:
        text = f"{field.field}: cited {_value(field.cited)}, in the article {_value(field.article)}"
        lines.append(Text(text))
    return lines


def _value(value: str | int | None) -> str:
    if isinstance(value, str):
        text = one_line(value)
        cut = text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}{_ELLIPSIS}"
        return f"“{cut}”"
    return "none" if value is None else str(value)


def _status_of_parts(checked: CheckedCitation) -> str:
    """Return whether the best sentence, and the answer if there was one, are in the new text."""
    text = f"the lit sentence {'still stands' if checked.sentence else 'stands no more'}"
    if checked.saved.answer is None:
        return text
    return f"{text}, the answer {'still stands' if checked.answer else 'stands no more'}"


def _difference(parts: tuple[DiffPart, ...], *, marked: bool) -> Text:
    if all(part.op is DiffOp.KEPT for part in parts):
        return Text("only the white space between its words differs")
    text = Text()
    for number, part in enumerate(parts):
        words = one_line(part.text)
        style, marks = None, ("", "")
        if part.op is DiffOp.KEPT:
            words = _shortened(words, first=number == 0, last=number == len(parts) - 1)
        elif part.op is DiffOp.DROPPED:
            style, marks = theme.DROPPED, theme.DROPPED_MARKS
        else:
            style, marks = theme.ADDED, theme.ADDED_MARKS
        text.append(" " if number else "")
        text.append(marks[0] + words + marks[1] if marked else words, None if marked else style)
    return text


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Return an unchanged part, cut down to the words next to a change."""
    words = text.split()
    kept = _CONTEXT_WORDS * (2 - first - last) or _CONTEXT_WORDS
    if len(words) <= kept + 1:
        return text
    begin = [] if first else words[:_CONTEXT_WORDS]
    end = [] if last else words[-_CONTEXT_WORDS:]
    return " ".join([*begin, _ELLIPSIS, *end])
