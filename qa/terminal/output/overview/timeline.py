"""What happened when, and how much of what: sentences beside their dates or numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.text import Text

from qa.overview.collection import Event
from qa.overview.values import ArticleCard, Overview, Place
from qa.terminal.output import theme
from qa.terminal.output.layout import Page
from qa.terminal.output.overview.cited import citation, marked, readable
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.theme import RenderOptions

_DOT, _BAR = " ● ", " │ "
_PLAIN_GAP = "  "
# A longer label stands on a line of its own.
_WIDEST_LABEL = 16
_UNDATED = "not dated"


def draw_timeline(
    page: Page, events: Sequence[Event], options: RenderOptions, *, named: bool
) -> None:
    """Add the events along a line, their dates left of it; those without a date below.

    `named` names the article of each.
    """
    dated = [event for event in events if event.label]
    undated = [event for event in events if not event.label]
    width = max((len(date_label(event)) for event in dated), default=0)
    for event in dated:
        _event(page, event, width, options, named=named, last=event is dated[-1])
    if undated:
        if dated:
            page.blank()
            page.add(Text(_UNDATED, theme.GREY))
        draw_undated(page, undated, options, named=named)


def date_label(event: Event) -> str:
    """Return the date of an event; where it is not known, what is written."""
    return one_line(event.label or "")[:_WIDEST_LABEL] or _label(event.written, event.article)


def draw_undated(
    page: Page, events: Sequence[Event], options: RenderOptions, *, named: bool
) -> None:
    """Add sentences with a date that only says when seen from another: "last week"."""
    rows = [
        LabelledRow(
            _label(event.written, event.article), event.written, event.sentence, event.article
        )
        for event in events
    ]
    _labelled(page, rows, options, named=named)


def draw_numbers(
    page: Page, overviews: Sequence[Overview], options: RenderOptions, *, named: bool
) -> None:
    """Add each sentence with numbers beside these, in the order of the articles."""
    _labelled(page, number_rows(overviews), options, named=named)


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A sentence and what stands beside it: the words of `places`, which it holds."""

    label: str
    places: tuple[Place, ...]
    sentence: Place
    article: ArticleCard


def number_rows(overviews: Sequence[Overview]) -> list[LabelledRow]:
    """Return the sentences with numbers, in the order of the articles."""
    rows = []
    for overview in overviews:
        for sentence, numbers in groupby(overview.numbers, key=lambda number: number.sentence):
            places = tuple(number.place for number in numbers)
            label = _label(places, overview.article)
            rows.append(LabelledRow(label, places, sentence, overview.article))
    return rows


def _label(places: Sequence[Place], article: ArticleCard) -> str:
    """Return what is written at the places, each wording once."""
    return ", ".join(dict.fromkeys(readable(place, article) for place in places))


def _event(
    page: Page,
    event: Event,
    width: int,
    options: RenderOptions,
    *,
    named: bool,
    last: bool,
) -> None:
    text = marked(event.sentence, event.article, event.written, theme.ANSWER)
    place = citation(event.sentence, event.article, options, named=named)
    dot, bar = (_PLAIN_GAP, _PLAIN_GAP) if page.plain else (_DOT, " " * len(_BAR) if last else _BAR)
    page.add_beside(
        Text.assemble((date_label(event).rjust(width), theme.NUMBER), (dot, theme.GREY)),
        Text.assemble(" " * width, (bar, theme.GREY)),
        text,
        place,
    )


def _labelled(
    page: Page, rows: Sequence[LabelledRow], options: RenderOptions, *, named: bool
) -> None:
    """Add sentences, each beside its label."""
    width = max((len(row.label) for row in rows if len(row.label) <= _WIDEST_LABEL), default=0)
    for row in rows:
        is_long = len(row.label) > width
        if is_long:
            page.add(Text(row.label, theme.NUMBER))
        label = "" if is_long else row.label
        page.add_beside(
            Text.assemble((label.ljust(width), theme.NUMBER), _PLAIN_GAP),
            Text(" " * (width + len(_PLAIN_GAP))),
            marked(row.sentence, row.article, row.places, theme.ANSWER),
            citation(row.sentence, row.article, options, named=named),
        )
